"""Names and converts the units of a facts file; the one place that knows the units module."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ..lexicon import load_lexicon

if TYPE_CHECKING:
    from ..units.registry import Unit


@lru_cache(maxsize=4096)
def canonical_unit(name: str) -> str | None:
    """Give our name for a unit written in any spelling ("km"), or None for what is no unit."""
    unit = _find_unit(name)
    return unit.name if unit else None


@lru_cache(maxsize=65_536)
def to_base(value: float, name: str) -> tuple[float, str] | None:
    """Convert to the base unit; None where the unit has none, as currencies."""
    from ..units import conversion

    unit = _find_unit(name)
    base = conversion.to_base(unit, value, value) if unit else None
    return (base.low, base.unit) if base else None


def is_same_unit(wanted: str, found: str | None) -> bool:
    """Say whether two unit names mean the same; of a noun that is counted, its head is enough.

    >>> is_same_unit("people", "person"), is_same_unit("sign", "new warning sign")
    (True, True)
    """
    if found is None:
        return False
    if wanted.casefold() == found.casefold():
        return True
    name = canonical_unit(wanted)
    if name is not None:
        return name.casefold() == found.casefold()
    return f" {_to_singular(found.casefold())}".endswith(f" {_to_singular(wanted.casefold())}")


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


def _to_singular(noun: str) -> str:
    """Give the singular of a noun that a person may have written in the plural.

    >>> _to_singular("aid workers"), _to_singular("women"), _to_singular("cities")
    ('aid worker', 'woman', 'city')
    """
    plurals: dict[str, str] = load_lexicon("facts")["plurals"]
    regular: dict[str, str] = load_lexicon("facts")["regular_plurals"]
    before, _, head = noun.rpartition(" ")
    for singular, plural in plurals.items():
        if head == plural:
            return f"{before} {singular}".strip()
    for ending, replaced in regular.items():
        if head.endswith(ending) and len(head) > len(ending) + 1:
            return noun.removesuffix(ending) + replaced
    return noun


@lru_cache(maxsize=4096)
def _find_unit(name: str) -> Unit | None:
    """Read a unit and the rate behind it."""
    from ..units import spelling

    known = spelling.money_named(name)
    if known is not None:
        return known
    text = f"1 {name}"
    match = spelling.match_unit(text, 1)
    if match is not None and match.position < len(text):
        match = spelling.match_rate(text, match.position, match.unit)
    return match.unit if match is not None and match.position == len(text) else None
