"""Says in a line or two what a mark means: its value, what that leans on, the rule behind it."""

from __future__ import annotations

from collections.abc import Iterator

from ..interval import tell_interval, tell_time
from ..records import Article, Attribution, Claim, DateValue, Mention, Quantity
from .spans import NumberedClaim

MODIFIERS = {"=": "", "~": "about ", "<": "less than ", ">": "more than ", "<=": "at most ",
             ">=": "at least "}  # fmt: skip


def describe_origins(article: Article) -> str:
    """Say where what is known of an article was found: "title, byline from json-ld"."""
    names: dict[str, list[str]] = {}
    for name, where in article.metadata_from.items():
        names.setdefault(where, []).append(name)
    return "; ".join(f"{', '.join(found)} from {where}" for where, found in names.items())


def describe_mention(mention: Mention) -> str:
    """Describe a mention: "date: 2020-Q1 (2020-01 to 2020-03); rule quarter"."""
    parts = [f"{mention.kind}: {value_of(mention)}", *_inferred(mention)]
    rules = [rule for rule in (mention.rule, mention.entity_rule) if rule]
    return "; ".join([*parts, f"rule {', '.join(rules)}" if rules else "no rule"])


def value_of(mention: Mention) -> str:
    """Give the normalised value of a mention, or say that it has none."""
    if mention.date is not None:
        return _date_value(mention.date)
    if mention.quantity is not None:
        return _quantity_value(mention.quantity)
    parts = [mention.entity or "no value", mention.role, *_where(mention)]
    return ", ".join(part for part in parts if part)


def describe_claim(one: NumberedClaim) -> str:
    """Describe a claim: its number, priority, speaker, certainty and time."""
    rule = f"rule {one.claim.rule}" if one.claim.rule else "no rule"
    head = f"claim {one.number}: priority {one.claim.priority:.2f}"
    return "; ".join([head, *facts_of(one), rule])


def facts_of(one: NumberedClaim) -> Iterator[str]:
    """Give what is known of a claim besides its words."""
    claim = one.claim
    if one.same_as is not None:
        yield f"the same as claim {one.same_as}"
    if claim.speaker:
        yield f"said by {claim.speaker}"
    if claim.certainty != "asserted":
        cue = f" ({claim.certainty_cue})" if claim.certainty_cue else ""
        yield f"{claim.certainty}{cue}"
    if claim.negated:
        yield f"denied ({claim.negation_cue})" if claim.negation_cue else "denied"
    if claim.period_start or claim.period_end:
        yield tell_time(claim.period_start, claim.period_end)
    left_open = [f"{words} ({why})" for words, why in claim.ambiguous if not _is_told(claim, why)]
    if left_open:
        yield f"leaves open: {', '.join(left_open)}"


def _is_told(claim: Claim, why: str) -> bool:
    """Say whether what a word leaves open is told beside the claim: "I" where somebody says it."""
    return why == "the speaker" and claim.speaker is not None


def reasons_of(claim: Claim) -> str:
    """Give the reasons of the priority as words: "quantity, dated, less: vague"."""
    raising = [reason for reason in claim.reasons if not reason.startswith("-")]
    lowering = [reason[1:] for reason in claim.reasons if reason.startswith("-")]
    parts = [", ".join(raising)] if raising else []
    parts += [f"less: {', '.join(lowering)}"] if lowering else []
    return "; ".join(parts).replace("_", " ")


def describe_attribution(role: str, attribution: Attribution) -> str:
    """Describe an attribution at one of its parts: "source: World Bank; rule verb_clause"."""
    who = attribution.source_entity or attribution.source or "nobody named"
    document = [part for part in (attribution.source_title, attribution.source_date) if part]
    parts = [", ".join([who, *document]), attribution.kind, f"rule {attribution.rule}"]
    return f"{role}: {'; '.join(parts)}"


def _where(mention: Mention) -> Iterator[str]:
    """Give the country and region of a place, as far as they are more than its name."""
    place = mention.place
    if place is not None:
        parts = (place.admin, place.country)
        yield from (part for part in parts if part and part != mention.entity)


def _date_value(value: DateValue) -> str:
    if value.value is None:
        return "no value"
    parts = [value.value]
    told = tell_interval(value.start_date, value.end_date)
    if value.start_date is not None and told.replace(" to ", "/") != value.value:
        parts.append(f"({told})")
    if value.modifier:
        parts.append(value.modifier.lower())
    return " ".join(parts)


def _quantity_value(value: Quantity) -> str:
    unit = f" {value.unit}" if value.unit else ""
    parts = [f"{MODIFIERS[value.modifier]}{_amount(value.low, value.high)}{unit}"]
    if value.base_unit and value.base_unit != value.unit and value.base_low is not None:
        high = value.base_low if value.base_high is None else value.base_high
        parts.append(f"({_amount(value.base_low, high)} {value.base_unit})")
    if value.direction != "none":
        parts.append(value.direction)
    if value.measured:
        parts.append(f"of {value.measured}")
    return " ".join(parts)


def _amount(low: float, high: float) -> str:
    return _number(low) if low == high else f"{_number(low)} to {_number(high)}"


def _number(value: float) -> str:
    return f"{value:,.12g}"


def _inferred(mention: Mention) -> Iterator[str]:
    if mention.date is not None and mention.date.anchor:
        yield f"leans on {mention.date.anchor}"
    if mention.quantity is not None and mention.quantity.inferred:
        yield f"inferred: {', '.join(mention.quantity.inferred)}"
