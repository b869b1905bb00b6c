"""Look up towns and admin areas by name.

The two files are loaded on first use (a quarter of a second, 10 MB); towns stay one block of bytes,
in which a name is found by bisection.
"""

from __future__ import annotations

import lzma
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from .names import fold

TOWNS, ADMINS = "towns.tsv.xz", "admins.tsv.xz"
"""Made by ``build.py``: towns sorted by folded name; admin areas with what lives in their towns."""


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
    key = fold(name).encode()
    if not key:
        return ()
    lines = _load(TOWNS)
    place = _first_line(lines, key)
    found = []
    while lines.startswith(key + b"\t", place):
        end = lines.index(b"\n", place)
        found.append(_read_town(lines[place:end].decode()))
        place = end + 1
    return tuple(sorted(found, key=lambda town: -town.population))


def find_admins(name: str) -> tuple[Admin, ...]:
    """Give the states, provinces or regions of a name."""
    return _admins_by_name().get(fold(name), ())


def _read_town(line: str) -> Town:
    _, name, country, admin, latitude, longitude, population = line.split("\t")
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


@cache
def _admins_by_name() -> Mapping[str, tuple[Admin, ...]]:
    found: dict[str, list[Admin]] = {}
    for line in _load(ADMINS).decode().splitlines():
        country, name, population = line.split("\t")
        admin = Admin(name, country, int(population))
        for form in {fold(name), fold(name).removesuffix(" oblast").removesuffix(" do")}:
            found.setdefault(form, []).append(admin)
    return {form: tuple(admins) for form, admins in found.items()}
