"""Gives the day of a holiday in a year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from .periods import easter, nth_weekday, to_day

Holiday = tuple[int, ...]
"""(days from Easter,), (month, day) or (month, nth, weekday, days after)."""


def find_holiday(name: str, lexicon: Mapping[str, Any]) -> Holiday | None:
    """Look up when a holiday is."""
    if name in lexicon["holidays"]:
        month, day = lexicon["holidays"][name].split("-")
        return int(month), int(day)
    if name in lexicon["moving_holidays"]:
        return tuple(lexicon["moving_holidays"][name])
    days = lexicon["easter_holidays"].get(name)
    return None if days is None else (days,)


def holiday_date(holiday: Holiday, year: int) -> date | None:
    """Give the day of a holiday in a year.

    >>> holiday_date((11, 4, 4, 0), 1999)
    datetime.date(1999, 11, 25)
    """
    if year < 2:
        return None
    if len(holiday) == len(("month", "day")):
        return to_day(year, holiday[0], holiday[1])
    if len(holiday) == 1:
        return easter(year) + timedelta(days=holiday[0])
    month, nth, weekday, after = holiday
    return nth_weekday(year, month, nth, weekday) + timedelta(days=after)
