"""Reads the rows of a table that somebody brings, CSV, JSON Lines or Excel, with where each stands.

Names of columns are taken without case and surrounding spaces. Rows come one at a time, so that a
file may be larger than memory; an Excel sheet is read in the same way.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zipfile import BadZipFile

from ..errors import InputError
from .read import restore_cell

DELIMITERS = (",", ";", "\t")
"""Spreadsheets write one of these, by the country they are set to."""

GivenRow = tuple[str, Mapping[str, Any]]
"""Where a row stands ("line 7"), and its cells by column."""


def read_given(file: Path) -> Iterator[GivenRow]:
    """Give the rows of a file in their order; rows without any content are left out.

    Raises ``InputError`` where the file, or one of its rows, is not what its suffix says.
    """
    for place, row in GIVEN_READERS[file.suffix.lower()](file):
        cells = {name.strip().casefold(): value for name, value in row.items()}
        if any(value is not None and value != "" for value in cells.values()):
            yield place, cells


def _read_csv(file: Path) -> Iterator[GivenRow]:
    lines = (line for _, line in _lines(file))
    head = next(lines, "")
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(chain([head], lines), delimiter=delimiter, strict=True)
    names: list[str] = []
    for place, cells in _csv_rows(reader, file):
        if not any(cells):
            continue
        if not names:
            names = cells
            continue
        _refuse_surplus(cells, names, file, place)
        yield (
            place,
            {name: restore_cell(cell) for name, cell in zip(names, cells, strict=False) if name},
        )


def _csv_rows(reader: Any, file: Path) -> Iterator[tuple[str, list[str]]]:
    while True:
        place = f"line {reader.line_num + 1}"
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise InputError(
                f"{file}, {place}: not readable as CSV ({error})."
                " Expected comma-separated cells, in double quotes where they hold a comma."
            ) from error
        if cells is None:
            return
        yield place, cells


def _refuse_surplus(cells: Sequence[str], names: Sequence[str], file: Path, place: str) -> None:
    """Refuse a row with more cells than columns: its text would silently end at a comma."""
    if any(cells[len(names) :]):
        raise InputError(
            f"{file}, {place}: {len(cells)} cells, but the first line names {len(names)}."
            " Put cells that hold the delimiter in double quotes."
        )


def _read_jsonl(file: Path) -> Iterator[GivenRow]:
    for place, line in _lines(file):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            raise InputError(
                f"{file}, {place}: not readable as JSON ({getattr(error, 'msg', 'too deep')})."
                " Expected one object a line."
            ) from error
        if not isinstance(row, dict):
            raise InputError(
                f"{file}, {place}: found {type(row).__name__}, expected an object"
                ' such as {"id": "1", "text": "..."}.'
            )
        yield place, row


def _lines(file: Path) -> Iterator[tuple[str, str]]:
    """Give the lines of a file with their ends; each is decoded alone, so an error names it."""
    with file.open("rb") as raw:
        start = raw.read(2)
        raw.seek(0)
        if start in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
            text = io.TextIOWrapper(raw, encoding="utf-16", newline="")
            yield from ((f"line {number}", line) for number, line in enumerate(text, start=1))
            return
        for number, line in enumerate(raw, start=1):
            yield f"line {number}", _decode(line, f"{file}, line {number}", is_first=number == 1)


def _decode(line: bytes, place: str, *, is_first: bool) -> str:
    try:
        return line.decode("utf-8-sig" if is_first else "utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{place}: byte 0x{line[error.start]:02X} is not UTF-8. Save the file as CSV UTF-8."
        ) from error


def _read_xlsx(file: Path) -> Iterator[GivenRow]:
    import openpyxl  # late: most people bring CSV

    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise InputError(
            f"{file}: not readable as an Excel workbook ({error}). Save it again as .xlsx or as"
            " CSV UTF-8."
        ) from error
    rows = enumerate(book.worksheets[0].iter_rows(values_only=True), start=1)
    filled = ((number, row) for number, row in rows if any(cell is not None for cell in row))
    names = [str(name or "") for _, row in islice(filled, 1) for name in row]
    for number, row in filled:
        yield (
            f"row {number}",
            {name: value for name, value in zip(names, row, strict=False) if name},
        )
    book.close()


GIVEN_READERS: Mapping[str, Callable[[Path], Iterator[GivenRow]]] = MappingProxyType(
    {".csv": _read_csv, ".jsonl": _read_jsonl, ".xlsx": _read_xlsx}
)
"""How a file is read, by its suffix."""
