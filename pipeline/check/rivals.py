"""Finds what a source says in place of a value that it does not have: the same thing, otherwise.

"Otherwise" is claimed only of values that can be set side by side: amounts in one unit of the same
noun, whole days, months or years. A date that bounds has a rival on its other side ("before 2008",
"in 2011") or at the same end of a period ("from 1820", "from 1816").
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from ..lexicon import load_lexicon
from ..records import Analysis, DateValue, Mention, Offsets, Quantity, Sentence
from .bounds import (
    AT_BOUND,
    BROKEN_BOUND,
    Side,
    bound_of,
    breaks_bound,
    is_same_end,
    side_of,
)
from .dates import is_other_month, write_date
from .facets import Facet
from .ordinals import Ordinal
from .quantities import (
    AS_SHIPPED,
    Amount,
    Tolerance,
    compare_quantities,
    is_same_count,
    is_same_noun,
    to_same_unit,
    write_quantity,
)
from .source import Source, words_of

LONGEST_PERIOD_DAYS = 366
"""Decades and centuries are used too loosely to be contradicted ("the 1900s")."""


@dataclass(frozen=True, kw_only=True)
class Rival:
    """A value of the source that the claim's value cannot be true beside."""

    kind: Literal["amount", "date", "ordinal"]
    start: int
    end: int
    place: int
    value_claim: str
    value_evidence: str
    rule: str
    shared: int = 0
    """Words that both name as what is measured."""
    bound: Side | None = None
    """The side of its date on which the claim lies, where the date is a bound."""

    @property
    def why(self) -> str:
        """Say why the two were set side by side."""
        passage = "in the passage that speaks of the claim"
        if self.kind == "amount":
            same = "unit and words for what is measured" if self.shared else "unit"
            return f"the same {same} {passage}"
        if self.rule == BROKEN_BOUND:
            return f"the date {passage}, which is not {self.bound} the claim's"
        which = "date" if self.kind == "date" else "ordinal of the same noun"
        return f"the {which} {passage}; the claim's stands nowhere"


def find_rivals(
    facet: Facet,
    claim: Analysis,
    source: Source,
    taken: Collection[Offsets],
    tolerance: Tolerance = AS_SHIPPED,
) -> Iterator[Rival]:
    """Give the rivals of a facet; ``taken`` are mentions that agree with the claim elsewhere."""
    if facet.ordinal is not None:
        yield from _other_ordinals(facet, facet.ordinal, source)
    elif facet.mention is not None:
        for other in source.mentions:
            if (other.start, other.end) not in taken:
                yield from _other_amount(facet.mention, other, source, tolerance)
                yield from _other_date(facet, claim, source, other)


def _other_ordinals(facet: Facet, ordinal: Ordinal, source: Source) -> Iterator[Rival]:
    alike = [other for other in source.ordinals if is_same_count(other.noun, ordinal.noun)]
    if any(other.number == ordinal.number for other in alike):
        return
    for other in alike:
        yield Rival(
            kind="ordinal",
            start=other.start,
            end=other.end,
            place=source.place_of(other.start),
            value_claim=f"{facet.text} {ordinal.noun}",
            value_evidence=f"{source.text[other.start : other.end]} {other.noun}",
            rule="other_ordinal",
            shared=1,
        )


def _other_amount(
    mention: Mention, other: Mention, source: Source, tolerance: Tolerance
) -> Iterator[Rival]:
    ours, theirs = mention.quantity, other.quantity
    if ours is None or theirs is None:
        return
    is_at_bound = compare_quantities(ours, theirs, tolerance) == ("compatible", AT_BOUND)
    if not is_at_bound and not is_other_amount(ours, theirs, tolerance):
        return
    shared = _count_shared(ours, theirs)
    yield Rival(
        kind="amount",
        start=other.start,
        end=other.end,
        place=source.place_of(other.start),
        value_claim=write_quantity(ours),
        value_evidence=write_quantity(theirs),
        rule=BROKEN_BOUND
        if is_at_bound
        else "other_count"
        if theirs.dimension == "count"
        else "other_amount",
        shared=shared,
    )


def _other_date(facet: Facet, claim: Analysis, source: Source, other: Mention) -> Iterator[Rival]:
    ours = facet.mention.date if facet.mention is not None else None
    if ours is None or other.date is None:
        return
    if _Dates(claim=claim, facet=facet, source=source, mention=other).exclude_each_other():
        side = side_of(facet.bound)
        yield Rival(
            kind="date",
            start=other.start,
            end=other.end,
            place=source.place_of(other.start),
            value_claim=write_date(ours) or facet.text,
            value_evidence=write_date(other.date) or other.text,
            rule="other_date" if side is None else BROKEN_BOUND,
            bound=side,
        )


def is_other_amount(claim: Quantity, evidence: Quantity, tolerance: Tolerance = AS_SHIPPED) -> bool:
    """Say whether two amounts of the same thing exclude each other, bounds and rounding allowed."""
    pair = to_same_unit(claim, evidence)
    if pair is None or compare_quantities(claim, evidence, tolerance) is not None:
        return False
    if claim.dimension == "count" and not is_same_noun(claim, evidence):
        return False
    one = _to_interval(pair[0], math.inf, tolerance)
    other = _to_interval(pair[1], tolerance.source_above, tolerance)
    return one[1] < other[0] or other[1] < one[0]


def _is_short(value: DateValue) -> bool:
    if not (value.start_date and value.end_date):
        return False
    return (value.end_date - value.start_date).days <= LONGEST_PERIOD_DAYS


def is_other_date(claim: DateValue, evidence: DateValue) -> bool:
    """Say whether two dates exclude each other."""
    if not (claim.start_date and claim.end_date and evidence.start_date and evidence.end_date):
        return False
    return claim.end_date < evidence.start_date or evidence.end_date < claim.start_date


def _to_interval(amount: Amount, reach: float, tolerance: Tolerance) -> tuple[float, float]:
    """Give what an amount allows; "over" may be ``reach`` times its bound, "at least" anything."""
    low, high = amount.low, amount.high
    if amount.modifier in {">", ">="}:
        return low, reach * high if amount.modifier == ">" else math.inf
    if amount.modifier in {"<", "<="}:
        return low / reach if amount.modifier == "<" else -math.inf, high
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

    def exclude_each_other(self) -> bool:
        """Say whether the two cannot be the same time, or lie within the bound of the claim."""
        sentence = _sentence_around(self.claim.sentences, self.facet.start)
        ours = self.facet.mention.date if self.facet.mention is not None else None
        theirs = self.mention.date
        if sentence is None or ours is None or theirs is None:
            return False
        if _opens_life(self.source.text, self.mention):
            return False
        beside = self.source.sentence(self.source.place_of(self.mention.start))
        bound, side = bound_of(beside, self.mention.start), side_of(self.facet.bound)
        if self.facet.bound is None and is_other_month(ours, theirs):
            return self._have_one_role(sentence, beside)
        if not _is_short(ours):
            return False
        if side is not None:
            return bound is None and breaks_bound(side, ours, theirs)
        if self.facet.bound is not None and not is_same_end(self.facet.bound, bound):
            return False
        return is_other_date(ours, theirs) and self._have_one_role(sentence, beside)

    def _have_one_role(self, sentence: Sentence, beside: Sentence) -> bool:
        """Leave out "the 1975 film" beside "published in 1972"."""
        ours = _stands_before_noun(sentence, self.facet.start, self.facet.end)
        theirs = _stands_before_noun(beside, self.mention.start, self.mention.end)
        return ours == theirs


def _sentence_around(sentences: tuple[Sentence, ...], offset: int) -> Sentence | None:
    return next((found for found in sentences if found.start <= offset < found.end), None)


def _opens_life(text: str, mention: Mention) -> bool:
    """Tell the year of birth in "Ada Lovelace (1815-1852)": it dates nothing that is told."""
    before, after = text[: mention.start][-3:].rstrip(), text[mention.end :][:3].lstrip()
    return before.endswith("(") and after[:1] in {"-", "–", "—"}


def _stands_before_noun(sentence: Sentence, start: int, end: int) -> bool:
    before = [word for word in sentence.words if word.end <= start][-1:]
    after = [word for word in sentence.words if word.start >= end][:1]
    is_led = any(word.pos in {"ADP", "SCONJ", "PUNCT", "PRON", "VERB"} for word in before)
    return not is_led and any(word.pos in {"NOUN", "ADJ", "PROPN"} for word in after)
