"""Turns a sentence or a claim into search terms: its words, full names and normalised values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ..records import Analysis, DateValue, Mention, Offsets, Quantity, Sentence

_WORD = re.compile(r"\w+")

FUNCTION_WORDS = frozenset(
    {"DET", "ADP", "PRON", "AUX", "CCONJ", "SCONJ", "PART", "PUNCT", "SYM", "SPACE"}
)
"""Parts of speech that say nothing about the topic; they would only lengthen a query."""


LONG_WORD = 8
KEY_LETTERS = 6
"""Words of eight letters and more are compared by their first six (retrieval_wice dev)."""


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Write a text in lower case without accents.

    >>> fold("Señor Đukić's")
    "senor đukic's"
    """
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def indexed_terms(text: str, mentions: Iterable[Mention]) -> str:
    """Give what the index holds for a stretch of text: its words, then what its mentions add."""
    extra = [term for mention in mentions for term in value_terms(mention)]
    return " ".join((fold(text), *extra))


def query_terms(analysis: Analysis) -> tuple[str, ...]:
    """Give the terms of a claim, each once: content words, names in full, normalised values."""
    text = analysis.records.article.text
    terms: dict[str, None] = {}
    for sentence in analysis.sentences:
        for word in sentence.words:
            if word.pos not in FUNCTION_WORDS:
                terms.update(dict.fromkeys(_WORD.findall(fold(text[word.start : word.end]))))
    for mention in analysis.records.mentions:
        terms.update(dict.fromkeys(value_terms(mention)))
    return tuple(terms)


def sentence_keys(sentence: Sentence, mentions: Iterable[Mention]) -> list[str]:
    """Give the keys of a sentence's content words and of what its mentions mean."""
    words = [
        key
        for word in sentence.words
        if word.pos not in FUNCTION_WORDS
        for key in map(to_key, _WORD.findall(fold(word.lemma)))
    ]
    return words + [to_key(term) for mention in mentions for term in value_terms(mention)]


def query_keys(analysis: Analysis) -> tuple[str, ...]:
    """Give the keys of a claim, each once."""
    shares = mentions_within(analysis.records.mentions, analysis.sentences)
    keys = (
        sentence_keys(sentence, share)
        for sentence, share in zip(analysis.sentences, shares, strict=True)
    )
    return tuple(dict.fromkeys(key for found in keys for key in found))


def to_key(word: str) -> str:
    """Cut a long word short, so that words of one family share a key.

    >>> to_key("nomination") == to_key("nominate")
    True
    """
    is_plain = word.isalpha() and len(word) >= LONG_WORD
    return word[:KEY_LETTERS] if is_plain else word


def value_terms(mention: Mention) -> Iterator[str]:
    """Give the terms that stand for what a mention means, whatever words it uses."""
    if mention.entity and mention.entity != mention.text:
        yield from _WORD.findall(fold(mention.entity))
    if mention.date is not None:
        yield from _date_terms(mention.date)
    if mention.quantity is not None:
        yield from _quantity_terms(mention.quantity)


def _date_terms(date: DateValue) -> Iterator[str]:
    """Give year, month and day as terms, so that a day is found by its month and its year."""
    if date.start_date is None or date.end_date is None:
        return
    first, last = date.start_date, date.end_date
    if first.year == last.year:
        yield f"{first.year:04}"
        if first.month == last.month:
            yield f"d{first:%Y%m}"
            if first == last:
                yield f"d{first:%Y%m%d}"


def _quantity_terms(quantity: Quantity) -> Iterator[str]:
    for value in {quantity.low, quantity.high}:
        yield "q" + re.sub(r"\W", "x", f"{value:g}" if value % 1 else f"{value:.0f}")


def mentions_within(
    mentions: tuple[Mention, ...], sentences: tuple[Sentence, ...]
) -> list[list[Mention]]:
    """Share out mentions, which are sorted by start, among sentences, in one pass."""
    shares: list[list[Mention]] = [[] for _ in sentences]
    place = 0
    for mention in mentions:
        while place < len(sentences) and sentences[place].end <= mention.start:
            place += 1
        if place < len(sentences) and sentences[place].start <= mention.start:
            shares[place].append(mention)
    return shares


def span_text(text: str, span: Offsets) -> str:
    """Give the text of a span on one line."""
    return " ".join(text[span[0] : span[1]].split())
