"""Reads the tables of a run article by article: scanned once, one article in memory at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ..errors import InputError
from ..records import Offsets

TABLES = ("articles", "mentions", "attributions", "claims")

RowT = TypeVar("RowT")
Extent = tuple[int, int]
"""Where a stretch of rows starts and ends in its file, in bytes."""


class MentionRow(msgspec.Struct, frozen=True, kw_only=True):
    """The columns of the mentions table that facts speak of."""

    id: str
    start: int
    end: int
    text: str
    kind: str
    entity: str | None = None
    timex_value: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    base_low: float | None = None
    base_high: float | None = None
    base_unit: str | None = None
    sentence: Offsets | None = None


class AttributionRow(msgspec.Struct, frozen=True, kw_only=True):
    """The columns of the attributions table that facts speak of."""

    id: str
    source: str | None = None
    source_entity: str | None = None
    source_spans: tuple[Offsets, ...] = ()
    cue_spans: tuple[Offsets, ...] = ()
    content_spans: tuple[Offsets, ...] = ()


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True):
    """The columns of the claims table that facts speak of."""

    id: str
    doc: str
    start: int
    end: int
    text: str
    standalone: str | None = None
    speaker: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    priority: float | None = None
    attribution: str | None = None
    sentence: Offsets | None = None


class ArticleTables(msgspec.Struct, frozen=True, kw_only=True):
    """All rows of one article."""

    article: dict[str, Any]
    mentions: list[MentionRow]
    attributions: list[AttributionRow]
    claims: list[ClaimRow]


class _Key(msgspec.Struct):
    doc: str
    unit: str | None = None


class _FailureRow(msgspec.Struct):
    doc: str
    reason: str = ""


class Outputs:
    """The tables of one run; only the articles named in ``docs`` can be read."""

    def __init__(self, folder: Path, docs: Collection[str] | None = None) -> None:
        self._folder = folder
        self._wanted = None if docs is None else frozenset(docs)
        self.docs: set[str] = set()
        self.units: set[str] = set()
        self._extents = {table: self._scan(table) for table in TABLES}
        self.failures = self._read_failures()

    def read(self, doc: str) -> ArticleTables:
        """Read the rows of one article."""
        [article] = self._rows("articles", doc, dict[str, Any])[:1]
        return ArticleTables(
            article=article,
            mentions=self._rows("mentions", doc, MentionRow),
            attributions=self._rows("attributions", doc, AttributionRow),
            claims=self._rows("claims", doc, ClaimRow),
        )

    def _scan(self, table: str) -> dict[str, list[Extent]]:
        """Find where each article's rows lie; rows of one article usually lie together."""
        decoder = msgspec.json.Decoder(_Key)
        extents: dict[str, list[Extent]] = defaultdict(list)
        path, start = self._path(table), 0
        for number, line in enumerate(self._lines(table), start=1):
            key = _decode(decoder, line, path, number)
            end = start + len(line)
            self._note(table, key)
            if self._wanted is None or key.doc in self._wanted:
                found = extents[key.doc]
                if found and found[-1][1] == start:
                    found[-1] = (found[-1][0], end)
                else:
                    found.append((start, end))
            start = end
        return dict(extents)

    def _note(self, table: str, key: _Key) -> None:
        if table == "articles":
            self.docs.add(key.doc)
        elif key.unit:
            self.units.add(key.unit)

    def _rows(self, table: str, doc: str, kind: type[RowT]) -> list[RowT]:
        decoder = msgspec.json.Decoder(kind)
        path = self._path(table)
        rows: list[RowT] = []
        with path.open("rb") as file:
            for start, end in self._extents[table].get(doc, ()):
                file.seek(start)
                lines = file.read(end - start).splitlines()
                rows += [_decode(decoder, line, path, None) for line in lines]
        return rows

    def _lines(self, table: str) -> Iterator[bytes]:
        path = self._path(table)
        if not path.is_file():
            raise InputError(
                f"{path}: no such table. Give the folder that `claimtable run` wrote to "
                "(with jsonl among its formats)."
            )
        with path.open("rb") as file:
            yield from file

    def _read_failures(self) -> dict[str, str]:
        path = self._path("failures")
        if not path.is_file():
            return {}
        decoder = msgspec.json.Decoder(_FailureRow)
        with path.open("rb") as file:
            rows = [_decode(decoder, line, path, i) for i, line in enumerate(file, start=1)]
        return {row.doc: row.reason for row in rows}

    def _path(self, table: str) -> Path:
        return self._folder / f"{table}.jsonl"


def _decode(
    decoder: msgspec.json.Decoder[RowT], line: bytes, path: Path, number: int | None
) -> RowT:
    try:
        return decoder.decode(line)
    except msgspec.DecodeError as error:
        place = path if number is None else f"{path}:{number}"
        raise InputError(f"{place}: not a row of this table ({error}). Run again.") from error


def read_claims(folder: Path, ids: Collection[str]) -> dict[str, ClaimRow]:
    """Read the claims with these ids from the tables of a run."""
    path = folder / "claims.jsonl"
    if not path.is_file():
        raise InputError(f"{path}: no such table. Give the folder that `claimtable run` wrote to.")
    decoder = msgspec.json.Decoder(ClaimRow)
    with path.open("rb") as file:
        rows = (_decode(decoder, line, path, i) for i, line in enumerate(file, start=1))
        return {row.id: row for row in rows if row.id in ids}
