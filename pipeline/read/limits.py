"""Streams that give no more than they should: a part of another one, or so many bytes."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from typing import IO

from ..errors import InputError
from .gzipped import Gzipped

MAX_RATIO = 100
"""How many times its packed size an archive may unpack to. News packs 3 to 10 times, tables 50; a
bomb 1,000 times."""

BOMB = (
    "unpacks to more than {:,} bytes and many times its size: not read further, because it may"
    " be made to fill the machine."
)

FREE_BYTES = 50_000_000
"""So many bytes may be unpacked whatever the ratio: a small file of blanks is no bomb."""


class Slice(io.RawIOBase):
    """A part of a stream that can be read and searched like a file."""

    def __init__(self, parent: IO[bytes], start: int, size: int) -> None:
        self._parent = parent
        self._start = start
        self._size = size
        self._at = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that it can be read from any place."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        """Give the place reached."""
        return self._at

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        return self._take(size, self._parent.read)

    def readline(self, size: int | None = -1, /) -> bytes:
        """Read on to the end of the line."""
        return self._take(size, self._parent.readline)

    def _take(self, size: int | None, read: Callable[[int], bytes]) -> bytes:
        left = max(0, self._size - self._at)
        size = left if size is None or size < 0 else min(size, left)
        self._parent.seek(self._start + self._at)
        data = read(size)
        if size and not data:
            raise EOFError("it is cut off")
        self._at += len(data)
        return data

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read on into a buffer."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class Bounded(io.RawIOBase):
    """A stream that unpacks, and stops where a bomb would go on."""

    def __init__(self, stream: IO[bytes], *, limit: int) -> None:
        self._stream = stream
        self._limit = limit

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that it can be read from any place; going back means unpacking anew."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place; the end of what is packed is only known at the end."""
        if whence == os.SEEK_END:
            self._to_end()
            whence = os.SEEK_CUR
        target = offset + (self._stream.tell() if whence == os.SEEK_CUR else 0)
        self._check(target)
        return self._stream.seek(max(0, target))

    def tell(self) -> int:
        """Give the place reached."""
        return self._stream.tell()

    def read(self, size: int = -1) -> bytes:
        """Read on; raises ``InputError`` where the limit is passed."""
        data = self._stream.read(self._limit + 1 - self.tell() if size < 0 else size)
        self._check(self.tell())
        return data

    def readline(self, size: int | None = -1, /) -> bytes:
        """Read on to the end of the line."""
        data = self._stream.readline(-1 if size is None else size)
        self._check(self.tell())
        return data

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read on into a buffer."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def has_rest(self) -> bool:
        """Read to the end, and say whether something follows that is not unpacked."""
        self._to_end()
        return isinstance(self._stream, Gzipped) and self._stream.has_rest

    def close(self) -> None:
        """Close the unpacker too; the packed stream stays open."""
        self._stream.close()
        super().close()

    def _to_end(self) -> None:
        while self.read(1 << 20):
            pass

    def _check(self, reached: int) -> None:
        if reached > self._limit:
            raise InputError(BOMB.format(self._limit))
