from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.quantities import amounts
from pipeline.quantities.vocabulary import shipped_vocabulary

VOCABULARY = shipped_vocabulary()
PIECES = (
    "a", "an", "half", "quarter", "two", "Dozens", "tens", "of", "million", "thirds", "hundred",
    "and", "SIX", "-", ".5", ".", "1,234", "5", "½", "km", "35m", "A2", "$", "x10^3", "cafés",
    "é", "_7", "point", "sixfold", "gallon", "deep", "3/4", "ſix", "٣", "by", "than",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from([" ", "", "\n", ", "]))
def test_numbers_are_found_where_the_pattern_finds_them_in_the_whole_text(
    pieces: list[str], gap: str
) -> None:
    text = gap.join(pieces)
    pattern: re.Pattern[str] = VOCABULARY.build(amounts._make_pattern)
    found = [match.span() for match in amounts._find_written(text, VOCABULARY)]
    assert found == [match.span() for match in pattern.finditer(text)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("COVID19 cases rose by 5", ["19", "5"]),
        ("Half of it, a QUARTER of a million", ["Half", "a QUARTER of a million"]),
        ("paid .5 of ½ a mile", [".5", "½"]),
        ("a line of km½ and µí¼", ["½", "¼"]),
        ("of 1½ two5 phoneless", ["1½", "5"]),
    ],
)
def test_find_amounts_begins_at_digits_signs_and_number_words(
    text: str, numbers: list[str]
) -> None:
    found = amounts.find_amounts(text, VOCABULARY)
    assert [text[amount.number_start : amount.number_end] for amount in found] == numbers
