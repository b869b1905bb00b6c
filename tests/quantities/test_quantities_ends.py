from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from pipeline.quantities.ends import PhraseEnds, last_word


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    written = "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))
    return re.compile(rf"\b(?P<cue>{written})[\s-]*(?:just\s)?\Z", re.IGNORECASE)


ENDS = PhraseEnds(
    frozenset({"more than", "less than", "than", "ca."}),
    compile_phrases,
    openers=frozenset({"just"}),
)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("it paid more than ", "more than"),
        ("it paid Less Than just ", "Less Than"),
        ("rather than\n", "than"),
        ("built ca.", "ca."),
        ("no more thanks ", None),
        ("more than ten ", None),
        ("just ", None),
        ("", None),
    ],
)
def test_phrase_ends_finds_the_longest_phrase_before_the_end(text: str, cue: str | None) -> None:
    found = ENDS.search(text)
    assert (found["cue"] if found else None) == cue


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("the top (", "top"),
        ("No.\u00a0", "no."),
        ("Tom's", "s"),
        ("a ~", "~"),
        ("-", ""),
        ("x_2", "2"),
    ],
)
def test_last_word_is_the_run_of_letters_at_the_end(text: str, word: str) -> None:
    assert last_word(text) == word
