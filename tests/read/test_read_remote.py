"""Folders at an address are listed and read as those of this machine."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from pipeline.errors import InputError
from pipeline.read import Other, find_inputs, read_article, read_metadata, walk_inputs

from .formats import to_zip

FILES = {
    "a.txt": b"First.",
    "in/b.html": b"<p>Page.</p>",
    "in/day.zip": to_zip({"c.txt": b"Packed."}),
    "picture.png": b"",
    "run/.claimtable/shard": b"",
    "run/claims.jsonl": b'{"text": "a"}',
    "metadata.csv": b"file,published\na.txt,2024-03-31\n",
}


@pytest.fixture
def address() -> Iterator[str]:
    system = fsspec.filesystem("memory")
    for name, data in FILES.items():
        system.pipe(f"/news/{name}", data)
    yield "memory://news"
    system.rm("/news", recursive=True)


@pytest.mark.parametrize("give", [str, Path])
def test_folder_at_an_address_is_read(address: str, give: type) -> None:
    found = list(walk_inputs(give(address)))
    texts = {one.doc: read_article(one).text.strip() for one in find_inputs(give(address))}
    assert texts == {"a": "First.", "in/b": "Page.", "in/day.zip/c": "Packed."}
    others = [one.path.rpartition("news/")[2] for one in found if isinstance(one, Other)]
    assert others == ["picture.png", "run"]


def test_metadata_at_an_address_is_read(address: str) -> None:
    table = read_metadata(address)
    [first, *_] = find_inputs(address)
    assert str(table.rows["a.txt"].published) == "2024-03-31"
    assert table.find_name(first) == "a.txt"
    assert read_metadata(f"{address}/a.txt").rows == table.rows


def test_file_at_an_address_is_a_folder_of_one(address: str) -> None:
    [source] = find_inputs(f"{address}/a.txt")
    assert (source.doc, read_article(source).text) == ("a", "First.")


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("memory://nowhere", "no such file or folder"),
        ("nosuchstorage://x", "cannot be reached"),
    ],
)
def test_address_that_leads_nowhere_says_so(address: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        find_inputs(address)


def test_missing_library_is_named(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(InputError, match=r"pip install 'claimtable\[fsspec\]'"):
        find_inputs(address)
