"""Says whether the verb over a date looks back or ahead."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise, takewhile
from typing import Any

from spacy.tokens import Doc, Span, Token

from ..syntax import FINITE_TAGS
from .infer import Direction

VERB_POS = frozenset({"VERB", "AUX"})
NOUN_POS = frozenset({"NOUN", "PROPN"})
PRESENT_TAGS = frozenset({"VBZ", "VBP"})
MODIFIERS = frozenset({"amod", "compound", "nmod", "npadvmod", "obl:npmod"})
"""How a date hangs on the noun behind it: "the December crash"."""
BORDERS = ("nsubj", "csubj", "acl", "advcl", "relcl")
"""Subjects and clauses of their own: what "will" says does not reach into them."""
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
    beside = _look_beside(doc[max(0, span.start - REACH) : span.start], cues)
    if beside is not None:
        return beside
    if not is_parsed:
        return "nearest"
    direction = _climb(span.root, cues)
    return _look_after(span) if direction == "nearest" else direction


def _look_after(span: Span) -> Direction:
    """Ask the next finite verb, where the tree has none above a date that opens a sentence."""
    if not (span.start == span.sent.start or span.start == span.sent.start + 1):
        return "nearest"
    finite = (
        token.tag_ for token in span.doc[span.end : span.sent.end] if token.tag_ in FINITE_TAGS
    )
    return "past" if next(finite, None) == "VBD" else "nearest"


REACH = 6
"""Tokens before the date in which a cue counts: as in "had been scheduled to expire at"."""
NEAR = 4
"""Tokens in which "due" and the like count without "had been"."""


def _look_beside(before: Span, cues: Mapping[str, Any]) -> Direction | None:
    words = [token.lower_ for token in before]
    near = words[-NEAR:]
    if near[-1:] == ["since"]:
        return "surely past"
    if _was_planned(words, cues):
        return "past"
    if " ".join(near).endswith(tuple(cues["soon"])) or any(word in cues["ahead"] for word in near):
        return "future"
    if near[-1:] in (["until"], ["till"], ["through"]):
        return "past" if _is_over(before.doc, before.end, cues) else "future"
    if len(before) and _is_past_verb_before(before[-1], cues):
        return "past"
    return None


def _was_planned(words: list[str], cues: Mapping[str, Any]) -> bool:
    """Say whether a plan has lapsed: "had been due to expire on Friday"."""
    had_been = any(pair == ("had", "been") for pair in pairwise(words))
    return had_been and any(word in cues["ahead"] for word in words)


def _is_over(doc: Doc, start: int, cues: Mapping[str, Any]) -> bool:
    """Say whether "until Friday" closes a time that is over: "they had not spoken"."""
    after = doc[start : start + REACH]
    clause = takewhile(lambda token: not token.is_sent_start, after[1:])
    return any(token.lower_ in cues["over"] for token in clause)


def _is_past_verb_before(token: Token, cues: Mapping[str, Any]) -> bool:
    """Say whether the date follows "said", "said on" or "the order issued"."""
    if token.lower_ in cues["skip"] and token.i > 0:
        token = token.nbor(-1)
    is_reduced = token.tag_ == "VBN" and token.i > 0 and token.nbor(-1).pos_ in NOUN_POS
    return token.tag_ == "VBD" or is_reduced


def _climb(token: Token, cues: Mapping[str, Any]) -> Direction:
    """Ask the verbs above the date; a promise is sure only of what stands in its predicate."""
    is_predicate = not (token.i < token.head.i and token.dep_ in MODIFIERS)
    for _ in range(MAX_STEPS):
        direction = _direction_of(token, cues)
        if direction == "surely future" and not is_predicate:
            return "future"
        if direction is not None:
            return direction
        if token.head.i == token.i:
            break
        is_predicate = is_predicate and not token.dep_.startswith(BORDERS)
        token = token.head
    return "nearest"


def _direction_of(verb: Token, cues: Mapping[str, Any]) -> Direction | None:
    auxiliaries = [
        child for child in verb.children if child.dep_.startswith("aux") or child.dep_ == "cop"
    ]
    words = {auxiliary.lower_ for auxiliary in auxiliaries}
    if not words.isdisjoint(cues["promises"]):
        return "surely future"
    if not words.isdisjoint(cues["modals"]):
        return "future"
    if verb.pos_ not in VERB_POS:
        return "future" if _is_plan(verb, cues) else None
    tags = {auxiliary.tag_ for auxiliary in auxiliaries} | {verb.tag_}
    is_main = not verb.dep_.startswith("acl")
    if verb.tag_ == "VBN" and not is_main and not auxiliaries:
        return "past"
    if is_main and verb.lemma_ in cues["plans"] and words.isdisjoint(cues["over"]):
        return "future"
    if "VBD" in tags:
        return "past"
    if verb.tag_ in PRESENT_TAGS and verb.lemma_ not in cues["present"]:
        return "future"
    if verb.tag_ == "VB" and any(child.tag_ == "TO" for child in verb.children):
        return "future" if verb.head.lemma_ in cues["verbs"] else None
    if not tags.isdisjoint(PRESENT_TAGS) and verb.tag_ not in PRESENT_TAGS:
        return "nearest"  # "is published in June" may look either way, whatever stands above it
    return None


def _is_plan(noun: Token, cues: Mapping[str, Any]) -> bool:
    """Say whether "the council plans to meet" is read as a noun."""
    is_next = noun.i + 1 < len(noun.doc) and noun.nbor().lower_ == "to"
    return is_next and noun.lower_ in cues["noun_plans"]
