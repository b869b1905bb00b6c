"""Gives each article its name in the tables: the path without suffix, and none twice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from types import MappingProxyType

from .inputs import StepKind, to_text

PACKED = MappingProxyType({".gz": "gzip", ".bz2": "bzip2", ".xz": "xz"})
"""Suffixes that say how a file is packed; the suffix before says what it is."""

SHORT = MappingProxyType({".tgz": ".tar.gz", ".tbz2": ".tar.bz2", ".txz": ".tar.xz"})

MAX_PART = 200
"""Longest part of a name taken from an archive; file systems allow 255 bytes, archives 65,535."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """What a file name says: the suffix of the format, how it is packed, and what is left."""

    stem: str
    suffix: str
    packing: StepKind | None = None


def kind_of(name: str) -> Kind:
    """Read the format off a file name.

    >>> kind_of("news/day.tar.gz")
    Kind(stem='news/day', suffix='.tar', packing='gzip')
    """
    stem, suffix = _split(name)
    if suffix in SHORT:
        stem, suffix = _split(stem + SHORT[suffix])
    if suffix not in PACKED:
        return Kind(stem=stem, suffix=suffix)
    packing: StepKind = PACKED[suffix]  # type: ignore[assignment]  # the values are step kinds
    stem, suffix = _split(stem)
    return Kind(stem=stem, suffix=suffix, packing=packing)


def _split(name: str) -> tuple[str, str]:
    folder, slash, last = name.rpartition("/")
    stem, dot, suffix = last.rpartition(".")
    if not stem.strip(".") or not suffix:
        return name, ""
    return f"{folder}{slash}{stem}", f"{dot}{suffix}".lower()


class Names:
    """Gives out names, each once: the first wish that is free, else the last one with a number."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def take(self, *wishes: str) -> str:
        """Take a name.

        >>> names = Names()
        >>> [names.take("a", "a.txt") for _ in range(3)]
        ['a', 'a.txt', 'a.txt.2']
        """
        name = next((name for name in wishes if name not in self._taken), None)
        name = name or self._number(wishes[-1])
        self._taken.add(name)
        return name

    def _number(self, wish: str) -> str:
        """Go on from the last number given: a hostile archive has one name ten thousand times."""
        numbers = count(self._last.get(wish, 1) + 1)
        number = next(n for n in numbers if f"{wish}.{n}" not in self._taken)
        self._last[wish] = number
        return f"{wish}.{number}"


def member_name(written: str) -> str:
    """Give the name of an archive's member as a path that stays within the archive.

    >>> member_name("../../etc/./passwd.txt")
    '__/__/etc/passwd.txt'
    """
    parts = re.split(r"[/\\]", to_text(written).replace("\x00", ""))
    kept = ("__" if part == ".." else part for part in parts if part not in {"", "."})
    return "/".join(_shorten(part) for part in kept) or "_"


def _shorten(part: str) -> str:
    """Cut a long part of a name in its middle: the suffix says what the member is."""
    if len(part) <= MAX_PART:
        return part
    return f"{part[: MAX_PART - 40]}...{part[-30:]}"
