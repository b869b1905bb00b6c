"""Reads PDF files: the lines that PDFium finds, joined to paragraphs."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from ..errors import InputError
from ..settings import ReadSettings
from .layout import Line, drop_repeated, to_paragraphs
from .page import Page, PageLine, to_page
from .stated import squeeze, with_file_properties

SUFFIXES = (".pdf",)

LINE_ENDS = frozenset({0x0A, 0x0D})
HYPHENS = frozenset({0x02, 0xFFFE})
"""What PDFium gives for a hyphen that ends a line, in the place of the line end."""

_ENDS = LINE_ENDS | HYPHENS

HEADING = 1.15
"""How much larger than most of the text a heading is; in Word and LibreOffice, at least 1.17."""

MAX_HEADING = 200
"""Characters of a heading at most: large type may also be a lead."""

MAX_UNKNOWN_SHARE = 0.1
"""Share of characters without a meaning above which a text is refused: its fonts do not tell."""

_SURROGATES = re.compile("[\ud800-\udfff]+")


def read_pdf(raw: bytes, options: ReadSettings) -> Page:
    """Take the text of a PDF file, without what is repeated above and below on its pages.

    A hyphen at the end of a line goes where the rest of the text does not write the word with it.
    """
    document = _open(raw)
    try:
        pages = [_read_lines(document, number) for number in range(len(document))]
        properties = document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()
    lines = drop_repeated(pages)
    _check(lines, options)
    page = to_page(_to_lines(lines), "application/pdf")
    return with_file_properties(
        page,
        title=properties.get("Title"),
        author=properties.get("Author"),
        published=properties.get("CreationDate"),
    )


def _open(raw: bytes) -> Any:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(raw)
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError("it is protected by a password. Save it without one.") from error
        raise InputError(
            f"not readable as PDF ({str(error).rstrip('.')}): it is damaged, or no PDF file,"
            " whatever its name says. Copy it anew."
        ) from error


def _check(lines: Sequence[Line], options: ReadSettings) -> None:
    size = sum(len(line.text) for line in lines)
    if not size:
        raise InputError(
            "there is no text in this PDF: it may hold pictures of pages. Have their text"
            " recognised (OCR) first."
        )
    unknown = sum(line.text.count("\ufffd") for line in lines)
    if unknown > MAX_UNKNOWN_SHARE * size:
        raise InputError("the fonts of this PDF do not tell which letters they show.")
    if size > options.max_characters:
        raise InputError(f"{size:,} characters; at most {options.max_characters:,} are analysed.")


def _read_lines(document: Any, number: int) -> list[Line]:
    from pypdfium2 import PdfiumError

    try:
        page = document[number]
        text = page.get_textpage()
    except PdfiumError as error:
        raise InputError(f"page {number + 1} is damaged ({error}).") from error
    try:
        return list(_lines_of(text, number))
    finally:
        text.close()
        page.close()


def _lines_of(text: Any, number: int) -> Iterator[Line]:
    from pypdfium2 import raw

    codes: list[int] = []
    first = 0
    count = text.count_chars()
    for at in range(count + 1):
        code = raw.FPDFText_GetUnicode(text, at) if at < count else 0x0A
        if code not in LINE_ENDS:
            codes.append(code)
        if code not in _ENDS:
            continue
        line = _to_line(text, codes, first, number)
        if line is not None:
            yield line
        codes = []
        first = at + 1


def _to_line(text: Any, codes: list[int], first: int, number: int) -> Line | None:
    written = "".join(map(_character, codes))
    stripped = written.strip()
    if not stripped:
        return None
    start = first + len(written) - len(written.lstrip())
    _, _, right, _ = text.get_charbox(first + len(written.rstrip()) - 1)
    left, bottom, height = _measure(text, start)
    if stripped.endswith("\u00ad"):  # a soft hyphen is seen at the end of a line only
        stripped = f"{stripped[:-1]}-"
    whole = _SURROGATES.sub(_join_surrogates, squeeze(stripped))
    return Line(text=whole, page=number, left=left, bottom=bottom, right=right, height=height)


def _measure(text: Any, at: int) -> tuple[float, float, float]:
    """Give where a character stands on its line, and the size of its type as it is shown."""
    from ctypes import byref, c_double

    from pypdfium2 import raw

    left, bottom, matrix = c_double(), c_double(), raw.FS_MATRIX()
    raw.FPDFText_GetCharOrigin(text, at, byref(left), byref(bottom))
    raw.FPDFText_GetMatrix(text, at, byref(matrix))
    size = raw.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
    return left.value, bottom.value, max(size, 1.0)


def _character(code: int) -> str:
    """Give the character; control characters are glyphs whose meaning the font does not tell."""
    if code in HYPHENS:
        return "-"
    return chr(code) if code >= 0x20 or code == 0x09 else "\ufffd"


def _join_surrogates(found: re.Match[str]) -> str:
    return found[0].encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _to_lines(lines: Sequence[Line]) -> Iterator[PageLine]:
    """Give each paragraph as a line; larger type is a heading."""
    usual = median(line.height for line in lines for _ in range(len(line.text)))
    for text, height in to_paragraphs(lines):
        is_heading = height > HEADING * usual and len(text) <= MAX_HEADING
        yield "title" if is_heading else None, text
