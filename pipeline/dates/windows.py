"""Finds the stretches of text in which a temporal expression can lie at all.

Every word of an expression is in the vocabulary, so a window is a run of known words with little
between them that holds at least one word that names time. Rules look at windows only: this keeps
the stage linear in the text and fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_WORD = re.compile(r"[a-z]+|(?:['’‘]\d\ds?|\d0['’]?s|\d{3}0['’]?s)\b|\d+(?:[:/.–—-]\d+)*")
_GAP = re.compile(r"[^\S\n]*[.,'’‘]{0,2}[^\S\n]*[-‐‑–—/(~]?[^\S\n]*\n?[^\S\n]*['’‘]?")
_SHAPES = (
    (re.compile(r"(?<!\d)(?:1\d|2[01])\d\d(?!\d)"), "year"),
    (re.compile(r"^(?:[01]\d|2[0-3])[0-5]\d(?:[–—-]|$)"), "four_digits"),
    (re.compile(r"\d{1,2}:\d\d"), "clock"),
    (re.compile(r"\d+[/.-]\d+|^(?:19|20)\d{6}$"), "numeric"),
    (re.compile(r"^['’‘]"), "short_year"),
    (re.compile(r"s$"), "decade"),
)
MAX_GAP = 6
"""Characters between two words of one expression: a comma, a space, a dash or a line's end."""
MAX_LETTERS = 30
"""A longer word or number is none: "2024-03-01" has 10 characters, "september" 9."""
MAX_WORDS = 60
"""A longer run of known words is cut: it is a table or noise, and rules stay cheap."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of text and the kinds of word in it."""

    start: int
    end: int
    kinds: frozenset[str]


def find_windows(text: str, kinds_by_word: Mapping[str, frozenset[str]]) -> Iterator[Window]:
    """Find the windows of a text in lower case."""
    start = end = -1
    words = 0
    kinds: frozenset[str] = frozenset()
    for match in _WORD.finditer(text):
        word = match.group()
        found = kinds_by_word.get(word)
        if found is None:
            if word[0].isalpha():
                continue
            found = _read_shape(word)
        begin = match.start()
        if len(word) > MAX_LETTERS:
            continue
        if start >= 0 and words < MAX_WORDS and _is_gap(text, end, begin):
            words += 1
            kinds |= found
        else:
            if kinds:
                yield Window(start, end, kinds)
            start, words, kinds = begin, 1, found
        end = match.end()
    if kinds:
        yield Window(start, end, kinds)


def _is_gap(text: str, start: int, end: int) -> bool:
    if end - start > MAX_GAP:
        return False
    return end - start <= 1 or _GAP.fullmatch(text, start, end) is not None


def _read_shape(word: str) -> frozenset[str]:
    if len(word) <= 2 or len(word) > MAX_LETTERS:
        return frozenset()
    return frozenset(kind for shape, kind in _SHAPES if shape.search(word))
