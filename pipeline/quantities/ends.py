"""Finds phrases at the end of a text by its last word, instead of trying all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

LAST_SPACE = 0x3000
BEHIND_PHRASES = "-(" + "".join(filter(str.isspace, map(chr, range(LAST_SPACE + 1))))
"""What may stand between a phrase and its number: hyphens, a bracket, any space."""


class PhraseEnds:
    """The patterns of phrases by the word that they end in, each compiled when it is needed."""

    def __init__(
        self,
        phrases: frozenset[str],
        compile: Callable[[Iterable[str]], re.Pattern[str]],
        *,
        openers: frozenset[str],
    ) -> None:
        """Sort the phrases by their last word; ``openers`` may stand behind each of them."""
        self._compile = compile
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._phrases: dict[str, set[str]] = {opener: {*phrases} for opener in openers}
        for phrase in phrases:
            self._phrases.setdefault(last_word(phrase), set()).add(phrase)

    def search(self, text: str) -> re.Match[str] | None:
        """Find the phrase that the text ends in."""
        end = last_word(text)
        if end not in self._phrases:
            return None
        if end not in self._patterns:
            self._patterns[end] = self._compile(self._phrases[end])
        return self._patterns[end].search(text)


def last_word(text: str) -> str:
    """Give the last word of a text in small letters, or the sign that it ends in.

    >>> last_word("more than -"), last_word("Fig. "), last_word("sales (about $")
    ('than', 'fig.', '$')
    """
    text = text.rstrip(BEHIND_PHRASES)
    start = len(text) - text.endswith(".")
    while start and text[start - 1].isalnum():
        start -= 1
    return text[start:].lower() or text[-1:]
