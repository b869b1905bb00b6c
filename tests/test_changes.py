"""A run into a folder with an earlier one writes what it has changed in the articles of both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline import changes, load_settings, run
from pipeline.tables import read_run

STORY = (
    "The council of Halden spent {} million euros on the bridge in 2024. Work took nine months.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY.format(2.5), encoding="utf-8")
    (folder / "b.txt").write_text("The mayor of Halden resigned in May 2024.", encoding="utf-8")
    return folder


@pytest.fixture
def out(folder: Path, tmp_path: Path) -> Path:
    out = tmp_path / "out"
    run(folder, out)
    return out


def read_changes(out: Path) -> list[tuple[str, str, str, str]]:
    lines = (out / "changes.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [(row["doc"], row["change"], row["words_before"], row["words_after"]) for row in rows]


def test_first_run_and_one_that_changes_nothing_write_no_changes(folder: Path, out: Path) -> None:
    run(folder, out)
    assert not list(out.glob("changes*"))


def test_edited_article_gives_a_row_for_each_changed_claim(folder: Path, out: Path) -> None:
    (folder / "a.txt").write_text(STORY.format(3.5), encoding="utf-8")
    summary = run(folder, out)
    assert read_changes(out) == [("a", "value changed", "2.5", "3.5")]
    assert summary.rows["changes"] == 1


def test_changes_stay_until_something_changes_again(folder: Path, out: Path) -> None:
    (folder / "a.txt").write_text(STORY.format(3.5), encoding="utf-8")
    run(folder, out)
    run(folder, out)
    assert len(read_changes(out)) == 1


def test_new_and_removed_articles_are_no_change(folder: Path, out: Path) -> None:
    (folder / "b.txt").rename(folder / "c.txt")
    run(folder, out)
    assert not list(out.glob("changes*"))


def test_run_stopped_after_the_tables_still_tells_what_changed(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> int:
        raise KeyboardInterrupt

    (folder / "a.txt").write_text(STORY.format(3.5), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("pipeline.batch.write_changes", stop)
        with pytest.raises(KeyboardInterrupt):
            run(folder, out)
    run(folder, out)
    assert len(read_changes(out)) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [("csv", "csv"), ("sqlite", "sqlite"), ("jsonl", "sqlite"), ("sqlite", "csv")],
)
def test_run_tells_what_changed_in_whatever_format_it_writes(
    folder: Path, tmp_path: Path, before: str, after: str
) -> None:
    out = tmp_path / "some"
    run(folder, out, settings=load_settings(overrides={"run": {"formats": [before]}}))
    (folder / "a.txt").write_text(STORY.format(3.5), encoding="utf-8")
    settings = load_settings(overrides={"run": {"formats": [after]}})
    assert run(folder, out, settings=settings).rows["changes"] == 1
    [row] = read_run(out).stream("changes", dict[str, Any])
    assert (row["change"], row["words_after"]) == ("value changed", "3.5")
    assert not (out / ".claimtable" / changes.BEFORE).exists()


@pytest.mark.parametrize(
    "spoiled",
    [
        b"doc;id;text\r\na;c1;caf\xe9\r\n",
        b"doc,text\r\na,Halden\r\n",
        b'id,doc,text\r\nc1,a,"Halden',
        b"id,doc,start\r\nc1,a,1.0E+05\r\n",
    ],
    ids=["saved for Excel", "column removed", "cut off", "numbers rewritten"],
)
def test_earlier_claims_that_a_spreadsheet_has_spoiled_cost_the_comparison_only(
    folder: Path, tmp_path: Path, spoiled: bytes
) -> None:
    out = tmp_path / "csv"
    settings = load_settings(overrides={"run": {"formats": ["csv"]}})
    run(folder, out, settings=settings)
    (out / "claims.csv").write_bytes(spoiled)
    [warning] = run(folder, out, settings=settings).warnings
    assert "what this run has changed is not told: " in warning
    assert "claims.csv: the table claims is not as a run has written it" in warning
    assert run(folder, out, settings=settings).warnings == ()


def test_run_that_wrote_a_format_nobody_reads_back_has_no_changes(
    folder: Path, tmp_path: Path
) -> None:
    settings = load_settings(overrides={"run": {"formats": ["xlsx"]}})
    run(folder, tmp_path / "out", settings=settings)
    (folder / "a.txt").write_text(STORY.format(3.5), encoding="utf-8")
    assert "changes" not in run(folder, tmp_path / "out", settings=settings).rows
