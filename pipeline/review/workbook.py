"""Writes the review sheet as an Excel workbook: typed text, drop-downs, colours, an explanation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..tables.file import put_in_place, temporary_of
from ..tables.xlsx import close_book, fit_cell, open_book
from ..web_address import is_web_address
from .layout import COLUMNS, NAMES, PEOPLES
from .rows import SheetRow

SHEET = "claims"
EXPLANATION = "how to review"

LINKS_PER_SHEET = 60_000
"""Excel takes 65,530; further addresses stay plain text."""

SPARE_ROWS = 500
"""Rows below the last that have the drop-down too, for decisions of a second person."""

LINE_HEIGHT = 15
"""Points."""

LETTERS = 1.1
"""Letters that a unit of width holds on average: it is that of a digit, and many are narrower."""

MOST_LINES = 12
"""Lines of a row at most; the rest of a cell is read in the cell."""

NARROW = frozenset({"id", "link"})
"""Columns that may be cut: one is a key, the other is there to be clicked."""

COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "true": "#CDEBD3",
        "mostly_true": "#E4F4D6",
        "mixed": "#FDF1C9",
        "mostly_false": "#FBDDC4",
        "false": "#F8CFCB",
        "unverifiable": "#E3E3E3",
        "not_a_claim": "#DDE3F0",
    }
)
"""Background of the people's block by verdict; a verdict of one's own has none."""

CHECK_COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "supported": "#E6F4EA",
        "contradicted": "#FDE8E6",
        "partly found": "#FDF6DD",
        "not found": "#F1EBFC",
        "cannot tell": "#F2F2F2",
    }
)
"""Nearly the colours of the page of the cross-check."""

HINTS = (
    "One row is one claim; the most worth checking come first. Fill the yellow columns; the others "
    "are there to read.",
    "Choose a verdict from the list in the cell, and say who you are under reviewer. The other "
    "yellow cells may stay empty.",
    "A second person who judges the same claim copies the row and fills the yellow columns anew.",
    "Sort, filter, hide and widen as you like. Rows that you do not need may be deleted: what was "
    "decided before is kept.",
    "Then run: claimtable review import OUT FILE. It overwrites nothing that was decided before.",
)


def write_workbook(path: Path, rows: Sequence[SheetRow], verdicts: Sequence[str]) -> None:
    """Write the workbook under a temporary name and put it in its place."""
    temporary = temporary_of(path)
    book = open_book(temporary)
    formats = _Formats(book)
    sheet = book.add_worksheet(SHEET)
    _write_head(sheet, formats, _used(rows))
    for number, row in enumerate(rows, start=1):
        _write_row(sheet, number, row, formats)
    _finish_sheet(sheet, len(rows), verdicts, book)
    _explain(book, verdicts, formats)
    close_book(book)
    put_in_place(temporary, path)


class _Formats:
    """The looks of cells. Every text cell has the format "text": what is typed there stays text."""

    def __init__(self, book: Any) -> None:
        text = {"num_format": "@", "text_wrap": True, "valign": "top", "border": 1,
                "border_color": "#D9D9D9"}  # fmt: skip
        self.told = book.add_format(text)
        self.small = book.add_format({**text, "font_size": 8, "font_color": "#767676"})
        self.claim = book.add_format({**text, "font_size": 12})
        self.link = book.add_format({**text, "font_color": "#0B57D0", "underline": 1})
        self.asked = book.add_format({**text, "bg_color": "#FFFBE6"})
        self.number = book.add_format({**text, "num_format": "0.00"})
        self.mark = book.add_format({"bold": True, "font_color": "#0B4F8A", "font_size": 12})
        self.plain = book.add_format({"font_size": 12})
        head = {"bold": True, "text_wrap": True, "valign": "vcenter", "font_color": "#FFFFFF",
                "border": 1, "border_color": "#FFFFFF"}  # fmt: skip
        self.head = book.add_format({**head, "bg_color": "#3B4A5A"})
        self.asked_head = book.add_format({**head, "bg_color": "#8A6D00"})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})

    def of(self, name: str) -> Any:
        """Give the look of a column's cells."""
        special = {"id": self.small, "doc": self.small, "claim": self.claim, "link": self.link}
        return self.asked if name in PEOPLES else special.get(name, self.told)


def _used(rows: Sequence[SheetRow]) -> frozenset[str]:
    """Give the columns to show: those that no row fills would only be scrolled past."""
    return frozenset(name for row in rows for name in row.cells) | {"priority", *PEOPLES}


def _write_head(sheet: Any, formats: _Formats, used: frozenset[str]) -> None:
    for place, column in enumerate(COLUMNS):
        look = formats.asked_head if column.name in PEOPLES else formats.head
        options = {"hidden": column.hidden or column.name not in used}
        # Empty cells of the people's block keep their look: it is that of the column.
        sheet.set_column(place, place, column.width, formats.of(column.name), options)
        sheet.write_string(0, place, column.name, look)
    sheet.set_row(0, 30)


def _write_row(sheet: Any, number: int, row: SheetRow, formats: _Formats) -> None:
    sheet.set_row(number, LINE_HEIGHT * min(_lines(row), MOST_LINES))
    for place, column in enumerate(COLUMNS):
        look = formats.of(column.name)
        text = fit_cell(row.cells.get(column.name, ""))
        if column.name == "priority":
            sheet.write_number(number, place, row.priority, formats.number)
        elif not text:
            sheet.write_blank(number, place, None, look)
        elif column.name == "claim" and row.marks and text == row.cells["claim"]:
            _write_marked(sheet, (number, place), text, row, formats)
        elif column.name == "link" and number <= LINKS_PER_SHEET and is_web_address(text):
            sheet.write_url(number, place, text, look, text)
        else:
            sheet.write_string(number, place, text, look)


def _lines(row: SheetRow) -> int:
    """Give the lines that the fullest cell takes: not every program fits heights by itself."""
    return max(
        sum(
            1 + int(len(line) / (LETTERS * column.width))
            for line in row.cells.get(column.name, "").split("\n")
        )
        for column in COLUMNS
        if not column.hidden and column.name not in NARROW
    )


def _write_marked(
    sheet: Any, at: tuple[int, int], text: str, row: SheetRow, formats: _Formats
) -> None:
    parts: list[Any] = []
    done = 0
    for start, end in row.marks:
        parts += [formats.plain, text[done:start]] if start > done else []
        parts += [formats.mark, text[start:end]]
        done = end
    parts += [formats.plain, text[done:]] if done < len(text) else []
    if len(parts) == 2:  # a single run is no rich text
        sheet.write_string(*at, text, formats.claim)
    else:
        sheet.write_rich_string(*at, *parts, formats.claim)


def _finish_sheet(sheet: Any, rows: int, verdicts: Sequence[str], book: Any) -> None:
    last = rows + SPARE_ROWS
    sheet.freeze_panes(1, NAMES.index("claim") + 1)  # the claim stays in sight
    sheet.autofilter(0, 0, max(rows, 1), len(COLUMNS) - 1)
    _offer_verdicts(sheet, last, verdicts)
    _colour(sheet, last, book)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.hide_gridlines(2)


def _offer_verdicts(sheet: Any, last: int, verdicts: Sequence[str]) -> None:
    place = NAMES.index("verdict")
    sheet.data_validation(
        1, place, last, place,
        {
            "validate": "list",
            "source": f"='{EXPLANATION}'!$A${_first_verdict_row() + 1}"
            f":$A${_first_verdict_row() + len(verdicts)}",
            "error_title": "Not a verdict",
            "error_message": "Choose one of the list. The sheet \"how to review\" explains them.",
        },
    )  # fmt: skip
    place = NAMES.index("checked_at")
    sheet.data_validation(
        1, place, last, place,
        {"validate": "any", "input_title": "When", "input_message": "2025-12-31, or leave empty"},
    )  # fmt: skip


def _colour(sheet: Any, last: int, book: Any) -> None:
    verdict, check = (_letter(NAMES.index(name)) for name in ("verdict", "check"))
    first, final = (NAMES.index(name) for name in (PEOPLES[0], PEOPLES[-1]))
    for word, colour in COLOURS.items():
        # & "": a spreadsheet may have made TRUE of true.
        rule = {"type": "formula", "criteria": f'=LOWER(${verdict}2&"")="{word}"',
                "format": book.add_format({"bg_color": colour})}  # fmt: skip
        sheet.conditional_format(1, first, last, final, rule)
    place = NAMES.index("check")
    for word, colour in CHECK_COLOURS.items():
        rule = {"type": "formula", "criteria": f'=${check}2="{word}"',
                "format": book.add_format({"bg_color": colour})}  # fmt: skip
        sheet.conditional_format(1, place, last, place, rule)


def _letter(place: int) -> str:
    """Give a column's letters.

    >>> _letter(0), _letter(26)
    ('A', 'AA')
    """
    from xlsxwriter.utility import xl_col_to_name

    name: str = xl_col_to_name(place)
    return name


def _first_verdict_row() -> int:
    """Give the row of the explanation above the first verdict, counted from 0."""
    return len(HINTS) + 3


def _explain(book: Any, verdicts: Sequence[str], formats: _Formats) -> None:
    sheet = book.add_worksheet(EXPLANATION)
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 100)
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, "How to review", formats.title)
    for number, hint in enumerate(HINTS, start=1):
        sheet.merge_range(number, 0, number, 1, hint, formats.wrapped)
    row = _first_verdict_row()
    sheet.write_string(row - 1, 0, "verdict", formats.asked_head)
    sheet.write_string(row - 1, 1, "meaning", formats.asked_head)
    row = _write_pairs(sheet, row, ((word, MEANINGS.get(word, "")) for word in verdicts), formats)
    sheet.write_string(row + 1, 0, "column", formats.head)
    sheet.write_string(row + 1, 1, "meaning", formats.head)
    _write_pairs(sheet, row + 2, ((one.name, one.meaning) for one in COLUMNS), formats)


def _write_pairs(sheet: Any, row: int, pairs: Iterable[tuple[str, str]], formats: _Formats) -> int:
    for name, meaning in pairs:
        sheet.write_string(row, 0, name, formats.told)
        sheet.write_string(row, 1, meaning, formats.told)
        row += 1
    return row


MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "true": "The claim is right as it stands.",
        "mostly_true": "Right in what matters; a detail is off or missing.",
        "mixed": "Part of it is right, part is wrong.",
        "mostly_false": "Wrong in what matters, with something true in it.",
        "false": "The claim is wrong.",
        "unverifiable": "It can be neither confirmed nor refuted with what is known.",
        "not_a_claim": "The row was read wrongly: the article does not claim this.",
    }
)
"""What the shipped verdicts mean; those of one's own explain themselves."""
