"""Compares wording: case, punctuation, quotation marks and line breaks make no difference."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from ..lexicon import load_lexicon
from ..records import Offsets

_WORD = re.compile(r"\d+(?:[.,]\d+)*[^\W_]*|[^\W_]+")
"""A number with its decimals is one word, so that 2 does not stand in 2.3."""


@lru_cache(maxsize=65_536)
def to_words(text: str) -> str:
    """Give the words of a text, in lower case, with a space around each.

    So ``==`` compares wording and ``in`` finds whole words only.

    >>> to_words("“Kim's 482 km”")
    ' kim s 482 km '
    """
    words = _WORD.findall(text)
    return f" {' '.join(words).casefold()} " if words else " "


@lru_cache(maxsize=65_536)
def to_name(text: str) -> str:
    """Give the words of a name, without an article before it or a possessive ending.

    >>> to_name("the World Bank's") == to_name("World Bank")
    True
    """
    words = to_words(text).split()
    ignored = load_lexicon("facts")["names"]
    while len(words) > 1 and words[0] in ignored["before"]:
        words = words[1:]
    while len(words) > 1 and words[-1] in ignored["after"]:
        words = words[:-1]
    return f" {' '.join(words)} "


def share_of_words(wanted: str, found: str) -> float:
    """Give the share of words that two results of ``to_words`` have in common, 0 to 1.

    >>> share_of_words(to_words("a b"), to_words("b c"))
    0.3333333333333333
    """
    one, other = set(wanted.split()), set(found.split())
    return len(one & other) / len(one | other) if one | other else 1.0


class WordsOfText:
    """Finds phrases in a long text and gives their offsets in it."""

    def __init__(self, text: str) -> None:
        self._offsets: list[Offsets] = []
        self._places: list[int] = []
        words = []
        place = 1
        for found in _WORD.finditer(text):
            word = found[0].casefold()
            words.append(word)
            self._offsets.append(found.span())
            self._places.append(place)
            place += len(word) + 1
        self._joined = f" {' '.join(words)} "

    def find(self, phrase: str) -> tuple[Offsets, ...]:
        """Give where the words of ``phrase`` stand one after the other."""
        wanted = to_words(phrase)
        found = []
        place = self._joined.find(wanted)
        while place >= 0 and len(wanted) > 1:
            first = bisect_right(self._places, place + 1) - 1
            last = first + wanted.count(" ") - 2
            found.append((self._offsets[first][0], self._offsets[last][1]))
            place = self._joined.find(wanted, place + 1)
        return tuple(found)
