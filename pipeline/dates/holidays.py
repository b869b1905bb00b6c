"""Gives the day of a holiday in a year."""

from __future__ import annotations

from datetime import date, timedelta

from ..lexicon import load_lexicon
from .periods import easter, nth_weekday, to_day


def holiday_date(name: str, year: int) -> date | None:
    """Give the day of a holiday that the lexicon names.

    >>> holiday_date("thanksgiving", 1999)
    datetime.date(1999, 11, 25)
    """
    lexicon = load_lexicon("dates")
    if not 1 <= year <= 9998:
        return None
    if name in lexicon["holidays"]:
        month, day = lexicon["holidays"][name].split("-")
        return to_day(year, int(month), int(day))
    if name in lexicon["moving_holidays"]:
        month, nth, weekday, after = lexicon["moving_holidays"][name]
        return nth_weekday(year, month, nth, weekday) + timedelta(days=after)
    if name in lexicon["easter_holidays"]:
        return easter(year) + timedelta(days=lexicon["easter_holidays"][name])
    return None
