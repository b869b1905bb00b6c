"""Finds a full date among the words of a byline, and reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from ..absolute import read_absolute
from .words import Words, to_pattern

_YEAR = re.compile(r"\d{4}")
"""What every date holds; most lines do not, and the pattern need not be tried on them."""


@dataclass(frozen=True, kw_only=True)
class DatedStretch:
    """A date with the words that belong to it: its label ("Updated"), weekday, time and zone."""

    start: int
    end: int
    label: str | None
    value: date | None


def find_dates(text: str, words: Words) -> tuple[DatedStretch, ...]:
    """Find the dates that name day, month and year; an ambiguous one (03/04/2024) has no value.

    >>> from .words import load_words
    >>> find_dates("Updated: Sunday, 3 March 2024 at 09:12 GMT", load_words())[0].value
    datetime.date(2024, 3, 3)
    """
    if not _YEAR.search(text):
        return ()
    return tuple(
        DatedStretch(
            start=found.start(),
            end=found.end(),
            label=found["label"] and " ".join(found["label"].casefold().split()),
            value=_read(found),
        )
        for found in _pattern(words).finditer(text)
    )


@cache
def _pattern(words: Words) -> re.Pattern[str]:
    months = to_pattern(words.find("bylines", "months"))
    weekdays = to_pattern(words.find("bylines", "weekdays"))
    labels = to_pattern(words.find("bylines", "published") | words.find("bylines", "updated"))
    zones = to_pattern(words.find("bylines", "zones"))
    clock = r"\d{1,2} [:.] \d\d (?: :\d\d )?"
    nth = r"\d{1,2} (?:st|nd|rd|th)?"
    return re.compile(
        rf"""
        (?: \b (?P<label> {labels} ) \s* :? \s* (?: (?:on|at) \s+ )? )?
        (?: (?<!\d) {clock} (?: \s? (?:{zones}) (?!\w) )* ,? \s* (?: on \s+ )? )?
        (?: \b (?:{weekdays}) \b [.,]* \s+ )?
        (?:
            (?<!\d) (?P<day> {nth} ) \s+ (?: of \s+ )? (?P<month> {months} ) \b [.,]* \s+
            (?P<year> \d{{4}} )
          | \b (?P<month_first> {months} ) \b \.? \s+ (?P<day_second> {nth} ) ,? \s+
            (?P<year_last> \d{{4}} )
          | (?<!\d) (?P<iso> \d{{4}} (?P<dash> [-/] ) \d\d (?P=dash) \d\d ) (?: T \d\d:\d\d \S* )?
          | (?<!\d) (?P<numeric> \d{{1,2}} (?P<mark> [/.] ) \d{{1,2}} (?P=mark) \d{{4}} )
        ) (?! \d )
        (?: ,? \s* (?: at \s+ | [-|/] \s* )?
            (?: (?:{clock} | \d{{1,2}} ) \s? (?: (?:{zones}) (?!\w) \.? \s? )+
              | {clock} (?! \d ) )
        )?
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def _read(found: re.Match[str]) -> date | None:
    if found["numeric"]:
        return _read_numeric(found["numeric"], found["mark"])
    if found["iso"]:
        return read_absolute(found["iso"].replace("/", "-"), order="YMD")
    day = (found["day"] or found["day_second"]).rstrip("stndrh")
    month = found["month"] or found["month_first"]
    return read_absolute(f"{day} {month} {found['year'] or found['year_last']}", order="DMY")


def _read_numeric(numeric: str, mark: str) -> date | None:
    """Read 31/12/2024 and 12/31/2024, which one order alone fits, and 4/4/2024."""
    first, second, _ = map(int, numeric.split(mark))
    if first == second or first > 12:
        return read_absolute(numeric, order="DMY")
    return read_absolute(numeric, order="MDY") if second > 12 else None
