"""Fills in the year, month or day that a written date leaves out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from .holidays import holiday_date
from .meanings import Calendar
from .periods import interval_of, nth_weekday, quarter_value, to_day, week_value

Direction = Literal["past", "future", "surely past", "surely future", "nearest", "story"]
"""Where the missing part lies: the tense or "since" says so, or it is the nearest one, or, in a
history, it goes on from the date mentioned last."""

AHEAD = ("future", "surely future")
SURE_DAYS = 90
"""A month or day nearer to publication than this is meant whatever the tense: TimeBank's dividends
"payable Dec. 15" stand under a past tense. Farther off the tense decides; unsure is the past. Only
"will" is stronger: a mission that somebody will fly in December is not the last December's."""
SURE_DAYS_ALONE = 120
"""The same where no tense tells: a summit "in April" is still the nearest one in December."""
SURE_DAYS_AHEAD = 61
"""The same for what lies ahead of a past tense: TimeBank's "in January, the company brought in ..."
of late October looks back, its "acquire the bank in January" of November looks ahead."""
DAYS_AHEAD = 190
"""In a history a bare month lies up to so many days after the date mentioned last, else before it:
histories run forward, with short steps back."""


Options = list[tuple[date, date, str]]
"""First day, last day and value of the dates that may be meant."""


def infer_calendar(
    meaning: Calendar, base: date, *, direction: Direction = "nearest"
) -> str | None:
    """Give the value of a calendar date seen from a base day."""
    if meaning.weekday is not None and meaning.month is None:
        on_day = _infer_on_day(meaning, base) if meaning.day else None
        return on_day or _infer_weekday(meaning, base, direction)
    if meaning.month is None and meaning.day is not None:
        day = _infer_month(meaning.day, base, direction)
        return _write_whole(day, meaning.whole) if day else None
    options = []
    for year in range(max(2, base.year - 1), min(LAST_YEAR, base.year + 1) + 1):
        value = write_calendar(meaning, year)
        interval = interval_of(value) if value else None
        if value and interval:
            options.append((interval[0], interval[1], value))
    on_weekday = [option for option in options if option[0].isoweekday() == meaning.weekday]
    if len(on_weekday) == 1:  # "Saturday 23 May" names its year
        return on_weekday[0][2]
    return _choose(meaning, base, direction, options)


def _choose(
    meaning: Calendar,
    base: date,
    direction: Direction,
    options: Options,
) -> str | None:
    ordered = sorted(options)
    if meaning.turn == -1:
        past = [
            option[2] for option in ordered if option[1] < base and not _is_just_over(base, option)
        ]
        return past[-1] if past else None
    if meaning.turn == 1:
        future = [value for start, _, value in ordered if start > base]
        return future[0] if future else None
    if meaning.turn == 0:
        return _choose_this(base, ordered)
    if direction == "story":
        return _choose_in_story(base, ordered)
    nearest = min(ordered, key=lambda option: _distance(base, option), default=None)
    if nearest is None:
        return None
    if meaning.quarter is not None or meaning.whole == "quarter":
        return _choose_quarter(base, direction, ordered)
    if direction == "surely past":
        direction = "past"
    elif direction != "surely future" and _is_near(base, nearest, direction):
        return nearest[2]
    if direction in AHEAD:
        future = [value for _, end, value in ordered if end >= base]
        return future[0] if future else None
    past = [value for start, _, value in ordered if start <= base]
    return past[-1] if past else None


def _is_just_over(base: date, option: tuple[date, date, str]) -> bool:
    """Say whether a month has just ended: "last February" in March is the year before's."""
    start, end, _ = option
    is_month = 28 <= (end - start).days + 1 <= 31
    return is_month and start.year == base.year and base.month - start.month == 1


def _choose_quarter(base: date, direction: Direction, ordered: Options) -> str | None:
    """Choose the quarter that can have been reported: the last that is under way for some time."""
    if direction == "surely future":
        return next((value for _, end, value in ordered if end >= base), None)
    past = [value for start, _, value in ordered if (base - start).days >= REPORT_DAYS]
    return past[-1] if past else None


REPORT_DAYS = 14
"""Days into a quarter after which news of it are likely: fiscal quarters end anywhere."""


def _choose_this(base: date, ordered: Options) -> str | None:
    """Choose "this March" of the same year, and "this winter", which two years share, nearby."""
    same = [option for option in ordered if option[0].year == base.year]
    crossing = [option for option in ordered if option[0].year != option[1].year]
    best = min(crossing or same, key=lambda option: _distance(base, option), default=None)
    return best[2] if best else None


def _is_near(base: date, option: tuple[date, date, str], direction: Direction) -> bool:
    limit = SURE_DAYS_ALONE if direction == "nearest" else SURE_DAYS
    is_against_tense = direction == "past" and option[0] > base
    return _distance(base, option) < (SURE_DAYS_AHEAD if is_against_tense else limit)


def _distance(base: date, option: tuple[date, date, str]) -> int:
    start, end, _ = option
    if start <= base <= end:
        return 0
    return min(abs((start - base).days), abs((end - base).days))


def _choose_in_story(base: date, ordered: list[tuple[date, date, str]]) -> str | None:
    possible = [value for start, _, value in ordered if (start - base).days <= DAYS_AHEAD]
    return possible[-1] if possible else None


def _infer_on_day(meaning: Calendar, base: date) -> str | None:
    """Find the nearest month in which "Tuesday the 13th" is a Tuesday."""
    months = (base.year * 12 + base.month - 1 + count for count in range(-MONTHS, MONTHS + 1))
    days = (to_day(month // 12, month % 12 + 1, meaning.day or 0) for month in months)
    fitting = [day for day in days if day and day.isoweekday() == meaning.weekday]
    return min(fitting, key=lambda day: abs(day - base)).isoformat() if fitting else None


MONTHS = 7
"""Months to look at on either side: a day falls on every weekday within eleven, mostly seven."""


def _infer_month(day: int, base: date, direction: Direction) -> date | None:
    """Find the month of "the 14th": the coming one for what is ahead, else the latest."""
    step = 1 if direction in (*AHEAD, "story") else -1
    for count in range(3):
        month = base.year * 12 + base.month - 1 + step * count
        found = to_day(month // 12, month % 12 + 1, day)
        if found and (found - base).days * step >= 0:
            return found
    return None


def _infer_weekday(meaning: Calendar, base: date, direction: Direction) -> str | None:
    weekday = meaning.weekday or 1
    back = (base.isoweekday() - weekday) % 7
    if meaning.turn == -1:
        days = -(back or 7)
    elif meaning.turn == 1:
        days = 7 - back
    elif meaning.turn == 0:
        days = weekday - base.isoweekday()
    elif direction in (*AHEAD, "story"):
        days = (7 - back) % 7
    else:
        days = -back
    moved = base.toordinal() + days
    if not 1 <= moved <= date.max.toordinal():
        return None
    return date.fromordinal(moved).isoformat()


LAST_YEAR = 9998
"""The last year whose periods end within what ``datetime`` can hold."""


def write_calendar(meaning: Calendar, year: int) -> str | None:
    """Write a calendar date in a year, or None where there is no such day."""
    if year == 0 or abs(year) > LAST_YEAR:
        return None
    if meaning.holiday is not None:
        day = holiday_date(meaning.holiday, year)
        return _write_whole(day, meaning.whole) if day else None
    code = _part_code(meaning)
    if code:
        return f"{write_year(year)}-{code}"
    if meaning.week is not None and year > 0:
        return _write_week(meaning, year, meaning.week)
    return write_year(year) if meaning.month is None else _write_day(meaning, year, meaning.month)


def _write_week(meaning: Calendar, year: int, week: int) -> str | None:
    """Write the nth week of a month, which its Thursday lies in, or of a year."""
    if meaning.month is not None:
        thursday = nth_weekday(year, meaning.month, week, 4)
        return week_value(thursday) if thursday.month == meaning.month else None
    last = date(year, 12, 28).isocalendar()[1]
    return f"{year:04d}-W{last if week < 0 else week:02d}" if week <= last else None


def _write_whole(day: date, whole: str | None) -> str:
    """Write a day, or the week or weekend around it: a Monday ends a long weekend."""
    if whole == "quarter":
        return quarter_value(day - timedelta(days=HALF_QUARTER))
    if whole == "weekend":
        return f"{week_value(day - timedelta(days=2))}-WE"
    return week_value(day) if whole == "week" else day.isoformat()


def _part_code(meaning: Calendar) -> str | None:
    if meaning.quarter is not None:
        return f"Q{meaning.quarter}"
    return f"H{meaning.half}" if meaning.half is not None else meaning.season


def _write_day(meaning: Calendar, year: int, month: int) -> str | None:
    if meaning.day is None:
        return f"{write_year(year)}-{month:02d}"
    if year < 0:
        return f"{write_year(year)}-{month:02d}-{meaning.day:02d}"
    day = to_day(year, month, meaning.day)
    if day is None:
        return None
    return _write_whole(day, meaning.whole) if year > 1 else day.isoformat()


HALF_QUARTER = 45
"""Days from the end of a quarter to its middle, which names it: one ended July 31 is the second."""


def write_year(year: int) -> str:
    """Write a year; years before Christ are negative and get BC, as in TimeML."""
    return f"{year:04d}" if year >= 0 else f"BC{-year:04d}"


def unknown_calendar(meaning: Calendar) -> str | None:
    """Write a date without an anchor: X for every part that is not known."""
    code = _part_code(meaning)
    if code:
        return f"XXXX-{code}"
    if meaning.month is not None:
        day = f"-{meaning.day:02d}" if meaning.day else ""
        return f"XXXX-{meaning.month:02d}{day}"
    if meaning.day is not None:
        return f"XXXX-XX-{meaning.day:02d}"
    if meaning.weekday is not None:
        return f"XXXX-WXX-{meaning.weekday}"
    if meaning.holiday is not None:
        is_fixed = len(meaning.holiday) == len(("month", "day"))
        return "XXXX-{:02d}-{:02d}".format(*meaning.holiday) if is_fixed else "XXXX-XX-XX"
    return None
