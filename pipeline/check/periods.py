"""Parts statements by the time that they speak of: two months are two things, not one in dispute.

A statement that names no time is taken to speak of what was news when its article was published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from .statements import Statement

YEARLONG = 300
"""Days from which a period counts as whole years, which agree with the same years only: a figure
for a year is not one for its March."""

NEWS = timedelta(days=31)
"""How long after an event articles still speak of it without saying when it was."""

Period = tuple[date, date]


def part_by_time(statements: Sequence[Statement]) -> Iterator[tuple[str, list[Statement]]]:
    """Give the statements of one time together, with that time as written in ISO 8601."""
    years: dict[str, list[Statement]] = defaultdict(list)
    dated: list[tuple[Period, Statement]] = []
    undated: list[Statement] = []
    for statement in statements:
        if statement.period is None:
            undated.append(statement)
        elif _days(statement.period) >= YEARLONG:
            years[_write_years(statement.period)].append(statement)
        else:
            dated.append((statement.period, statement))
    parts = list(_overlapping(dated))
    left: list[Statement] = []
    for statement in undated:
        part = _nearest(parts, statement.published)
        (left if part is None else part[1]).append(statement)
    yield from sorted(years.items())
    yield from ((_write(period), found) for period, found in parts)
    yield from _published_together(left)


def _published_together(undated: Sequence[Statement]) -> Iterator[tuple[str, list[Statement]]]:
    """Put statements together whose articles came out within a month of the first of them."""
    never = [statement for statement in undated if statement.published is None]
    if never:
        yield "", never
    parts: list[list[tuple[date, Statement]]] = []
    dated = [(one.published, one) for one in undated if one.published is not None]
    for published, statement in sorted(dated, key=lambda item: item[0]):
        if not parts or published > parts[-1][0][0] + NEWS:
            parts.append([])
        parts[-1].append((published, statement))
    for part in parts:
        yield _write((part[0][0], part[-1][0])), [one for _, one in part]


def _overlapping(
    dated: Sequence[tuple[Period, Statement]],
) -> Iterator[tuple[Period, list[Statement]]]:
    """Put statements together whose periods all share a day."""
    part: list[Statement] = []
    shared: Period | None = None
    for period, statement in sorted(dated, key=lambda item: item[0]):
        if shared is not None and period[0] <= shared[1]:
            shared = (max(shared[0], period[0]), min(shared[1], period[1]))
        else:
            if shared is not None:
                yield shared, part
            part, shared = [], period
        part.append(statement)
    if shared is not None:
        yield shared, part


def _nearest(
    parts: Sequence[tuple[Period, list[Statement]]], published: date | None
) -> tuple[Period, list[Statement]] | None:
    """Give the part whose time was news on a day, the last before it."""
    if published is None:
        return None
    fitting = [part for part in parts if part[0][0] <= published <= part[0][1] + NEWS]
    return max(fitting, key=lambda part: part[0], default=None)


def _days(period: Period) -> int:
    return (period[1] - period[0]).days + 1


def _write_years(period: Period) -> str:
    first, last = period[0].year, period[1].year
    return str(first) if first == last else f"{first}/{last}"


def _write(period: Period) -> str:
    first, last = period
    if first == last:
        return first.isoformat()
    is_month = first.day == 1 and (last + timedelta(days=1)).day == 1
    if is_month and (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    return f"{first.isoformat()}/{last.isoformat()}"
