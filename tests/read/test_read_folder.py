"""Which files of a folder are read, and under which names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.read import Other, find_inputs, read_article, walk_inputs

from .formats import to_zip


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Some text.", encoding="utf-8")


def others(folder: Path) -> list[str]:
    return [Path(one.path).name for one in walk_inputs(folder) if isinstance(one, Other)]


def test_inputs_are_found_in_every_folder_in_order(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/c.html", "a/b.HTM", "z.xhtml", "a/d/e.txt")
    assert [file.doc for file in find_inputs(tmp_path)] == ["a/b", "a/c", "a/d/e", "b", "z"]


def test_other_files_are_named_but_not_read(tmp_path: Path) -> None:
    make(
        tmp_path,
        "a.txt",
        "README.md",
        "metadata.csv",
        "x/metadata.csv",
        ".hidden.txt",
        ".git/a.txt",
    )
    assert [file.doc for file in find_inputs(tmp_path)] == ["a"]
    assert others(tmp_path) == ["README.md", "metadata.csv"]


def test_metadata_that_does_not_count_says_where_it_would(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "x/metadata.csv")
    (tmp_path / "day.zip").write_bytes(to_zip({"b.txt": b"Two.", "metadata.csv": b"file\n"}))
    reasons = [one.reason for one in walk_inputs(tmp_path) if isinstance(one, Other)]
    said = "metadata.csv counts at the top of the folder only: add its rows to the one there"
    assert reasons == [said, said]


def test_files_that_differ_by_suffix_keep_apart(tmp_path: Path) -> None:
    make(tmp_path, "a.html", "a.txt", "a.htm", "a.html.txt", "A.txt")
    docs = {file.name: file.doc for file in find_inputs(tmp_path)}
    assert docs == {
        "A.txt": "A",
        "a.txt": "a",
        "a.htm": "a.htm",
        "a.html": "a.html",
        "a.html.txt": "a.html.txt",
    }


def test_single_file_is_a_folder_of_one(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.txt")
    assert [file.name for file in find_inputs(tmp_path / "a.txt")] == ["a.txt"]


@pytest.mark.parametrize("names", [(), ("README.md",), (".hidden.txt",)])
def test_folder_without_articles_says_so(tmp_path: Path, names: tuple[str, ...]) -> None:
    make(tmp_path, *names)
    with pytest.raises(InputError, match="no file to read"):
        find_inputs(tmp_path)


def test_missing_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        find_inputs(tmp_path / "nowhere")


def test_odd_names_give_docs_that_can_be_written(tmp_path: Path) -> None:
    names = [
        os.fsencode(tmp_path) + b"/" + name for name in (b"\xff.txt", b"a\nb.txt", b"=cmd.txt")
    ]
    for name in names:
        Path(os.fsdecode(name)).write_text("Some text.", encoding="utf-8")
    docs = [file.doc for file in find_inputs(tmp_path)]
    assert docs == ["=cmd", "\\xff", "a\nb"]
    assert [read_article(file).text for file in find_inputs(tmp_path)] == ["Some text."] * 3


def make_folder(path: Path) -> None:
    path.mkdir()


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_dangling_link(path: Path) -> None:
    path.symlink_to("nowhere.txt")


def make_looping_link(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize(
    "make_odd", [make_folder, make_pipe, make_dangling_link, make_looping_link]
)
def test_what_is_no_file_is_an_error_of_its_own(tmp_path: Path, make_odd) -> None:  # type: ignore[no-untyped-def]
    make(tmp_path, "a.txt")
    make_odd(tmp_path / "b.txt")
    inputs = find_inputs(tmp_path)
    assert [file.doc for file in inputs] == ["a", "b"]
    with pytest.raises(InputError, match=r"b\.txt"):
        read_article(inputs[1])


def test_vanished_file_is_an_error(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    [file] = find_inputs(tmp_path)
    Path(file.path).unlink()
    with pytest.raises(InputError, match="cannot be read"):
        read_article(file)


def test_looping_folder_link_is_not_entered(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert [file.doc for file in find_inputs(tmp_path)] == ["a"]
    assert others(tmp_path) == ["loop"]


def test_folder_named_like_a_page_is_entered(tmp_path: Path) -> None:
    make(tmp_path, "saved.html/index.html")
    assert [file.doc for file in find_inputs(tmp_path)] == ["saved.html/index"]
