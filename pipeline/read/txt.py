"""Reads a plain text file: the text exactly as it was decoded."""

from __future__ import annotations

import re

from ..errors import InputError
from ..settings import ReadSettings
from .decode import decode
from .page import Page

SUFFIXES = (".txt",)

_PAGE = re.compile(r"\s*<(?:!doctype html|html)\b", re.IGNORECASE)


def read_txt(raw: bytes, options: ReadSettings) -> Page:
    """Decode a text file; line ends and everything else stay as they are."""
    text, encoding = decode(raw, encoding=options.encoding or None)
    if _PAGE.match(text):
        raise InputError("the file is a web page, whatever its name says. Call it .html.")
    return Page(text=text, media_type=f"text/plain; charset={encoding}")
