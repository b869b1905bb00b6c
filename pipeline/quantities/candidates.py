"""The candidate: a number found in the text with what the rules know of it."""

from __future__ import annotations

from dataclasses import dataclass

from ..records import Direction, Modifier
from .registry import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A proposal a refiner may still drop; offsets are characters of the text.

    ``number_start`` and ``number_end`` hold the bare number, ``start`` and ``end`` also the unit.
    ``form`` says how the number is written: digits, words, fraction, vague ("dozens").
    """

    rule: str
    start: int
    end: int
    number_start: int
    number_end: int
    low: float
    high: float
    precision: float
    form: str = "digits"
    unit: Unit | None = None
    modifier: Modifier | None = None
    direction: Direction = "none"
    measured: str | None = None
    suffix: str = ""
    plain: float = 0.0
    """The value without its suffix, where that may be a unit: 37 for "37m"."""


Candidates = tuple[Candidate, ...]
