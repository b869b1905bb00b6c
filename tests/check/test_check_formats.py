"""What is written beside a run comes in the formats of that run, unless others are asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipeline import Pipeline, process
from pipeline.commands import main
from pipeline.tables import RUN_TABLES, TableWriters, read_run

TEXT = "Fire crews in Port Ellery rescued 340 passengers on Monday."

RunWriter = Callable[..., Path]


@pytest.fixture
def write_run(tmp_path: Path, pipeline: Pipeline) -> RunWriter:
    """Write the tables of a run of one article."""
    article = tmp_path / "fire.txt"
    article.write_text(TEXT, encoding="utf-8")
    records = process(article, pipeline=pipeline, published=date(2024, 3, 5))

    def write(*formats: str) -> Path:
        out = tmp_path / "out"
        out.mkdir()
        with TableWriters(out, formats) as writers:
            for table in RUN_TABLES:
                rows = [records.article] if table == "articles" else getattr(records, table, ())
                writers.write(table, rows)
        return out

    return write


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "report.txt").write_text("Crews rescued 340 passengers.", encoding="utf-8")
    return folder


def call(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> None:
    monkeypatch.setattr("sys.argv", ["claimtable", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0


def suffixes(out: Path, table: str) -> set[str]:
    return {path.suffix[1:] for path in out.glob(f"{table}.*")} - {"html"}


@pytest.mark.parametrize("formats", [["csv"], ["jsonl"], ["csv", "xlsx"]])
def test_check_and_corroborate_write_the_formats_of_the_run(
    write_run: RunWriter, sources: Path, monkeypatch: pytest.MonkeyPatch, formats: list[str]
) -> None:
    out = write_run(*formats)
    call(monkeypatch, "check", out, "--sources", sources, "--out", out)
    call(monkeypatch, "corroborate", out)
    assert suffixes(out, "verdicts") == suffixes(out, "corroborations") == set(formats)


def test_a_run_in_sqlite_gets_no_other_files(
    write_run: RunWriter, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = write_run("sqlite")
    call(monkeypatch, "check", out, "--sources", sources, "--out", out)
    call(monkeypatch, "check", out, "--against", out, "--out", out)
    call(monkeypatch, "corroborate", out)
    assert not [*out.glob("*.csv"), *out.glob("*.jsonl")]
    assert all(read_run(out).has(name) for name in ("verdicts", "changes", "corroborations"))


def test_formats_that_are_named_go_before_those_of_the_run(
    write_run: RunWriter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = write_run("csv")
    (tmp_path / "mine.toml").write_text('[run]\nformats = ["jsonl"]\n', encoding="utf-8")
    call(monkeypatch, "corroborate", out, "--settings", tmp_path / "mine.toml")
    assert suffixes(out, "corroborations") == {"jsonl"}
    call(monkeypatch, "corroborate", out, "--format", "xlsx")
    assert suffixes(out, "corroborations") == {"xlsx"}


def test_claims_of_a_file_are_checked_into_the_formats_of_the_settings(
    tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = tmp_path / "claims.csv"
    claims.write_text(f"text\n{TEXT}\n", encoding="utf-8")
    call(monkeypatch, "check", claims, "--sources", sources, "--out", tmp_path / "out")
    assert suffixes(tmp_path / "out", "verdicts") == {"csv", "jsonl"}
