"""Converts a value in a canonical unit to its base unit; pint gives the factors.

Those of the units that have a spelling are kept in ``factors.toml``: pint is loaded only for others
("kilometre per fortnight"). It only ever sees a unit that we have named: as a reader of text it
takes "2nd" for a nanoday.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from ..lexicon import load_lexicon, read_shipped
from .registry import Unit

FACTORS = "factors.toml"
"""Made by ``build.py``."""


class Base(NamedTuple):
    """A value in its base unit."""

    low: float
    high: float
    unit: str


def to_base(unit: Unit, low: float, high: float) -> Base | None:
    """Convert to the base unit of the dimension; None where there is nothing to convert.

    >>> to_base(Unit("degree celsius", "temperature"), 21, 21)
    Base(low=294.15, high=294.15, unit='kelvin')
    """
    factor = _factor(unit.name, unit.dimension)
    if factor is None:
        return None
    scale, offset, name = factor
    return Base(_clean(low * scale + offset), _clean(high * scale + offset), name)


@lru_cache(maxsize=2048)
def _factor(name: str, dimension: str) -> tuple[float, float, str] | None:
    """Give what a value is multiplied by, what is added, and the base unit."""
    table = load_lexicon("units")["conversion"]
    base = table["bases"].get(dimension)
    if base is None:
        return None
    if name in table["factors"]:
        return float(table["factors"][name]), 0.0, base
    known = load_factors().get(dimension, {}).get(name)
    found = ask_pint(name, dimension) if known is None else known
    return (found[0], found[1], base) if found else None


@cache
def load_factors() -> Mapping[str, Mapping[str, Sequence[float]]]:
    """Load what pint has said of the units that have a spelling, by dimension and name."""
    return MappingProxyType(read_shipped("units", FACTORS))


def ask_pint(name: str, dimension: str) -> tuple[float, float] | None:
    """Give what a value is multiplied by and what is added; None for a unit that pint lacks.

    >>> ask_pint("kilometre", "length")
    (1000.0, 0.0)
    """
    table = load_lexicon("units")["conversion"]
    base, spellings = table["bases"][dimension], table["spellings"]
    written, target = spellings.get(name) or _spell(name), spellings.get(base) or _spell(base)
    if name not in spellings and not _PLAIN.fullmatch(written):
        return None
    registry = _registry()
    try:
        zero, one = (registry.Quantity(value, written).to(target) for value in (0.0, 1.0))
    except _unknown_unit():
        return None
    offset = float(zero.magnitude)
    return float(one.magnitude) - offset, offset


_PLAIN = re.compile(r"[a-z_]+(?:\*\*[23])?(?:/[a-z_]+(?:\*\*[23])?)?")
"""What pint may be given: a unit, a power of it, a quotient of two."""


def _spell(name: str) -> str:
    """Write a unit as pint does: "cubic metre per second" -> "metre**3/second"."""
    parts = [_spell_power(part) for part in name.split(" per ")]
    return "/".join(parts)


def _spell_power(name: str) -> str:
    for word, power in (("square ", "**2"), ("cubic ", "**3")):
        if name.startswith(word):
            return name[len(word) :].replace(" ", "_") + power
    return re.sub(r"[ -]", "_", name)


@cache
def _registry() -> Any:
    import pint  # half a second

    return pint.UnitRegistry(autoconvert_offset_to_baseunit=True)


@cache
def _unknown_unit() -> tuple[type[Exception], ...]:
    import pint

    return (pint.errors.UndefinedUnitError, pint.errors.DimensionalityError)


def _clean(value: float) -> float:
    """Round away what binary fractions add."""
    return float(f"{value:.12g}")
