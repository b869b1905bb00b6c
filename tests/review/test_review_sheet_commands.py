"""The commands of the review sheet: what they print, where they write, how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.commands import commands

from .sheets import CRIED, ROPE, SANK, fill


@pytest.fixture
def sheet(out: Path, tmp_path: Path) -> Path:
    path = tmp_path / "review.xlsx"
    assert call("export", out, "--xlsx", path).return_value == 0
    return path


def call(command: str, *arguments: object) -> Result:
    words = ["review", command, *map(str, arguments)]
    return CliRunner().invoke(commands, words, standalone_mode=False)


def test_export_writes_what_is_asked_for_and_says_so(out: Path, tmp_path: Path) -> None:
    done = call("export", out, "--xlsx", tmp_path / "a.xlsx", "--csv", tmp_path / "a.csv")
    assert done.output.splitlines() == [
        f"{tmp_path / 'a.xlsx'}\t3 rows",
        f"{tmp_path / 'a.csv'}\t3 rows",
    ]


def test_export_of_nothing_is_wrong_usage(out: Path) -> None:
    assert "what to write" in str(call("export", out).exception)


def test_import_takes_decisions_and_names_what_it_refuses(out: Path, sheet: Path) -> None:
    fill(sheet, ROPE.id, verdict="false", reviewer="Ann")
    fill(sheet, SANK.id, verdict="perhaps", reviewer="Ann")
    done = call("import", out, sheet)
    assert done.return_value == 1
    assert done.stdout == "1 added; 1 refused; 1 undecided\n"
    assert f"refused: {sheet}, row 3, {SANK.id}: the verdict is 'perhaps'" in done.stderr


def test_dry_run_says_that_nothing_was_written(out: Path, sheet: Path) -> None:
    fill(sheet, ROPE.id, verdict="false")
    done = call("import", out, sheet, "--dry-run", "--reviewer", "Ann")
    assert done.return_value == 0
    assert done.stdout == "nothing was written; an import would give: 1 added; 2 undecided\n"
    assert call("import", out, sheet, "--reviewer", "Ann").stdout == "1 added; 2 undecided\n"


def test_decisions_of_one_database_come_from_anywhere(
    out: Path, sheet: Path, tmp_path: Path
) -> None:
    address = f"sqlite:///{tmp_path / 'team.sqlite'}"
    fill(sheet, ROPE.id, verdict="false", reviewer="Ann")
    call("import", out, sheet, "--database", address)
    assert "1 of 3 claims checked" in call("report", out, "--database", address).output
    assert "0 of 3 claims checked" in call("report", out).output


def test_decisions_are_written_as_a_table_and_as_claimreview(
    out: Path, sheet: Path, tmp_path: Path
) -> None:
    settings = tmp_path / "mine.toml"
    settings.write_text(
        '[review]\norganisation = "Halden"\norganisation_url = "https://a.example"\n'
        'review_url = "https://a.example/{claim}"\n'
    )
    fill(sheet, ROPE.id, verdict="false", reviewer="Ann")
    fill(sheet, CRIED.id, verdict="not_a_claim", reviewer="Ann")
    call("import", out, sheet)
    done = call("export", out, "--claimreview", tmp_path / "cr", "--format", "jsonl",
                "--settings", settings)  # fmt: skip
    assert done.return_value == 0
    assert "left out, its verdict is not published: 1" in done.stderr
    assert [path.stem for path in (tmp_path / "cr").iterdir()] == [ROPE.id]
    lines = (out / "reviews.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["verdict"] for line in lines] == ["false", "not_a_claim"]


def test_known_facts_are_made_of_the_reviews_of_a_run(out: Path, sheet: Path) -> None:
    fill(sheet, ROPE.id, verdict="false", reviewer="Ann")
    fill(sheet, CRIED.id, verdict="not_a_claim", reviewer="Ann")
    call("import", out, sheet)
    words = ["facts", "--from-reviews", str(out), "--outputs", str(out)]
    printed = CliRunner().invoke(commands, words, standalone_mode=False).stdout
    assert [line.split(",")[2] for line in printed.splitlines()] == [
        "expect",
        "present",
        "known false alarm",
    ]
