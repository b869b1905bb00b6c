"""Number words and numerals to values."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.number_pattern import number_pattern
from pipeline.numbers import Number, parse_number

PLAIN = [
    ("0", 0),
    ("482", 482),
    ("1,234.5", 1234.5),
    ("12,34,567", 1234567),
    ("1 234", 1234),
    ("1.234.567", 1234567),
    ("1.234,5", 1234.5),
    (".5", 0.5),
    ("-5", -5),
    ("−5.5", -5.5),
    ("minus five", -5),
    ("2.3 million", 2.3e6),
    ("3 lakh", 3e5),
    ("2.5 lakh crore", 2.5e12),
    ("four hundred and five", 405),
    ("fifteen hundred", 1500),
    ("nine hundred and ninety-nine thousand nine hundred and nine", 999909),
    ("four hundred and twenty million", 4.2e8),
    ("two million three hundred thousand", 2.3e6),
    ("a hundred", 100),
    ("half a dozen", 6),
    ("half a million", 5e5),
    ("a million and a half", 1.5e6),
    ("two and a half million", 2.5e6),
    ("three quarters of a billion", 7.5e8),
    ("one and one-half", 1.5),
    ("1 1/2", 1.5),
    ("1½", 1.5),
    ("one billion and a half million", 1000500000),
    ("one billion and three quarters million", 1000750000),
    ("one and a half billion and two million", 1.502e9),
    ("five million, three hundred & twenty", 5000320),
    ("6 x 2^12", 24576),
    ("1.2^3", 1.728),
    ("2.5^-1", 0.4),
    ("1.111,11", 1111.11),
    ("½", 0.5),
    ("two-thirds", 2 / 3),
    ("three point one four", 3.14),
    ("1.5e6", 1.5e6),
    ("3 x 10^5", 3e5),
]


@pytest.mark.parametrize(("text", "value"), PLAIN)
def test_parse_number_reads_value(text: str, value: float) -> None:
    number = parse_number(text)
    assert number is not None
    assert number.value == pytest.approx(value)


@pytest.mark.parametrize(
    "text", ["", "a", "and", "third", "one two", "twenty twenty", "12 and", "3.", "1/0", "1" * 30]
)
def test_parse_number_refuses_what_is_no_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "precision"),
    [("482", 1), ("2.3 million", 1e5), ("four hundred", 100), ("1.25", 0.01), ("twenty", 1)],
)
def test_parse_number_gives_size_of_last_digit(text: str, precision: float) -> None:
    number = parse_number(text)
    assert number is not None
    assert number.precision == precision


@pytest.mark.parametrize(
    ("text", "value"), [("35m", 3.5e7), ("1.2bn", 1.2e9), ("1.2 bn", 1.2e9), ("7k", 7000)]
)
def test_parse_number_takes_suffixes_only_when_asked(text: str, value: float) -> None:
    assert parse_number(text) is None
    assert parse_number(text, suffixes=True) == Number(value, pytest.approx(value, rel=1))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It sold 2.3 million in all.", ["2.3 million"]),
        ("It sold 7.5m or 1,234.5.", ["7.5m", "1,234.5"]),
        ("Half a million of twenty-five came.", ["Half a million", "twenty-five"]),
        ("The 8 x 2^10 bits, 1.1^23 or 2.5^-1", ["8 x 2^10", "1.1^23", "2.5^-1"]),
        ("Two million, three hundred & forty", ["Two million, three hundred & forty"]),
        ("He has 5 million, 6 of them", ["5 million", "6"]),
        ("Three dozens, or more than a half.", ["Three dozens", "a half"]),
        ("In 2020-2021, 1 1/2 cups", ["2020", "2021", "1 1/2"]),
        ("someone, weighty, often", []),
    ],
)
def test_number_pattern_finds_written_numbers(text: str, found: list[str]) -> None:
    pattern = re.compile(number_pattern(), re.VERBOSE | re.IGNORECASE)
    assert [match[0] for match in pattern.finditer(text)] == found


@given(st.text(max_size=60))
def test_parse_number_accepts_any_text(text: str) -> None:
    parse_number(text, suffixes=True)


@given(st.integers(min_value=0, max_value=10**15))
def test_parse_number_reads_grouped_digits(value: int) -> None:
    assert parse_number(f"{value:,}") == parse_number(str(value))
