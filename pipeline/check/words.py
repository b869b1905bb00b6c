"""Compares plain words and quotations with the wording of a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from .facets import Facet, Match, match_at, match_spans
from .names import is_variant
from .source import Source
from .terms import fold

_FIGURE, _YEAR = re.compile(r"\d"), re.compile(r"\d{4}$")

NEAR_VERBATIM = 0.7
"""Share of a quotation's words that must stand in order for "nearly word for word"."""


def match_text(facet: Facet, source: Source) -> Iterator[Match]:
    """Give where a source has the very words of a value, however it was read there.

    A date without a year may be another year's.
    """
    needed = _YEAR if facet.kind == "date" else _FIGURE
    if len(facet.words) < 2 or not any(map(needed.match, facet.words)):
        return
    yield from match_spans(facet, source, source.find_phrase(facet.words), "found", "same_text")


def match_ordinal(facet: Facet, source: Source) -> Iterator[Match]:
    """Give where a source has the same place in a row, in figures or in words."""
    yield from match_words(facet, source)
    for other in source.ordinals:
        if facet.ordinal is not None and other.number == facet.ordinal.number:
            yield match_at(
                source,
                (other.start, other.end),
                "found",
                "same_ordinal",
                value_claim=facet.text,
                value_evidence=source.text[other.start : other.end],
            )


def match_words(facet: Facet, source: Source) -> Iterator[Match]:
    """Give the sentences that use the word of a facet, or a word of the same family."""
    places: dict[int, str] = {}
    for lemma in facet.lemmas:
        wanted = fold(lemma)
        for place in source.places_by_lemma.get(wanted, ()):
            places.setdefault(place, "same_word")
        for other in source.lemma_families.get(wanted[:3], ()):
            if other != wanted and is_variant(wanted, other):
                for place in source.places_by_lemma[other]:
                    places.setdefault(place, "word_family")
    if facet.kind == "predicate":  # the base form is a guess: "flee" of "fled" here, "fled" there
        for word in facet.words:
            places |= dict.fromkeys(source.places(word), "same_word")
    for place, rule in sorted(places.items()):
        sentence = source.sentence(place)
        yield Match(
            status="found" if rule == "same_word" else "compatible",
            place=place,
            start=sentence.start,
            end=sentence.end,
            rule=rule,
            value_claim=facet.text,
            value_evidence=facet.text,
        )


def match_quotation(facet: Facet, source: Source) -> Iterator[Match]:
    """Give where a source holds the words of a quotation, word for word or nearly so."""
    for start, end in source.find_phrase(facet.words):
        yield match_at(
            source,
            (start, end),
            "found",
            "verbatim",
            value_claim=facet.text,
            value_evidence=source.text[start:end],
        )
    for start, end, share in _near(facet.words, source):
        yield match_at(
            source,
            (start, end),
            "compatible",
            "near_verbatim",
            value_claim=facet.text,
            value_evidence=f"{source.text[start:end]} ({share:.0%} of the words)",
        )


def _near(words: tuple[str, ...], source: Source) -> Iterator[tuple[int, int, float]]:
    """Look around the rarest word of the quotation; linear in how often that word stands."""
    known = [word for word in words if word in source.positions]
    if len(known) < NEAR_VERBATIM * len(words):
        return
    rarest = min(known, key=lambda word: len(source.positions[word]))
    offset = words.index(rarest)
    for position in source.positions[rarest][:20]:
        first = max(0, position - offset - 2)
        stretch = source.tokens[first : first + len(words) + 4]
        matcher = SequenceMatcher(None, words, [token.word for token in stretch], autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        share = sum(block.size for block in blocks) / len(words)
        if share >= NEAR_VERBATIM and blocks:
            last = blocks[-1]
            yield stretch[blocks[0].b].start, stretch[last.b + last.size - 1].end, share
