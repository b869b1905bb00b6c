"""Calendar arithmetic on TIMEX3 values: periods as strings, their first and last day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 0}
"""First month of a season of three months, as in the weather reports of the northern half: the
winter of a year is the one that ends in it, December to February."""

_PERIOD = re.compile(
    r"""
      (?P<year>\d{4}) (?:
          -W(?P<week>\d\d) (?P<weekend>-WE)?
        | -Q(?P<quarter>[1-4])
        | -H(?P<half>[12])
        | -(?P<season>SP|SU|FA|WI)
        | -(?P<month>\d\d) (?: -(?P<day>\d\d) (?: T.* )? )?
      )?
    | (?P<decade>\d{3})
    | (?P<century>\d\d)
    """,
    re.VERBOSE,
)


def interval_of(value: str) -> tuple[date, date] | None:
    """Give the first and last day of a TIMEX3 date, or None where it is no closed period.

    >>> interval_of("2024-Q1")
    (datetime.date(2024, 1, 1), datetime.date(2024, 3, 31))
    >>> interval_of("2018/2023")
    (datetime.date(2018, 1, 1), datetime.date(2023, 12, 31))
    """
    first, slash, last = value.partition("/")
    if slash:
        start, end = interval_of(first), interval_of(last)
        return (start[0], end[1]) if start and end else None
    match = _PERIOD.fullmatch(value)
    return _to_interval(match) if match else None


def _to_interval(match: re.Match[str]) -> tuple[date, date] | None:
    parts = {name: int(text) for name, text in match.groupdict().items() if text and text.isdigit()}
    if "decade" in parts:
        return years_of(parts["decade"] * 10, 10)
    if "century" in parts:
        return years_of(parts["century"] * 100, 100)
    year = parts["year"]
    if not MINYEAR <= year < MAXYEAR:
        return None
    if "week" in parts:
        return _week_interval(year, parts["week"], is_weekend=match["weekend"] is not None)
    if "day" in parts:
        day = to_day(year, parts["month"], parts["day"])
        return (day, day) if day else None
    if "month" in parts:
        return months_of(year, parts["month"], 1)
    if "quarter" in parts:
        return months_of(year, parts["quarter"] * 3 - 2, 3)
    if "half" in parts:
        return months_of(year, parts["half"] * 6 - 5, 6)
    if match["season"]:
        first = SEASON_MONTHS[match["season"]]
        return months_of(year, first, 3) if first else months_of(year - 1, 12, 3)
    return years_of(year, 1)


def years_of(year: int, count: int) -> tuple[date, date] | None:
    """Give the first and last day of ``count`` years."""
    if year < MINYEAR or year + count > MAXYEAR:
        return None
    return date(year, 1, 1), date(year + count - 1, 12, 31)


def months_of(year: int, month: int, count: int) -> tuple[date, date] | None:
    """Give the first and last day of ``count`` months; they may run into the next year."""
    if not 1 <= month <= 12:
        return None
    last = month + count - 2
    end_year, end_month = year + last // 12, last % 12 + 1
    return date(year, month, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])


def to_day(year: int, month: int, day: int) -> date | None:
    """Build a date, or None where the calendar has no such day."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= 12):
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def week_value(day: date) -> str:
    """Write the ISO week that a day lies in."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_value(day: date) -> str:
    """Write the quarter that a day lies in."""
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


def add_months(day: date, count: int) -> date | None:
    """Move a day by whole months, to the last day of a month that is too short."""
    month = day.year * 12 + day.month - 1 + count
    year, month = month // 12, month % 12 + 1
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def add_days(day: date, count: int) -> date | None:
    """Move a day by so many days, or None where the calendar ends."""
    moved = day.toordinal() + count
    return date.fromordinal(moved) if 1 <= moved <= date.max.toordinal() else None


def move(day: date, unit: str, count: int) -> date | None:
    """Move a day by whole units.

    >>> move(date(2025, 4, 2), "month", -3)
    datetime.date(2025, 1, 2)
    """
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    if days:
        return add_days(day, count * days)
    months = {"month": 1, "quarter": 3, "half": 6}.get(unit, 12 * YEARS.get(unit, 0))
    return add_months(day, count * months) if months else None


def step(anchor: date, unit: str, count: int) -> str | None:
    """Write the period that lies ``count`` units from the one that holds the anchor.

    >>> step(date(2025, 4, 2), "month", -1)
    '2025-03'
    >>> step(date(2025, 4, 2), "week", -1)
    '2025-W13'
    """
    if unit in ("day", "weekend", "week", "fortnight", "night"):
        days = {"day": 1, "night": 1, "fortnight": 14}.get(unit, 7)
        moved = add_days(anchor, count * days)
        return _write_days(moved, unit) if moved else None
    months = {"month": 1, "quarter": 3, "half": 6}.get(unit)
    if months:
        moved = add_months(anchor, count * months)
        return _write_months(moved, unit) if moved else None
    return _write_years(anchor.year + count * YEARS[unit], unit) if unit in YEARS else None


YEARS = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
"""Years in the units that are made of years."""


def _write_days(day: date, unit: str) -> str:
    if unit in ("week", "fortnight"):
        return week_value(day)
    if unit == "weekend":
        return f"{week_value(day)}-WE"
    return day.isoformat()


def _write_months(day: date, unit: str) -> str:
    if unit == "quarter":
        return quarter_value(day)
    if unit == "half":
        return f"{day.year:04d}-H{1 if day.month <= 6 else 2}"
    return f"{day.year:04d}-{day.month:02d}"


def _write_years(year: int, unit: str) -> str | None:
    if not MINYEAR <= year <= MAXYEAR:
        return None
    digits = {"decade": 3, "century": 2, "millennium": 1}.get(unit, 4)
    return f"{year:04d}"[:digits]


def move_years(value: str, count: int) -> str | None:
    """Move a value by whole years and keep how exact it is.

    >>> move_years("1989-Q3", -1)
    '1988-Q3'
    >>> move_years("2024-02-29", -1)
    '2023-02-28'
    """
    match = _PERIOD.fullmatch(value)
    if match is None or match["year"] is None:
        return None
    year = int(match["year"]) + count
    if not MINYEAR <= year <= MAXYEAR:
        return None
    if match["day"]:
        month = int(match["month"])
        if not 1 <= month <= 12:
            return None
        day = min(int(match["day"]), monthrange(year, month)[1])
        return f"{year:04d}-{month:02d}-{day:02d}"
    return f"{year:04d}{value[4:]}"


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """Give the nth Monday (1) to Sunday (7) of a month; -1 is the last one."""
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> date:
    """Give Easter Sunday of the Western churches (Gauss's method in Butcher's form)."""
    golden, century, rest = year % 19, year // 100, year % 100
    shift = (8 * century + 13) // 25
    moon = (19 * golden + century - century // 4 - shift + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _week_interval(year: int, week: int, *, is_weekend: bool) -> tuple[date, date] | None:
    weeks = date(year, 12, 28).isocalendar()[1]
    if not 1 <= week <= weeks:
        return None
    monday = date.fromisocalendar(year, week, 1)
    return monday + timedelta(days=5 if is_weekend else 0), monday + timedelta(days=6)
