"""One source document made ready for comparison: its words, mentions and sentences by place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from ..records import Analysis, Offsets, Sentence
from .ordinals import Ordinal, ordinals_of
from .terms import fold

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.)+(?:[^\W\d_]\b\.?)|\d+(?:[.,]\d+)*[^\W\d_]*|[^\W\d_]+(?:['’][^\W\d_]{1,2}\b)?"
)
"""An abbreviation with its stops, a number with its decimals, or a word with its possessive."""


class Token(NamedTuple):
    """A word of a text in a form that ignores case, accents and possessive endings."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a name or phrase as tokens compare them.

    >>> words_of("the U.S. President's")
    ('the', 'us', 'president')
    """
    return tuple(token.word for token in tokenise(text))


def tokenise(text: str) -> Iterator[Token]:
    """Give the tokens of a text in order."""
    for found in _TOKEN.finditer(text):
        if found[0].isascii() and found[0].isalpha():  # most words: there is nothing to fold
            yield Token(found[0].lower(), found.start(), found.end())
            continue
        word = fold(found[0])
        if found[0][0].isdigit():
            word = word.replace(",", "")
        else:
            word = re.sub(r"'\w*$", "", word) if "'" in word else word.replace(".", "")
        if word:
            yield Token(word, found.start(), found.end())


class Source:
    """A document with what comparisons look up in it; built once per document and claim batch."""

    def __init__(self, number: int, analysis: Analysis) -> None:
        self.number = number
        self.doc = analysis.records.article.doc
        self.text = analysis.records.article.text
        self.sentences = analysis.sentences
        self.mentions = analysis.records.mentions
        self.claims = analysis.records.claims
        self.attributions = analysis.records.attributions
        self.published = analysis.records.article.published

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the whole text."""
        return tuple(tokenise(self.text))

    @cached_property
    def positions(self) -> dict[str, list[int]]:
        """Where each word stands among the tokens."""
        found: dict[str, list[int]] = defaultdict(list)
        for position, token in enumerate(self.tokens):
            found[token.word].append(position)
        return dict(found)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def place_of(self, offset: int) -> int:
        """Give the index of the sentence that holds a character."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def beside(self, places: Iterable[int]) -> set[int]:
        """Give sentences together with those next to them."""
        near = {place + step for place in places for step in (-1, 0, 1)}
        return {place for place in near if 0 <= place < len(self.sentences)}

    @cached_property
    def _families(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self.positions:
            found[word[:3]].append(word)
        return dict(found)

    def family(self, word: str) -> list[str]:
        """Give the words that begin as ``word`` does."""
        return self._families.get(word[:3], [])

    def places(self, word: str) -> set[int]:
        """Give the sentences that hold a word."""
        return {self.place_of(self.tokens[i].start) for i in self.positions.get(word, ())}

    @cached_property
    def lemma_families(self) -> dict[str, list[str]]:
        """The lemmas that begin with the same three letters."""
        found: dict[str, list[str]] = defaultdict(list)
        for lemma in self.places_by_lemma:
            found[lemma[:3]].append(lemma)
        return dict(found)

    @cached_property
    def ordinals(self) -> tuple[Ordinal, ...]:
        """The ordinals of the text, each with the noun that it counts."""
        return tuple(
            found for sentence in self.sentences for found in ordinals_of(sentence, self.text)
        )

    def find_phrase(self, words: Sequence[str]) -> list[Offsets]:
        """Give where words stand one after the other."""
        if not words:
            return []
        rarest = min(range(len(words)), key=lambda i: len(self.positions.get(words[i], ())))
        found = []
        for position in self.positions.get(words[rarest], ()):
            first = position - rarest
            stretch = self.tokens[max(first, 0) : first + len(words)]
            if first >= 0 and [token.word for token in stretch] == list(words):
                found.append((stretch[0].start, stretch[-1].end))
        return found

    @cached_property
    def places_by_lemma(self) -> dict[str, list[int]]:
        """The sentences that hold each lemma (of any part of speech)."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, sentence in enumerate(self.sentences):
            for lemma in {fold(word.lemma) for word in sentence.words}:
                found[lemma].append(place)
        return dict(found)

    def sentence(self, place: int) -> Sentence:
        """Give a sentence by its index."""
        return self.sentences[place]
