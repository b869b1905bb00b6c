from __future__ import annotations

import errno
import json
import multiprocessing
import platform
import re
import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from pipeline import InputError, load_settings, run, single
from pipeline.batch import RunOptions, plan_run
from pipeline.errors import OutputError, StoppedError
from pipeline.locks import lock
from pipeline.plan import Part
from pipeline.settings import Settings

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
    (folder / "notes.csv").write_text("not an article")
    (folder / "metadata.csv").write_text("file,published\na.txt,2024-03-03\n")
    return folder


@pytest.fixture(scope="module")
def out(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    run(folder, out)
    return out


def read(out: Path, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / f"{table}.jsonl").read_text().splitlines()]


def _size(path: Path) -> int:
    return path.stat().st_size


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
        "notes.csv": "skipped",
    }


def test_failure_says_why_and_costs_nothing_beside_it(out: Path) -> None:
    reasons = {Path(row["path"]).name: row["reason"] for row in read(out, "failures")}
    assert set(reasons) == {"binary.txt", "deutsch.txt"}
    assert "language 'de'" in reasons["deutsch.txt"]
    assert {row["doc"] for row in read(out, "claims")} == {"a", "b", "copy"}


@pytest.mark.parametrize(("force", "analysed"), [(False, ["a", "b"]), (True, ["a", "b", "copy"])])
def test_article_with_the_content_of_another_is_not_analysed_again(
    force: bool,
    analysed: list[str],
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real, docs = single.process_article, []

    def note(article: Any, pipeline: Any) -> Any:
        records = real(article, pipeline)
        docs.append(article.doc)
        return records

    articles = tmp_path / "articles"
    shutil.copytree(folder, articles)
    (articles / "metadata.csv").unlink()
    monkeypatch.setattr(single, "process_article", note)
    run(articles, tmp_path / "out", options=RunOptions(force=force))
    assert docs == analysed
    a, copy = (
        [row["standalone"] for row in read(tmp_path / "out", "claims") if row["doc"] == doc]
        for doc in ("a", "copy")
    )
    assert a == copy


def test_copy_with_another_date_is_analysed_by_itself(out: Path) -> None:
    dates = {row["doc"]: row["published"] for row in read(out, "articles")}
    assert (dates["a"], dates["copy"]) == ("2024-03-03", None)


def test_metadata_gives_the_publication_date(out: Path) -> None:
    article = next(row for row in read(out, "articles") if row["doc"] == "a")
    assert (article["published"], article["published_from"]) == ("2024-03-03", "metadata")


def test_second_run_processes_nothing_and_writes_the_same_bytes(folder: Path, out: Path) -> None:
    before = table_bytes(out)
    summary = run(folder, out)
    assert (summary.processed, summary.unchanged) == (0, 3)
    assert table_bytes(out) == before


def test_watcher_is_told_of_every_article_that_is_compared_and_written(
    folder: Path, out: Path, tmp_path: Path
) -> None:
    shutil.copytree(out, tmp_path, dirs_exist_ok=True)
    told: list[str] = []
    run(folder, tmp_path, watch=lambda event: told.append(type(event).__name__))
    five = ["Passed"] * 5
    assert told == ["Comparing", *five, "Planned", "Done", "Done", "Assembling", *five]


def test_another_table_format_processes_nothing_again(folder: Path, tmp_path: Path) -> None:
    run(folder, tmp_path)
    summary = run(
        folder, tmp_path, settings=load_settings(overrides={"run": {"formats": ["xlsx"]}})
    )
    assert (summary.processed, summary.unchanged) == (0, 3)


def test_run_killed_half_way_goes_on_and_writes_the_same_bytes(
    folder: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = single.process_article

    def stop_at_b(article: Any, pipeline: Any) -> Any:
        if article.doc == "b":
            raise KeyboardInterrupt
        return real(article, pipeline)

    monkeypatch.setattr(single, "process_article", stop_at_b)
    with pytest.raises(KeyboardInterrupt):
        run(folder, tmp_path)
    monkeypatch.setattr(single, "process_article", real)
    summary = run(folder, tmp_path)
    assert summary.unchanged == 1
    assert table_bytes(tmp_path) == table_bytes(out)


def test_changed_setting_processes_again(folder: Path, tmp_path: Path) -> None:
    run(folder, tmp_path)
    other = load_settings(overrides={"run": {"language": "any"}})
    assert run(folder, tmp_path, settings=other).unchanged == 0


def test_file_that_is_renamed_to_another_format_is_read_as_that(tmp_path: Path) -> None:
    folder, out = tmp_path / "articles", tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text("# Halden\n\nHalden built *9* bridges in 2023.", encoding="utf-8")
    run(folder, out)
    (folder / "a.txt").rename(folder / "a.md")
    run(folder, out)
    run(folder, tmp_path / "anew")
    assert "built 9 bridges" in read(out, "articles")[0]["text"]
    assert read(out, "articles") == read(tmp_path / "anew", "articles")


def test_bug_in_a_stage_costs_one_article(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = single.process_article

    def fail_on_b(article: Any, pipeline: Any) -> Any:
        if article.doc == "b":
            raise ZeroDivisionError("no")
        return real(article, pipeline)

    monkeypatch.setattr(single, "process_article", fail_on_b)
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


def test_parts_in_one_folder_give_the_tables_of_one_run(
    folder: Path, out: Path, tmp_path: Path
) -> None:
    for number in (2, 1):
        summary = run(folder, tmp_path, options=RunOptions(part=Part(number=number, of=2)))
        assert summary.rows == {}
    assert not list(tmp_path.glob("*.csv"))
    summary = run(folder, tmp_path, options=RunOptions(tables_only=True))
    assert table_bytes(tmp_path) == table_bytes(out)


def test_shards_of_parts_are_merged_by_copying(folder: Path, out: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    for number in (1, 2):
        part = tmp_path / str(number)
        run(folder, part, options=RunOptions(part=Part(number=number, of=2)))
        shutil.copytree(part, whole, dirs_exist_ok=True)
    run(folder, whole, options=RunOptions(tables_only=True))
    assert table_bytes(whole) == table_bytes(out)


def test_tables_only_says_what_is_missing(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"5 of 5 articles .* a, b"):
        run(folder, tmp_path, options=RunOptions(tables_only=True))


def test_run_gives_up_after_too_many_failures_and_keeps_the_tables(
    folder: Path, out: Path, tmp_path: Path
) -> None:
    shutil.copytree(out, tmp_path, dirs_exist_ok=True)
    with pytest.raises(StoppedError, match="--max-failures allows 1"):
        run(folder, tmp_path, options=RunOptions(max_failures=1))
    assert table_bytes(tmp_path) == table_bytes(out)


def reasons(folder: Path, out: Path, settings: Settings, **options: Any) -> dict[str, str]:
    _, steps, _ = plan_run(folder, out, settings=settings, options=RunOptions(**options))
    return {step.task.source.doc: step.why for step in steps}


def test_plan_says_why_each_article_is_processed(folder: Path, out: Path, tmp_path: Path) -> None:
    articles, written = tmp_path / "articles", tmp_path / "out"
    shutil.copytree(folder, articles)
    shutil.copytree(out, written)
    (articles / "a.txt").write_text("Another text.", encoding="utf-8")
    (articles / "new.txt").write_text("A new text.", encoding="utf-8")
    settings = load_settings()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert reasons(articles, written, settings) == {
        "a": "file or metadata changed",
        "b": "unchanged",
        "binary": "failed before",
        "copy": "unchanged",
        "deutsch": "failed before",
        "new": "new",
    }
    other = load_settings(overrides={"read": {"tables": False}})
    assert reasons(articles, written, other)["b"] == "settings, model or program changed"
    assert reasons(articles, written, settings, force=True)["b"] == "forced"
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_damaged_or_cut_off_shard_is_made_again(folder: Path, out: Path, tmp_path: Path) -> None:
    shutil.copytree(out, tmp_path, dirs_exist_ok=True)
    first, second, *_ = sorted((tmp_path / ".claimtable" / "shards").rglob("*.shard"))
    first.write_bytes(first.read_bytes()[:-1])
    second.write_bytes(b"")
    run(folder, tmp_path)
    assert table_bytes(tmp_path) == table_bytes(out)


def test_shard_that_cannot_be_read_is_made_again(
    folder: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.open

    def refuse(path: Path, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if path.suffix == ".shard" and mode == "rb" and path.stat().st_ctime_ns < started:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, mode, *rest, **more)

    shutil.copytree(out, tmp_path, dirs_exist_ok=True)
    started = time.time_ns()
    monkeypatch.setattr(Path, "open", refuse)
    assert run(folder, tmp_path).unchanged == 0
    assert table_bytes(tmp_path) == table_bytes(out)


def test_shard_that_the_disk_damaged_is_a_failure_once(
    folder: Path, out: Path, tmp_path: Path
) -> None:
    shutil.copytree(out, tmp_path, dirs_exist_ok=True)
    shard = max((tmp_path / ".claimtable" / "shards").rglob("*.shard"), key=_size)
    raw = shard.read_bytes()
    shard.write_bytes(raw[:-9] + bytes(9))
    assert run(folder, tmp_path).failed == 3
    assert any("the disk damaged it" in row["reason"] for row in read(tmp_path, "failures"))
    run(folder, tmp_path)
    assert table_bytes(tmp_path) == table_bytes(out)


def test_two_runs_do_not_write_the_same_tables(folder: Path, tmp_path: Path) -> None:
    with lock(tmp_path, shared=True), pytest.raises(OutputError, match="another run"):
        run(folder, tmp_path)


def test_half_written_files_of_a_dead_run_are_swept_away(folder: Path, tmp_path: Path) -> None:
    child = multiprocessing.get_context("spawn").Process(target=print)
    child.start()
    child.join()
    parts = tmp_path / ".claimtable" / "parts"
    parts.mkdir(parents=True)
    host = re.sub(r"[^\w-]", "_", platform.node()) or "host"
    (parts / f"{host}.{child.pid}-1.part").write_bytes(b"half")
    run(folder, tmp_path)
    assert not list(parts.iterdir())
