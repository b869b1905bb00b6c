"""A run into a folder with an earlier one writes what it has changed in the articles of both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import changes, load_settings, run

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


@pytest.mark.parametrize("format", ["csv", "sqlite"])
def test_other_formats_do_without_json_lines(folder: Path, tmp_path: Path, format: str) -> None:
    settings = load_settings(overrides={"run": {"formats": [format]}})
    out = tmp_path / format
    run(folder, out, settings=settings)
    (folder / "a.txt").write_text(STORY.format(3.5), encoding="utf-8")
    rows = run(folder, out, settings=settings).rows
    assert rows.get("changes") == (1 if format == "csv" else None)
    assert not (out / ".claimtable" / changes.BEFORE).exists()
