"""Walks a folder once: every article in it and in its archives, always in the same order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ..errors import InputError
from . import address, remote
from .containers import CONTAINERS, expand, unpacking
from .entries import Entry, Place, can_be_opened, is_output, look_at
from .inputs import Input, Other, to_text
from .names import Names, kind_of
from .opener import Opener


def walk(
    folder: Path | str, suffixes: frozenset[str], *, out: Path | str | None = None
) -> Iterator[Input | Other]:
    """List what a folder holds, one at a time, sorted by name; a file is a folder of one.

    ``out`` is the folder that the run writes to, which is passed over. Raises ``InputError`` where
    there is no such folder, and at the end where there was nothing to read.
    """
    root = address.to_location(folder)
    place = Place(
        root=root if address.is_remote(root) else os.path.realpath(root),
        out=None if out is None else os.path.realpath(out),
        suffixes=suffixes,
    )
    is_empty = True
    with Opener() as opener:
        for found in _walk_root(root, place):
            if isinstance(found, Other):
                yield found
                continue
            for one in expand(found, opener, suffixes):
                is_empty = is_empty and isinstance(one, Other)
                yield one
    if is_empty:
        raise InputError(
            f"{root}: there is no file to read here. Expected files ending in"
            f" {', '.join(sorted(suffixes | CONTAINERS.keys()))}."
        )


def _walk_root(root: str, place: Place) -> Iterator[Input | Other]:
    is_remote = address.is_remote(root)
    if not (address.exists(root) if is_remote else os.path.lexists(root)):
        raise InputError(f"{root}: there is no such file or folder.")
    if not (address.is_folder(root) if is_remote else Path(root).is_dir()):
        name = to_text(root.rpartition("/")[2] if is_remote else Path(root).name)
        yield _to_input(Entry(path=root, name=name, kind=kind_of(name)), "", Names())
        return
    if not is_remote:
        _check_folder(root, place)
    yield from _walk(root, place)


def _check_folder(root: str, place: Place) -> None:
    if not can_be_opened(root):
        raise InputError(f"{root}: the folder cannot be opened. Check who may read it.")
    if place.out == place.root or is_output(root):
        raise InputError(
            f"{root}: this folder holds the tables of a run, which are not read as articles. Name"
            " the folder of the articles, and another one for the tables."
        )


def _walk(root: str, place: Place) -> Iterator[Input | Other]:
    """Go through a folder and those in it; folders may be nested deeper than functions may."""
    left = [iter(_list(root, "", place))]
    prefixes = [""]
    while left:
        one = next(left[-1], None)
        if one is None:
            left.pop()
            prefixes.pop()
        elif isinstance(one, Entry):
            prefixes.append(f"{prefixes[-1]}{one.name}/")
            left.append(iter(_list(one.path, prefixes[-1], place)))
        else:
            yield one


def _list(folder: str, prefix: str, place: Place) -> list[Input | Other | Entry]:
    """List a folder in order; everything in it has its name before anything is given."""
    look = remote.look_at if address.is_remote(folder) else look_at
    found = list(look(folder, place, is_root=not prefix))
    entries = sorted((one for one in found if isinstance(one, Entry)), key=_text_first)
    names = Names(entry.name for entry in entries if entry.holds_many and not entry.is_folder)
    listed: list[tuple[str, Input | Other | Entry]] = [
        (to_text(other.file.rpartition("/")[2]), other)
        for other in found
        if isinstance(other, Other)
    ]
    for entry in entries:
        if entry.is_folder:
            listed.append((f"{entry.name}/", entry))
        else:
            source = _to_input(entry, prefix, names)
            key = f"{entry.name}/" if entry.holds_many else source.doc.removeprefix(prefix)
            listed.append((key, source))
    listed.sort(key=lambda pair: pair[0])
    return [one for _, one in listed]


def _text_first(entry: Entry) -> tuple[str, bool, str, str]:
    kind = entry.kind
    is_text = kind.suffix == ".txt" and kind.packing is None
    return kind.stem, not is_text, kind.suffix, entry.name


def _to_input(entry: Entry, prefix: str, names: Names) -> Input:
    many = entry.holds_many
    return Input(
        file=entry.path,
        name=prefix + entry.name,
        doc=prefix + (entry.name if many else names.take(entry.kind.stem, entry.name)),
        suffix=entry.kind.suffix,
        steps=unpacking(entry.kind),
        problem=entry.problem,
    )
