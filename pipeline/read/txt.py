"""Reads a plain text file: the text exactly as it was decoded."""

from __future__ import annotations

from ..settings import ReadSettings
from .decode import decode
from .page import Page

SUFFIXES = (".txt",)


def read_txt(raw: bytes, options: ReadSettings) -> Page:
    """Decode a text file; line ends and everything else stay as they are."""
    text, encoding = decode(raw, encoding=options.encoding or None)
    return Page(text=text, media_type=f"text/plain; charset={encoding}")
