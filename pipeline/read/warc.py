"""Reads web archives (.warc): the pages in them, each by itself."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import IO, Any, cast

from ..errors import InputError
from ..settings import ReadSettings
from .html import read_html
from .page import Found, Page, with_found

SUFFIX = ".warc"
PAGES = ("text/html", "application/xhtml+xml")


def find_pages(stream: IO[bytes]) -> Iterator[tuple[int, int]]:
    """Give start and size of each record that holds a page which was found."""
    from warcio.archiveiterator import ArchiveIterator

    stream.seek(0)
    records = ArchiveIterator(stream)
    while (record := _next(records)) is not None:
        is_page = _is_page(record)
        start = records.get_record_offset()
        size = records.get_record_length()
        if is_page:
            yield start, size


def read_record(raw: bytes, options: ReadSettings) -> Page:
    """Read the page in one record of a web archive."""
    from warcio.archiveiterator import ArchiveIterator

    record = _next(ArchiveIterator(io.BytesIO(raw)))
    if record is None:
        raise InputError("there is no record in it.")
    try:
        markup = record.content_stream().read(options.max_bytes + 1)
    except (ValueError, OSError, EOFError, zlib.error) as error:
        raise InputError(f"the record cannot be unpacked ({error}).") from error
    if len(markup) > options.max_bytes:
        raise InputError(f"the page unpacks to more than {options.max_bytes:,} bytes.")
    _, _, charset = _content_type(record).partition("charset=")
    page = read_html(markup, options, charset=charset.split(";")[0].strip("\"' ") or None)
    url = _url(record)
    return page if url is None else with_found(page, url=Found(url, "warc"))


def _next(records: Any) -> Any:
    """Give the next record; warcio writes to stderr what it makes of odd ones."""
    from warcio.exceptions import ArchiveLoadFailed

    try:
        with redirect_stderr(io.StringIO()):
            return next(records, None)
    except (ArchiveLoadFailed, AttributeError, ValueError, LookupError, EOFError) as error:
        raise InputError(
            f"not readable as WARC to its end ({' '.join(str(error).split())})."
        ) from error


def _is_page(record: Any) -> bool:
    if record.rec_type == "response" and record.http_headers is not None:
        if not str(record.http_headers.get_statuscode()).startswith("2"):
            return False
    elif record.rec_type != "resource":
        return False
    return _content_type(record).startswith(PAGES)


def _content_type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "").lower()


def _url(record: Any) -> str | None:
    return cast("str | None", record.rec_headers.get_header("WARC-Target-URI"))
