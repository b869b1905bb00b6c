"""Builds the tables of a run from its shards, one article after another, in the order of names.

Nothing is held but one article and the hashes of all: a million articles need no more memory than
ten, beyond some hundred bytes each.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from .plan import Listing
from .read import Input, Other
from .records import Failure, ManifestRow, Record, Records, Status
from .shards import Header, Shards, cannot_write
from .tables import TableWriters

NO_RESULT = (
    "there is no result: it was removed, or the disk damaged it. Run the same command again."
)


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many rows each table has, and how many inputs ended in each way."""

    rows: dict[str, int]
    statuses: dict[str, int]


def assemble(
    listing: Listing,
    shards: Shards,
    out: Path,
    formats: Sequence[str],
    watch: Callable[[], None],
) -> Counts:
    """Write all tables; every input has exactly one row in the manifest.

    ``watch`` is called after each article.
    """
    try:
        return _assemble(listing, shards, TableWriters(out, formats), watch)
    except (OSError, sqlite3.Error) as error:
        raise cannot_write(Path(getattr(error, "filename", None) or out), error) from error


def _assemble(
    listing: Listing, shards: Shards, writers: TableWriters, watch: Callable[[], None]
) -> Counts:
    with writers:
        builder = _Builder(writers)
        for source in listing.inputs:
            builder.add(source, shards.load(source.doc))
            watch()
        for other in listing.others:
            builder.skip(other)
        builder.check_nothing_is_missing(len(listing.inputs) + len(listing.others))
    return builder.counts()


class _Builder:
    """Writes the rows of each input, and counts them."""

    def __init__(self, writers: TableWriters) -> None:
        self._writers = writers
        self._rows: Counter[str] = Counter()
        self._statuses: Counter[str] = Counter()
        self._first_by_hash: dict[bytes, str] = {}

    def add(self, source: Input, shard: tuple[Header, Records | None] | None) -> None:
        """Write the rows of one input."""
        header, records = shard or (None, None)
        if header is None or records is None:
            self._fail(source, header)
            return
        self._write("articles", [replace(records.article, path=source.path)])
        self._write("mentions", records.mentions)
        self._write("attributions", records.attributions)
        self._write("claims", records.claims)
        self._write_manifest(self._success_row(source, header, records))

    def skip(self, other: Other) -> None:
        """Write the manifest row of a file that is no article."""
        row = ManifestRow(path=other.path, doc="", status="skipped", reason=other.reason)
        self._write_manifest(row)

    def check_nothing_is_missing(self, inputs: int) -> None:
        """Hold that inputs equal the rows of the manifest; tables that lie are not kept."""
        if self._rows["manifest"] != inputs:
            raise AssertionError(
                f"{inputs} inputs and {self._rows['manifest']} rows in the manifest: please report"
                " this; the tables of the last run were left as they are"
            )

    def counts(self) -> Counts:
        """Give the counts of the whole run."""
        return Counts(rows=dict(self._rows), statuses=dict(self._statuses))

    def _fail(self, source: Input, header: Header | None) -> None:
        stored = None if header is None else header.failure
        path = source.path
        lost = Failure(path=path, doc=source.doc, stage="tables", reason=f"{path}: {NO_RESULT}")
        failure = lost if stored is None else replace(stored, path=path)
        self._write("failures", [failure])
        row = ManifestRow(
            path=path,
            doc=source.doc,
            status="failed",
            reason=failure.reason,
            sha256=None if header is None else header.sha256,
        )
        self._write_manifest(row)

    def _success_row(self, source: Input, header: Header, records: Records) -> ManifestRow:
        status, reason = self._judge(source, header, records)
        return ManifestRow(
            path=source.path,
            doc=source.doc,
            status=status,
            reason=reason,
            sha256=header.sha256,
            mentions=header.mentions,
            claims=header.claims,
        )

    def _judge(self, source: Input, header: Header, records: Records) -> tuple[Status, str | None]:
        digest = bytes.fromhex(header.sha256 or "")
        first = self._first_by_hash.setdefault(digest, source.doc)
        if first != source.doc:
            return "duplicate", f"same content as {first}"
        return "ok", _what_is_missing(records)

    def _write_manifest(self, row: ManifestRow) -> None:
        self._statuses[row.status] += 1
        self._write("manifest", [row])

    def _write(self, table: str, records: Sequence[Record]) -> None:
        self._rows[table] += self._writers.write(table, records)


def _what_is_missing(records: Records) -> str | None:
    if records.article.warning is not None:
        return records.article.warning
    if not records.claims:
        return "no claim found: no sentence of the body states anything"
    if records.article.published is None:
        return "no publication date: relative dates stay unresolved"
    return None
