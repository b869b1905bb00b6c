"""Reads ages: "22-year-old", "aged 66", "Maddon, 66,"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from ..units.registry import Unit
from ..units.spelling import unit_named
from .candidates import Candidate, Candidates
from .reading import Reading


def set_ages(reading: Reading, candidates: Candidates) -> Candidates:
    """Read "22-year-old", "aged 66", "Maddon, 66,": the unit is a year of age."""
    return tuple(_to_age(reading, c) for c in candidates)


def _to_age(reading: Reading, candidate: Candidate) -> Candidate:
    ages: Mapping[str, Mapping[str, str]] = reading.vocabulary.words["ages"]
    before, behind = reading.before(candidate.start), reading.behind(candidate.end)
    if candidate.unit is not None and candidate.unit.name in ages["units"]:
        old = _OLD.match(behind)
        if old is None and not _AGED.search(before):
            return candidate
        end = candidate.end + (old.end() if old else 0)
        return replace(
            candidate, rule="age", end=end, unit=Unit(ages["units"][candidate.unit.name], "age")
        )
    if (
        candidate.unit is not None
        or not 0 < candidate.high <= MAX_AGE
        or candidate.form == "fraction"
    ):
        return candidate
    if _WHO.search(before) and _CLAUSE_END.match(behind):
        return replace(candidate, rule="age", unit=unit_named("year of age", "age"))
    if (
        _YO.match(behind)
        or _AGED.search(before)
        or _LIFE.search(reading.before(candidate.start, 80))
    ):
        return replace(candidate, rule="age", unit=unit_named("year of age", "age"))
    if (
        candidate.form == "digits"
        and _APPOSED_BEFORE.search(before)
        and _APPOSED_BEHIND.match(behind)
    ):
        return replace(candidate, rule="age_apposed", unit=unit_named("year of age", "age"))
    return candidate


MAX_AGE = 125


_OLD = re.compile(r"s?[\s-]{0,2}olds?\b|\sof\sage\b", re.IGNORECASE)


_YO = re.compile(r"[\s-]?(?:yo|y/o|year[\s-]old)\b", re.IGNORECASE)


_AGED = re.compile(
    r"\b(?:aged?|ages|age\sof|ages\sof|aged\sbetween|under\sthe\sage\sof|over\sthe\sage\sof)\s(?:\w+\s){0,2}\Z",
    re.IGNORECASE,
)


_LIFE = re.compile(
    r"\b(?:life expectancy|average age|median age|mean age|retirement age)\b[^.;,]{0,50}\Z",
    re.IGNORECASE,
)


_WHO = re.compile(
    r"\b(?:who|she|he|I)(?:\s(?:is|was|turned|turns|were)|['’]m|['’]s)\s(?:now\s|only\s|just\s|about\s)?\Z"
)


_CLAUSE_END = re.compile(r"\s?(?:[.,;)]|\Z|\n|\s(?:when|and|at the time|years old)\b)(?!\d)")


_APPOSED_BEFORE = re.compile(r"[^\W\d_]*[A-Z][\w'’.-]+,\s\Z")


_APPOSED_BEHIND = re.compile(r",(?!\d)|\.?\Z|\)")
