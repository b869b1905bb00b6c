"""What refiners see of the text around a candidate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc, Token

from .contexts import Contexts
from .vocabulary import Vocabulary, alternatives

POINT_MODIFIERS = ("START", "MID", "END")
NEAR_MODIFIERS = ("APPROX",)
LENGTH_MODIFIERS = ("APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE", "EXACTLY")


@dataclass(frozen=True, slots=True)
class Passage:
    """A Doc, its text in lower case with the same offsets, and the words to look for."""

    doc: Doc
    text: str
    lowered: str
    is_parsed: bool
    vocabulary: Vocabulary
    modifier_patterns: Mapping[str, re.Pattern[str]]
    contexts: Contexts
    is_fiscal_calendar: bool
    people: frozenset[int]
    """Tokens in the names of persons."""

    def modifier_of(self, words: str) -> str | None:
        """Give the TIMEX3 modifier that words in front of a date carry."""
        key = " ".join(words.split())
        modifiers = self.vocabulary.lexicon["modifiers"]
        return next((name for name, phrases in modifiers.items() if key in phrases), None)

    def has_own_calendar(self, expression: str) -> bool:
        """Say whether nobody knows when a year begins: a fiscal one, unless the text says it ends
        with the calendar's.
        """
        return not self.is_fiscal_calendar and self.contexts.holds("own_calendar", expression)

    def token_at(self, offset: int) -> Token | None:
        """Give the token that holds a character."""
        span = self.doc.char_span(offset, offset + 1, alignment_mode="expand")
        return span[0] if span is not None and len(span) else None

    def follows_counted_noun(self, offset: int) -> bool:
        """Say whether a number and its noun stand in front: "16,200 vehicles", "three mornings"."""
        token = self.token_at(offset)
        if token is None or token.i < 2:
            return False
        before = self.doc[max(0, token.i - NOUN_REACH) : token.i]
        return before[-1].tag_ == "NNS" and any(word.like_num for word in before)


NOUN_REACH = 4
"""Tokens from a number to the end of its noun phrase: "269 of the balls" has four."""


def compile_modifiers(vocabulary: Vocabulary) -> Mapping[str, re.Pattern[str]]:
    """Compile the patterns of what may stand in front of a point in time or a duration."""
    modifiers: Mapping[str, Iterable[str]] = vocabulary.lexicon["modifiers"]
    return {
        "point": _compile(vocabulary, modifiers, (*POINT_MODIFIERS, *NEAR_MODIFIERS)),
        "length": _compile(vocabulary, modifiers, LENGTH_MODIFIERS),
    }


def _compile(
    vocabulary: Vocabulary, modifiers: Mapping[str, Any], names: Iterable[str]
) -> re.Pattern[str]:
    """Let "the" follow a part of a period ("early in the") but not an estimate ("over the")."""
    parts = alternatives(
        word for name in names if name in POINT_MODIFIERS for word in modifiers[name]
    )
    near = alternatives(
        word for name in names if name not in POINT_MODIFIERS for word in modifiers[name]
    )
    either = rf"(?P<modifier> {parts} (?= @hyphen (?: the @gap )? \Z ) | {near} (?= @hyphen \Z ) )"
    if not set(names) & set(POINT_MODIFIERS):
        either = rf"(?P<modifier> {near} (?= @hyphen \Z ) )"
    compared = r"(?<! half\ ) (?<! times\ ) (?<! twice\ )"  # "twice as many as a month ago"
    pattern = rf"(?<!\w) {compared} (?: the @gap )? {either}"
    return re.compile(vocabulary.expand(pattern), re.VERBOSE)
