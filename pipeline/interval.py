"""Writes an interval of days as people say it: a whole year is its number."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")


def tell_interval(start: date | None, end: date | None) -> str:
    """Give an interval in whole years, whole months or days, whichever says it all.

    >>> tell_interval(date(1999, 1, 1), date(1999, 12, 31))
    '1999'
    >>> tell_interval(date(2018, 1, 1), date(2019, 6, 30))
    '2018-01 to 2019-06'
    """
    if start is None or end is None:
        return f"{start or '...'} to {end or '...'}"
    letters = 4 if _are_years(start, end) else 7 if _are_months(start, end) else 10
    first, last = start.isoformat()[:letters], end.isoformat()[:letters]
    return first if first == last else f"{first} to {last}"


def tell_time(start: date | None, end: date | None) -> str:
    """Give an interval with its preposition; nothing where both ends are open.

    >>> tell_time(date(1999, 1, 1), date(1999, 12, 31)), tell_time(date(2018, 3, 5), None)
    ('in 1999', 'from 2018-03-05 on')
    """
    if start is None:
        return "" if end is None else f"until {end}"
    if end is None:
        return f"from {start} on"
    told = tell_interval(start, end)
    return f"from {told}" if " to " in told else f"on {told}" if start == end else f"in {told}"


def tell_days(value: str) -> str:
    """Give a value in which the check wrote two days as people say it; others stay as they are.

    >>> tell_days("2024-02-01/2024-02-29"), tell_days("482 kilometre")
    ('2024-02', '482 kilometre')
    """
    found = _DAYS.fullmatch(value)
    return tell_interval(*map(date.fromisoformat, found.groups())) if found else value


def _are_years(start: date, end: date) -> bool:
    return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)


def _are_months(start: date, end: date) -> bool:
    return start.day == 1 and end.day == monthrange(end.year, end.month)[1]
