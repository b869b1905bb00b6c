from __future__ import annotations

import pytest

from pipeline.errors import InputError
from pipeline.review.page.correction import read_correction


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("482 km", "482 kilometre"),
        ("482km", "482 kilometre"),
        ("2.3 million people", "2,300,000 people"),
        ("1,450", "1,450"),
        ("5 %", "5 percent"),
        ("5%", "5 percent"),
        ("$40", "40 USD"),
        ("€120m", "120,000,000 EUR"),
        ("40 dollars", "40 USD"),
        ("20 to 30 km", "20 to 30 kilometre"),
        ("20–30 km", "20 to 30 kilometre"),
        ("four hundred sheep", "400 sheep"),
    ],
)
def test_value_is_understood(text: str, understood: str) -> None:
    assert read_correction(text, "value").understood == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("2024", "2024-01-01 to 2024-12-31"),
        ("2024-02", "2024-02-01 to 2024-02-29"),
        ("2024-03-05", "2024-03-05"),
        ("2024-02-26/2024-03-01", "2024-02-26 to 2024-03-01"),
        ("2018 to 2023", "2018-01-01 to 2023-12-31"),
    ],
)
def test_date_is_understood(text: str, understood: str) -> None:
    assert read_correction(text, "date").understood == understood


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("many", "value", "is no value: write a number"),
        ("30 to 20 km", "value", "smaller number first"),
        ("1 to 2 to 3", "value", "is no value"),
        ("km", "value", "is no value"),
        ("March 5", "date", "is no date as it is kept: write 2024"),
        ("05.03.2024", "date", "is no date"),
        ("2023-02-29", "date", "no such day"),
        ("2023-13", "date", "no such day"),
        ("0000", "date", "no such day"),
        ("2024/2023", "date", "earlier date first"),
        ("x" * 501, "words", "Longer than 500"),
    ],
)
def test_what_is_neither_says_what_was_expected(text: str, kind: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_correction(text, kind)


def test_words_are_kept_as_written() -> None:
    assert read_correction("  the  mayor of Halden ", "words") == ("the mayor of Halden", "")


def test_empty_correction_is_none() -> None:
    assert read_correction(" ", "value") == ("", "")
