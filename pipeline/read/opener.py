"""Loads the bytes of an article, from a file or from within one, and never more than allowed."""

from __future__ import annotations

import bz2
import lzma
import os
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, Self, cast

from ..errors import InputError
from .address import is_remote, open_file
from .gzipped import Gzipped
from .inputs import Input, Step
from .limits import BOMB, FREE_BYTES, MAX_RATIO, Bounded, Slice

Stream = IO[bytes]

UNPACKERS: Mapping[str, Callable[[Stream], Any]] = MappingProxyType(
    {
        "gzip": Gzipped,
        "bzip2": bz2.BZ2File,
        "xz": lzma.LZMAFile,
    }
)

DAMAGED = (EOFError, OSError, ValueError, zlib.error, lzma.LZMAError, struct.error)
"""What the libraries raise for a damaged archive; ``gzip.BadGzipFile`` is an ``OSError``."""

EMPTY = "the file is empty: there is no text in it."

CHUNK = 1 << 16
IN_MEMORY = 1 << 25
"""Archives within archives up to this size stay in memory; larger ones go to a file."""

ZIP_MEMBER = b"PK\x03\x04"
LOCAL_HEADER = struct.Struct("<4s5H3L2H")
"""What precedes a member in a ZIP archive; the last two numbers are lengths of what follows."""


_Place = tuple[str, tuple[Step, ...]]
"""A file, and the steps to what is open in it."""


class Opener:
    """Opens files and what is packed in them; keeps the last one open for its other articles.

    A worker that takes the articles of an archive in their order unpacks it once. Close it after
    use, or use it in a ``with`` statement.
    """

    def __init__(self) -> None:
        self._open: dict[_Place, Stream] = {}
        self._head: tuple[_Place | None, bytes] = (None, b"")

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close what is open."""
        self.close()

    def close(self) -> None:
        """Close what is open."""
        self._keep(set())

    def load(self, source: Input, *, max_bytes: int) -> bytes:
        """Load the bytes of an article.

        Raises ``InputError`` where they cannot be read or are more than ``max_bytes``.
        """
        if source.problem is not None:
            raise InputError(f"{source.path}: {source.problem}")
        try:
            raw = self._load(source, max_bytes)
        except DAMAGED as error:
            raise InputError(f"{source.path}: cannot be read ({reason(error)}).") from error
        except InputError as error:
            raise InputError(f"{source.path}: {error}") from error
        return raw

    def stream(self, source: Input) -> Stream:
        """Open a container to list what it holds; raises ``InputError`` or what is in DAMAGED."""
        chain = [(source.file, source.steps[:at]) for at in range(len(source.steps) + 1)]
        self._keep(set(chain))
        for at, key in enumerate(chain):
            if key not in self._open:
                parent = self._open[chain[at - 1]] if at else None
                self._open[key] = _apply(parent, source.steps[at - 1]) if parent else _open(key[0])
        return self._open[chain[-1]]

    def has_rest(self, source: Input) -> bool:
        """Say of an open input whether something follows what is packed in it, and is not read."""
        stream = self._open.get((source.file, source.steps))
        return isinstance(stream, Bounded) and stream.has_rest()

    def _load(self, source: Input, max_bytes: int) -> bytes:
        last = source.steps[-1] if source.steps else None
        if last is not None and last.kind in {"inflate", "slice"}:
            outer = self.stream(_outer(source))
            chunks = _inflate(outer, last) if last.kind == "inflate" else self._cut(source, outer)
            return b"".join(_limited(chunks, max_bytes, _too_large(max_bytes)))
        stream = self.stream(source)
        if last is None:
            _check_size(stream.seek(0, os.SEEK_END), max_bytes)
        stream.seek(0)
        raw = stream.read(max_bytes + 1)
        if len(raw) > max_bytes:
            raise InputError(_too_large(max_bytes))
        return raw

    def _cut(self, source: Input, outer: Stream) -> Iterator[bytes]:
        """Give a slice; what stands before all slices is read once, as going back is slow."""
        step = source.steps[-1]
        place = (source.file, source.steps[:-1])
        if step.head and (self._head[0] != place or len(self._head[1]) != step.head):
            outer.seek(0)
            self._head = (place, outer.read(step.head))
        if step.head:
            yield self._head[1]
        yield from _chunks(Slice(outer, step.start, step.size))

    def _keep(self, keys: set[_Place]) -> None:
        gone = [key for key in self._open if key not in keys]
        for key in sorted(gone, key=lambda key: len(key[1]), reverse=True):
            self._open.pop(key).close()


def _outer(source: Input) -> Input:
    return Input(file=source.file, name="", doc="", suffix=source.suffix, steps=source.steps[:-1])


def _open(file: str) -> Stream:
    """Open a plain file; pipes and devices are refused, and nothing waits for them."""
    if is_remote(file):
        return open_file(file)
    mode = Path(file).stat().st_mode
    if not stat.S_ISREG(mode):
        raise InputError(f"expected a file, found {_kind_of_file(mode)}.")
    return cast(Stream, os.fdopen(os.open(file, os.O_RDONLY | os.O_NONBLOCK), "rb"))


def _kind_of_file(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a pipe" if stat.S_ISFIFO(mode) else "a device or socket"


def _apply(parent: Stream, step: Step) -> Stream:
    if step.kind == "slice":
        part = Slice(parent, step.start, step.size)
        # To go back in what is being unpacked is to unpack it anew, each time.
        return _spool(_chunks(part)) if isinstance(parent, Bounded) else cast(Stream, part)
    if step.kind == "inflate":
        if step.method == zipfile.ZIP_STORED and not isinstance(parent, Bounded):
            return cast(Stream, _find_member(parent, step))  # a web archive may have gigabytes
        limit = max(FREE_BYTES, step.size * MAX_RATIO)
        return _spool(_limited(_inflate(parent, step), limit, BOMB.format(limit)))
    packed = parent.seek(0, os.SEEK_END)
    parent.seek(0)
    unpacked = UNPACKERS[step.kind](parent)
    return cast(Stream, Bounded(unpacked, limit=max(FREE_BYTES, packed * MAX_RATIO)))


def _spool(chunks: Iterator[bytes]) -> Stream:
    """Put a file that lies in an archive to where it can be searched."""
    with ExitStack() as stack:
        spool = stack.enter_context(tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))
        spool.writelines(chunks)
        spool.seek(0)
        stack.pop_all()  # unpacked to its end: the Opener closes it
    return cast(Stream, spool)


def _inflate(parent: Stream, step: Step) -> Iterator[bytes]:
    """Unpack a member of a ZIP archive."""
    packed = _find_member(parent, step)
    if step.method == zipfile.ZIP_STORED:
        return _chunks(packed)
    if step.method == zipfile.ZIP_BZIP2:
        return _chunks(bz2.BZ2File(cast(Stream, packed)))
    if step.method == zipfile.ZIP_DEFLATED:
        return _inflated(packed)
    raise InputError(
        f"packed by a method of ZIP that is not read here ({step.method}). Pack it again as usual."
    )


def _find_member(parent: Stream, step: Step) -> Slice:
    """Find the bytes of a member of a ZIP archive, behind its own header."""
    parent.seek(step.start)
    fixed = parent.read(LOCAL_HEADER.size)
    if len(fixed) < LOCAL_HEADER.size or not fixed.startswith(ZIP_MEMBER):
        raise ValueError(
            "a member is not where it should be: the archive is damaged, or was changed meanwhile"
        )
    *_, name, extra = LOCAL_HEADER.unpack(fixed)
    return Slice(parent, step.start + LOCAL_HEADER.size + name + extra, step.size)


def _inflated(packed: Slice) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    for data in _chunks(packed):
        left = data
        while left and not unpacker.eof:
            yield unpacker.decompress(left, CHUNK)
            left = unpacker.unconsumed_tail
    yield unpacker.flush()
    if not unpacker.eof:
        raise EOFError("the archive is cut off")


def _chunks(stream: Any) -> Iterator[bytes]:
    return iter(lambda: stream.read(CHUNK), b"")


def _limited(chunks: Iterator[bytes], limit: int, message: str) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > limit:
            raise InputError(message)
        yield chunk


def _check_size(size: int, max_bytes: int) -> None:
    if size > max_bytes:
        raise InputError(
            f"{size:,} bytes; at most {max_bytes:,} are read. Split the file, or raise max_bytes"
            " under [read] in the settings."
        )


def _too_large(limit: int) -> str:
    return (
        f"more than {limit:,} bytes, and at most so many are read. Split the file, or raise"
        " max_bytes under [read] in the settings."
    )


def reason(error: Exception) -> str:
    """Say what a library says of a damaged file."""
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).rstrip(".")
