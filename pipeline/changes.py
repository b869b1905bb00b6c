"""Which claims a run has changed in the articles of the run before: writes the table changes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from .check.against import compare_claims
from .check.claims import ClaimRow
from .errors import InputError
from .records import Change
from .shards import FOLDER
from .tables import TableWriters, read_run

BEFORE = "before"
"""Folder for the claims of the run before, beside the shards, until they have been compared."""


class _Claim(msgspec.Struct, frozen=True):
    id: str
    doc: str
    text: str


def keep_claims(out: Path) -> None:
    """Keep the file with the claims of the run before, under a second name.

    A file is put in its place by a new one, so that the old one stays as it was. What an
    interrupted run has kept stays: the comparison is still to be made.
    """
    folder = out / FOLDER / BEFORE
    run = read_run(out)
    if folder.is_dir() or not run.has("claims"):
        return
    found = run.file_of("claims")
    folder.mkdir(parents=True)
    try:
        os.link(found, folder / found.name)
    except OSError:  # a file system without links
        shutil.copyfile(found, folder / found.name)


def write_changes(out: Path, formats: Sequence[str]) -> int:
    """Write the table changes, where an article of the run before has other claims now.

    Gives the number of its rows. Where nothing changed, the table of an earlier change stays.
    Raises ``InputError`` where the claims of the run before cannot be read, and drops them: they
    would fail the next run as well.
    """
    folder = out / FOLDER / BEFORE
    if not folder.is_dir():
        return 0
    try:
        rows = list(_compare(folder, out)) if read_run(out).has("claims") else []
    except InputError:
        shutil.rmtree(folder)
        raise
    if rows:
        with TableWriters(out, formats, ("changes",)) as writers:
            writers.write("changes", rows)
    shutil.rmtree(folder)
    return len(rows)


def _compare(before: Path, after: Path) -> Iterator[Change]:
    """Compare article by article; those that only one of the runs has are no change."""
    old, new = read_run(before), read_run(after)
    earlier_docs = old.scan("claims").keys()
    for doc in new.scan("claims"):
        if doc not in earlier_docs:
            continue
        earlier, later = (run.rows("claims", doc, _Claim) for run in (old, new))
        if earlier != later:
            yield from compare_claims(_to_rows(earlier), _to_rows(later))


def _to_rows(claims: Sequence[_Claim]) -> tuple[ClaimRow, ...]:
    return tuple(ClaimRow(id=claim.id, text=claim.text, doc=claim.doc) for claim in claims)
