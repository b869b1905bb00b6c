"""Says whether the verb over a date looks back or ahead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spacy.tokens import Doc, Token

from .infer import Direction

VERB_POS = frozenset({"VERB", "AUX"})
PRESENT_TAGS = frozenset({"VBZ", "VBP"})
MAX_STEPS = 12
"""Heads to climb: deeper trees are parse errors."""


def find_direction(
    doc: Doc, start: int, end: int, cues: Mapping[str, Any], *, is_parsed: bool
) -> Direction:
    """Look at the words beside the date, then at the nearest verb above it; unsure is "nearest"."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return "nearest"
    if span.end < len(doc) and doc[span.end].tag_ == "POS":
        return "nearest"
    before = doc[max(0, span.start - 3) : span.start]
    words = [token.lower_ for token in before]
    if words[-1:] == ["since"]:
        return "surely past"
    if " ".join(words) in cues["soon"] or words[-1:] == ["until"] or words[-1:] == ["till"]:
        return "future"
    if any(word in cues["ahead"] for word in words):
        return "future"
    if len(before) and _is_past_verb_before(before[-1], cues):
        return "past"
    return _climb(span.root, cues) if is_parsed else "nearest"


def _is_past_verb_before(token: Token, cues: Mapping[str, Any]) -> bool:
    """Say whether the date follows "said" or "said on"."""
    if token.lower_ in cues["skip"] and token.i > 0:
        token = token.nbor(-1)
    return token.tag_ == "VBD"


def _climb(token: Token, cues: Mapping[str, Any]) -> Direction:
    for _ in range(MAX_STEPS):
        direction = _direction_of(token, cues)
        if direction is not None:
            return direction
        if token.head.i == token.i:
            break
        token = token.head
    return "nearest"


def _direction_of(verb: Token, cues: Mapping[str, Any]) -> Direction | None:
    auxiliaries = [
        child for child in verb.children if child.dep_.startswith("aux") or child.dep_ == "cop"
    ]
    if any(auxiliary.lower_ in cues["modals"] for auxiliary in auxiliaries):
        return "future"
    if verb.pos_ not in VERB_POS:
        return None
    tags = {auxiliary.tag_ for auxiliary in auxiliaries} | {verb.tag_}
    if "VBD" in tags:
        return "past"
    if verb.tag_ in PRESENT_TAGS and verb.lemma_ not in cues["present"]:
        return "future"
    if verb.tag_ == "VB" and any(child.tag_ == "TO" for child in verb.children):
        return "future" if verb.head.lemma_ in cues["verbs"] else None
    return None
