"""The dateline: the place, date and agency before the first words of a report."""

from __future__ import annotations

import re
from functools import cache

from .dated import find_dates
from .parts import Facts, Part
from .words import Words, to_pattern

MAX_CHARACTERS = 120
"""How far into a paragraph a dateline reaches; two places, a date and an agency have 80."""

_CAPITAL = r"[^\W\d_a-z]"
_DASHES = r"(?:\s*(?:—|–|--|―|_)|\s+-)"


def find_dateline(
    text: str, start: int, end: int, words: Words, *, is_lead: bool = True
) -> Part | None:
    """Find the dateline at the start of a paragraph; it ends after its dash.

    After the first paragraph (``is_lead``) a place alone is not enough: it may be any name.

    >>> from .words import load_words
    >>> text = "GENEVA, March 4 (Agency) - Banks pledged $418 million on Tuesday."
    >>> found = find_dateline(text, 0, len(text), load_words())
    >>> text[found.start : found.end]
    'GENEVA, March 4 (Agency) -'
    """
    opening = text[start : min(end, start + MAX_CHARACTERS)]
    found = _pattern(words).match(opening)
    if (
        found is None
        or not _is_place(found, words, is_lead=is_lead)
        or not _goes_on(opening, found.end())
    ):
        return None
    dates = find_dates(found[0], words)
    facts = Facts(published=dates[0].value) if dates else None
    finish = start + len(found[0].rstrip())
    return Part(kind="dateline", start=start, end=finish, rule="dateline", facts=facts)


def _is_place(found: re.Match[str], words: Words, *, is_lead: bool) -> bool:
    """Ask for a place in capitals, or for a date or an agency beside a place in small letters."""
    place = found["place"]
    particles = words.find("datelines", "particles")
    is_in_capitals = all(word.isupper() or word in particles for word in place.split())
    if place.casefold() in words.find("datelines", "not_places"):
        return False
    if found["no_dash"] is not None:  # "BRUSSELS 2024-03-04", alone in its line
        return is_in_capitals and bool(found["date"])
    if found["agency"]:
        return True
    if found["gap"] is None:
        return False
    return bool(found["date"]) or (is_in_capitals and (is_lead or bool(found["region"])))


def _goes_on(opening: str, end: int) -> bool:
    """Check that a sentence begins after the dash, or that the line ends there."""
    after = opening[end:].lstrip(" \t")[:2].lstrip("\"'“‘`(")
    return not after or not after[0].islower()


@cache
def _pattern(words: Words) -> re.Pattern[str]:
    months = to_pattern(words.find("bylines", "months"))
    weekdays = to_pattern(words.find("bylines", "weekdays"))
    particles = to_pattern(words.find("datelines", "particles"))
    place = rf"{_CAPITAL}[\w.'’-]*(?:[\s-](?:(?:{particles})[\s-])?{_CAPITAL}[\w.'’-]*){{0,3}}"
    return re.compile(
        rf"""
        (?P<place> (?! (?i:{months}|{weekdays})\b ) {place} )
        (?P<region> (?: [,/] \s* (?! (?i:{months})\b ) {place} ){{0,2}} )
        (?P<date>
            [,\s]* \s* (?:–\s)? (?: (?i:{weekdays}) [.,]*\s+ )?
            (?: (?i:{months})\b \.? \s+ \d{{1,2}} (?:st|nd|rd|th)? (?: ,? \s+ \d{{4}} )?
              | \d{{1,2}} \s+ (?i:{months})\b \.? (?: ,? \s+ \d{{4}} )?
              | \d{{4}}-\d\d-\d\d )
        )?
        (?P<agency> ,? \s* (?: \( [^()]{{2,40}} \) | /\s?[\w\s.-]{{2,30}}\s?/ ) )?
        (?: {_DASHES} (?P<gap> \s+ | $ )? | (?P<no_dash> \s*$ ) )
        """,
        re.VERBOSE,
    )
