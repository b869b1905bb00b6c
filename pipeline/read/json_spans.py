"""Finds the articles in a JSON file that lists them: where each object begins and ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from ..errors import InputError

LIST_KEYS = ("articles", "items")
"""Keys that hold the list in what search interfaces and JSON feeds give."""

_LIST = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[")
_LIST_KEY = re.compile(rb'(?s:\s*\{.*"(?:articles|items)"\s*:\s*\[)')

_Raw = msgspec.Raw


def holds_many(beginning: bytes, load: Callable[[], bytes]) -> bool:
    """Tell a list of articles from a single one; ``load`` gives the file where it takes all."""
    if _LIST.match(beginning):
        return True
    return _LIST_KEY.match(beginning) is not None and _find_list(load()) is not None


def find_objects(raw: bytes) -> Iterator[tuple[int, int]]:
    """Give start and size of each object of the list.

    >>> list(find_objects(b'[{"text": "a"}, {"text": "b"}]'))
    [(1, 13), (16, 13)]
    """
    found = _find_list(raw)
    if found is None:
        raise InputError("not a list of objects that is readable as JSON (RFC 8259, UTF-8).")
    at, objects = found
    for item in objects:
        written = bytes(item)
        at = raw.index(written, at)
        yield at, len(written)
        at += len(written)


def _find_list(raw: bytes) -> tuple[int, list[msgspec.Raw]] | None:
    """Give where the list begins, and its items as they are written."""
    try:
        if _LIST.match(raw):
            start = raw.index(b"[")
            return start, msgspec.json.decode(raw[start:], type=list[_Raw])
        fields = msgspec.json.decode(raw, type=dict[str, _Raw])
        written = next((fields[key] for key in LIST_KEYS if key in fields), None)
        if written is None:
            return None
        items = msgspec.json.decode(written, type=list[_Raw])
        is_list = all(bytes(item).startswith(b"{") for item in items)
        return (raw.index(bytes(written)), items) if is_list else None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
