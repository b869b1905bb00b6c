"""Reads ages: "22-year-old", "aged 66", "Maddon, 66,", "the driver, 34,"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from ..units.registry import Unit
from ..units.spelling import unit_named
from .candidates import Candidate, Candidates
from .reading import Reading
from .vocabulary import Words


def set_ages(reading: Reading, candidates: Candidates) -> Candidates:
    """Read "22-year-old", "aged 66", "Maddon, 66,": the unit is a year of age."""
    return tuple(_to_age(reading, c) for c in candidates)


def _to_age(reading: Reading, candidate: Candidate) -> Candidate:
    if candidate.unit is not None:
        return _with_unit_of_age(reading, candidate, candidate.unit)
    if not 0 < candidate.high <= MAX_AGE or candidate.form == "fraction":
        return candidate
    if _is_told(reading, candidate):
        return replace(candidate, rule="age", unit=unit_named("year of age", "age"))
    if candidate.form == "digits" and _is_apposed(reading, candidate):
        return replace(candidate, rule="age_apposed", unit=unit_named("year of age", "age"))
    return candidate


def _with_unit_of_age(reading: Reading, candidate: Candidate, unit: Unit) -> Candidate:
    """Read "22-year-old" and "aged 18 months", whose unit is a time so far."""
    units: Mapping[str, str] = reading.vocabulary.words["ages"]["units"]
    old = _OLD.match(reading.behind(candidate.end))
    aged = old is not None or _AGED.search(reading.before(candidate.start))
    if unit.name not in units or not aged:
        return candidate
    end = candidate.end + (old.end() if old else 0)
    return replace(candidate, rule="age", end=end, unit=Unit(units[unit.name], "age"))


def _is_told(reading: Reading, candidate: Candidate) -> bool:
    """Read "aged 66", "66 y/o", "who is 66", "dies at 66", "an average age of 66"."""
    before, behind = reading.before(candidate.start), reading.behind(candidate.end)
    is_at_age = candidate.high > HOURS and _AT_AGE.search(before) is not None
    if _YO.match(behind) or (
        (is_at_age or _WHO.search(before)) and _CLAUSE_END.match(behind) is not None
    ):
        return True
    return bool(_AGED.search(before) or _LIFE.search(reading.before(candidate.start, 80)))


def _is_apposed(reading: Reading, candidate: Candidate) -> bool:
    """Read "Maddon, 66," and "the driver, 66,": behind a name or a word for a person."""
    found = _APPOSED_BEFORE.search(reading.before(candidate.start))
    if found is None or not _APPOSED_BEHIND.match(reading.behind(candidate.end)):
        return False
    people = reading.vocabulary.build(_people)
    return found["name"] is not None or found["word"] in people


def _people(words: Words) -> frozenset[str]:
    return frozenset(words["ages"]["people"])


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


HOURS = 12
"""Up to it "died at 11" may tell the time."""
_AT_AGE = re.compile(
    r"\b(?:dead|death|dies|died|married|retire|retired|retires|school|widowed)\sat\s\Z"
)
_WHO = re.compile(
    r"\b(?:who|[Ss]he|[Hh]e|I|[Yy]ou)(?:\s(?:is|was|turned|turns|were|are)|['’]m|['’]s|['’]re)"
    r"\s(?:now\s|only\s|just\s|about\s)?\Z"
)


_CLAUSE_END = re.compile(r"\s?(?:[.,;)]|\Z|\n|\s(?:when|and|at the time|years old)\b)(?!\d)")


_APPOSED_BEFORE = re.compile(r"(?:(?P<name>[^\W\d_]*[A-Z][\w'’.-]+)|\b(?P<word>[a-z]+)),\s\Z")


_APPOSED_BEHIND = re.compile(r",(?!\d)|\.?\Z|\)")
