"""Fractions with an ordinal as denominator."""

from __future__ import annotations

import re

import pytest

from pipeline.fractions import fraction_pattern, parse_fraction


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-three fifths", 23 / 5),
        ("one hundred and thirty fifths", 130 / 5),
        ("one hundred thirty fifths", 100 / 35),
        ("one hundred thirty-two fifths", 132 / 5),
        ("three twenty-firsts", 3 / 21),
        ("a thousandth", 0.001),
        ("one one hundred fifth", 1 / 105),
        ("two and fifty-four hundredths", 2.54),
        ("two million and three fifths", 2_600_000),
        ("ninety - five hundred fifths", 1900),
    ],
)
def test_parse_fraction_reads_value(text: str, value: float) -> None:
    number = parse_fraction(text)
    assert number is not None
    assert number.value == pytest.approx(value)


@pytest.mark.parametrize("text", ["twenty fifth", "one hundred fifth", "three firsts", "five"])
def test_parse_fraction_refuses_ordinals(text: str) -> None:
    assert parse_fraction(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is twenty-three fifths long.", ["twenty-three fifths"]),
        ("A millionth of a gram was lost.", ["A millionth"]),
        ("On the twenty-fifth of May", ["twenty-fifth"]),
        ("her fiftieth birthday", []),
    ],
)
def test_fraction_pattern_proposes(text: str, found: list[str]) -> None:
    pattern = re.compile(fraction_pattern(), re.VERBOSE | re.IGNORECASE)
    assert [match[0] for match in pattern.finditer(text)] == found
