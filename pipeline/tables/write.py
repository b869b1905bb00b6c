"""Writes rows to table files, each under a temporary name until it is complete."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import IO, Any, Self

import msgspec

from ..records import Record
from .columns import RUN_TABLES, TABLES, Column, ColumnType
from .file import FilePerTable, Format, Row, TableFile
from .rows import rows_of
from .sqlite import Database

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
"""First characters that make a spreadsheet read a text cell as a formula, and our escape."""


def escape_cell(text: str) -> str:
    """Keep a spreadsheet from running a text cell: an apostrophe goes before a formula's sign.

    Reversible: a cell that starts with an apostrophe gets another one.

    >>> escape_cell("=1+1")
    "'=1+1"
    """
    return "'" + text if text[:1] in _STARTS else text


_STARTS = frozenset(FORMULA_STARTS)


class TableWriters:
    """Writes the tables of a command in the formats asked for; files appear when the block ends.

    Use as a context manager. If the block raises, the files of an earlier run stay as they were;
    if it ends well, those in formats not asked for this time go: they would tell an older story.
    """

    def __init__(
        self, out: Path, formats: Iterable[str], tables: Iterable[str] = RUN_TABLES
    ) -> None:
        self._out, self._tables = out, tuple(tables)
        self._formats = frozenset(formats)
        self._outputs = [
            format.open(out, self._tables)
            for name, format in FORMATS.items()
            if name in self._formats
        ]

    def __enter__(self) -> Self:
        """Give the writers themselves; their files are open."""
        return self

    def write(self, table: str, records: Iterable[Record]) -> int:
        """Add rows to a table; gives how many."""
        rows = rows_of(tuple(records), TABLES[table])
        for output in self._outputs:
            output.write(table, rows)
        return len(rows)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Put the files in their places, or drop them where the block raised."""
        if error is not None:
            self._discard()
            return
        try:
            for output in self._outputs:
                output.finish()
        except BaseException:
            self._discard()
            raise
        for output in self._outputs:  # only now: the tables in a folder are of one run
            output.place()
        for name, format in FORMATS.items():
            if name not in self._formats:
                format.drop(self._out, self._tables)

    def _discard(self) -> None:
        for output in self._outputs:
            output.discard()


class _Handle(TableFile):
    """A table file that is written through a file object."""

    def __init__(self, path: Path, columns: tuple[Column, ...]) -> None:
        super().__init__(path, columns)
        self._file = self._open()

    def _open(self) -> IO[Any]:
        return self._temporary.open("wb")

    def complete(self) -> None:
        """Close the file."""
        self._file.close()

    def abandon(self) -> None:
        """Close the file."""
        with suppress(OSError):  # a full disk does not take what is left
            self._file.close()


class _JsonLines(_Handle):
    """JSON Lines: UTF-8, one object a line, lists as lists."""

    def write(self, rows: list[Row]) -> None:
        """Add rows to the file."""
        self._file.write(msgspec.json.Encoder().encode_lines(rows))


class _Csv(_Handle):
    """CSV for spreadsheets: UTF-8 with a byte-order mark, lists as JSON, no live formula."""

    def __init__(self, path: Path, columns: tuple[Column, ...]) -> None:
        super().__init__(path, columns)
        self._csv = csv.writer(self._file)  # lines end in CR LF, as RFC 4180 has it
        self._csv.writerow(column.name for column in columns)

    def _open(self) -> IO[Any]:
        file = self._temporary.open("w", encoding="utf-8", newline="")
        file.write(BYTE_ORDER_MARK)  # "utf-8-sig" would ask for each row whether it is the first
        return file

    def write(self, rows: list[Row]) -> None:
        """Add rows to the file."""
        if rows:
            columns = zip(*(row.values() for row in rows), strict=True)
            cells = map(_to_csv_cells, columns, self._columns)
            self._csv.writerows(zip(*cells, strict=True))


BYTE_ORDER_MARK = "\ufeff"
"""Tells spreadsheets that the file is UTF-8."""


def _parquet(path: Path, columns: tuple[Column, ...]) -> TableFile:
    from .parquet import ParquetFile  # late: an extra

    return ParquetFile(path, columns)


def _xlsx(path: Path, columns: tuple[Column, ...]) -> TableFile:
    from .xlsx import XlsxFile  # late: most runs write none

    return XlsxFile(path, columns)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "parquet": FilePerTable("parquet", _parquet),  # first: it may lack its library
        "csv": FilePerTable("csv", _Csv),
        "jsonl": FilePerTable("jsonl", _JsonLines),
        "sqlite": Database(),
        "xlsx": FilePerTable("xlsx", _xlsx),
    }
)
"""Every table format."""


def _to_csv_cells(cells: Sequence[Any], column: Column) -> Sequence[Any]:
    to_cell = CSV_CELLS.get(column.type)
    if to_cell is None:
        return cells
    return [None if cell is None else to_cell(cell) for cell in cells]


def _to_json(value: Any) -> str | None:
    return msgspec.json.encode(value).decode("utf-8") if value else None


def _to_word(value: bool) -> str:
    return "true" if value else "false"


CSV_CELLS: Mapping[ColumnType, Callable[[Any], Any]] = MappingProxyType(
    {"text": escape_cell, "json": _to_json, "boolean": _to_word}
)
"""Makes a cell of a CSV file of a JSON value; in columns of other types it is written as it is."""
