"""Parquet: typed columns for notebooks and query engines; lists are JSON text, as in CSV."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from ..errors import SettingsError
from .columns import Column
from .file import Row, TableFile

ROWS_PER_GROUP = 20_000
"""Rows of a row group, whatever the chunks they come in: the bytes depend on the rows only."""


class ParquetFile(TableFile):
    """One Parquet file, compressed with snappy, which every reader knows."""

    def __init__(self, path: Path, columns: tuple[Column, ...]) -> None:
        super().__init__(path, columns)
        self._arrow, parquet = _import()
        self._schema = self._arrow.schema(
            [self._arrow.field(column.name, self._type(column)) for column in columns]
        )
        self._writer = parquet.ParquetWriter(self._temporary, self._schema, compression="snappy")
        self._waiting: list[Row] = []

    def write(self, rows: list[Row]) -> None:
        """Add rows to the file."""
        self._waiting.extend(rows)
        while len(self._waiting) >= ROWS_PER_GROUP:
            self._write_group(self._waiting[:ROWS_PER_GROUP])
            del self._waiting[:ROWS_PER_GROUP]

    def complete(self) -> None:
        """Write the last row group and the footer."""
        if self._waiting:
            self._write_group(self._waiting)
        self._writer.close()

    def abandon(self) -> None:
        """Close the file."""
        with suppress(OSError):
            self._writer.close()

    def _write_group(self, rows: list[Row]) -> None:
        arrays = [
            self._arrow.array([_to_cell(row[column.name], column) for row in rows], field.type)
            for column, field in zip(self._columns, self._schema, strict=True)
        ]
        batch = self._arrow.record_batch(arrays, schema=self._schema)
        self._writer.write_batch(batch, row_group_size=ROWS_PER_GROUP)

    def _type(self, column: Column) -> Any:
        arrow = self._arrow
        types = {"integer": arrow.int64, "number": arrow.float64, "boolean": arrow.bool_}
        if column.type == "date":
            return arrow.date32()
        return types.get(column.type, arrow.string)()


def _import() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise SettingsError(
            "the format parquet needs pyarrow: pip install 'claimtable[parquet]',"
            " or leave parquet out of --format."
        ) from error
    return pyarrow, parquet


def _to_cell(value: Any, column: Column) -> Any:
    if value is None:
        return None
    if column.type == "json":
        return msgspec.json.encode(value).decode("utf-8")
    if column.type == "date":
        return date.fromisoformat(value)
    return float(value) if column.type == "number" else value
