"""Compares ordinals that count a noun: "the 6th novel" with "his fifth novel"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ..lexicon import load_lexicon
from ..records import Sentence, Word

_FIGURES = re.compile(r"(?P<number>\d+)(?:st|nd|rd|th)", re.IGNORECASE)

PERIODS = frozenset({"century", "millennium"})
"""Nouns that make a date of an ordinal."""


class Ordinal(NamedTuple):
    """The place of something in a row of its kind."""

    number: int
    noun: str
    start: int
    end: int


def ordinals_of(sentence: Sentence, text: str) -> Iterator[Ordinal]:
    """Give the ordinals of a sentence that stand before a noun; "first released" has none."""
    for word in sentence.words:
        number = to_number(text[word.start : word.end])
        noun = sentence.words[word.head]
        if number is not None and word.dep == "amod" and _is_counted(noun):
            yield Ordinal(number, noun.lemma, word.start, word.end)


def _is_counted(noun: Word) -> bool:
    return noun.pos in {"NOUN", "PROPN"} and noun.lemma not in PERIODS


@lru_cache(maxsize=4096)
def to_number(word: str) -> int | None:
    """Give the number of an ordinal.

    >>> to_number("6th"), to_number("sixth"), to_number("six")
    (6, 6, None)
    """
    found = _FIGURES.fullmatch(word)
    return int(found["number"]) if found else _numbers().get(word.casefold())


@cache
def _numbers() -> dict[str, int]:
    return {word: i for i, word in enumerate(load_lexicon("check")["ordinals"]["words"], start=1)}
