"""Compares one fact with one finding: by which columns they differ, and how far apart they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from .amounts import EXACT, Range, Tolerance, is_within, read_range, read_tolerance, write_number
from .fact import Fact
from .findings import Amount, Finding, Findings, overlap
from .units import is_same_unit, to_base
from .words import share_of_words, to_name, to_words

WEIGHTS = {"kind": 1.0, "text": 3.0, "value": 2.0, "unit": 0.5, "date": 1.0, "near": 2.5}
"""What each difference counts for when the closest finding is chosen: wording and sentence tell
most about which mention a person had in mind. So the same words in that sentence, of another kind
or with another value, come before the same value elsewhere (checked on the facts of corpus/)."""
DAYS_APART = 365
"""From here on two dates are as far apart as can be."""


class Difference(NamedTuple):
    """A column of the fact, what was found there, and how far off it is, 0 to 1."""

    column: str
    found: str
    distance: float


def matches(fact: Fact, finding: Finding, findings: Findings) -> bool:
    """Say whether a finding agrees with a fact in every column that is filled in."""
    return next(differences(fact, finding, findings), None) is None


def differences(fact: Fact, finding: Finding, findings: Findings) -> Iterator[Difference]:
    """Give the columns in which a finding differs from a fact, cheap comparisons first."""
    if fact.kind != finding.kind:
        yield Difference("kind", finding.kind, 1.0)
    for column, compare in _COMPARISONS.items():
        if getattr(fact, column) is not None:
            difference = compare(fact, finding, findings)
            if difference is not None:
                yield difference


def distance(fact: Fact, finding: Finding, findings: Findings) -> float:
    """Say how far a finding is from a fact; 0 is a match."""
    return sum(
        WEIGHTS[difference.column.partition("_")[0]] * difference.distance
        for difference in differences(fact, finding, findings)
    )


def _compare_text(fact: Fact, finding: Finding, findings: Findings) -> Difference | None:
    wanted = fact.text or ""
    if fact.kind in {"claim", "attribution"}:
        is_same = any(to_words(wanted) in to_words(text) for text in (finding.text, *finding.names))
    elif fact.kind == "article":
        is_same = wanted == finding.text
    else:
        is_same = any(to_name(wanted) == to_name(text) for text in (finding.text, *finding.names))
        is_same = is_same or (not fact.is_wanted and _is_meant(fact, finding, findings))
    if is_same:
        return None
    share = max(
        share_of_words(to_words(wanted), to_words(text)) for text in (finding.text, *finding.names)
    )
    return Difference("text", f'"{finding.text}"', 1 - share)


def _is_meant(fact: Fact, finding: Finding, findings: Findings) -> bool:
    """Say whether a mention is what the words of a row for something absent point at.

    A row that says "COVID-19" is no quantity means the 19 in it, and no other 19. Where ``near``
    names the sentence, a mention that reaches beyond the words is meant too.
    """
    places = findings.places(fact.text or "")
    [(first, last), *_] = finding.spans
    if fact.near is None:
        return any(start <= first and last <= end for start, end in places)
    return any(overlap((first, last), place) for place in places)


def _compare_value(fact: Fact, finding: Finding, _: Findings) -> Difference | None:
    wanted = fact.value or ""
    if fact.kind == "quantity":
        return _compare_amount(fact, finding.amount)
    if fact.kind == "date":
        is_same = wanted in finding.values
    elif fact.kind in {"claim", "attribution"}:
        is_same = any(to_name(wanted) in to_name(value) for value in finding.values)
    else:
        is_same = any(to_name(wanted) == to_name(value) for value in finding.values)
    if is_same:
        return None
    shares = [share_of_words(to_words(wanted), to_words(value)) for value in finding.values]
    found = f'"{finding.values[0]}"' if finding.values else "none"
    return Difference("value", found, 1 - max(shares, default=0.0))


def _compare_amount(fact: Fact, amount: Amount | None) -> Difference | None:
    wanted = read_range(fact.value or "")
    if amount is None or wanted is None:
        return Difference("value", "no number", 1.0)
    tolerance = read_tolerance(fact.tol) or EXACT
    found = _in_unit(amount, fact.unit)
    low = _limits(wanted.low, tolerance, fact.unit, in_base=found.is_base)
    high = _limits(wanted.high, tolerance, fact.unit, in_base=found.is_base)
    if is_within(found.numbers.low, low) and is_within(found.numbers.high, high):
        return None
    apart = max(_apart(found.numbers.low, low), _apart(found.numbers.high, high))
    return Difference("value", write_amount(amount), apart)


class _Numbers(NamedTuple):
    numbers: Range
    is_base: bool


def _in_unit(amount: Amount, unit: str | None) -> _Numbers:
    """Give an amount's numbers in the base unit where its unit is another that converts."""
    as_written = _Numbers(Range(amount.low, amount.high), is_base=False)
    if unit is None or is_same_unit(unit, amount.unit):
        return as_written
    wanted = to_base(1.0, unit)
    if wanted is None or wanted[1] != amount.base_unit or amount.base_low is None:
        return as_written
    high = amount.base_low if amount.base_high is None else amount.base_high
    return _Numbers(Range(amount.base_low, high), is_base=True)


def _limits(value: float, tolerance: Tolerance, unit: str | None, *, in_base: bool) -> Range:
    limits = tolerance.around(value)
    if not in_base or unit is None:
        return limits
    ends = [base[0] for base in (to_base(end, unit) for end in limits) if base is not None]
    return Range(min(ends), max(ends))


def _apart(value: float, limits: Range) -> float:
    middle = (limits.low + limits.high) / 2
    size = max(abs(value), abs(middle))
    return min(1.0, abs(value - middle) / size) if size else 0.0


def _compare_unit(fact: Fact, finding: Finding, _: Findings) -> Difference | None:
    """Compare units by name; with a value, a unit that converts to the same base will do."""
    amount = finding.amount
    if amount is None:
        return Difference("unit", "none", 1.0)
    wanted = fact.unit or ""
    if is_same_unit(wanted, amount.unit):
        return None
    base = to_base(1.0, wanted) if fact.value is not None else None
    if base is not None and base[1] == amount.base_unit:
        return None
    return Difference("unit", amount.unit or "none", 1.0)


def _compare_start(fact: Fact, finding: Finding, _: Findings) -> Difference | None:
    return _compare_day("date_start", fact.date_start, finding.date_start, fact)


def _compare_end(fact: Fact, finding: Finding, _: Findings) -> Difference | None:
    return _compare_day("date_end", fact.date_end, finding.date_end, fact)


def _compare_day(
    column: str, wanted: date | None, found: str | None, fact: Fact
) -> Difference | None:
    if wanted is None:
        return None
    if found is None:
        return Difference(column, "no day", 0.5)
    days = abs((date.fromisoformat(found) - wanted).days)
    tolerance = read_tolerance(fact.tol) or EXACT
    if days <= tolerance.size:
        return None
    return Difference(column, found, min(1.0, days / DAYS_APART))


def _compare_near(fact: Fact, finding: Finding, findings: Findings) -> Difference | None:
    sentences = findings.sentences_with(fact.near or "")
    if any(overlap(span, sentence) for span in finding.spans for sentence in sentences):
        return None
    if not sentences or not finding.spans:
        return Difference("near", "another sentence", 1.0)
    apart = min(abs(finding.spans[0][0] - start) for start, _ in sentences)
    return Difference(
        "near", "another sentence", 0.5 + min(0.5, apart / max(1, len(findings.text)))
    )


def write_amount(amount: Amount) -> str:
    """Write an amount as a fact's value and unit, with the base unit where it says more.

    >>> write_amount(
    ...     Amount(low=2, high=3, unit="km", base_low=2e3, base_high=3e3, base_unit="metre")
    ... )
    '2-3 km (2000-3000 metre)'
    """
    written = f"{_write_range(amount.low, amount.high)} {amount.unit or '(no unit)'}"
    if amount.base_low is None or amount.base_unit in {None, amount.unit}:
        return written
    high = amount.base_low if amount.base_high is None else amount.base_high
    return f"{written} ({_write_range(amount.base_low, high)} {amount.base_unit})"


def _write_range(low: float, high: float) -> str:
    written = write_number(float(low))
    return written if low == high else f"{written}-{write_number(float(high))}"


_Compare = Callable[[Fact, Finding, Findings], Difference | None]
_COMPARISONS: dict[str, _Compare] = {
    "text": _compare_text,
    "value": _compare_value,
    "unit": _compare_unit,
    "date_start": _compare_start,
    "date_end": _compare_end,
    "near": _compare_near,
}

COMPARED = tuple(_COMPARISONS)
"""The columns of a fact that are compared besides the kind."""
