"""Drops years, days of a month and times of day, also where no dates stage has run."""

from __future__ import annotations

import re

from .candidates import Candidate, Candidates
from .cues import modifier_before
from .reading import Reading
from .things import find_thing
from .vocabulary import Words


def drop_calendar(reading: Reading, candidates: Candidates) -> Candidates:
    """Drop years, days of a month and times of day, also where no dates stage has run."""
    return tuple(c for c in candidates if not _is_calendar(reading, c))


def _is_calendar(reading: Reading, candidate: Candidate) -> bool:
    if candidate.unit is not None and candidate.unit.dimension != "time":
        return False
    before = reading.before(candidate.start)
    behind = reading.behind(candidate.end)
    if candidate.unit is not None:
        written = reading.text[candidate.number_start : candidate.end]
        is_group = written.endswith("s") and written[:-1].isdigit() and _GROUP.search(before)
        return bool(is_group or _DECADE.fullmatch(written) or _CLOCK_BEHIND.match(behind))
    if _CLOCK_BEHIND.match(behind) or _CLOCK_BEFORE.search(before):
        return True
    written = reading.text[candidate.number_start : candidate.number_end]
    if _SLASHED.fullmatch(written) and not behind.startswith(" of "):
        return not _PROPER.fullmatch(written) or _ON.search(before) is not None
    if _is_day(candidate) and (
        reading.vocabulary.build(_make_month_before).search(before)
        or reading.vocabulary.build(_make_month_behind).match(behind)
    ):
        return True
    return reads_as_year(reading, candidate)


_CLOCK_BEHIND = re.compile(
    r"\s?(?:[apAP]\.\s?[mM]\b|[apAP][mM]\b|[oO]['’]?clock\b|(?:GMT|BST|E[SD]?T|P[SD]?T|UTC|CET)\b|:\d\d|h\d\d)"
)


_SLASHED = re.compile(r"\d{1,2}/\d{1,2}")
""""9/11", "24/7": a fraction in figures has a unit or "of" behind it."""
_PROPER = re.compile(r"1/[2-5]|2/[35]|3/[458]|[57]/8|4/5")
"""Fractions of every day, which are dates only behind "on" and the like."""
_ON = re.compile(
    r"\b(?:after|before|by|dated|from|on|of|since|the|until)\s\Z|[\d(]\Z", re.IGNORECASE
)
_GROUP = re.compile(r"\b(?:over|under)-\Z", re.IGNORECASE)
_DECADE = re.compile(r"\d*0s")
""""In her 60s", "the 1990s", "the over-65s": no seconds."""
_CLOCK_BEFORE = re.compile(r"\d:\Z|\d\.\Z")


def _is_day(candidate: Candidate) -> bool:
    return (
        candidate.form == "digits"
        and candidate.high <= 31
        and candidate.high == int(candidate.high)
    )


def _make_month_before(words: Words) -> re.Pattern[str]:
    months = "|".join(words["years"]["months"])
    return re.compile(
        rf"\b(?:{months})\.?\s(?:\d{{1,2}}(?:st|nd|rd|th)?\s?(?:-|–|and|to|or|,)\s?)?\Z",
        re.IGNORECASE,
    )


def _make_month_behind(words: Words) -> re.Pattern[str]:
    months = "|".join(words["years"]["months"])
    return re.compile(
        rf"\s?(?:(?:-|–|and|to|or)\s?\d{{1,2}}\s)?(?:of\s)?(?:{months})\b", re.IGNORECASE
    )


def reads_as_year(reading: Reading, candidate: Candidate, *, is_dated: bool = False) -> bool:
    """Say whether a bare number of four digits is a year by the words around it.

    Where the dates stage has read a year, one may lie before 1500: "in 1177", "c. 1230".
    """
    before = reading.before(candidate.start)
    years = reading.vocabulary.words["years"]
    year_word = reading.vocabulary.build(_make_year_word)
    written = reading.text[candidate.number_start : candidate.number_end]
    if _YEARS.fullmatch(written):
        return True
    is_possible = is_dated or years["first"] <= candidate.low <= years["last"]
    if not _YEAR.fullmatch(written) or not is_possible:
        return False
    is_bound = _has_bound(reading, candidate) and not year_word.search(before)
    if is_bound and not _LEVELS.match(reading.text, candidate.number_end):
        return False
    thing = find_thing(reading, reading.token_at(candidate.number_end - 1))
    if thing is None or not thing.is_plural:
        return not _LEVEL.search(before)
    return bool(year_word.search(before)) or candidate.low % ROUND != 0


def _has_bound(reading: Reading, candidate: Candidate) -> bool:
    return modifier_before(reading.text, candidate.start, reading.vocabulary) is not None


ROUND = 50
"""Before a plural a round number counts ("2000 workers"), any other is a year ("2018 sales")."""


_LEVELS = re.compile(r"\s(?:level|figure|rate|price)s\b", re.IGNORECASE)
""""Below 2005 levels" is a year although "below" stands before it."""
_YEAR = re.compile(r"\d{4}")


_YEARS = re.compile(r"(?:1[5-9]|20)\d\d\s?(?:[-–—/]|and|to|or|through)\s?(?:(?:1[5-9]|20)?\d\d)")


_LEVEL = re.compile(r"\b(?:average of|total of|cost of|costs)\s\Z")


def _make_year_word(words: Words) -> re.Pattern[str]:
    years = words["years"]
    written = "|".join((*years["months"], *years["seasons"], *map(re.escape, years["before"])))
    return re.compile(rf"\b(?:{written}),?\s\Z", re.IGNORECASE)
