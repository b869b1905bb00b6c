"""The candidate: a number found in the text with what the rules know of it."""

from __future__ import annotations

from typing import Literal

import msgspec

from ..records import Direction, Modifier
from ..units.registry import Unit

RuleName = Literal[
    "age",
    "age_apposed",
    "below_zero",
    "count",
    "dimensions",
    "money",
    "multiple",
    "number",
    "number_unit",
    "part_of_whole",
    "percent",
    "plus_minus",
    "range",
    "range_between",
    "range_bounds",
    "range_from_to",
    "range_or",
    "rate",
    "shared_unit",
    "vague_plural",
    "whole_and_part",
]
"""The written forms, as ``span.id_`` names them; each has examples."""
Form = Literal["digits", "words", "fraction", "vague"]


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A proposal a refiner may still drop; offsets are characters of the text.

    ``number_start`` and ``number_end`` hold the bare number, ``start`` and ``end`` also the unit.
    ``form`` says how the number is written: digits, words, fraction, vague ("dozens").
    """

    rule: RuleName
    start: int
    end: int
    number_start: int
    number_end: int
    low: float
    high: float
    precision: float
    form: Form = "digits"
    unit: Unit | None = None
    modifier: Modifier | None = None
    direction: Direction = "none"
    measured: str | None = None
    suffix: str = ""
    plain: float = 0.0
    """The value without its suffix, where that may be a unit: 37 for "37m"."""


Candidates = tuple[Candidate, ...]
