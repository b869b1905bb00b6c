"""What goes wrong in a check costs one claim or one source, and is told."""

from __future__ import annotations

import json
import subprocess
import sys
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.check.claims import ClaimRow
from pipeline.check.examine import Examined, abstain
from pipeline.check.index import SourceIndex
from pipeline.commands import commands
from pipeline.crosscheck import check
from pipeline.errors import InputError
from pipeline.records import Analysis, Article, Records, Sentence
from pipeline.tables import CHECK_TABLES

GOOD = {"id": "good", "text": "The Harbour Board approved $2.5 million in March 2024."}


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    for name, text in {
        "board": "The Harbour Board met in Port Ellery on 4 March 2024. It approved $2.5 million.",
        "ferry": "The ferry to Port Ellery ran aground on 5 March 2024. Forty people were saved.",
        "rain": "It rained in Port Ellery. The harbour was closed for three days in March 2024.",
    }.items():
        (folder / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def write_claims(tmp_path: Path) -> Callable[..., Path]:
    def write(*rows: dict[str, Any]) -> Path:
        file = tmp_path / "claims.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return file

    return write


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    lines = (out / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def written(out: Path) -> dict[str, bytes]:
    files = [f"{table}.{format}" for table in CHECK_TABLES for format in ("csv", "jsonl")]
    return {name: (out / name).read_bytes() for name in [*files, "checks.html"]}


def break_on(monkeypatch: pytest.MonkeyPatch, function: str, word: str) -> None:
    """Let a function raise where its first argument speaks of ``word``."""
    module, name = function.rsplit(".", 1)
    whole = getattr(sys.modules[module], name)

    def broken(first: Any, *rest: Any, **named: Any) -> Any:
        first = list(first) if isinstance(first, map) else first
        if word in str(first):
            raise ValueError("a bug")
        return whole(first, *rest, **named)

    monkeypatch.setattr(function, broken)


@pytest.mark.parametrize(
    "function", ["pipeline.crosscheck.analyse.analyse_articles", "pipeline.crosscheck.examine"]
)
def test_a_claim_that_raises_costs_itself_only(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    sources: Path,
    write_claims: Callable[..., Path],
    function: str,
) -> None:
    break_on(monkeypatch, function, "zebra")
    claims = write_claims({"id": "odd", "text": "A zebra swam."}, GOOD)
    summary = check(claims, sources, tmp_path / "out")
    odd, good = rows(tmp_path / "out", "verdicts")
    assert odd["verdict"] == "cannot_tell"
    assert "please report it: ValueError: a bug" in odd["reason"]
    assert good["found"] >= 2
    assert [failure.claim for failure in summary.failures] == ["odd"]
    [failure] = rows(tmp_path / "out", "check_failures")
    assert (failure["claim"], failure["stage"]) == ("odd", "check")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("minutes", "Expected the name of a file in the folder."),
        ("bord.txt", "Did you mean board?"),
        ("torn", "its source 'torn' is not among the sources that could be read"),
    ],
)
def test_a_claim_whose_source_is_not_there_cannot_be_told(
    tmp_path: Path, sources: Path, write_claims: Callable[..., Path], source: str, said: str
) -> None:
    (sources / "torn.txt").write_bytes(b"")
    claims = write_claims({**GOOD, "source": source}, {**GOOD, "id": "other", "source": "ferry"})
    check(claims, sources, tmp_path / "out")
    named, other = rows(tmp_path / "out", "verdicts")
    assert named["verdict"] == "cannot_tell"
    assert said in named["reason"]
    assert {row["evidence_doc"] for row in rows(tmp_path / "out", "retrieved")} <= {"ferry"}
    assert other["verdict"] != "cannot_tell"


@pytest.mark.parametrize("name", ["board", "board.txt", "BOARD.TXT", "minutes/board.txt"])
def test_a_source_is_known_by_its_file_too(
    tmp_path: Path, sources: Path, write_claims: Callable[..., Path], name: str
) -> None:
    check(write_claims({**GOOD, "source": name}), sources, tmp_path / "out")
    assert {row["evidence_doc"] for row in rows(tmp_path / "out", "retrieved")} == {"board"}


def test_every_file_of_the_sources_has_a_row(
    tmp_path: Path, sources: Path, write_claims: Callable[..., Path]
) -> None:
    (sources / "copy.txt").write_bytes((sources / "board.txt").read_bytes())
    (sources / "empty.txt").write_bytes(b"")
    (sources / "notes.xyz").write_text("Not read.", encoding="utf-8")
    claims = write_claims(GOOD, {"id": "blank", "text": ""})
    summary = check(claims, sources, tmp_path / "out")
    found = {
        Path(r["path"]).name: (r["status"], r["reason"]) for r in rows(tmp_path / "out", "sources")
    }
    assert {name: status for name, (status, _) in found.items()} == {
        "board.txt": "ok", "copy.txt": "duplicate", "empty.txt": "failed", "ferry.txt": "ok",
        "rain.txt": "ok", "notes.xyz": "skipped",
    }  # fmt: skip
    assert found["copy.txt"][1] == "same content as board"
    assert [(failure.stage, failure.claim) for failure in summary.failures] == [
        ("read", None),
        ("claims", "blank"),
    ]


def test_where_no_source_can_be_read_nothing_is_called_not_found(
    tmp_path: Path, write_claims: Callable[..., Path]
) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "empty.txt").write_bytes(b"")
    check(write_claims(GOOD), tmp_path / "sources", tmp_path / "out")
    [verdict] = rows(tmp_path / "out", "verdicts")
    assert (verdict["verdict"], verdict["reason"]) == ("cannot_tell", "no source could be read")


def test_the_command_says_what_failed_and_how_many(
    tmp_path: Path, sources: Path, write_claims: Callable[..., Path]
) -> None:
    claims = write_claims({**GOOD, "source": "minutes"})
    arguments = ["check", str(claims), "--sources", str(sources), "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(commands, arguments, standalone_mode=False)
    assert result.return_value == 1
    assert "claim good: its source 'minutes' is not among the sources" in result.stderr
    assert f"1 failed: see {tmp_path / 'out'}/check_failures" in result.stderr


STOP = """
import os, sys
from pipeline.check.index import SourceIndex
from pipeline.crosscheck import check
put = SourceIndex.put
def put_one(self, doc, key, analysis):
    if doc == "ferry":
        self._connection.execute("delete from documents")
        os._exit(9)
    put(self, doc, key, analysis)
SourceIndex.put = put_one
check(*sys.argv[1:])
"""


def test_a_check_that_was_killed_and_run_again_gives_the_same_files(
    tmp_path: Path, sources: Path, write_claims: Callable[..., Path]
) -> None:
    claims = write_claims(GOOD, {"id": "b", "text": "Forty people were saved in Port Ellery."})
    killed = subprocess.run(
        [sys.executable, "-c", STOP, claims, sources, tmp_path / "killed"], check=False
    )
    assert killed.returncode == 9
    summary = check(claims, sources, tmp_path / "killed")
    check(claims, sources, tmp_path / "whole")
    assert (summary.read, summary.unchanged) == (2, 1)
    assert written(tmp_path / "killed") == written(tmp_path / "whole")


def test_an_index_with_a_history_gives_what_a_fresh_one_gives(
    tmp_path: Path, sources: Path, write_claims: Callable[..., Path]
) -> None:
    claims = write_claims(GOOD, {"id": "b", "text": "The harbour of Port Ellery was closed."})
    board, gone = sources / "board.txt", sources / "gone.txt"
    text = board.read_text(encoding="utf-8")
    board.write_text("The Harbour Board of Port Ellery closed.\n", encoding="utf-8")
    gone.write_text("The harbour of Port Ellery was closed.\n", encoding="utf-8")
    check(claims, sources, tmp_path / "old")
    gone.unlink()
    board.write_text(text, encoding="utf-8")
    check(claims, sources, tmp_path / "old")
    check(claims, sources, tmp_path / "new")
    assert written(tmp_path / "old") == written(tmp_path / "new")


def test_two_checks_do_not_write_to_one_folder(
    tmp_path: Path, sources: Path, write_claims: Callable[..., Path]
) -> None:
    claims, out = write_claims(GOOD), tmp_path / "out"
    check(claims, sources, out)
    before = written(out)
    with (
        SourceIndex(out / ".claimtable" / "sources.sqlite"),
        pytest.raises(InputError, match="Is another check writing to the same folder"),
    ):
        check(write_claims({**GOOD, "id": "x"}), sources, out)
    assert written(out) == before


@pytest.mark.parametrize("content", [b"not a database", b"SQLite format 3\x00" + b"\xff" * 2000])
def test_a_torn_index_is_made_anew(
    tmp_path: Path, sources: Path, write_claims: Callable[..., Path], content: bytes
) -> None:
    claims, out = write_claims(GOOD), tmp_path / "out"
    check(claims, sources, out)
    (out / ".claimtable" / "sources.sqlite").write_bytes(content)
    assert check(claims, sources, out).read == 3


def test_sources_kept_at_hand_are_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.check.index.CACHED_CHARACTERS", 10)
    article = Article(doc="a", text="1234567", sha256="", path="", media_type="text/plain")
    analysis = Analysis(records=Records(article=article), sentences=(Sentence(start=0, end=7),))
    with SourceIndex(tmp_path / "index.sqlite") as index:
        for doc in ("a", "b", "c"):
            index.put(doc, "key", analysis)
        numbers = [index.find_document(doc) or 0 for doc in ("a", "b", "c")]
        sources = [index.source(number) for number in numbers]
        assert index.source(numbers[2]) is sources[2]
        assert index.source(numbers[0]) is not sources[0]


def test_memory_does_not_grow_with_the_number_of_claims(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    sources: Path,
    write_claims: Callable[..., Path],
) -> None:
    kept: weakref.WeakSet[Examined] = weakref.WeakSet()
    most: list[int] = []

    def examine_lightly(claim: ClaimRow, *_: Any, **__: Any) -> Examined:
        found = abstain(claim, rule="test", reason="not looked at")
        kept.add(found)
        most.append(len(kept))
        return found

    nothing = Analysis(
        records=Records(article=Article(doc="", text="", sha256="", path="", media_type=""))
    )
    monkeypatch.setattr("pipeline.crosscheck.examine", examine_lightly)
    monkeypatch.setattr(
        "pipeline.crosscheck.analyse.Analyser.analyse_claims",
        lambda _, rows: ((row, nothing) for row in rows),
    )
    claims = write_claims(*({"id": str(i), "text": f"It rained {i} times."} for i in range(900)))
    summary = check(claims, sources, tmp_path / "out")
    assert summary.rows["verdicts"] == 900
    assert max(most) <= 3
    assert (tmp_path / "out" / "checks-5.html").is_file()
