"""The quantities of a claim: what each measures, and the amount that it is compared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spacy.tokens import Span

from ..records import Quantity
from .found import Range
from .reading import Reading

Amount = tuple[Span, Quantity]

FARTHEST = 25
"""Tokens between two amounts of which one is the base of the other ("5 %, up from 3 % in May")."""


def read_amounts(
    reading: Reading, amounts: Sequence[Amount], bases: Mapping[int, int]
) -> list[dict[str, Any]]:
    """Give the quantities of a claim in the order of the text, each with its base if it has one."""
    rows = []
    for number, (span, quantity) in enumerate(amounts):
        row = _to_row(reading, span, quantity)
        row |= _both_ends(reading, span, row)
        if number in bases:
            row["base"] = _to_row(reading, *amounts[bases[number]])
        if number not in bases.values():
            rows.append(row)
    return rows


def _both_ends(reading: Reading, span: Span, row: dict[str, Any]) -> dict[str, Any]:
    """Read "fell [from 5 to 3 percent]": a range to the quantities stage, here a change."""
    first, _, last = row["text"].partition(" to ")
    if row["low"] == row["high"] or not last or reading.tree.words[span.start - 1] != "from":
        return {}
    start, _ = reading.sentence_at(span.start)
    before = {reading.lemmas[i] for i in range(max(start, span.start - FARTHEST), span.start)}
    falls, rises = (bool(before & reading.words[f"amounts.{way}"]) for way in ("falling", "rising"))
    if falls == rises:
        return {}
    now, then = (row["low"], row["high"]) if falls else (row["high"], row["low"])
    split = row["at"][0] + len(first)
    base = {**row, "text": first, "at": [row["at"][0], split], "low": then, "high": then}
    at = [split + len(" to "), row["at"][1]]
    return {"text": last, "at": at, "low": now, "high": now, "base": base}


def find_bases(reading: Reading, amounts: Sequence[Amount]) -> dict[int, int]:
    """Give for each amount the number of the one that it is compared with.

    "Rose to 5 % from 3 %", "fell from 5 % to 3 %", "5 %, up from 3 %", "5 % compared with 3 %".
    """
    found: dict[int, int] = {}
    if len(amounts) == 1:
        return found
    for base, (span, _) in enumerate(amounts):
        if not _is_base(reading, span, amounts, base):
            continue
        partner = _partner(reading, amounts, base)
        if partner is not None and partner not in found and partner not in found.values():
            found[partner] = base
    return found


def _is_base(reading: Reading, span: Span, amounts: Sequence[Amount], base: int) -> bool:
    before = _words_before(reading, span)
    words = reading.words
    if before[-1:] == ("from",):
        directed = bool(set(before) & words["amounts.directions"])
        followed = base + 1 < len(amounts) and _leads_to(reading, amounts[base + 1][0])
        preceded = base > 0 and _leads_to(reading, amounts[base - 1][0])
        return directed or ((followed or preceded) and _changes(reading, span))
    if before[-2:] in {("compared", "to"), ("compared", "with")}:
        return True
    return bool(before) and before[-1] in words["amounts.against"]


def _words_before(reading: Reading, span: Span) -> tuple[str, ...]:
    """Give the four words before an amount, without "about", "the" and the like."""
    light = reading.words["amounts.light"]
    first, end = max(span.start - 6, 0), span.start
    start = next((i for i in range(end, first, -1) if span.doc[i].is_sent_start), first)
    words = [word for word in reading.tree.words[start:end] if word not in light]
    return tuple(words[-4:])


def _leads_to(reading: Reading, span: Span) -> bool:
    return _words_before(reading, span)[-1:] in {("to",), ("at",)}


def _changes(reading: Reading, span: Span) -> bool:
    changes = reading.words["priority.changes"] | reading.words["amounts.verbs"]
    start, end = reading.sentence_at(span.start)
    near = range(max(start, span.start - FARTHEST), min(end, span.end + FARTHEST))
    return any(reading.lemmas[i] in changes for i in near)


def _partner(reading: Reading, amounts: Sequence[Amount], base: int) -> int | None:
    """Give the amount that a base belongs to: of its kind, led in by "to", else the one before."""
    span, quantity = amounts[base]
    alike = [
        number
        for number, (other, value) in enumerate(amounts)
        if number != base and _same_kind(quantity, value)
        if abs(other.start - span.start) <= FARTHEST
    ]
    led = [number for number in alike if _leads_to(reading, amounts[number][0])]
    before = [number for number in alike if number < base]
    nearest = sorted(led, key=lambda number: abs(number - base)) or before[-1:]
    return nearest[0] if nearest else None


def _same_kind(one: Quantity, other: Quantity) -> bool:
    if one.unit is None or other.unit is None:
        return one.unit == other.unit
    return one.unit == other.unit or (
        one.dimension == other.dimension and one.dimension not in {None, "count"}
    )


def is_base_date(date: Range, amounts: Sequence[Amount], bases: Mapping[int, int]) -> bool:
    """Say whether a date tells when an amount was so that another is compared with."""
    for base in bases.values():
        span = amounts[base][0]
        following = amounts[base + 1][0].start if base + 1 < len(amounts) else span.sent.end
        if span.end <= date[0] <= min(span.end + 3, following):
            return True
    return False


def _to_row(reading: Reading, span: Span, quantity: Quantity) -> dict[str, Any]:
    exact = span._.offsets or (span.start_char, span.end_char)
    return {
        "text": reading.text[exact[0] : exact[1]],
        "at": [int(exact[0]), int(exact[1])],
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "modifier": quantity.modifier,
        "direction": quantity.direction,
        "measured": quantity.measured,
        "base": None,
    }
