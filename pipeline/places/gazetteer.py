"""Look up towns and admin areas by name.

The two files are loaded on first use (10 MB). Each stays one block of bytes, in which a name is
found by bisection.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from .names import fold

TOWNS, ADMINS = "towns.tsv.xz", "admins.tsv.xz"
"""Made by ``build.py``: towns, and admin areas with what lives in their towns, by folded name."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town, with its coordinates to about a kilometre."""

    name: str
    country: str
    """ISO 3166-1 alpha-2; XK for Kosovo."""
    admin: str | None
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True, slots=True)
class Admin:
    """A state, province or region: the level below the country."""

    name: str
    country: str
    population: int


@lru_cache(maxsize=10_000)
def find_towns(name: str) -> tuple[Town, ...]:
    """Give the towns of a name in any of its usual spellings, the largest first."""
    found = map(_read_town, _find(TOWNS, name))
    return tuple(sorted(found, key=lambda town: -town.population))


@lru_cache(maxsize=10_000)
def find_admins(name: str) -> tuple[Admin, ...]:
    """Give the states, provinces or regions of a name."""
    return tuple(Admin(own, country, int(number)) for own, country, number in _find(ADMINS, name))


def _find(file: str, name: str) -> Iterator[list[str]]:
    """Give the fields of the lines of a name, which stands folded before them."""
    key = fold(name).encode()
    if not key:
        return
    lines = _load(file)
    place = _first_line(lines, key)
    while lines.startswith(key + b"\t", place):
        end = lines.index(b"\n", place)
        yield lines[place + len(key) + 1 : end].decode().split("\t")
        place = end + 1


def _read_town(fields: list[str]) -> Town:
    name, country, admin, latitude, longitude, population = fields
    return Town(name, country, admin or None, float(latitude), float(longitude), int(population))


def _first_line(lines: bytes, key: bytes) -> int:
    """Give the start of the first line whose name is not before the key."""
    low, high = 0, len(lines)
    while low < high:
        middle = lines.rfind(b"\n", 0, (low + high) // 2) + 1
        if middle < low:
            middle = low
        end = lines.index(b"\n", middle)
        if lines[middle : lines.index(b"\t", middle)] < key:
            low = end + 1
        else:
            high = middle
    return low


@cache
def _load(name: str) -> bytes:
    return lzma.decompress(resources.files(__package__).joinpath(name).read_bytes())
