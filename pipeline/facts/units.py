"""Names and converts the units of a facts file; the one place that knows the units module."""

from __future__ import annotations

import re
from functools import lru_cache

from ..lexicon import load_lexicon


@lru_cache(maxsize=4096)
def canonical_unit(name: str) -> str | None:
    """Give our name for a unit written in any spelling ("km"), or None for what is no unit."""
    unit = _find_unit(name)
    return unit[0] if unit else None


@lru_cache(maxsize=65_536)
def to_base(value: float, name: str) -> tuple[float, str] | None:
    """Convert to the base unit; None where the unit has none, as currencies."""
    from ..quantities import conversion, units

    unit = _find_unit(name)
    base = conversion.to_base(units.Unit(*unit), value, value) if unit else None
    return (base.low, base.unit) if base else None


def is_counted_in(noun: str, words: str) -> bool:
    """Say whether a noun, or its plural, is among the words of a text (``words.to_words``).

    >>> is_counted_in("country", " two countries ")
    True
    """
    head = noun.split()[-1].casefold() if noun.split() else ""
    stem = head[:-1] if len(head) > 3 else head
    plural = load_lexicon("facts")["plurals"].get(head, head)
    pattern = rf" (?:{re.escape(stem)}|{re.escape(plural)} )"
    return bool(stem) and re.search(pattern, words) is not None


@lru_cache(maxsize=4096)
def _find_unit(name: str) -> tuple[str, str] | None:
    """Read a unit and the rate behind it; give its name and dimension."""
    from ..quantities import units

    known = units.money_named(name)
    if known is not None:
        return known.name, known.dimension
    text = f"1 {name}"
    match = units.match_unit(text, 1)
    if match is not None and match.position < len(text):
        match = units.match_rate(text, match.position, match.unit)
    if match is None or match.position < len(text):
        return None
    return match.unit.name, match.unit.dimension
