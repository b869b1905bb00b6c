"""Finds the years of bare months, days and seasons in a history.

A history runs forward in time, with jumps where a section begins and asides that lead nowhere. Of
all ways through its dates the shortest is taken: each bare date gets the year in which it lies on
that way, and a date with a year may be left out of it, at a price. Bellman's method with a bounded
number of states (beam search): the time is linear in the number of dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log2

from .candidates import Candidate
from .infer import write_calendar
from .meanings import Calendar, Clock
from .periods import interval_of

Interval = tuple[date, date]

STATES = 24
"""Ways that are followed at a time; more changed nothing on WikiWars."""
MONTH = 30
"""Days after which a step begins to count: it costs the logarithm of the months, since a far jump
is a new section more often than a slip."""
BACK = 1.5
"""A step back costs so much more than one forward."""
ASIDE_YEAR, ASIDE_DATE = 3.0, 4.0
"""Price of leaving out a lone year ("declassified in 2005") or a date with month and year."""


UNPLACED = 3.0
"""Price of a bare date before any date with a year on the way."""
UNNAMED_YEAR = 2.0
"""Price of a bare date more than a year after the date before it."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way through the dates so far: its price, where it stands, and the value it gave."""

    cost: float
    place: Interval | None
    given: tuple[int, str] | None
    before: Way | None = None


def tell_years(candidates: Sequence[Candidate]) -> Mapping[int, str]:
    """Give the values of bare dates, by the index of their candidate."""
    ways = [Way(0.0, None, None)]
    for i, candidate in enumerate(candidates):
        meaning = _calendar_of(candidate)
        if meaning is None:
            continue
        ways = _go_on(ways, i, meaning)
    return dict(_collect(min(ways, key=lambda way: way.cost)))


def _calendar_of(candidate: Candidate) -> Calendar | None:
    meaning = candidate.meaning
    if isinstance(meaning, Clock):
        meaning = meaning.day if meaning.day is not None else meaning
    if not isinstance(meaning, Calendar) or meaning.turn is not None or meaning.within is not None:
        return None
    is_part = meaning.month or meaning.season or meaning.quarter or meaning.holiday
    if meaning.year is None and (not is_part or meaning.lean != "topic"):
        return None
    return meaning


def _go_on(ways: Sequence[Way], i: int, meaning: Calendar) -> list[Way]:
    """Lengthen every way by one date, and keep the cheapest to each place."""
    if meaning.year is not None:
        lengthened = _pass_named(ways, meaning, _interval(meaning, meaning.year))
    else:
        lengthened = _pass_bare(ways, i, meaning)
    found: dict[Interval | None, Way] = {}
    for way in lengthened:
        known = found.get(way.place)
        if known is None or way.cost < known.cost:
            found[way.place] = way
    return sorted(found.values(), key=lambda way: way.cost)[:STATES] or list(ways)


def _pass_named(ways: Iterable[Way], meaning: Calendar, place: Interval | None) -> Iterator[Way]:
    """Go to a date with a year, or leave it out."""
    is_lone = meaning.month is None and meaning.season is None
    price = ASIDE_YEAR if is_lone else ASIDE_DATE
    for way in ways:
        if place is not None:
            yield Way(way.cost + _step(way.place, place), place, None, way)
            yield Way(way.cost + price, way.place, None, way)


def _pass_bare(ways: Iterable[Way], i: int, meaning: Calendar) -> Iterator[Way]:
    """Go to a date without a year, in the years around each place."""
    options: dict[int, tuple[str | None, Interval | None]] = {}
    for way in ways:
        if way.place is None:
            yield Way(way.cost + UNPLACED, None, None, way)
            continue
        for year in range(way.place[0].year - 1, way.place[1].year + 2):
            if year not in options:
                written = write_calendar(meaning, year - SHIFT)
                options[year] = written, _interval(meaning, year - SHIFT)
            value, place = options[year]
            if value and place:
                cost = _step(way.place, place) + _leave_out_year(way.place, place)
                yield Way(way.cost + cost, place, (i, value), way)


SHIFT = 4000
"""Years by which places are shifted, so that those before Christ can be compared: the calendar
repeats after 400 years."""


def _interval(meaning: Calendar, year: int) -> Interval | None:
    value = write_calendar(meaning, year + SHIFT)
    return interval_of(value) if value else None


def _step(start: Interval | None, end: Interval) -> float:
    if start is None or (start[0] <= end[1] and end[0] <= start[1]):
        return 0.0
    if end[0] > start[1]:
        return log2(1 + (end[0] - start[1]).days / MONTH)
    return BACK * log2(1 + (start[0] - end[1]).days / MONTH)


def _leave_out_year(start: Interval, end: Interval) -> float:
    """Charge a bare date that lies more than a year on: its year would have been named."""
    return UNNAMED_YEAR if (end[0] - start[1]).days > 365 else 0.0


def _collect(way: Way | None) -> Iterator[tuple[int, str]]:
    while way is not None:
        if way.given:
            yield way.given
        way = way.before
