from __future__ import annotations

from datetime import date

import pytest

from pipeline.interval import tell_days, tell_interval, tell_time

DAYS = {
    "year": ("1999-01-01", "1999-12-31"),
    "month": ("2024-02-01", "2024-02-29"),
    "day": ("2024-11-13", "2024-11-13"),
    "years": ("2018-01-01", "2022-12-31"),
    "months": ("2023-11-01", "2024-04-30"),
    "days": ("2024-02-12", "2024-02-18"),
    "nearly a month": ("2023-02-01", "2023-02-27"),
    "first days": ("2024-01-01", "2024-01-01"),
    "long ago": ("0033-01-01", "0033-12-31"),
    "last": ("9999-01-01", "9999-12-31"),
}


@pytest.mark.parametrize(
    ("name", "interval", "time"),
    [
        ("year", "1999", "in 1999"),
        ("month", "2024-02", "in 2024-02"),
        ("day", "2024-11-13", "on 2024-11-13"),
        ("years", "2018 to 2022", "from 2018 to 2022"),
        ("months", "2023-11 to 2024-04", "from 2023-11 to 2024-04"),
        ("days", "2024-02-12 to 2024-02-18", "from 2024-02-12 to 2024-02-18"),
        ("nearly a month", "2023-02-01 to 2023-02-27", "from 2023-02-01 to 2023-02-27"),
        ("first days", "2024-01-01", "on 2024-01-01"),
        ("long ago", "0033", "in 0033"),
        ("last", "9999", "in 9999"),
    ],
)
def test_interval_is_told_as_short_as_it_can_be(name: str, interval: str, time: str) -> None:
    start, end = map(date.fromisoformat, DAYS[name])
    assert tell_interval(start, end) == interval
    assert tell_time(start, end) == time
    assert tell_days("/".join(DAYS[name])) == interval


@pytest.mark.parametrize(
    ("start", "end", "interval", "time"),
    [
        (date(2018, 1, 1), None, "2018-01-01 to ...", "from 2018-01-01 on"),
        (None, date(2018, 12, 31), "... to 2018-12-31", "until 2018-12-31"),
        (None, None, "... to ...", ""),
    ],
)
def test_open_end_stays_open(
    start: date | None, end: date | None, interval: str, time: str
) -> None:
    assert (tell_interval(start, end), tell_time(start, end)) == (interval, time)


@pytest.mark.parametrize("value", ["", "2024", "2024-11-13", "5 USD", "2024-13-01/x", "P3D"])
def test_value_that_is_no_interval_stays(value: str) -> None:
    assert tell_days(value) == value
