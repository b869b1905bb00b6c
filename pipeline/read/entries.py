"""Tells what is in a folder apart: articles, folders, and what is not read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from .containers import CONTAINERS, METADATA_NAME, why_not_read
from .inputs import Other, to_text
from .names import Kind, Names, kind_of

OUTPUT_MARK = ".claimtable"
"""A folder with this one in it was written by a run, and is never read as articles."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """What stays the same within one walk."""

    root: str
    out: str | None
    suffixes: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
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


def classify_file(entry: Entry, suffixes: frozenset[str]) -> Entry | Other:
    """Say of a file whether it is read."""
    reason = why_not_read(entry.kind, suffixes)
    return entry if reason is None else Other(file=entry.path, reason=reason)


def look_at(folder: str, place: Place, *, is_root: bool) -> Iterator[Entry | Other]:
    """List a folder of this machine; hidden files and metadata.csv at the top are left out."""
    shown = Names()
    try:
        with os.scandir(folder) as scan:
            found = sorted((e for e in scan if e.name[:1] != "."), key=lambda e: e.name)
    except OSError as error:
        yield Other(file=folder, reason=f"the folder cannot be listed ({error.strerror}).")
        return
    for on_disk in found:
        if on_disk.name == METADATA_NAME and is_root:
            continue
        name = shown.take(to_text(on_disk.name))
        entry = Entry(path=on_disk.path, name=name, kind=kind_of(name))
        if (one := _classify(entry, on_disk, place)) is not None:
            yield one


def _classify(entry: Entry, on_disk: os.DirEntry[str], place: Place) -> Entry | Other | None:
    path = entry.path
    if _is_folder(on_disk):
        if on_disk.is_symlink():
            return Other(file=path, reason="a link to a folder, and such links are not followed")
        return _classify_folder(entry, place)
    found = classify_file(entry, place.suffixes)
    leads_out = on_disk.is_symlink() and not _is_within(os.path.realpath(path), place.root)
    if leads_out and isinstance(found, Entry):
        return replace(found, problem="a link that leads out of the folder. Copy the file here.")
    return found


def _is_folder(on_disk: os.DirEntry[str]) -> bool:
    """Say whether it is a folder, or a link to one; what links to itself is none."""
    try:
        return on_disk.is_dir()
    except OSError:
        return False


def _classify_folder(entry: Entry, place: Place) -> Entry | Other | None:
    """Take a folder that cannot be opened as an input too: that it is lost must be said."""
    path = entry.path
    if place.out is not None and os.path.realpath(path) == place.out:
        return None
    if not can_be_opened(path):
        return replace(entry, problem="the folder cannot be opened. Check who may read it.")
    if is_output(path):
        return Other(file=path, reason="a folder that a run has written")
    if entry.kind.suffix in place.suffixes and not any(Path(path).iterdir()):
        return entry  # reading it says that it is no file
    return replace(entry, is_folder=True)


def is_output(folder: str) -> bool:
    """Say whether a run has written this folder."""
    return (Path(folder) / OUTPUT_MARK).is_dir()


def _is_within(path: str, root: str) -> bool:
    return path.startswith(root.rstrip(os.sep) + os.sep)


def can_be_opened(folder: str) -> bool:
    """Say whether this folder may be listed."""
    return os.access(folder, os.R_OK | os.X_OK)
