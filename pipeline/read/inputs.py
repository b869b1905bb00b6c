"""What a run reads: one ``Input`` for each article, and how to reach its bytes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Literal

StepKind = Literal["gzip", "bzip2", "xz", "slice", "inflate"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One step from the bytes of a file towards those of an article in it.

    ``gzip``, ``bzip2`` and ``xz`` unpack what is there; ``slice`` takes ``size`` bytes from
    ``start``; ``inflate`` unpacks the member of a ZIP archive whose header is at ``start``.
    """

    kind: StepKind
    start: int = 0
    size: int = 0
    head: int = 0
    """Bytes from the beginning of what holds a slice that are put before it."""
    method: int = 0
    """How a ZIP archive has packed the member."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Input:
    """An article to read. ``name`` is its path within the folder, ``doc`` its key in every table.

    ``file`` is the file on disk; where that holds many articles, ``steps`` lead to this one, so
    that a worker reads it without the others. ``problem`` says why there is nothing to read: the
    input is listed all the same, because what is lost must be said.
    """

    file: str
    name: str
    doc: str
    suffix: str
    steps: tuple[Step, ...] = ()
    member: str = ""
    """Name of the article within the file; empty where the file is the article."""
    problem: str | None = None

    @property
    def path(self) -> str:
        """The file, and the article's name in it, as it is shown and written."""
        return to_path(self.file, self.member)


@dataclass(frozen=True, kw_only=True, slots=True)
class Other:
    """A file that is no article, and why it is not read."""

    file: str
    reason: str
    member: str = ""

    @property
    def path(self) -> str:
        """The file, and the name in it, as it is shown and written."""
        return to_path(self.file, self.member)


def to_path(file: str, member: str) -> str:
    """Join the path of a file and a name within it, always writable as UTF-8.

    >>> to_path("news/day.zip", "a.txt")
    'news/day.zip/a.txt'
    """
    return to_text(f"{file}/{member}" if member else file)


def to_text(name: str) -> str:
    """Make a name writable as UTF-8; bytes that are no text in it are shown as ``\\xff``."""
    return os.fsencode(name).decode("utf-8", errors="backslashreplace")
