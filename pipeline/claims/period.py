"""The time that a claim is about: the dates of its clause, ranges joined."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date

from spacy.tokens import Span

from ..records import DateValue
from ..syntax import preposition
from .found import Found, Proposition, Range
from .reading import NO_QUOTATION, Reading

Period = tuple[str | None, str | None]

LONGEST_PATH = 8
"""Steps from a date up to the predicate beyond which it is taken to date something else."""

TITLE_WORD = 3
"""Letters up to which a word of a title may have no capital ("of", "and", "the")."""

OTHER_CLAUSES = frozenset({"acl", "acl:relcl", "advcl", "appos", "ccomp", "parataxis", "root"})
"""Roles that a path from a date to its predicate does not pass."""


def read_period(
    reading: Reading,
    claim: Proposition,
    dates: Sequence[tuple[Span, DateValue]],
    attribution: Found | None,
    asides: Container[Range] = (),
) -> Period | None:
    """Give the first and last day that the claim's own clause names; None is an open end.

    ``dates`` are the mentions inside the claim, of which ``asides`` date something else. In "since
    May, officials said, nobody has come" the parse may tie the date to the aside, so the cue of the
    attribution counts as the predicate.
    """
    usable = [
        (span, value)
        for span, value in dates
        if value.timex_type in {"DATE", "TIME"} and value.start_date
        if not _is_aside(span, attribution) and not _is_in_title(reading, claim, span)
        if (span.start, span.end) not in asides
    ]
    heads = {claim.head} if attribution is None else {claim.head, attribution.head}
    ranked = [(_distance(reading, heads, span), span.start, span, v) for span, v in usable]
    near = sorted((one for one in ranked if one[0] is not None), key=lambda one: one[:2])
    if not near:
        return None
    _, _, span, value = near[0]
    if value.range_with is not None:
        partner = next((v for s, v in dates if _offsets(s) == value.range_with), None)
        if partner is not None:
            return _join(value, partner)
    return _with_preposition(reading, span, value)


def _is_aside(span: Span, attribution: Found | None) -> bool:
    """Say whether a date stands between two parts of what is said: it dates the saying."""
    if attribution is None or len(attribution.content) != 2:
        return False
    return attribution.content[0][1] <= span.start < attribution.content[1][0]


def _is_in_title(reading: Reading, claim: Proposition, span: Span) -> bool:
    """Say whether a date belongs to a title in quotation marks: most of its words have capitals."""
    quotation = reading.quotation_of[span.start]
    if quotation in {NO_QUOTATION, reading.quotation_of[claim.head]}:
        return False
    words = [reading.doc[i] for i in range(*reading.quotations[quotation])]
    long = [word for word in words if word.is_alpha and len(word) > TITLE_WORD]
    return 2 * sum(word.is_title or word.is_upper for word in long) > len(long)


def _distance(reading: Reading, heads: set[int], span: Span) -> int | None:
    """Count the steps from a date up to the predicate; None where it dates something else.

    "Signed the 2015 treaty in 2019": 2019 is nearer. "The highest level since 1998", set beside the
    level, dates the level; and what a relative clause dates is not what the claim says.
    """
    i = _root(reading, span)
    for steps in range(LONGEST_PATH):
        if i in heads:
            return steps
        role = reading.tree.roles[i]
        if preposition(reading.tree, i) in reading.words["period.comparing"]:
            return None
        if role in OTHER_CLAUSES or reading.tree.heads[i] == i:
            return None
        i = reading.tree.heads[i]
    return None


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
