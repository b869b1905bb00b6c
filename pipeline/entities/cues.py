"""What the words around a name say about its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Span, Token

from .candidates import Candidate
from .rules import country_follows, is_title
from .words import Words

Cue = tuple[str, float]
"""A kind and what the cue adds to its log probability."""

# In log probability: STRONG overturns a model that gives its own kind 90 % and the cue's 5 %,
# MIDDLE 80 % against 20 %, WEAK 60 % against 35 %. Half or twice as strong changes F on
# conll03_testa and gmb_dev by 0.2 at most.
STRONG, MIDDLE, WEAK = 3.0, 1.5, 0.7


def count_cues(candidate: Candidate, doc: Doc, words: Words) -> Counter[str]:
    """Add up, by kind, what the words in and around a name say."""
    span = doc[candidate.start : candidate.end]
    total: Counter[str] = Counter()
    for read in CUES:
        for kind, weight in read(span, words):
            total[kind] += weight  # type: ignore[assignment]
    return total


def title_before(span: Span, words: Words) -> Iterator[Cue]:
    """ "captain Ann Lee"."""
    before = _before(span)
    if before is not None and is_title(before, words) and before.lower_ not in words.first_titles:
        yield "person", MIDDLE if before.is_lower else STRONG


def age_after(span: Span, words: Words) -> Iterator[Cue]:
    """ "Ann Lee, 34,"."""
    del words
    comma, age, end = _after(span, 0), _after(span, 1), _after(span, 2)
    if comma is None or age is None or comma.text != ",":
        return
    closed = end is None or end.text in {",", "."}
    if age.text.isdecimal() and len(age.text) == 2 and closed:
        yield "person", STRONG


def who_after(span: Span, words: Words) -> Iterator[Cue]:
    """ "Ann Lee, who"."""
    del words
    comma, who = _after(span, 0), _after(span, 1)
    if comma is not None and who is not None and comma.text == "," and who.lower_ == "who":
        yield "person", MIDDLE


def says_after(span: Span, words: Words) -> Iterator[Cue]:
    """ "Lee said": no place."""
    after = _after(span, 0)
    if after is not None and after.lower_ in words.sayings:
        yield "place", -WEAK


def place_noun_before(span: Span, words: Words) -> Iterator[Cue]:
    """ "the capital Ashby"."""
    before = _before(span)
    if before is not None and before.lower_ in words.place_of:
        yield "place", MIDDLE


def country_after(span: Span, words: Words) -> Iterator[Cue]:
    """ "in Ashby, China"."""
    before = _before(span)
    located = before is not None and before.lower_ in words.where
    if located and country_follows(span.doc, span.end, words):
        yield "place", MIDDLE


def belongings_after(span: Span, words: Words) -> Iterator[Cue]:
    """ "Ashby shares", "Ashby's board"."""
    after = _after(span, 0)
    if after is not None and after.lower_ in {"'s", "’s"}:
        after = _after(span, 1)
    if after is not None and after.lower_ in words.belongings:
        yield "organisation", MIDDLE


def organisation_word_within(span: Span, words: Words) -> Iterator[Cue]:
    """ "Ashby University", "University of Ashby"."""
    if len(span) > 1:
        edges = (span[0].lower_, span[-1].lower_.rstrip("."))
        heads, suffixes = words.organisation_heads, words.organisation_suffixes
        if any(
            (edge in heads or edge in suffixes) and edge not in words.facilities for edge in edges
        ):
            yield "organisation", MIDDLE


def organisation_noun_before(span: Span, words: Words) -> Iterator[Cue]:
    """ "the newspaper Ashby", "French club Ashby"."""
    before = _before(span)
    if before is not None and before.text in words.organisation_nouns:
        yield "organisation", STRONG


def team_word_after(span: Span, words: Words) -> Iterator[Cue]:
    """ "Ashby striker Ann Lee": no place."""
    after = _after(span, 0)
    if after is not None and after.text in words.team_words:
        yield "place", -MIDDLE


def victory(span: Span, words: Words) -> Iterator[Cue]:
    """ "Ashby beat Derwent": no places."""
    for token in (_before(span), _after(span, 0)):
        if token is not None and token.lower_ in words.victories:
            yield "place", -MIDDLE


def number_after(span: Span, words: Words) -> Iterator[Cue]:
    """ "Ashby 2", but not "Ashby 1998"."""
    del words
    after = _after(span, 0)
    if after is not None and after.is_digit and len(after) < YEAR:
        yield "place", -WEAK


YEAR = len("1998")

CUES: tuple[Callable[[Span, Words], Iterator[Cue]], ...] = (
    title_before,
    age_after,
    who_after,
    says_after,
    place_noun_before,
    country_after,
    belongings_after,
    organisation_word_within,
    organisation_noun_before,
    team_word_after,
    victory,
    number_after,
)


def _before(span: Span) -> Token | None:
    return span.doc[span.start - 1] if span.start > 0 else None


def _after(span: Span, distance: int) -> Token | None:
    i = span.end + distance
    return span.doc[i] if i < len(span.doc) else None
