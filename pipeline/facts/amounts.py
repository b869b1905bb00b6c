"""Reads the numbers of a facts file: value, range and tolerance."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

_NUMBER = r"[-−+]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?"
_RANGE = re.compile(rf"\s*(?P<low>{_NUMBER})(?:\s*(?:-|–|to)\s*(?P<high>{_NUMBER}))?\s*")
_TOLERANCE = re.compile(rf"\s*(?:±|\+/-)?\s*(?P<size>{_NUMBER})\s*(?P<percent>%?)\s*")

ROUNDING = 1e-6
"""Relative difference that conversions between units leave behind; facts hold fewer digits."""


class Range(NamedTuple):
    """A number (low equals high) or a range."""

    low: float
    high: float


class Tolerance(NamedTuple):
    """How far off a value may be: a number in the fact's own unit, or a share of the value."""

    size: float
    is_share: bool

    def around(self, value: float) -> Range:
        """Give the lowest and highest number that still count as ``value``."""
        size = abs(value) * self.size if self.is_share else self.size
        return Range(value - size, value + size)


EXACT = Tolerance(0.0, is_share=False)


def read_range(text: str) -> Range | None:
    """Read a number or a range; None where the text is neither.

    >>> read_range("1,300")
    Range(low=1300.0, high=1300.0)
    >>> read_range("20-30")
    Range(low=20.0, high=30.0)
    """
    found = _RANGE.fullmatch(text)
    if found is None:
        return None
    low = _to_float(found["low"])
    high = low if found["high"] is None else _to_float(found["high"])
    return Range(low, high) if low <= high and math.isfinite(high) else None


def read_tolerance(text: str | None) -> Tolerance | None:
    """Read a tolerance; an empty one is exact, None where the text is none.

    >>> read_tolerance("5%")
    Tolerance(size=0.05, is_share=True)
    """
    if text is None:
        return EXACT
    found = _TOLERANCE.fullmatch(text)
    if found is None:
        return None
    size = abs(_to_float(found["size"]))
    return Tolerance(size / 100 if found["percent"] else size, is_share=bool(found["percent"]))


def is_within(value: float, limits: Range) -> bool:
    """Say whether a value lies within limits, up to the rounding of conversions."""
    slack = ROUNDING * max(abs(limits.low), abs(limits.high))
    return limits.low - slack <= value <= limits.high + slack


def write_number(value: float) -> str:
    """Write a number without an empty fraction.

    >>> write_number(482.0)
    '482'
    """
    return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)


def _to_float(text: str) -> float:
    return float(text.replace(",", "").replace("−", "-"))
