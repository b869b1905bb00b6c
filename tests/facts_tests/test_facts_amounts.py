from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts.amounts import is_within, read_range, read_tolerance, write_number


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("482", 482, 482),
        ("2.5", 2.5, 2.5),
        ("-5", -5, -5),
        ("−5", -5, -5),
        ("1,300,000", 1_300_000, 1_300_000),
        ("2.3e6", 2_300_000, 2_300_000),
        ("20-30", 20, 30),
        ("20 – 30", 20, 30),
        ("-5 to -3", -5, -3),
        ("-5--3", -5, -3),
    ],
)
def test_number_and_range_are_read(text: str, low: float, high: float) -> None:
    assert read_range(text) == (low, high)


@pytest.mark.parametrize("text", ["", "many", "1,30", "30-20", "5 km", "20%", "1e999", "1 2"])
def test_what_is_no_number_is_refused(text: str) -> None:
    assert read_range(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("5", 95, 105), ("10%", 90, 110), ("± 2.5 %", 97.5, 102.5), (None, 100, 100)],
)
def test_tolerance_lies_around_a_value(text: str | None, low: float, high: float) -> None:
    tolerance = read_tolerance(text)
    assert tolerance is not None
    assert tolerance.around(100) == (low, high)


def test_rounding_of_a_conversion_is_forgiven() -> None:
    limits = read_range("0.3048")
    assert limits is not None
    assert is_within(0.30480000000000002, limits)
    assert not is_within(0.3049, limits)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_written_number_is_read_back(value: float) -> None:
    assert read_range(write_number(value)) == (value, value)
