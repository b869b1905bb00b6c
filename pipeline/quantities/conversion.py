"""Converts a value in a canonical unit to its base unit; pint does the arithmetic."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, NamedTuple

from ..lexicon import load_lexicon
from .registry import Unit


class Base(NamedTuple):
    """A value in its base unit."""

    low: float
    high: float
    unit: str


def to_base(unit: Unit, low: float, high: float) -> Base | None:
    """Convert to the base unit of the dimension; None where there is nothing to convert."""
    factor = _factor(unit.name, unit.dimension)
    if factor is None:
        return None
    scale, offset, name = factor
    return Base(_clean(low * scale + offset), _clean(high * scale + offset), name)


@lru_cache(maxsize=2048)
def _factor(name: str, dimension: str) -> tuple[float, float, str] | None:
    table = load_lexicon("quantities")["conversion"]
    if dimension == "money" or dimension in table["unconverted"]:
        return None
    base = table["bases"].get(dimension)
    if base is None:
        return None
    written = table["spellings"].get(name, name).replace(" ", "_")
    registry = _registry()
    try:
        zero, one = (
            registry.Quantity(value, _spell(written)).to(_spell(base)) for value in (0.0, 1.0)
        )
    except registry_errors():
        return None
    offset = float(zero.magnitude)
    return float(one.magnitude) - offset, offset, base


def _spell(name: str) -> str:
    return name.replace(" ", "_").replace("_per_", "/")


@cache
def _registry() -> Any:
    import pint

    return pint.UnitRegistry(autoconvert_offset_to_baseunit=True)


@cache
def registry_errors() -> tuple[type[Exception], ...]:
    """Give what pint raises for a unit it does not know."""
    import pint

    return (pint.errors.PintError, AttributeError, ValueError)


def _clean(value: float) -> float:
    return float(f"{value:.12g}")
