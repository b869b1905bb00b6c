"""Reads RTF files."""

from __future__ import annotations

import re

from ..errors import InputError
from ..settings import ReadSettings
from .page import Page, to_page
from .stated import squeeze, with_file_properties

SUFFIXES = (".rtf",)

_CREATED = re.compile(r"\\creatim\\yr(?P<year>\d+)\\mo(?P<month>\d+)\\dy(?P<day>\d+)")


def read_rtf(raw: bytes, options: ReadSettings) -> Page:
    """Take the paragraphs of an RTF file."""
    from striprtf.striprtf import rtf_to_text

    if not raw.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{\\rtf"):
        raise InputError("not an RTF file: expected it to begin with {\\rtf.")
    written = raw.decode(options.encoding or "cp1252", errors="replace")
    try:
        text = rtf_to_text(written, errors="strict")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, OverflowError, IndexError) as error:
        raise InputError(f"not readable as RTF ({error}).") from error
    lines = [(None, squeeze(line)) for line in text.splitlines()]
    page = to_page((line for line in lines if line[1]), "application/rtf")
    created = _CREATED.search(written)
    date = "{year:0>4}-{month:0>2}-{day:0>2}".format(**created.groupdict()) if created else None
    return with_file_properties(
        page, title=_field(written, "title"), author=_field(written, "author"), published=date
    )


def _field(written: str, name: str) -> str | None:
    found = re.search(rf"\{{\\{name} (?P<value>[^{{}}\\]*)\}}", written)
    return found["value"] if found else None
