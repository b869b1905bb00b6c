"""Finds what a source says in place of a value that it does not have: the same thing, otherwise.

"Otherwise" is claimed only of values that can be set side by side: amounts in one unit of the same
noun, whole days, months or years. A date that bounds ("before 2008") has no single rival.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ..lexicon import load_lexicon
from ..records import Analysis, DateValue, Mention, Offsets, Quantity, Sentence
from .dates import write_date
from .facets import Facet
from .quantities import (
    AS_SHIPPED,
    Amount,
    Tolerance,
    compare_quantities,
    is_same_noun,
    to_same_unit,
    write_quantity,
)
from .source import Source, words_of

LONGEST_PERIOD_DAYS = 366
"""Decades and centuries are used too loosely to be contradicted ("the 1900s")."""

BEFORE = 3
"""Words before a date among which one may turn it into a bound."""


@dataclass(frozen=True, kw_only=True)
class Rival:
    """A value of the source that the claim's value cannot be true beside."""

    mention: Mention
    place: int
    value_claim: str
    value_evidence: str
    shared: int
    """Words that both name as what is measured."""

    @property
    def why(self) -> str:
        """Say why the two were set side by side."""
        if self.mention.date is not None and self.mention.quantity is None:
            return "the date in the passage that speaks of the claim; the claim's stands nowhere"
        same = "unit and words for what is measured" if self.shared else "unit"
        return f"the same {same} in the passage that speaks of the claim"


def find_rivals(
    facet: Facet,
    claim: Analysis,
    source: Source,
    taken: Collection[Offsets],
    tolerance: Tolerance = AS_SHIPPED,
) -> Iterator[Rival]:
    """Give the rivals of a facet; ``taken`` are mentions that agree with the claim elsewhere."""
    mention = facet.mention
    if mention is None:
        return
    for other in source.mentions:
        if (other.start, other.end) in taken:
            continue
        place = source.place_of(other.start)
        if mention.quantity is not None and other.quantity is not None:
            if is_other_amount(mention.quantity, other.quantity, tolerance):
                yield Rival(
                    mention=other,
                    place=place,
                    value_claim=write_quantity(mention.quantity),
                    value_evidence=write_quantity(other.quantity),
                    shared=_count_shared(mention.quantity, other.quantity),
                )
        elif mention.date is not None and other.date is not None:
            pair = _Dates(claim=claim, facet=facet, source=source, mention=other)
            if is_other_date(mention.date, other.date) and pair.can_be_compared():
                yield Rival(
                    mention=other,
                    place=place,
                    value_claim=write_date(mention.date) or mention.text,
                    value_evidence=write_date(other.date) or other.text,
                    shared=0,
                )


def is_other_amount(claim: Quantity, evidence: Quantity, tolerance: Tolerance = AS_SHIPPED) -> bool:
    """Say whether two amounts of the same thing exclude each other, bounds and rounding allowed."""
    pair = to_same_unit(claim, evidence)
    if pair is None or compare_quantities(claim, evidence, tolerance) is not None:
        return False
    if claim.dimension == "count" and not is_same_noun(claim, evidence):
        return False
    one, other = (_to_interval(amount, tolerance) for amount in pair)
    return one[1] < other[0] or other[1] < one[0]


def is_other_date(claim: DateValue, evidence: DateValue) -> bool:
    """Say whether two dates of at most a year exclude each other."""
    if not (claim.start_date and claim.end_date and evidence.start_date and evidence.end_date):
        return False
    if (claim.end_date - claim.start_date).days > LONGEST_PERIOD_DAYS:
        return False
    return claim.end_date < evidence.start_date or evidence.end_date < claim.start_date


def _to_interval(amount: Amount, tolerance: Tolerance) -> tuple[float, float]:
    low, high = amount.low, amount.high
    if amount.modifier in {">", ">="}:
        return low, math.inf
    if amount.modifier in {"<", "<="}:
        return -math.inf, high
    slack = tolerance.about * max(abs(low), abs(high)) if amount.modifier == "~" else 0.0
    return low - slack, high + slack


def _count_shared(claim: Quantity, evidence: Quantity) -> int:
    small = load_lexicon("check")["names"]["small"]
    one, other = (
        set(words_of(f"{quantity.measured or ''} {quantity.unit or ''}")) - set(small)
        for quantity in (claim, evidence)
    )
    return len(one & other)


@dataclass(frozen=True, kw_only=True)
class _Dates:
    claim: Analysis
    facet: Facet
    source: Source
    mention: Mention

    def can_be_compared(self) -> bool:
        """Leave out bounds, and "the 1975 film" beside "published in 1972"."""
        sentence = _sentence_around(self.claim.sentences, self.facet.start)
        if sentence is None:
            return False
        if _is_bound(sentence, self.facet.start):
            return False
        place = self.source.place_of(self.mention.start)
        beside = self.source.sentence(place)
        ours = _stands_before_noun(sentence, self.facet.start, self.facet.end)
        theirs = _stands_before_noun(beside, self.mention.start, self.mention.end)
        return ours == theirs


def _sentence_around(sentences: tuple[Sentence, ...], offset: int) -> Sentence | None:
    return next((found for found in sentences if found.start <= offset < found.end), None)


def _is_bound(sentence: Sentence, start: int) -> bool:
    """Say whether the words before a date make it a bound: "before 2008", "the end of 2008"."""
    words = load_lexicon("check")["dates"]
    before = [word.lemma for word in sentence.words if word.end <= start][-BEFORE:]
    while before and before[-1] in words["between"]:
        before.pop()
        if before and before[-1] in words["parts"]:
            return True
    return bool(before) and before[-1] in words["bounds"]


def _stands_before_noun(sentence: Sentence, start: int, end: int) -> bool:
    before = [word for word in sentence.words if word.end <= start][-1:]
    after = [word for word in sentence.words if word.start >= end][:1]
    is_led = any(word.pos in {"ADP", "SCONJ", "PUNCT", "PRON", "VERB"} for word in before)
    return not is_led and any(word.pos in {"NOUN", "ADJ", "PROPN"} for word in after)
