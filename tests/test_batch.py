from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline import InputError, batch, load_settings, run

STORY = (
    "{title}\n\nThe council of Halden agreed on Friday to spend 2.5 million euros on the bridge. "
    "The work takes nine months, the mayor, Ola Berg, told reporters.\n"
)
GERMAN = "Der Gemeinderat hat am Dienstag beschlossen, die alte Brücke zu reparieren. " * 6


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "a.txt").write_text(STORY.format(title="Bridge money agreed"), encoding="utf-8")
    (folder / "b.txt").write_text(STORY.format(title="Mayor wants a bridge"), encoding="utf-8")
    (folder / "copy.txt").write_text(STORY.format(title="Bridge money agreed"), encoding="utf-8")
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02" * 100)
    (folder / "deutsch.txt").write_text(GERMAN, encoding="utf-8")
    (folder / "notes.md").write_text("not an article")
    (folder / "metadata.csv").write_text("file,published\na.txt,2024-03-03\n")
    return folder


@pytest.fixture(scope="module")
def out(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    run(folder, out)
    return out


def read(out: Path, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / f"{table}.jsonl").read_text().splitlines()]


def table_bytes(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.is_file()}


def test_every_file_has_one_manifest_row(out: Path) -> None:
    status = {Path(row["path"]).name: row["status"] for row in read(out, "manifest")}
    assert status == {
        "a.txt": "ok",
        "b.txt": "ok",
        "copy.txt": "duplicate",
        "binary.txt": "failed",
        "deutsch.txt": "failed",
        "notes.md": "skipped",
    }


def test_failure_says_why_and_costs_nothing_beside_it(out: Path) -> None:
    reasons = {Path(row["path"]).name: row["reason"] for row in read(out, "failures")}
    assert set(reasons) == {"binary.txt", "deutsch.txt"}
    assert "language 'de'" in reasons["deutsch.txt"]
    assert {row["doc"] for row in read(out, "claims")} == {"a", "b", "copy"}


def test_metadata_gives_the_publication_date(out: Path) -> None:
    article = next(row for row in read(out, "articles") if row["doc"] == "a")
    assert (article["published"], article["published_from"]) == ("2024-03-03", "metadata")


def test_second_run_processes_nothing_and_writes_the_same_bytes(folder: Path, out: Path) -> None:
    before = table_bytes(out)
    summary = run(folder, out)
    assert (summary.processed, summary.unchanged) == (0, 3)
    assert table_bytes(out) == before


def test_another_table_format_processes_nothing_again(folder: Path, tmp_path: Path) -> None:
    run(folder, tmp_path)
    summary = run(
        folder, tmp_path, settings=load_settings(overrides={"run": {"formats": ["xlsx"]}})
    )
    assert (summary.processed, summary.unchanged) == (0, 3)


def test_run_killed_half_way_goes_on_and_writes_the_same_bytes(
    folder: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = batch.process_article

    def stop_at_b(article: Any, pipeline: Any) -> Any:
        if article.doc == "b":
            raise KeyboardInterrupt
        return real(article, pipeline)

    monkeypatch.setattr(batch, "process_article", stop_at_b)
    with pytest.raises(KeyboardInterrupt):
        run(folder, tmp_path)
    monkeypatch.setattr(batch, "process_article", real)
    summary = run(folder, tmp_path)
    assert summary.unchanged == 1
    assert table_bytes(tmp_path) == table_bytes(out)


def test_changed_setting_processes_again(folder: Path, tmp_path: Path) -> None:
    run(folder, tmp_path)
    other = load_settings(overrides={"run": {"language": "any"}})
    assert run(folder, tmp_path, settings=other).unchanged == 0


def test_bug_in_a_stage_costs_one_article(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = batch.process_article

    def fail_on_b(article: Any, pipeline: Any) -> Any:
        if article.doc == "b":
            raise ZeroDivisionError("no")
        return real(article, pipeline)

    monkeypatch.setattr(batch, "process_article", fail_on_b)
    summary = run(folder, tmp_path)
    assert summary.failed == 3
    assert any("ZeroDivisionError" in row["reason"] for row in read(tmp_path, "failures"))


def test_single_file_is_a_folder_of_one(folder: Path, tmp_path: Path) -> None:
    summary = run(folder / "a.txt", tmp_path)
    assert (summary.processed, summary.failed) == (1, 0)
    assert {row["published"] for row in read(tmp_path, "articles")} == {"2024-03-03"}


def test_single_file_has_no_warning_about_the_files_beside_it(folder: Path, tmp_path: Path) -> None:
    assert run(folder / "b.txt", tmp_path).warnings == ()


def test_path_is_that_of_the_latest_run(folder: Path, tmp_path: Path) -> None:
    run(folder, tmp_path)
    run(folder / ".." / folder.name, tmp_path)
    paths = {row["path"] for row in read(tmp_path, "manifest")}
    assert {row["path"] for row in read(tmp_path, "articles")} <= paths


@pytest.fixture
def no_articles(tmp_path: Path) -> Path:
    (tmp_path / "picture.png").write_bytes(b"x")
    return tmp_path


def test_folder_without_articles_says_so(no_articles: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file to read"):
        run(no_articles, tmp_path / "out")
