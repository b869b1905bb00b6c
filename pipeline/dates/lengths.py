"""Gives durations their first and last day, where the text says when they begin or end.

"The past three years" and "within three years" lean on publication, "three weeks before May 13" and
"the first two weeks of 2021" on the date behind them. The value stays a duration: P3Y.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from ..records import DateValue
from .candidates import Candidate
from .meanings import Length
from .passage import Passage
from .periods import add_days, move

Dated = tuple[Candidate, DateValue]
Interval = tuple[date, date]
DAY = timedelta(days=1)


def interval_from(base: date, meaning: Length) -> Interval | None:
    """Give the days that a length covers before (turn -1) or after (turn 1) a day.

    >>> interval_from(date(2025, 4, 2), Length(value="P3D", unit="day", count=3, turn=-1))
    (datetime.date(2025, 3, 30), datetime.date(2025, 4, 1))
    """
    if not meaning.turn or not meaning.unit or meaning.count is None:
        return None
    if meaning.count != int(meaning.count) or not meaning.count:
        return None
    if meaning.unit == "quarter":
        return _quarters_from(base, int(meaning.count) * meaning.turn)
    other = move(base, meaning.unit, int(meaning.count) * meaning.turn)
    before, after = add_days(base, -1), add_days(base, 1)
    if other is None or before is None or after is None:
        return None
    return (other, before) if meaning.turn < 0 else (after, other)


def _quarters_from(base: date, count: int) -> Interval | None:
    """Give whole quarters of the calendar: the one under way does not count."""
    first = date(base.year, (base.month - 1) // 3 * 3 + 1, 1)
    start = first if count < 0 else move(first, "quarter", 1)
    other = move(start, "quarter", count) if start else None
    if start is None or other is None or min(start, other) == date.min:
        return None
    return min(start, other), max(start, other) - DAY


def lean_on_next(dated: Sequence[Dated], passage: Passage) -> tuple[Dated, ...]:
    """Give the durations that lean on the date behind them their days."""
    leaning = list(dated)
    for i in range(len(leaning) - 1):
        candidate, value = leaning[i]
        interval = _lean_on_range(leaning[i : i + 3], passage)
        interval = interval or _lean(leaning[i], leaning[i + 1], passage)
        if interval is not None:
            start, end = interval
            text = leaning[i + 1][0].text
            leaning[i] = (
                candidate,
                replace(value, start_date=start, end_date=end, anchor=text),
            )
    return tuple(leaning)


def _lean_on_range(three: Sequence[Dated], passage: Passage) -> Interval | None:
    """Give "the 19 years from 1950 to 1968" the days of the range."""
    if len(three) < 3 or not isinstance(three[0][0].meaning, Length):
        return None
    (length, _), (first, begun), (second, ended) = three
    is_range = first.range_with == (second.start, second.end)
    is_from = passage.lowered[length.end : first.start].split() in (["from"], ["between"])
    if not is_range or not is_from or begun.start_date is None or ended.end_date is None:
        return None
    return begun.start_date, ended.end_date


def _lean(length: Dated, point: Dated, passage: Passage) -> Interval | None:
    meaning, (candidate, value) = length[0].meaning, point
    start, end = value.start_date, value.end_date
    if not isinstance(meaning, Length) or start is None or end is None:
        return None
    gap = length[0].end, candidate.start
    if passage.contexts.joins("starting", passage.lowered, *gap):
        return interval_from(start - DAY, replace(meaning, turn=1)) if start > date.min else None
    if passage.contexts.joins("ending", passage.lowered, *gap):
        return interval_from(end + DAY, replace(meaning, turn=-1)) if end < date.max else None
    if passage.contexts.joins("after", passage.lowered, *gap):
        return _day_of(interval_from(end, replace(meaning, turn=1)), last=True)
    if passage.contexts.joins("before", passage.lowered, *gap):
        return _day_of(interval_from(start, replace(meaning, turn=-1)), last=False)
    if passage.contexts.joins("of", passage.lowered, *gap):
        return _part_of(meaning, start, end)
    return None


def _day_of(interval: Interval | None, *, last: bool) -> Interval | None:
    """Give the day at the far end: three weeks before May 13 is one day."""
    if interval is None:
        return None
    day = interval[1] if last else interval[0]
    return day, day


def _part_of(meaning: Length, start: date, end: date) -> Interval | None:
    if meaning.which not in ("first", "last", "final"):
        return None
    if meaning.which == "first":
        part = interval_from(start - DAY, replace(meaning, turn=1)) if start > date.min else None
    else:
        part = interval_from(end + DAY, replace(meaning, turn=-1)) if end < date.max else None
    return part if part and start <= part[0] and part[1] <= end else None
