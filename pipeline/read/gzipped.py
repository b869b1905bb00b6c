"""Unpacks gzip up to where it ends, as the gzip program does: what follows is not read, and told.

Files that were copied badly, or that a server has written its error to, have such an end.
"""

from __future__ import annotations

import gzip
import io
from typing import IO

REST = "what follows the end of what is packed in it is no gzip, and is not read"

BUFFER = 1 << 16


class Gzipped(io.BufferedReader):
    """What is packed in a gzip file."""

    def __init__(self, packed: IO[bytes]) -> None:
        self._members = _Members(packed)
        super().__init__(self._members, BUFFER)

    @property
    def has_rest(self) -> bool:
        """Whether something follows that is no gzip; known when it was read to its end."""
        return self._members.has_rest


class _Members(io.RawIOBase):
    """The members of a gzip file, one behind the other.

    The library raises for what follows them. Its ``read`` then loses what it has unpacked; its
    ``read1`` has given that before.
    """

    def __init__(self, packed: IO[bytes]) -> None:
        self._unpacked = gzip.GzipFile(fileobj=packed, mode="rb")
        self._end: int | None = None

    @property
    def has_rest(self) -> bool:
        return self._end is not None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._unpacked.seek(offset, whence)

    def tell(self) -> int:
        return self._unpacked.tell()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = b"" if self._unpacked.tell() == self._end else self._read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _read(self, size: int) -> bytes:
        try:
            return self._unpacked.read1(size)
        except gzip.BadGzipFile as error:
            end = self._unpacked.tell()
            # At the beginning it never was gzip; what else the library says is of a damaged member.
            if end == 0 or not str(error).startswith("Not a gzipped file"):
                raise
            self._end = end
            return b""

    def close(self) -> None:
        self._unpacked.close()
        super().close()
