"""Excel workbooks: a file for each table, every text cell typed as text, so that none can run."""

from __future__ import annotations

import math
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError, FileSizeError

from ..errors import OutputError
from .columns import Column
from .file import Row, TableFile

ROWS_PER_SHEET = 1_048_576
"""What Excel takes, the header included; further rows go to a second sheet."""

MAX_SHEETS = 4
"""Sheets of a table: more rows than these hold are more than a spreadsheet opens, and than the ZIP
archive that a workbook is takes."""

TOO_LARGE = (
    "{}: the table is too large for a workbook (at most {:,} rows and 4 GB). Leave xlsx out of"
    " --format: csv, parquet and sqlite take any size. What is done is kept."
)

LETTERS_PER_CELL = 32_767
"""What Excel takes; longer cells end with ``CUT``."""

CUT = " … [cut: whole in the CSV and JSON Lines tables]"

CREATED = datetime(2000, 1, 1)
"""Put in the file's properties, so that the same rows give the same bytes."""

WIDTHS = {"text": 24, "json": 24, "date": 12, "boolean": 9, "integer": 9, "number": 11}
"""Column widths by type, in characters; long texts are read in the cell, not in the column."""


def open_book(path: Path, **options: Any) -> Any:
    """Open a workbook in which nothing that looks like a formula, link or number becomes one."""
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), {**safe, **options})
    book.set_properties({"created": CREATED})
    return book


def close_book(book: Any) -> None:
    """Write a workbook; raises ``OSError``, as other files do, where the disk does not take it."""
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None  # the OSError that the library has wrapped


def fit_cell(text: str) -> str:
    """Cut a text to what a cell takes, and say so in it.

    >>> len(fit_cell("a" * 40_000))
    32767
    """
    if _letters(text) <= LETTERS_PER_CELL:
        return text
    room = LETTERS_PER_CELL - len(CUT)
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * room].decode("utf-16-le", "ignore")
    return kept + CUT


def _letters(text: str) -> int:
    """Count as Excel does, in UTF-16: letters beyond the basic plane are two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


class XlsxFile(TableFile):
    """One workbook with the rows of one table, written row by row."""

    def __init__(self, path: Path, columns: tuple[Column, ...]) -> None:
        super().__init__(path, columns)
        self._book = open_book(self._temporary, constant_memory=True)
        self._head = self._book.add_format({"bold": True, "bottom": 1})
        self._sheet = self._add_sheet()

    def write(self, rows: list[Row]) -> None:
        """Add rows to the file."""
        for row in rows:
            if self._row == ROWS_PER_SHEET:
                if len(self._book.worksheets()) == MAX_SHEETS:
                    raise self._too_large()
                self._end_sheet()
                self._sheet = self._add_sheet()
            for place, column in enumerate(self._columns):
                self._write_cell(place, row[column.name], column)
            self._row += 1

    def complete(self) -> None:
        """Write the workbook."""
        self._end_sheet()
        try:
            close_book(self._book)
        except FileSizeError as error:
            raise self._too_large() from error

    def abandon(self) -> None:
        """Close and remove the files in which the library keeps rows until the end."""
        for sheet in self._book.worksheets():
            with suppress(OSError):
                sheet.row_data_fh.close()
            Path(sheet.row_data_filename).unlink(missing_ok=True)

    def _too_large(self) -> OutputError:
        return OutputError(TOO_LARGE.format(self._path, MAX_SHEETS * (ROWS_PER_SHEET - 1)))

    def _add_sheet(self) -> Any:
        name = self._path.stem[:20]
        number = len(self._book.worksheets()) + 1
        sheet = self._book.add_worksheet(name if number == 1 else f"{name} {number}")
        sheet.freeze_panes(1, 1)
        for place, column in enumerate(self._columns):
            sheet.set_column(place, place, WIDTHS[column.type])
            sheet.write_string(0, place, column.name, self._head)
        self._row = 1
        return sheet

    def _end_sheet(self) -> None:
        self._sheet.autofilter(0, 0, self._row - 1, len(self._columns) - 1)

    def _write_cell(self, place: int, value: Any, column: Column) -> None:
        if value is None:
            return
        if column.type == "boolean":
            self._sheet.write_boolean(self._row, place, value)
        elif column.type in {"integer", "number"} and math.isfinite(value):
            self._sheet.write_number(self._row, place, value)
        else:
            text = value if isinstance(value, str) else msgspec.json.encode(value).decode("utf-8")
            if text:
                self._sheet.write_string(self._row, place, fit_cell(text))
