"""Reads web archives (.warc and the older .arc): the pages in them, each by itself."""

from __future__ import annotations

import dataclasses
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr
from typing import IO, Any, Literal, NamedTuple, cast

from ..errors import InputError
from ..settings import ReadSettings
from .gzipped import REST
from .html import read_html
from .inputs import to_text
from .page import Found, Page, with_found

WARC, ARC = ".warc", ".arc"
SUFFIXES = frozenset({WARC, ARC})
PAGES = frozenset({"text/html", "application/xhtml+xml"})
GZIP = b"\x1f\x8b"
GZIP_BITS = 31
"""What zlib calls a stream with the header and trailer of gzip."""

CHUNK = 1 << 12
"""So little at a time, because it may unpack to a thousand times as much."""

HOLDING = frozenset({"response", "resource"})
"""Types of records that hold a file."""

COPIES = frozenset({"revisit", "conversion"})
"""Types of records for what another holds: it was fetched again unchanged, or put into words."""

PACKED_WHOLE = (
    "it is packed as a whole, not record by record as programs for web archives do. Unpack it first"
    " (gunzip): a .warc or .arc is read too."
)
CUT_OFF = "the program that saved the page cut it off: its end is missing"

KINDS_SHOWN = 5
MAX_SHOWN = 500
"""Characters of an address, or of what a library says, that are shown."""

MAX_LINE = 1 << 22
"""Bytes of a line in the head of a record; the library puts a line together in quadratic time."""

_MEDIA_TYPE = re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,60}", re.ASCII)


class FoundRecord(NamedTuple):
    """A record: its number, where it lies, and what it holds."""

    number: int
    start: int
    size: int
    missing: int
    """Bytes that it should have and has not."""
    kind: str | None
    """Media type of the file in it; None for records that only tell of others."""
    no_page: str | None
    """What the server answered in place of the page."""


def find_records(stream: IO[bytes], suffix: str) -> Iterator[FoundRecord]:
    """Give each record of a web archive; raises ``InputError`` where it cannot be read on.

    A page that is not there has a record all the same, with a status such as 404.
    """
    stream.seek(0)
    found = None
    try:
        for found in _find_records(stream, suffix):
            yield found
    except InputError:
        if found is None or _find_end(stream, found) != "rest":
            raise
    if found is None:
        raise InputError("not a web archive: it begins with no record.")
    end = _find_end(stream, found)
    if end == "cut":
        raise InputError(f"it ends within record {found.number}: what follows is missing.")
    if end == "rest":
        raise InputError(f"{REST}.")


def _find_records(stream: IO[bytes], suffix: str) -> Iterator[FoundRecord]:
    records = _open_records(stream, suffix)
    number = 0
    while (record := _next(records)) is not None:
        number += 1
        kind, no_page = _kind(record), _what_it_lacks(record)
        # Only at its end does a record know where that is.
        start, size = records.get_record_offset(), records.get_record_length()
        yield FoundRecord(number, start, size, _missing(record), kind, no_page)


def _open_records(stream: IO[bytes], suffix: str) -> Any:
    """Open the records, those of ARC with heads like those of WARC."""
    from warcio.archiveiterator import ArchiveIterator, ARCIterator

    records = ARCIterator(stream, arc2warc=True) if suffix == ARC else ArchiveIterator(stream)
    _limit_lines(records.reader)
    return records


def _limit_lines(reader: Any) -> None:
    """Have a reader of the library refuse a line that no head of a record has."""
    from warcio.exceptions import ArchiveLoadFailed

    read = reader.readline

    def readline(length: int | None = None) -> bytes:
        limit = MAX_LINE if length is None else min(length, MAX_LINE)
        line: bytes = read(limit)
        # The library gives less than is asked for where a line spans many of its blocks.
        while not line.endswith(b"\n") and (more := read(limit - len(line))):
            line += more
        if len(line) == MAX_LINE:
            raise ArchiveLoadFailed(
                f"a line of {MAX_LINE:,} bytes or more, and no head of a record"
            )
        return line

    reader.readline = readline


def _missing(record: Any) -> int:
    length = record.rec_headers.get_header("Content-Length") or ""
    return int(record.raw_stream.limit) if length.isdecimal() else 1


def _find_end(stream: IO[bytes], last: FoundRecord) -> Literal["whole", "cut", "rest"]:
    """Say how a web archive ends, which the library does not: behind its last record or within it.

    Behind a packed one there may also be a rest that is no gzip.
    """
    stream.seek(last.start)
    if stream.read(2) == GZIP:
        return "cut" if last.missing else _find_packed_end(stream, last.start)
    stream.seek(last.start + last.size)
    is_whole = not last.missing and not stream.read(CHUNK).strip(b"\r\n\x00")
    return "whole" if is_whole else "cut"


def _find_packed_end(stream: IO[bytes], start: int) -> Literal["whole", "cut", "rest"]:
    stream.seek(start)
    unpacker = zlib.decompressobj(GZIP_BITS)
    while packed := unpacker.unused_data or stream.read(CHUNK):
        if unpacker.eof:
            packed = packed.lstrip(b"\x00")
            if not packed:
                break
            if not GZIP.startswith(packed[:2]):
                return "rest"
            unpacker = zlib.decompressobj(GZIP_BITS)
        unpacker.decompress(packed)
    return "whole" if unpacker.eof else "cut"


def read_record(raw: bytes, options: ReadSettings) -> Page:
    """Read the page in one record of a web archive."""
    return _read_record(raw, options, WARC)


def read_arc_record(raw: bytes, options: ReadSettings) -> Page:
    """Read the page in one record of an ARC file."""
    return _read_record(raw, options, ARC)


def _read_record(raw: bytes, options: ReadSettings, suffix: str) -> Page:
    record = _next(_open_records(io.BytesIO(raw), suffix))
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
    cut = record.rec_headers.get_header("WARC-Truncated")
    page = page if cut is None else dataclasses.replace(page, warning=CUT_OFF)
    return with_found(page, url=Found(_url(record) or None, "warc"))


def _next(records: Any) -> Any:
    """Give the next record; warcio writes to stderr what it makes of odd ones."""
    from warcio.exceptions import ArchiveLoadFailed

    try:
        with redirect_stderr(io.StringIO()):
            return next(records, None)
    except (ArchiveLoadFailed, AttributeError, ValueError, LookupError, EOFError) as error:
        if "non-chunked" in str(error):
            raise InputError(PACKED_WHOLE) from error
        shown = " ".join(str(error).replace("\x00", " ").split())[:MAX_SHOWN]
        raise InputError(f"not readable as a web archive to its end ({shown}).") from error


def _what_it_lacks(record: Any) -> str | None:
    """Say what the server answered in the place of the page; other protocols have no status."""
    if record.http_headers is None:
        return None
    status = str(record.http_headers.get_statuscode())
    if status.startswith("2"):
        return None
    status = status if status.isascii() and status.isdecimal() else "without a status"
    address = to_text(_url(record) or "a page")[:MAX_SHOWN]
    return f"HTTP {status} in place of {address}"


def _kind(record: Any) -> str | None:
    if record.rec_type not in HOLDING:
        return str(record.rec_type) if record.rec_type in COPIES else None
    kind = _content_type(record).partition(";")[0].strip()
    return kind if _MEDIA_TYPE.fullmatch(kind) else "of no type"


def say_not_read(others: Mapping[str, int]) -> str:
    """Say what else there is in an archive, the most frequent first.

    >>> say_not_read({"image/png": 1200, "revisit": 3})
    '1,203 other records: 1,200 image/png, 3 revisit'
    """
    most = sorted(others.items(), key=lambda one: (-one[1], one[0]))
    shown = ", ".join(f"{count:,} {kind}" for kind, count in most[:KINDS_SHOWN])
    rest = sum(count for _, count in most[KINDS_SHOWN:])
    more = f", {rest:,} others" if rest else ""
    total = sum(others.values())
    return f"{total:,} other record{'s' if total > 1 else ''}: {shown}{more}"


def _content_type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "").lower()


def _url(record: Any) -> str | None:
    return cast("str | None", record.rec_headers.get_header("WARC-Target-URI"))
