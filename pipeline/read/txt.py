"""Reads a plain text file: the text exactly as it was decoded."""

from __future__ import annotations

from .decode import decode
from .page import Options, Page

SUFFIXES = (".txt",)


def read_txt(raw: bytes, options: Options) -> Page:
    """Decode a text file; line ends and everything else stay as they are."""
    text, encoding = decode(raw, encoding=options.encoding)
    return Page(text=text, media_type=f"text/plain; charset={encoding}")
