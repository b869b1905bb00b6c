"""Measures whether large archives are listed and loaded in time that grows with their size.

Usage: python benchmarks/packed.py [--articles 20000]
Writes archives of half as many articles and of all into a temporary folder. docs/5-measure.md has
the figures.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from pipeline.read import Opener, find_inputs

WORDS = 400
"""Words of an article; short ones measure the archive more than what is in it."""

MAX_BYTES = 20_000_000

VOCABULARY = tuple(f"word{number}" for number in range(5_000))

ITEMS = 20
"""Articles in each feed of an archive of feeds."""

Named = Iterable[tuple[str, bytes]]


def main() -> None:
    """Print seconds for the larger size, and how many times as long the larger one takes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=20_000)
    number = parser.parse_args().articles
    sys.stdout.write(f"{'archive':<16}{'MB':>7}{'list, s':>9}{'load, s':>9}{'twice':>7}\n")
    with tempfile.TemporaryDirectory() as folder:
        for name, write in ARCHIVES.items():
            measure(Path(folder) / f"few.{name}", write(ITEMS))  # loads what reads it
            half = measure(Path(folder) / f"half.{name}", write(number // 2))
            size, listing, loading = measure(Path(folder) / f"all.{name}", write(number))
            twice = (listing + loading) / (half[1] + half[2])
            sys.stdout.write(f"{name:<16}{size:>7.1f}{listing:>9.2f}{loading:>9.2f}{twice:>7.2f}\n")


def measure(path: Path, data: bytes) -> tuple[float, float, float]:
    """Give megabytes, and processor seconds for listing and for loading all articles in order."""
    path.write_bytes(data)
    start = time.process_time()
    inputs = find_inputs(path)
    listed = time.process_time()
    with Opener() as opener:
        for source in inputs:
            opener.load(source, max_bytes=MAX_BYTES)
    return len(data) / 1e6, listed - start, time.process_time() - listed


def text_of(number: int) -> str:
    """Write an article that packs like one."""
    return " ".join(random.Random(number).choices(VOCABULARY, k=WORDS))


def texts(number: int) -> Named:
    """Write articles as text files."""
    return ((f"{at}.txt", text_of(at).encode()) for at in range(number))


def feeds(number: int) -> Named:
    """Write articles in feeds."""
    for first in range(0, number, ITEMS):
        items = (
            f"<item><description>{text_of(at)}</description></item>"
            for at in range(first, first + ITEMS)
        )
        yield f"{first}.xml", f"<rss><channel>{''.join(items)}</channel></rss>".encode()


def to_zip(members: Named) -> bytes:
    """Put files into a ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def to_tar(members: Named) -> bytes:
    """Put files into a packed TAR archive."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz", compresslevel=1) as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def to_lines(number: int) -> bytes:
    """Write articles as packed JSON Lines."""
    lines = (json.dumps({"text": text_of(at)}) for at in range(number))
    return gzip.compress("\n".join(lines).encode(), 1)


def to_warc(number: int) -> bytes:
    """Write articles as pages of a web archive."""
    return b"".join(gzip.compress(_to_record(text_of(at)), 1) for at in range(number))


def _to_record(text: str) -> bytes:
    page = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>{text}</p>".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(page)}\r\n\r\n"
    )
    return head.encode() + page + b"\r\n\r\n"


ARCHIVES: Mapping[str, Callable[[int], bytes]] = {
    "zip": lambda number: to_zip(texts(number)),
    "tar.gz": lambda number: to_tar(texts(number)),
    "feeds.tar.gz": lambda number: to_tar(feeds(number)),
    "zip.tar.gz": lambda number: to_tar([("a.zip", to_zip(texts(number)))]),
    "jsonl.gz": to_lines,
    "warc.gz": to_warc,
}


if __name__ == "__main__":
    main()
