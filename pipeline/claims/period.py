"""The time that a claim is about: the dates of its clause, ranges joined."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Span

from ..records import DateValue
from ..syntax import clause_head, preposition
from .propositions import Proposition
from .reading import Reading

Period = tuple[str | None, str | None]


def read_period(
    reading: Reading, claim: Proposition, dates: Sequence[tuple[Span, DateValue]]
) -> Period | None:
    """Give the first and last day that the claim's own clause names; None is an open end.

    ``dates`` are the mentions inside the claim.
    """
    usable = [(s, v) for s, v in dates if v.timex_type in {"DATE", "TIME"} and v.start_date]
    near = [pair for pair in usable if _belongs(reading, claim, pair[0])]
    for span, value in near or usable[:1] * (len(usable) == 1):
        partner = next((v for s, v in dates if _offsets(s) == value.range_with), None)
        if value.range_with is not None and partner is not None:
            return _join(value, partner)
        return _with_preposition(reading, span, value)
    return None


def _belongs(reading: Reading, claim: Proposition, span: Span) -> bool:
    head = clause_head(reading.tree, _root(reading, span))
    while head != claim.head and reading.tree.roles[head] in {"xcomp", "conj"}:
        head = clause_head(reading.tree, reading.tree.heads[head])
    return head == claim.head


def _join(one: DateValue, other: DateValue) -> Period:
    starts = [value.start_date for value in (one, other) if value.start_date]
    ends = [value.end_date or value.start_date for value in (one, other)]
    known = [end for end in ends if end]
    return _iso(min(starts, default=None)), _iso(max(known, default=None))


def _with_preposition(reading: Reading, span: Span, value: DateValue) -> Period:
    start, end = value.start_date, value.end_date or value.start_date
    before = _preposition_above(reading, _root(reading, span))
    words = reading.words
    if before in words["period.from"] or value.modifier == "START":
        return _iso(start), None if value.end_date == end and before else _iso(end)
    if before in words["period.until"]:
        return None, _iso(end)
    return _iso(start), _iso(end)


def _preposition_above(reading: Reading, i: int) -> str | None:
    """Give the preposition that opens or closes a period, also "since its founding in 1948"."""
    bounds = reading.words["period.from"] | reading.words["period.until"]
    tree = reading.tree
    for _ in range(3):
        found = preposition(tree, i)
        if found in bounds:
            return found
        if tree.roles[i] not in {"nmod", "nmod:unmarked", "compound", "nummod"}:
            return found
        i = tree.heads[i]
    return None


def _root(reading: Reading, span: Span) -> int:
    heads = reading.tree.heads
    for i in range(span.start, span.end):
        if heads[i] == i or not span.start <= heads[i] < span.end:
            return i
    return int(span.start)


def _offsets(span: Span) -> tuple[int, int]:
    exact = span._.offsets
    return (exact[0], exact[1]) if exact else (span.start_char, span.end_char)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
