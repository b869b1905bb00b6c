"""Reads the tables of a run back: the rows of one article or claim, or all of them in order.

A table is scanned once to learn where each article's rows lie; after that one article is read
without the others, so that memory does not grow with the run. JSON Lines is read as it lies; a run
that wrote CSV or SQLite alone is copied to JSON Lines in a temporary folder first.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import weakref
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, TypeVar

import msgspec

from ..errors import ChangedError, InputError
from ..records import (
    Article,
    Attribution,
    Claim,
    DateValue,
    Mention,
    Place,
    Quantity,
    Records,
    RecordT,
    from_dict,
)
from .columns import TABLES, ColumnType
from .file import Row
from .sqlite import NAME, read_only, tables_in
from .write import FORMULA_STARTS

KEYED_BY_CLAIM = frozenset({"checks", "retrieved"})
"""Tables whose rows belong to a claim; those of the others belong to an article."""

ROWS_PER_CHUNK = 1_000
"""Rows of a CSV table that are held while it is copied."""

RowT = TypeVar("RowT")
Extent = tuple[int, int]
"""Where a stretch of rows starts and ends in its file, in bytes."""


class _Key(msgspec.Struct):
    doc: str | None = None
    claim: str | None = None
    unit: str | None = None


class Run:
    """The tables that lie in one output folder."""

    def __init__(self, out: Path, docs: Collection[str] | None = None) -> None:
        self.out = out
        self._wanted = None if docs is None else frozenset(docs)
        self._extents: dict[str, Mapping[str, list[Extent]]] = {}
        self._copies: dict[str, Path] = {}
        self._versions: dict[str, tuple[int, int, int]] = {}
        self._docs: dict[str, None] = {}
        self._units: set[str] = set()

    @cached_property
    def docs(self) -> tuple[str, ...]:
        """The keys of all articles, in the order of the table."""
        self.scan("articles")
        return tuple(self._docs)

    @cached_property
    def units(self) -> frozenset[str]:
        """The units of all mentions."""
        self.scan("mentions")
        return frozenset(self._units)

    def has(self, table: str) -> bool:
        """Say whether the folder holds a table."""
        return self._find(table) is not None

    def file_of(self, table: str) -> Path:
        """Give the file that a table is read from; raises ``InputError`` where there is none."""
        found = self._find(table)
        if found is None:
            raise InputError(
                f"{self.out / table}.jsonl: no such table. Give the folder that `claimtable run`"
                " wrote to (with jsonl, csv or sqlite among its formats)."
            )
        return found

    def records(self, doc: str) -> Records:
        """Read an article with everything that was found in it, as the run had it."""
        [article] = self.rows("articles", doc, dict[str, Any])[:1]
        return Records(
            article=_build(article, Article),
            mentions=tuple(map(_to_mention, self.rows("mentions", doc, dict[str, Any]))),
            attributions=tuple(
                _build(row, Attribution) for row in self.rows("attributions", doc, dict[str, Any])
            ),
            claims=tuple(_build(row, Claim) for row in self.rows("claims", doc, dict[str, Any])),
        )

    def rows(self, table: str, key: str, kind: type[RowT]) -> list[RowT]:
        """Read the rows of one article (of ``checks`` and ``retrieved``: of one claim).

        ``kind`` is a record, a struct with some of the columns, or ``dict[str, Any]``.
        """
        extents = self.scan(table).get(key, ())
        decoder = msgspec.json.Decoder(kind)
        path = self._path(table)
        rows: list[RowT] = []
        with self._open(table) as file:
            for start, end in extents:
                file.seek(start)
                lines = file.read(end - start).splitlines()
                rows += [_decode(decoder, line, path, None) for line in lines]
        return rows

    def stream(self, table: str, kind: type[RowT]) -> Iterator[RowT]:
        """Give all rows of a table one after the other."""
        decoder = msgspec.json.Decoder(kind)
        path = self._path(table)
        with self._open(table) as file:
            for number, line in enumerate(file, start=1):
                yield _decode(decoder, line, path, number)

    def scan(self, table: str) -> Mapping[str, list[Extent]]:
        """Find where each article's rows lie, once; rows of one article usually lie together."""
        if table in self._extents:
            return self._extents[table]
        decoder = msgspec.json.Decoder(_Key)
        extents: dict[str, list[Extent]] = defaultdict(list)
        path, start = self._path(table), 0
        with self._open(table) as file:
            for number, line in enumerate(file, start=1):
                row = _decode(decoder, line, path, number)
                end = start + len(line)
                key = self._note(table, row)
                if self._wanted is None or key in self._wanted:
                    _add(extents[key], (start, end))
                start = end
        self._extents[table] = dict(extents)
        return self._extents[table]

    def _note(self, table: str, row: _Key) -> str:
        """Keep what is told of the whole run, and give the row's key."""
        if table == "articles":
            self._docs[row.doc or ""] = None
        elif row.unit and table == "mentions":
            self._units.add(row.unit)
        return (row.claim if table in KEYED_BY_CLAIM else row.doc) or ""

    def _find(self, table: str) -> Path | None:
        files = (self.out / f"{table}.{format}" for format in ("jsonl", "csv"))
        found = next((file for file in files if file.is_file()), None)
        return self.out / NAME if found is None and table in self._in_database else found

    @cached_property
    def _in_database(self) -> Collection[str]:
        return tables_in(self.out / NAME)

    @contextmanager
    def _open(self, table: str) -> Iterator[IO[bytes]]:
        """Open a table; raises ``ChangedError`` where it is not the file that was read before."""
        path = self._path(table)
        with path.open("rb") as file:
            found = os.fstat(file.fileno())
            version = (found.st_ino, found.st_mtime_ns, found.st_size)
            if self._versions.setdefault(table, version) != version:
                raise ChangedError(f"{path} was written anew while it was read. Try again.")
            yield file

    def _path(self, table: str) -> Path:
        if table in self._copies:
            return self._copies[table]
        source = self.file_of(table)
        if source.suffix == ".jsonl":
            return source
        self._copies[table] = self._copy(source, table)
        return self._copies[table]

    def _copy(self, source: Path, table: str) -> Path:
        copy = self._scratch / f"{table}.jsonl"
        rows = (_csv_rows if source.suffix == ".csv" else _sqlite_rows)(source, table)
        encoder = msgspec.json.Encoder()
        try:
            with copy.open("wb") as file:
                file.writelines(encoder.encode(row) + b"\n" for row in rows)
        except (ValueError, sqlite3.DatabaseError) as error:  # other programs have written there
            raise InputError(
                f"{source}: the table {table} is not as a run has written it ({error}). Run again,"
                " and edit a copy."
            ) from error
        return copy

    @cached_property
    def _scratch(self) -> Path:
        folder = Path(tempfile.mkdtemp(prefix="claimtable-"))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        return folder


def read_run(out: Path, docs: Collection[str] | None = None) -> Run:
    """Open the tables of a run; only the articles in ``docs``, where given, can be read by key.

    Reading raises ``InputError`` where a table is missing or damaged.
    """
    return Run(out, docs)


def _add(found: list[Extent], extent: Extent) -> None:
    if found and found[-1][1] == extent[0]:
        found[-1] = (found[-1][0], extent[1])
    else:
        found.append(extent)


def _decode(
    decoder: msgspec.json.Decoder[RowT], line: bytes, path: Path, number: int | None
) -> RowT:
    try:
        return decoder.decode(line)
    except msgspec.DecodeError as error:
        place = path if number is None else f"{path}:{number}"
        raise InputError(f"{place}: not a row of this table ({error}). Run again.") from error


def _to_mention(row: dict[str, Any]) -> Mention:
    """Build a mention; the cells of its place, date or quantity stand beside its own."""
    parts: dict[str, Any] = {}
    if row["place_rule"] is not None:
        named = {"reason": row["place_rule"], "candidates": row.get("place_candidates")}
        parts["place"] = _build({**row, **named}, Place)
    if row["timex_type"] is not None:
        parts["date"] = _build({**row, "value": row["timex_value"]}, DateValue)
    if row["low"] is not None:
        parts["quantity"] = _build(row, Quantity)
    return _build({**row, **parts}, Mention)


def _build(row: dict[str, Any], kind: type[RecordT]) -> RecordT:
    names: tuple[str, ...] = kind.__struct_fields__  # type: ignore[attr-defined]
    return from_dict({name: row[name] for name in names if row.get(name) is not None}, kind)


def _csv_rows(source: Path, table: str) -> Iterator[Row]:
    import pandas as pd  # late: 0.4 s that JSON Lines need not pay

    columns = [(column, _CELL_READERS[column.type]) for column in TABLES[table]]
    frames = pd.read_csv(
        source,
        dtype=str,
        keep_default_na=False,
        encoding="utf-8-sig",
        chunksize=ROWS_PER_CHUNK,
    )
    key = TABLES[table][0].name
    with frames:
        for frame in frames:
            if key not in frame:
                raise ValueError(f"it has no column {key}")
            for cells in frame.to_dict("records"):
                # No list is an empty cell, too: left out, it is what the record has without one.
                yield {
                    column.name: read(cell) if (cell := cells.get(column.name)) else None
                    for column, read in columns
                    if column.type != "json" or cells.get(column.name)
                }


def _sqlite_rows(source: Path, table: str) -> Iterator[Row]:
    columns = TABLES[table]
    with closing(sqlite3.connect(read_only(source), uri=True)) as connection:
        for cells in connection.execute(f"select * from {table} order by rowid"):
            yield {
                column.name: _from_sqlite(cell, column.type)
                for column, cell in zip(columns, cells, strict=True)
            }


def _from_sqlite(cell: Any, type: ColumnType) -> Any:
    if cell is None or type not in {"boolean", "json"}:
        return cell
    return bool(cell) if type == "boolean" else msgspec.json.decode(cell)


def restore_cell(text: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet from running a cell.

    >>> restore_cell("'=1+1"), restore_cell("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


_CELL_READERS: Mapping[ColumnType, Callable[[str], Any]] = MappingProxyType(
    {
        "text": restore_cell,
        "integer": int,
        "number": float,
        "boolean": "true".__eq__,
        "date": str,
        "json": msgspec.json.decode,
    }
)
