from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts.words import WordsOfText, share_of_words, to_name, to_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“The wall’s\nend”", '"the wall\'s  end"'),
        ("COVID-19", "Covid 19"),
        ("(£1,300).", "1,300"),
    ],
)
def test_wording_ignores_case_and_punctuation(one: str, other: str) -> None:
    assert to_words(one) == to_words(other)


def test_name_ignores_article_and_possessive() -> None:
    assert to_name("The Union’s") == to_name("union")
    assert to_name("the") == " the "


def test_share_of_nothing_is_all() -> None:
    assert share_of_words(" ", " ") == 1.0


@given(st.lists(st.text(alphabet="ab .,\n'", max_size=12), max_size=6))
def test_found_phrase_has_the_wording_that_was_looked_for(parts: list[str]) -> None:
    text = " ".join(parts)
    index = WordsOfText(text)
    for part in parts:
        places = index.find(part)
        assert bool(places) == (to_words(part) != " ")
        assert all(to_words(text[start:end]) == to_words(part) for start, end in places)


def test_phrase_is_found_wherever_it_stands() -> None:
    text = "a b, A B; a-b"
    assert [text[start:end] for start, end in WordsOfText(text).find("a b")] == [
        "a b",
        "A B",
        "a-b",
    ]


def test_number_is_not_found_inside_another() -> None:
    assert WordsOfText("2.3 million and 1,200").find("2") == ()
