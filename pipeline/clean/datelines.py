"""The dateline: the place, date and agency before the first words of a report."""

from __future__ import annotations

import re
from functools import cache

from .dated import find_dates
from .parts import Facts, Part
from .words import Words, to_pattern

MAX_CHARACTERS = 120
"""How far into a paragraph a dateline reaches; two places, a date and an agency have 80."""

MAX_SLUG = 3
"""Longest word before a colon that is no place: "Q:" and "TV:" are not, "LIMA:" is."""

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
    found = _pattern(words).match(text, start, min(end, start + MAX_CHARACTERS))
    if found is None or not _goes_on(text[found.end() : end]):
        return None
    is_alone = found.end() == end
    if not _is_dateline(found, words, is_lead=is_lead, is_alone=is_alone):
        return None
    dates = find_dates(found[0], words)
    facts = Facts(published=dates[0].value) if dates else None
    finish = start + len(found[0].rstrip())
    return Part(kind="dateline", start=start, end=finish, rule="dateline", facts=facts)


def _is_dateline(found: re.Match[str], words: Words, *, is_lead: bool, is_alone: bool) -> bool:
    """Ask for as much as the ending leaves in doubt: a dash says more than a colon or nothing."""
    place = found["place"] or ""
    if place.casefold() in words.find("datelines", "not_places"):
        return False
    particles = words.find("datelines", "particles")
    is_in_capitals = all(word.isupper() or word in particles for word in place.split())
    is_reported = _is_known_agency(found["agency"], words)
    is_dated = bool(found["date"])
    if found["dash"] and is_reported:
        return True
    if not place or (found["dash"] and not found["gap"] and not found["agency"]):
        return False
    if found["dash"]:
        return is_dated or (
            is_in_capitals and (is_lead or bool(found["region"] or found["agency"]))
        )
    if found["colon"]:
        return is_reported or (is_in_capitals and is_lead and len(place) > MAX_SLUG)
    if is_alone:  # "BRUSSELS 2024-03-04" or "Vienna, 14 September 2023"
        return is_lead and is_dated and (is_in_capitals or bool(re.search(r"\d{4}", found["date"])))
    return is_dated and is_reported


def _is_known_agency(agency: str | None, words: Words) -> bool:
    if agency is None:
        return False
    names = re.split(r"[/,]", agency.strip(" ,.()/").casefold())
    return any(name.strip() in words.find("datelines", "agencies") for name in names)


def _goes_on(after: str) -> bool:
    """Check that a sentence begins after the dateline, or that nothing follows."""
    first = after[:4].lstrip().lstrip("\"'“‘`(")
    return not first or not first[0].islower()


@cache
def _pattern(words: Words) -> re.Pattern[str]:
    months = to_pattern(words.find("bylines", "months"))
    weekdays = to_pattern(words.find("bylines", "weekdays"))
    particles = to_pattern(words.find("datelines", "particles"))
    place = rf"{_CAPITAL}[\w.'’-]*(?:[\s-](?:(?:{particles})[\s-])?{_CAPITAL}[\w.'’-]*){{0,2}}"
    return re.compile(
        rf"""
        (?: (?P<place> (?! (?i:{months}|{weekdays})\b ) {place} )
            (?P<region> (?: [,/] \s* (?! (?i:{months}|{weekdays})\b ) {place} ){{0,2}} )
            (?P<date>
                [,\s]* (?:–\s)? \(? (?: (?i:{weekdays}) [.,]*\s+ )?
                (?: (?i:{months})\b \.? \s+ \d{{1,2}} (?:st|nd|rd|th)? (?: ,? \s+ \d{{4}} )?
                  | \d{{1,2}} \s+ (?i:{months})\b \.? (?: ,? \s+ \d{{4}} )?
                  | \d{{4}}-\d\d-\d\d ) \)?
            )?
        )?
        (?P<agency> [,.]? \s* (?: \( [^()\d]{{2,40}} \) | /\s?[\w\s.-]{{2,30}}\s?/ \.? ) )?
        (?: (?P<dash> {_DASHES} ) (?P<gap> \s+ | $ )? | (?P<colon> \s?: (?: \s+ | $ ) ) | \s+ | $ )
        """,
        re.VERBOSE,
    )
