"""Compares quantities: unit conversion, rounding as precise as the claim, bounds and ranges."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from ..lexicon import load_lexicon
from ..records import FacetStatus, Mention, Quantity
from ..settings import CheckSettings
from .bounds import AT_BOUND
from .facets import Facet, Match, match_at
from .names import is_variant
from .source import Source, words_of

ROUNDING = 1e-6
"""Relative difference that conversions between units leave behind."""

PART_RULE = "part_of_whole"
"""Rule of "one of three": a source that says "three" speaks of the same whole."""

EXACT_BELOW = 100
"""Numbers below this are taken for exact, round or not: "50 members"."""

FRACTION_STEP = 0.2
"""Share of itself that a fraction or a dozen leaves open, as "about" does: "half a million" is
450,000 to 550,000, and "one in five" is not "one in four"."""

PERCENT = frozenset({"percent", "percentage point"})


@dataclass(frozen=True, kw_only=True)
class Tolerance:
    """By how much two amounts may differ and still agree; the settings under ``[check]``."""

    about: float = 0.1
    """Share by which a value may miss one that the text calls approximate."""
    rounding: float = 0.5
    """Part of the last stated digit's step by which a value may miss: a half is usual rounding."""
    above: float = 2.0
    """How many times its bound a value may be: "more than 200" says little of 2,000."""
    source_above: float = 1.25
    """How many times a bound in the source the claim's value may be: a source says what it knows,
    and "over 2.3 million" is no "over 3 million"."""


AS_SHIPPED = Tolerance()


def tolerance_of(settings: CheckSettings) -> Tolerance:
    """Give the tolerance that the settings ask for."""
    return Tolerance(
        about=settings.about,
        rounding=settings.rounding,
        above=settings.above,
        source_above=settings.source_above,
    )


@dataclass(frozen=True, kw_only=True)
class Amount:
    """A quantity in the unit in which it is compared."""

    low: float
    high: float
    unit: str | None
    precision: float
    modifier: str


def match_quantity(
    facet: Facet, source: Source, tolerance: Tolerance = AS_SHIPPED
) -> Iterator[Match]:
    """Give where a source states the amount of a facet."""
    quantity = facet.mention.quantity if facet.mention is not None else None
    if quantity is None:
        return
    for mention in source.mentions:
        if mention.quantity is not None:
            found = compare_quantities(quantity, mention.quantity, tolerance)
            if found is not None:
                yield _to_match(quantity, source, mention, *found)
    yield from _same_digits(source, quantity)
    if facet.mention is not None and facet.mention.rule == PART_RULE:
        yield from _same_whole(source, quantity)
    else:
        yield from _same_part(facet, source, quantity)


def compare_quantities(
    claim: Quantity, evidence: Quantity, tolerance: Tolerance = AS_SHIPPED
) -> tuple[FacetStatus, str] | None:
    """Give status and rule where two amounts agree; None where they do not."""
    pair = to_same_unit(claim, evidence)
    if pair is None:
        return None
    one, other = pair
    is_counted = "count" in {claim.dimension, evidence.dimension} and one.unit != "percent"
    if is_at_bound(one, other) and not (is_counted and not is_same_noun(claim, evidence)):
        return "compatible", AT_BOUND
    if _is_equal(one.low, other.low) and _is_equal(one.high, other.high):
        if is_counted and not is_same_noun(claim, evidence):
            return "compatible", "same_number"
        return "found", "same_value"
    if is_counted and not is_same_noun(claim, evidence):
        return None
    return agree_by_rounding(one, other, tolerance)


def is_at_bound(one: Amount, other: Amount) -> bool:
    """Say whether an exact amount is the very bound that the claim is above or below.

    "Over 79 %" is not 79 %; of round amounts ("over 100,000 copies") nobody can tell.
    """
    is_exact = other.modifier == "=" and (other.low < EXACT_BELOW or other.low % 10 > 0)
    return one.modifier in {"<", ">"} and is_exact and _is_equal(one.low, other.low)


def is_same_noun(claim: Quantity, evidence: Quantity) -> bool:
    """Say whether two counts are of the same noun, or share words for what is counted."""
    one, other = _head(claim.unit), _head(evidence.unit)
    if one and other:
        return is_same_count(one, other)
    words = [set(words_of(f"{q.unit or ''} {q.measured or ''}")) for q in (claim, evidence)]
    return bool(words[0] & words[1])


def is_same_count(one: str, other: str) -> bool:
    """Say whether two nouns count the same: "85 movies" are 85 films."""
    if one == other or is_variant(one, other):
        return True
    return any(
        one in group and other in group for group in load_lexicon("check")["counted"]["same"]
    )


def _head(unit: str | None) -> str | None:
    words = words_of(unit or "")
    return words[-1] if words else None


def agree_by_rounding(
    one: Amount, other: Amount, tolerance: Tolerance
) -> tuple[FacetStatus, str] | None:
    """Give status and rule where amounts of one unit agree but are not the same."""
    if (
        one.modifier in {">", ">="}
        and other.low >= one.low
        and other.low <= tolerance.above * one.low
    ):
        return "compatible", "lower_bound_holds"
    if (
        one.modifier in {"<", "<="}
        and other.high <= one.high
        and tolerance.above * other.high >= one.high
    ):
        return "compatible", "upper_bound_holds"
    if _misses_bound(one, other):
        return None
    slack = slack_of(one, tolerance) + ROUNDING * abs(one.high)
    if one.low - slack <= other.low and other.high <= one.high + slack:
        return "compatible", "rounded"
    slack = slack_of(other, tolerance)
    if other.modifier == "~" and other.low - slack <= one.low and one.high <= other.high + slack:
        return "compatible", "source_approximate"
    if other.modifier in {">", ">="} and other.low <= one.low <= tolerance.source_above * other.low:
        return "compatible", "source_lower_bound"
    if one.low != one.high and one.low <= other.low and other.high <= one.high:
        return "compatible", "within_range"
    if other.low != other.high and other.low <= one.low and one.high <= other.high:
        return "compatible", "range_around"
    return None


def slack_of(amount: Amount, tolerance: Tolerance) -> float:
    """Give by how much another value may miss an amount: its rounding, or what "about" allows."""
    about = tolerance.about * abs(amount.high) if amount.modifier == "~" else 0.0
    return max(tolerance.rounding * amount.precision, about)


def _misses_bound(one: Amount, other: Amount) -> bool:
    """Rounding does not save a bound: 365 is not "over 370"."""
    if one.modifier in {">", ">="}:
        return other.high < one.low and other.modifier not in {">", ">="}
    if one.modifier in {"<", "<="}:
        return other.low > one.high and other.modifier not in {"<", "<="}
    return False


def to_same_unit(claim: Quantity, evidence: Quantity) -> tuple[Amount, Amount] | None:
    """Give two quantities as amounts in one unit; None where they measure different things."""
    if claim.unit in PERCENT or evidence.unit in PERCENT:
        return _as_shares(claim, evidence)
    if claim.dimension == "money" or evidence.dimension == "money":
        if claim.dimension != evidence.dimension or claim.unit != evidence.unit:
            return None
        return _plain(claim), _plain(evidence)
    if claim.base_unit is not None or evidence.base_unit is not None:
        if claim.base_unit != evidence.base_unit:
            return None
        return _in_base(claim), _in_base(evidence)
    if claim.dimension != evidence.dimension and "count" not in {
        claim.dimension,
        evidence.dimension,
    }:
        return None
    if _is_share(claim) != _is_share(evidence):
        return None  # "three of ten schools" is no other number than "three schools"
    return _plain(claim), _plain(evidence)


def _is_share(quantity: Quantity) -> bool:
    return 0 < quantity.high < 1


def _as_shares(claim: Quantity, evidence: Quantity) -> tuple[Amount, Amount] | None:
    """Compare percent with percent, or with a fraction below one ("a third")."""
    pair = []
    for quantity in (claim, evidence):
        if quantity.unit in PERCENT:
            pair.append(_plain(quantity))
        elif quantity.base_unit is None and _is_share(quantity):
            scaled = _plain(quantity)
            pair.append(
                Amount(
                    low=100 * scaled.low,
                    high=100 * scaled.high,
                    unit="percent",
                    precision=2.0,
                    modifier="~",
                )
            )
        else:
            return None
    return pair[0], pair[1]


def _plain(quantity: Quantity) -> Amount:
    return Amount(
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        precision=_precision_of(quantity),
        modifier=quantity.modifier,
    )


def _precision_of(quantity: Quantity) -> float:
    """Give the step of the last digit; where a number has none, as a fraction, a share of it."""
    precision = quantity.precision or 0.0
    has_digit = precision <= 0 or math.log10(precision).is_integer()
    return precision if has_digit else min(precision, FRACTION_STEP * abs(quantity.high))


def _in_base(quantity: Quantity) -> Amount:
    low = quantity.low if quantity.base_low is None else quantity.base_low
    high = quantity.high if quantity.base_high is None else quantity.base_high
    scale = abs(high / quantity.high) if quantity.high else 1.0
    return Amount(
        low=low,
        high=high,
        unit=quantity.base_unit,
        precision=_precision_of(quantity) * scale,
        modifier=quantity.modifier,
    )


def _is_equal(one: float, other: float) -> bool:
    return abs(one - other) <= ROUNDING * max(abs(one), abs(other))


def _same_digits(source: Source, quantity: Quantity) -> Iterator[Match]:
    """The bare number where the source has it in another role (a table, an ordinal, a score)."""
    if quantity.low != quantity.high:
        return
    for written in {f"{quantity.low:.0f}", f"{quantity.low:g}"}:
        for start, end in source.find_phrase((written,)):
            yield match_at(
                source,
                (start, end),
                "compatible",
                "same_digits",
                value_claim=write_quantity(quantity),
                value_evidence=source.text[start:end],
            )


def _same_whole(source: Source, quantity: Quantity) -> Iterator[Match]:
    whole = round(1 / quantity.low) if quantity.low else 0
    for mention in source.mentions:
        if mention.quantity is not None and mention.quantity.low == whole:
            yield _to_match(quantity, source, mention, "compatible", "same_whole")


def _same_part(facet: Facet, source: Source, quantity: Quantity) -> Iterator[Match]:
    """The number within a share of the source: "three of the ten schools", "three of ten"."""
    for mention in source.mentions:
        if mention.rule == PART_RULE and set(facet.words[:1]) <= set(words_of(mention.text)):
            yield _to_match(quantity, source, mention, "compatible", "same_part")


def _to_match(
    claim: Quantity, source: Source, mention: Mention, status: FacetStatus, rule: str
) -> Match:
    assert mention.quantity is not None
    return match_at(
        source,
        (mention.start, mention.end),
        status,
        rule,
        value_claim=write_quantity(claim),
        value_evidence=write_quantity(mention.quantity),
    )


def write_quantity(quantity: Quantity) -> str:
    """Write an amount as it was compared: bound, number or range, unit."""
    sign = "" if quantity.modifier == "=" else f"{quantity.modifier} "
    number = _write(quantity.low)
    if quantity.high != quantity.low:
        number += f"-{_write(quantity.high)}"
    return f"{sign}{number} {quantity.unit or ''}".strip()


def _write(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"
