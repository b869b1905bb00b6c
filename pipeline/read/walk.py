"""Walks a folder once: every article in it and in its archives, always in the same order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import InputError
from .containers import CONTAINERS, expand, not_read, unpacking
from .inputs import Input, Other, to_text
from .names import Kind, Names, kind_of
from .opener import Opener

METADATA_NAME = "metadata.csv"

OUTPUT_MARK = ".claimtable"
"""A folder with this one in it was written by a run, and is never read as articles."""

READ_ME = "readme"
"""A file called so, with whatever suffix, describes the folder and is no article."""


@dataclass(frozen=True, kw_only=True)
class _Place:
    """What stays the same within one walk."""

    root: str
    out: str | None
    suffixes: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Entry:
    """A file or folder that is looked into, under the name it is shown by."""

    path: str
    name: str
    kind: Kind
    is_folder: bool = False
    problem: str | None = None

    @property
    def holds_many(self) -> bool:
        """Whether its name stands before those of others in it."""
        return self.is_folder or self.kind.suffix in CONTAINERS


def walk(
    folder: Path | str, suffixes: frozenset[str], *, out: Path | str | None = None
) -> Iterator[Input | Other]:
    """List what a folder holds, one at a time, sorted by name; a file is a folder of one.

    ``out`` is the folder that the run writes to, which is passed over. Raises ``InputError`` where
    there is no such folder, and at the end where there was nothing to read.
    """
    root = os.fspath(folder)
    place = _Place(
        root=os.path.realpath(root),
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


def _walk_root(root: str, place: _Place) -> Iterator[Input | Other]:
    if not os.path.lexists(root):
        raise InputError(f"{root}: there is no such file or folder.")
    if not Path(root).is_dir():
        name = to_text(Path(root).name)
        yield _to_input(_Entry(path=root, name=name, kind=kind_of(name)), "", Names())
        return
    if not _can_be_opened(root):
        raise InputError(f"{root}: the folder cannot be opened. Check who may read it.")
    if place.out == place.root or _is_output(root):
        raise InputError(
            f"{root}: this folder holds the tables of a run, which are not read as articles. Name"
            " the folder of the articles, and another one for the tables."
        )
    yield from _walk(root, "", place)


def _walk(folder: str, prefix: str, place: _Place) -> Iterator[Input | Other]:
    """List a folder; everything in it has its name before anything is given."""
    found = list(_look_at(folder, prefix, place))
    entries = sorted((one for one in found if isinstance(one, _Entry)), key=_text_first)
    names = Names(entry.name for entry in entries if entry.holds_many and not entry.is_folder)
    listed: list[tuple[str, Input | Other | _Entry]] = [
        (to_text(Path(other.file).name), other) for other in found if isinstance(other, Other)
    ]
    for entry in entries:
        if entry.is_folder:
            listed.append((f"{entry.name}/", entry))
        else:
            source = _to_input(entry, prefix, names)
            key = f"{entry.name}/" if entry.holds_many else source.doc.removeprefix(prefix)
            listed.append((key, source))
    listed.sort(key=lambda pair: pair[0])
    for _, one in listed:
        if isinstance(one, _Entry):
            yield from _walk(one.path, f"{prefix}{one.name}/", place)
        else:
            yield one


def _text_first(entry: _Entry) -> tuple[str, bool, str, str]:
    kind = entry.kind
    is_text = kind.suffix == ".txt" and kind.packing is None
    return kind.stem, not is_text, kind.suffix, entry.name


def _to_input(entry: _Entry, prefix: str, names: Names) -> Input:
    many = entry.holds_many
    return Input(
        file=entry.path,
        name=prefix + entry.name,
        doc=prefix + (entry.name if many else names.take(entry.kind.stem, entry.name)),
        suffix=entry.kind.suffix,
        steps=unpacking(entry.kind),
        problem=entry.problem,
    )


def _look_at(folder: str, prefix: str, place: _Place) -> Iterator[_Entry | Other]:
    """Tell what is in a folder apart: articles, folders and what is not read."""
    shown = Names()
    try:
        with os.scandir(folder) as scan:
            found = sorted((e for e in scan if e.name[:1] != "."), key=lambda e: e.name)
    except OSError as error:
        yield Other(file=folder, reason=f"the folder cannot be listed ({error.strerror}).")
        return
    for on_disk in found:
        if on_disk.name == METADATA_NAME and not prefix:
            continue
        name = shown.take(to_text(on_disk.name))
        entry = _Entry(path=on_disk.path, name=name, kind=kind_of(name))
        if (one := _classify(entry, on_disk, place)) is not None:
            yield one


def _classify(entry: _Entry, on_disk: os.DirEntry[str], place: _Place) -> _Entry | Other | None:
    path = entry.path
    if _is_folder(on_disk):
        if on_disk.is_symlink():
            return Other(file=path, reason="a link to a folder, and such links are not followed")
        return _classify_folder(entry, place)
    if entry.kind.stem.lower() == READ_ME:
        return Other(file=path, reason="it describes the folder and is no article")
    if entry.kind.suffix not in place.suffixes and entry.kind.suffix not in CONTAINERS:
        return Other(file=path, reason=not_read(entry.kind.suffix))
    if on_disk.is_symlink() and not _is_within(os.path.realpath(path), place.root):
        return replace(entry, problem="a link that leads out of the folder. Copy the file here.")
    return entry


def _is_folder(on_disk: os.DirEntry[str]) -> bool:
    """Say whether it is a folder, or a link to one; what links to itself is none."""
    try:
        return on_disk.is_dir()
    except OSError:
        return False


def _classify_folder(entry: _Entry, place: _Place) -> _Entry | Other | None:
    """Take a folder that cannot be opened as an input too: that it is lost must be said."""
    path = entry.path
    if place.out is not None and os.path.realpath(path) == place.out:
        return None
    if not _can_be_opened(path):
        return replace(entry, problem="the folder cannot be opened. Check who may read it.")
    if _is_output(path):
        return Other(file=path, reason="a folder that a run has written")
    if entry.kind.suffix in place.suffixes and not any(Path(path).iterdir()):
        return entry  # reading it says that it is no file
    return replace(entry, is_folder=True)


def _is_output(folder: str) -> bool:
    return (Path(folder) / OUTPUT_MARK).is_dir()


def _is_within(path: str, root: str) -> bool:
    return path.startswith(root.rstrip(os.sep) + os.sep)


def _can_be_opened(folder: str) -> bool:
    return os.access(folder, os.R_OK | os.X_OK)
