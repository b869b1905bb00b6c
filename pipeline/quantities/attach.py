"""Adds to a written number its sign, its currency or unit, and the rate behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from ..lexicon import load_lexicon
from ..numbers import parse_number
from ..units.registry import Unit
from ..units.spelling import (
    Match,
    match_money_before,
    match_rate,
    match_unit,
    money_named,
    unit_named,
)
from .candidates import Candidate, RuleName

_SIGN = re.compile(
    r"(?:(?<=[(\[:=<>])|(?<!\d\s)(?<=\s)|\A)(?:[-−–]|(?<!plus\sor\s)(?:minus|negative)[ -])\Z",
    re.IGNORECASE,
)
UNIT_SUFFIXES = frozenset({"m", "b", "mm", "t"})


def add_unit(text: str, candidate: Candidate, reached: int) -> Candidate:
    """Add sign, currency or unit, and the rate behind it.

    What stands before ``reached`` belongs to the amount before: "10 $ 30 $".
    """
    candidate = _add_sign(text, candidate)
    money = match_money_before(text, candidate.start)
    if money is not None and money.position >= reached and candidate.form != "fraction":
        return _add_rate(text, _with_money(text, candidate, money))
    named = _money_word_before(text, candidate, reached)
    if named is not None:
        return _add_rate(text, named)
    candidate = _resolve_suffix(text, candidate)
    if candidate.unit is not None:
        return _add_rate(text, candidate)
    stone = _STONE.match(text, candidate.end)
    if stone is not None:
        return replace(candidate, rule="number_unit", end=stone.end(), unit=unit_named("stone"))
    scaled = _scaled_code(text, candidate)
    if scaled is not None:
        return scaled
    part = _PART_OF_A.match(text, candidate.end) if candidate.form == "fraction" else None
    found = match_unit(text, part.end() if part else candidate.end)
    return _add_rate(text, with_unit(candidate, found))


_STONE = re.compile(r"[ ]?st(?=[ ]?\d{1,2}[ ]?lbs?\b)")
"""Stones and pounds: "21st 7lb", "9 st 4 lb"."""
_PART_OF_A = re.compile(r"[ ](?:of[ ])?an?(?=[ ])")
"""What stands between a fraction and its unit: "half a mile", "a quarter of a point"."""


def _add_sign(text: str, candidate: Candidate) -> Candidate:
    if candidate.form == "vague":
        return candidate
    sign = _SIGN.search(text, max(0, candidate.start - 10), candidate.start)
    if sign is None:
        return candidate
    return replace(
        candidate,
        start=sign.start(),
        low=-candidate.high,
        high=-candidate.low,
        plain=-candidate.plain,
    )


def _with_money(text: str, candidate: Candidate, money: Match) -> Candidate:
    unit, end = money.unit, candidate.end
    behind = _BEHIND_MONEY.match(text, end)
    if behind is not None:
        named = load_lexicon("units")["currency_signs"]["after_amount"].get(behind["word"])
        unit_behind = Unit(named, "money") if named else money_named(behind["word"])
        if unit_behind is not None and (unit.inferred or unit_behind.name == unit.name):
            unit = unit if unit_behind.inferred else unit_behind
            end = behind.end()
    sign = _SIGN.search(text, max(0, money.position - 10), money.position)
    start = sign.start() if sign else money.position
    is_minus = sign is not None or text[money.position : candidate.start].strip()[-1:] in {"-", "−"}
    low, high = (-candidate.high, -candidate.low) if is_minus else (candidate.low, candidate.high)
    return replace(candidate, rule="money", start=start, end=end, unit=unit, low=low, high=high)


def _money_word_before(text: str, candidate: Candidate, reached: int) -> Candidate | None:
    """Read "rupees 500 crore", "dollar 22.5 million", "MSEK 60": an amount, no count or year."""
    found = _WORD_BEFORE.search(text, max(reached, candidate.start - 12), candidate.start)
    if found is None or candidate.form != "digits" or match_unit(text, candidate.end) is not None:
        return None
    unit = money_named(found["code"] or found["word"].lower())
    words = load_lexicon("units")["currency_signs"]["before_amount"]
    if unit is None or (found["word"] and found["word"].lower() not in words):
        return None
    written = text[candidate.number_start : candidate.number_end]
    if found["word"] and not _LARGE.search(written):
        return None
    scale = parse_number(f"1{found['letter']}", suffixes=True) if found["letter"] else None
    return _times(
        replace(candidate, rule="money", start=found.start(), unit=unit),
        scale.value if scale else 1.0,
    )


_WORD_BEFORE = re.compile(
    r"(?<![^\W_])(?:(?P<letter>[MKB])(?P<code>[A-Z]{3})|(?P<word>[^\W\d_]{3,9}))[ ]\Z"
)
_LARGE = re.compile(r"[.,]\d|[^\W\d_]")
"""An amount behind the name of a currency has a separator or a scale: "sen 100,000"."""


def _times(candidate: Candidate, factor: float) -> Candidate:
    return replace(
        candidate, low=candidate.low * factor, high=candidate.high * factor,
        precision=candidate.precision * factor,
    )  # fmt: skip


def _scaled_code(text: str, candidate: Candidate) -> Candidate | None:
    """Read "30 MUSD" and "75 USD million"."""
    found = _SCALED_CODE.match(text, candidate.end)
    unit = money_named(found["code"] or found["named"]) if found else None
    if found is None or unit is None:
        return None
    scale = parse_number(f"1{found['letter']}", suffixes=True) if found["letter"] else None
    scale = scale or parse_number(found["scale"] or "1")
    return _times(
        replace(candidate, rule="money", end=found.end(), unit=unit), scale.value if scale else 1.0
    )


_SCALED_CODE = re.compile(
    r"[ \u00a0]?(?:(?P<letter>[MKB]|mn|bn)(?P<code>[A-Z]{3})(?![^\W_])"
    r"|(?P<named>[A-Z]{3}|dollars|euros|pounds)[ ](?P<scale>thousand|million|billion|trillion)\b)"
)
_BEHIND_MONEY = re.compile(r"[ \u00a0]?(?P<word>U\.S\.|[^\W\d_]{2,10})(?![\w-])")


def _resolve_suffix(text: str, candidate: Candidate) -> Candidate:
    """Decide whether "m" behind digits is million or metre, "b" billion or nothing known."""
    letters = candidate.suffix
    if letters.lower() not in UNIT_SUFFIXES or letters in {"M", "B", "MM"}:
        return candidate
    is_counted = match_unit(text, candidate.end) or _COUNTED.match(text, candidate.end)
    if is_counted and letters != "mm":
        return candidate
    bare = candidate.number_end - len(letters)
    unit = match_unit(text, bare)
    if unit is None or candidate.number_end - candidate.number_start == len(letters):
        return candidate
    value = candidate.plain
    exact = parse_number(text[candidate.number_start : bare])
    precision = exact.precision if exact else 1.0
    return replace(
        candidate, rule="number_unit", low=value, high=value, precision=precision,
        number_end=bare, end=unit.position, unit=unit.unit, suffix="",
    )  # fmt: skip


_COUNTED = re.compile(
    r"[ ](?:of[ ](?:its|the|their|his|her|our|those|these|all)\b|people\b|[^\W\d_]{3,}(?<!s)s\b)"
)
"""What stands behind "35m" where the letter means million: "of its phones", "people", "users"."""


def with_unit(candidate: Candidate, found: Match | None) -> Candidate:
    """Give a candidate the unit that stands behind it, if one does."""
    if found is None:
        return candidate
    rule = _RULE_BY_DIMENSION.get(found.unit.dimension, "number_unit")
    rule = candidate.rule if candidate.form == "vague" else rule
    return replace(candidate, rule=rule, end=found.position, unit=found.unit)


_RULE_BY_DIMENSION: Mapping[str, RuleName] = {"money": "money", "ratio": "percent"}


def _add_rate(text: str, candidate: Candidate) -> Candidate:
    if candidate.unit is None:
        return candidate
    rate = match_rate(text, candidate.end, candidate.unit)
    if rate is None:
        return candidate
    return replace(candidate, rule="rate", end=rate.position, unit=rate.unit)
