"""Makes rows of records, a column at a time: most cells are empty, and a loop costs by the cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import msgspec

from ..records import Record
from .columns import Column, ColumnType
from .file import Row


def row_of(record: Record, columns: Sequence[Column]) -> Row:
    """Give the cells of one row as JSON values; whole numbers lose their empty fraction."""
    return rows_of([record], columns)[0]


def rows_of(records: Sequence[Record], columns: Sequence[Column]) -> list[Row]:
    """Give the cells of many rows."""
    within = {column.within for column in columns if column.within is not None}
    inner = {name: _find_inner(records, name) for name in within}
    cells = [_read_column(column, records, inner) for column in columns]
    names = [column.name for column in columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]


Inner = Sequence[tuple[int, Record]]
"""Records within those of the rows, each with the number of its row."""


def _find_inner(records: Sequence[Record], name: str) -> Inner:
    found = ((i, getattr(record, name)) for i, record in enumerate(records))
    return [(i, inner) for i, inner in found if inner is not None]


def _read_column(
    column: Column, records: Sequence[Record], inner: Mapping[str, Inner]
) -> list[Any]:
    if column.within is None:
        cells = list(map(column.take, records))
    else:
        cells = [None] * len(records)
        for i, record in inner[column.within]:
            cells[i] = column.take(record)
    to_json_value = JSON_VALUES.get(column.type)
    if to_json_value is None:
        return cells
    return [None if cell is None else to_json_value(cell) for cell in cells]


def _to_number(value: float) -> float:
    is_whole = isinstance(value, int) or (value.is_integer() and abs(value) < 2**53)
    return int(value) if is_whole else value


JSON_VALUES: Mapping[ColumnType, Callable[[Any], Any]] = MappingProxyType(
    {"number": _to_number, "date": msgspec.to_builtins, "json": msgspec.to_builtins}
)
"""Makes a JSON value of what a record holds; in columns of other types it is one."""
