"""Says whether the verb over a date looks back or ahead."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from .infer import Direction

FUTURE_WORDS = frozenset({"will", "'ll", "’ll", "shall", "wo"})
FUTURE_VERBS = frozenset(
    {"be", "due", "expect", "go", "hope", "intend", "plan", "schedule", "set", "slate"}
)
VERB_POS = frozenset({"VERB", "AUX"})
MAX_STEPS = 12
"""Heads to climb: deeper trees are parse errors."""


def find_direction(doc: Doc, start: int, end: int) -> Direction:
    """Look at the nearest verb above the date; unsure is "nearest"."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not doc.has_annotation("DEP"):
        return "nearest"
    token = span.root
    for _ in range(MAX_STEPS):
        if token.pos_ in VERB_POS:
            direction = _direction_of(token)
            if direction is not None:
                return direction
        if token.head.i == token.i:
            break
        token = token.head
    return "nearest"


def _direction_of(verb: Token) -> Direction | None:
    auxiliaries = [
        child for child in verb.children if child.dep_.startswith("aux") or child.dep_ == "cop"
    ]
    words = {auxiliary.lower_ for auxiliary in auxiliaries}
    if words & FUTURE_WORDS:
        return "future"
    tags = {auxiliary.tag_ for auxiliary in auxiliaries} | {verb.tag_}
    if "VBD" in tags:
        return "past"
    if verb.tag_ == "VB" and any(child.tag_ == "TO" for child in verb.children):
        return "future" if verb.head.lemma_ in FUTURE_VERBS and verb.head.tag_ != "VBD" else None
    return None
