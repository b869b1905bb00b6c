"""Stage 1: files become Articles, with metadata.csv beside the files.

``walk_inputs`` lists every article of a folder and of the archives in it; ``read_article`` reads
one of them, on any machine that sees the folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ..errors import InputError
from ..records import METADATA_FIELDS, Article, PublishedFrom
from ..settings import ReadSettings, load_settings
from .containers import METADATA_NAME
from .formats import FORMATS
from .gzipped import REST
from .inputs import Input, Other, Step, to_text
from .metadata import Metadata, MetadataTable, read_metadata
from .mojibake import find_mojibake
from .opener import EMPTY, Opener
from .page import Page
from .walk import walk

__all__ = [
    "Input",
    "Metadata",
    "MetadataTable",
    "Opener",
    "Other",
    "Step",
    "find_inputs",
    "read_article",
    "read_metadata",
    "walk_inputs",
]

NO_TEXT = (
    "there is no text in it, only blanks or markup. Where scripts fill a page, save it from a"
    " browser."
)


def walk_inputs(folder: Path | str, *, out: Path | str | None = None) -> Iterator[Input | Other]:
    """List what a folder holds, one at a time and always in the same order.

    Each article of an archive or list is an ``Input`` of its own, and each file that is no article
    an ``Other``; hidden files, metadata.csv and the folder ``out`` are left out. A single file is a
    folder of one. Raises ``InputError`` where there is no such folder, and at the end where there
    was no article.
    """
    return walk(folder, frozenset(FORMATS), out=out)


def find_inputs(folder: Path | str) -> tuple[Input, ...]:
    """Find all articles in a folder; ``walk_inputs`` gives them one at a time."""
    return tuple(found for found in walk_inputs(folder) if isinstance(found, Input))


def read_article(
    source: Input,
    metadata: Metadata | None = None,
    *,
    options: ReadSettings | None = None,
    opener: Opener | None = None,
) -> Article:
    """Read one article; what metadata.csv says wins over what its file says.

    With an ``opener`` the archive that it lies in stays open for the next. Raises ``InputError``
    where the file cannot be read as text.
    """
    if opener is None:
        with Opener() as own:
            return read_article(source, metadata, options=options, opener=own)
    options = options or load_settings().read
    raw = opener.load(source, max_bytes=options.max_bytes)
    page = _read(source, raw, options)
    rest = REST if opener.has_rest(source) else None
    warnings = filter(None, (page.warning or find_mojibake(page.text), rest))
    page = replace(page, warning="; ".join(warnings) or None)
    return _to_article(source, hashlib.sha256(raw).hexdigest(), page, metadata or Metadata())


def _read(source: Input, raw: bytes, options: ReadSettings) -> Page:
    if source.suffix not in FORMATS:
        raise InputError(f"{source.path}: expected a file ending in {', '.join(FORMATS)}.")
    if not raw:
        raise InputError(f"{source.path}: {EMPTY}")
    try:
        page = FORMATS[source.suffix](raw, options)
    except InputError as error:
        raise InputError(f"{source.path}: {error}") from error
    except RecursionError as error:
        raise InputError(f"{source.path}: its parts are nested too deep to be read.") from error
    if not page.text or page.text.isspace():
        raise InputError(f"{source.path}: {NO_TEXT}")
    return page


def _to_article(source: Input, sha256: str, page: Page, metadata: Metadata) -> Article:
    return Article(
        doc=source.doc,
        text=page.text,
        sha256=sha256,
        path=to_text(source.path),
        media_type=page.media_type,
        title=metadata.title or page.title,
        byline=metadata.byline or page.byline,
        publisher=metadata.publisher or page.publisher,
        url=metadata.url or page.url,
        published=metadata.published or page.published,
        published_from=_published_from(metadata, page),
        blocks=page.blocks,
        warning=page.warning,
        metadata_from=_origins(metadata, page),
    )


def _origins(metadata: Metadata, page: Page) -> dict[str, str]:
    origins = {}
    for name in METADATA_FIELDS:
        if getattr(metadata, name, None):
            origins[name] = METADATA_NAME
        elif getattr(page, name, None) is not None:
            origins[name] = page.origins.get(name, "page")
    return origins


def _published_from(metadata: Metadata, page: Page) -> PublishedFrom | None:
    if metadata.published is not None:
        return "metadata"
    return page.published_from if page.published is not None else None
