"""Reads a review sheet back, as it was saved by a spreadsheet: Excel, OpenDocument or CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zipfile import BadZipFile

from ..errors import InputError
from ..tables.given import DELIMITERS
from ..tables.read import restore_cell
from .answers import RawRow
from .layout import DECIDING, NAMES

NEEDED = frozenset({"id", "verdict"})
"""Columns without which a table is no review sheet."""

MAX_BYTES = 200_000_000
"""Larger files are no review sheets; a workbook is held in memory while it is read."""

Line = tuple[int, Sequence[Any]]


def read_sheet(path: Path) -> tuple[RawRow, ...]:
    """Read the rows of a review sheet; raises ``InputError`` where the file is none."""
    if not path.is_file():
        raise InputError(f"{path}: there is no such file.")
    if path.suffix.lower() not in _READERS:
        raise InputError(
            f"{path}: review sheets end in {', '.join(_READERS)}. Save it as one of these."
        )
    if path.stat().st_size > MAX_BYTES:
        raise InputError(f"{path}: {path.stat().st_size:,} bytes; expected a review sheet.")
    return tuple(_READERS[path.suffix.lower()](path))


def _to_rows(lines: Iterable[Line], path: Path) -> Iterator[RawRow]:
    names: tuple[str, ...] | None = None
    for number, values in lines:
        if names is None:
            names = tuple(_to_text(value).strip().casefold() for value in values)
            _check_head(names, path)
            continue
        pairs = list(zip(names, values, strict=False))
        cells = {name: _to_text(value) for name, value in pairs if name in NAMES}
        if any(cells.values()):
            formulas = [name for name, value in pairs if isinstance(value, _Formula)]
            yield RawRow(
                place=f"row {number}",
                cells=cells,
                formulas=tuple(name for name in formulas if name in {"id", "reviewer", *DECIDING}),
            )
    if names is None:
        raise InputError(
            f"{path}: it is empty. Expected a header with {', '.join(sorted(NEEDED))}."
        )


def _check_head(names: tuple[str, ...], path: Path) -> None:
    missing = sorted(NEEDED - set(names))
    if missing:
        found = ", ".join(name for name in names if name) or "none"
        raise InputError(
            f"{path}: there is no column {missing[0]}; found {found[:200]}. Give a sheet that "
            "`claimtable review export` wrote, with its first row as it was."
        )
    twice = sorted({name for name in names if name in NAMES and names.count(name) > 1})
    if twice:
        raise InputError(f"{path}: there are two columns {twice[0]}. Take one of them away.")


class _Formula(str):
    """A formula where text was expected."""


def _to_text(value: Any) -> str:
    """Give the text of a cell, whatever type a spreadsheet has made of it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _read_xlsx(path: Path) -> Iterator[RawRow]:
    import openpyxl  # late: 0.2 s that help texts need not pay
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(path, read_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise InputError(f"{path}: not readable as an Excel workbook ({error}).") from error
    sheet = _find_sheet(book)
    yield from _to_rows(_lines_of(sheet), path)
    book.close()


def _find_sheet(book: Any) -> Any:
    """Give the first sheet with the columns of a review sheet, else the first."""
    for sheet in book.worksheets:
        head = next(sheet.iter_rows(max_row=1, values_only=True), ())
        if {str(value).strip().casefold() for value in head} >= NEEDED:
            return sheet
    return book.worksheets[0]


def _lines_of(sheet: Any) -> Iterator[Line]:
    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield (
            number,
            [_Formula(cell.value) if cell.data_type == "f" else cell.value for cell in row],
        )


def _read_ods(path: Path) -> Iterator[RawRow]:
    try:
        import python_calamine
    except ImportError as error:
        raise InputError(
            f"{path}: reading OpenDocument sheets needs python-calamine: pip install"
            " 'claimtable[ods]', or save the sheet as .xlsx."
        ) from error
    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
    except python_calamine.CalamineError as error:
        raise InputError(f"{path}: not readable as an OpenDocument sheet ({error}).") from error
    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    yield from _to_rows(enumerate(rows, start=1), path)


def _read_csv(path: Path) -> Iterator[RawRow]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f'{path}: byte {error.start} is not UTF-8. Save the sheet as "CSV UTF-8", or as .xlsx.'
        ) from error
    delimiter = max(DELIMITERS, key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        lines = [(reader.line_num, [restore_cell(value) for value in row]) for row in reader]
    except csv.Error as error:
        raise InputError(f"{path}:{reader.line_num}: not readable as CSV ({error}).") from error
    yield from _to_rows(lines, path)


_READERS: Mapping[str, Callable[[Path], Iterator[RawRow]]] = MappingProxyType(
    {".xlsx": _read_xlsx, ".csv": _read_csv, ".ods": _read_ods}
)
