"""Lists folders at addresses, as those of this machine are listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from .address import ask, exists
from .containers import METADATA_NAME
from .entries import OUTPUT_MARK, Entry, Place, classify_file
from .inputs import Other, to_text
from .names import Names, kind_of


def look_at(folder: str, place: Place, *, is_root: bool) -> Iterator[Entry | Other]:
    """List a folder at an address; links are not known there."""
    found = ask(folder, lambda system: _listed(system, folder))
    shown = Names()
    for path, is_inner in found:
        name = path.rstrip("/").rpartition("/")[2]
        if name.startswith(".") or (is_root and name == METADATA_NAME):
            continue
        name = shown.take(to_text(name))
        entry = Entry(path=path, name=name, kind=kind_of(name))
        if not is_inner:
            yield classify_file(entry, place.suffixes)
        elif exists(f"{path}/{OUTPUT_MARK}"):
            yield Other(file=path, reason="a folder that a run has written")
        else:
            yield replace(entry, is_folder=True)


def _listed(system: Any, folder: str) -> list[tuple[str, bool]]:
    """Give address and kind of what is in a folder; object stores list the folder itself, too."""
    own = system._strip_protocol(folder).rstrip("/")
    entries = system.ls(folder, detail=True)
    found = {
        str(system.unstrip_protocol(entry["name"])).rstrip("/"): entry["type"] == "directory"
        for entry in entries
        if entry["name"].rstrip("/") != own
    }
    return sorted(found.items())
