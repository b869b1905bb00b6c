"""Reads the words before a date that make it a bound: "before 2008", "from 1920"."""

from __future__ import annotations

from typing import Literal

from ..lexicon import load_lexicon
from ..records import DateValue, Sentence

AT_BOUND = "at_bound"
"""Rule of a value that stands in the source, but as no bound."""

BROKEN_BOUND = "broken_bound"
"""Rule of a value of the source that lies on the other side of the claim's bound, or upon it."""

BEFORE = 3
"""Words before a date among which one may turn it into a bound."""

Side = Literal["before", "after"]
"""The side of its date on which something bounded by it lies."""


def bound_of(sentence: Sentence, start: int) -> str | None:
    """Give the word that makes the date at ``start`` a bound or a part, None where none does."""
    words = load_lexicon("check")["dates"]
    before = [word.lemma for word in sentence.words if word.end <= start][-BEFORE:]
    while before and before[-1] in words["between"]:
        before.pop()
        if before and before[-1] in words["parts"]:
            return before[-1]
    if before[-2:] == ["prior", "to"]:
        return "before"
    return before[-1] if before and before[-1] in words["bounds"] else None


def side_of(bound: str | None) -> Side | None:
    """Give the side of a strict bound; "by", "since" and "until" may hold the date itself."""
    if bound == "before":
        return "before"
    return "after" if bound == "after" else None


def breaks_bound(side: Side, claim: DateValue, evidence: DateValue) -> bool:
    """Say whether a date lies on the other side of a bound: March 2008 is not before 2008."""
    if not (claim.start_date and claim.end_date and evidence.start_date and evidence.end_date):
        return False
    if side == "before":
        return evidence.start_date >= claim.start_date
    return evidence.end_date <= claim.end_date


def is_same_end(ours: str, theirs: str | None) -> bool:
    """Say whether two bounds are the same end of a period: "from 1816" beside "from 1820"."""
    return any(ours in end and theirs in end for end in load_lexicon("check")["dates"]["ends"])
