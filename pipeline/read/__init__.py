"""Stage 1: a file becomes an Article, with metadata.csv beside the files.

Each format is one module with ``SUFFIXES`` and one function from bytes to a ``Page``. To read
another format, add its module, and its line in ``FORMATS``.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from ..errors import InputError
from ..records import Article, PublishedFrom
from . import html, txt
from .folder import Input, list_inputs, list_others, load_bytes
from .metadata import Metadata, MetadataTable, read_metadata
from .page import Options, Page

__all__ = [
    "Input",
    "Metadata",
    "MetadataTable",
    "find_inputs",
    "find_others",
    "read_article",
    "read_metadata",
]

FORMATS: Mapping[str, Callable[[bytes, Options], Page]] = MappingProxyType(
    {
        **dict.fromkeys(txt.SUFFIXES, txt.read_txt),
        **dict.fromkeys(html.SUFFIXES, html.read_html),
    }
)
"""The function that reads each kind of file, by suffix."""


def find_inputs(folder: Path) -> tuple[Input, ...]:
    """Find the articles in a folder and the folders below it; a single file is a folder of one.

    Hidden files are left out. Raises ``InputError`` where there is nothing to read.
    """
    return list_inputs(folder, tuple(FORMATS))


def find_others(folder: Path) -> tuple[Path, ...]:
    """Find the files that are no articles: other formats, links to folders (not followed)."""
    return list_others(folder, tuple(FORMATS))


def read_article(
    file: Input,
    metadata: Metadata | None = None,
    *,
    encoding: str | None = None,
    max_bytes: int = 20_000_000,
    tables: bool = True,
) -> Article:
    """Read one file; what metadata.csv says wins over what the page says.

    ``encoding`` is needed only where a file does not show its own. ``tables`` says whether tables
    of a web page are kept. Raises ``InputError`` where the file cannot be read as text.
    """
    raw = load_bytes(file.path, max_bytes=max_bytes)
    if file.suffix not in FORMATS:
        raise InputError(f"{file.path}: expected a file ending in {', '.join(FORMATS)}.")
    options = Options(encoding=encoding, tables=tables)
    try:
        page = FORMATS[file.suffix](raw, options)
    except InputError as error:
        raise InputError(f"{file.path}: {error}") from error
    if not page.text or page.text.isspace():
        raise InputError(f"{file.path}: the file is empty: there is no text in it.")
    return _to_article(file, hashlib.sha256(raw).hexdigest(), page, metadata or Metadata())


def _to_article(file: Input, sha256: str, page: Page, metadata: Metadata) -> Article:
    published = metadata.published or page.published
    return Article(
        doc=file.doc,
        text=page.text,
        sha256=sha256,
        path=os.fsencode(file.path).decode("utf-8", errors="backslashreplace"),
        media_type=page.media_type,
        title=metadata.title or page.title,
        byline=metadata.byline or page.byline,
        publisher=metadata.publisher or page.publisher,
        url=metadata.url or page.url,
        published=published,
        published_from=_origin(metadata, page),
        blocks=page.blocks,
    )


def _origin(metadata: Metadata, page: Page) -> PublishedFrom | None:
    if metadata.published is not None:
        return "metadata"
    return "page" if page.published is not None else None
