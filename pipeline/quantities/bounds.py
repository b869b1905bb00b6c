"""Joins a lower and an upper bound of one thing: "more than 10 and fewer than 20 people"."""

from __future__ import annotations

import re

from msgspec.structs import replace

from .candidates import Candidate, Candidates
from .cues import modifier_before
from .reading import Reading
from .rules import is_range_of


def join_bounds(reading: Reading, candidates: Candidates) -> Candidates:
    """Make one range of two neighbours that bound each other."""
    joined: list[Candidate] = []
    for candidate in candidates:
        both = _join(reading, joined[-1], candidate) if joined else None
        if both is None:
            joined.append(candidate)
        else:
            joined[-1] = both
    return tuple(joined)


def _join(reading: Reading, before: Candidate, candidate: Candidate) -> Candidate | None:
    if not _AND_BUT.match(reading.text, before.end, candidate.start):
        return None
    left, right = (
        modifier_before(reading.text, c.start, reading.vocabulary) for c in (before, candidate)
    )
    if not left or not right or {left.modifier[0], right.modifier[0]} != {"<", ">"}:
        return None
    is_tight = _AND_BUT.fullmatch(reading.text, before.end, right.position) is not None
    lower, upper = (before, candidate) if left.modifier[0] == ">" else (candidate, before)
    is_range = lower.low < upper.high and is_range_of(before, candidate, is_open=True)
    if not is_tight or not is_range:
        return None
    return replace(
        candidate, rule="range_bounds", start=before.start, number_start=before.number_start,
        low=lower.low, high=upper.high, unit=candidate.unit or before.unit,
        precision=min(before.precision, candidate.precision),
    )  # fmt: skip


_AND_BUT = re.compile(r",\s(?:(?:and|but)\s)?|\s(?:and|but)\s")
