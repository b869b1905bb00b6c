"""Finds written numbers and the unit or currency that belongs to each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from ..lexicon import load_lexicon
from ..numbers import Number, load_words, number_pattern, parse_number
from .candidates import Candidate, Form, RuleName
from .registry import Unit
from .units import Match, match_money_before, match_rate, match_unit, money_named

_SUFFIX = re.compile(r"(?<=[\d½¼¾⅓⅔])(?P<letters>[^\W\d_]+)\Z")
_GLUED = re.compile(r"[^\W_]")
_SIGN = re.compile(r"(?:(?<=[\s(\[:=])|\A)(?:[-−–]|(?:minus|negative)[ -])\Z", re.IGNORECASE)
UNIT_SUFFIXES = frozenset({"m", "b", "mm", "t"})


def find_amounts(text: str) -> Iterator[Candidate]:
    """Find every written number with its unit, left to right; what is none is dropped later."""
    reached = 0
    for found in _pattern().finditer(text):
        if found.start() < reached:
            continue
        for candidate in _read_all(text, found):
            if candidate.start >= reached:
                reached = candidate.end
                yield candidate


def _read_all(text: str, found: re.Match[str]) -> Iterator[Candidate]:
    """Read one written number, or the two that an "and" joins: "between five and six"."""
    if found["vague"]:
        yield _read_vague(text, found)
    elif found["fold"]:
        yield _read_fold(found)
    elif parse_number(found["number"], suffixes=True) is not None:
        yield _add_unit(text, _read_number(found["number"], found.start()))
    else:
        first, link, second = found["number"].partition(" and ")
        if link and parse_number(first) is not None and parse_number(second) is not None:
            yield _add_unit(text, _read_number(first, found.start()))
            yield _add_unit(text, _read_number(second, found.end() - len(second)))


@cache
def _pattern() -> re.Pattern[str]:
    orders = "|".join(load_lexicon("quantities")["vague"]["orders"])
    folds = "|".join(load_lexicon("quantities")["times"]["folds"])
    return re.compile(
        rf"""
        \b (?P<vague> (?: (?: {orders} ) \s of \s )? (?! (?: scores | tens ) \b (?! \s of \b ) )
              (?: {orders} ) ) \b
      | \b (?P<fold> (?: {folds} ) ) \b
      | (?P<number> {number_pattern()} )
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def _read_vague(text: str, found: re.Match[str]) -> Candidate:
    """Read "dozens", "tens of thousands": from one to ten of the order named."""
    orders: Mapping[str, float] = load_lexicon("quantities")["vague"]["orders"]
    low = 1.0
    for word in re.split(r"\s+of\s+", found["vague"].lower()):
        low *= orders[word]
    start, end = found.span("vague")
    base = Candidate(
        rule="vague_plural", start=start, end=end, number_start=start, number_end=end,
        low=low, high=low * 10, precision=low, form="vague",
    )  # fmt: skip
    of = re.compile(r"\s+of\b").match(text, end)
    return _with_unit(base, match_unit(text, of.end() if of else end))


def _read_fold(found: re.Match[str]) -> Candidate:
    """Read "sixfold"."""
    value = float(load_lexicon("quantities")["times"]["folds"][found["fold"].lower()])
    start, end = found.span()
    return Candidate(
        rule="multiple", start=start, end=end, number_start=start, number_end=end,
        low=value, high=value, precision=1.0, form="words", unit=Unit("count", "count"),
    )  # fmt: skip


def _read_number(written: str, start: int) -> Candidate:
    number = parse_number(written, suffixes=True) or Number(0.0, 1.0)
    suffix = _SUFFIX.search(written)
    letters = suffix["letters"] if suffix else ""
    plain = parse_number(written[: len(written) - len(letters)]) if letters else number
    end = start + len(written)
    return Candidate(
        rule="number", start=start, end=end, number_start=start, number_end=end,
        low=number.value, high=number.value, precision=number.precision,
        form=_form(written), suffix=letters, plain=plain.value if plain else number.value,
    )  # fmt: skip


def _form(written: str) -> Form:
    if "/" in written or any(glyph in written for glyph in load_words()["characters"]):
        return "fraction" if not re.match(r"\d+[ -]", written) else "digits"
    if not written[0].isdigit() and written[0] != ".":
        words = load_words()
        parts = re.split(r"[\s-]+", written.lower())
        names = {*words["fractions"], *(f"{word}s" for word in words["fractions"])}
        return (
            "fraction" if parts[-1] in names and len(parts) < 4 and "and" not in parts else "words"
        )
    return "digits"


def _add_unit(text: str, candidate: Candidate) -> Candidate:
    """Add sign, currency or unit, and the rate behind it."""
    candidate = _add_sign(text, candidate)
    money = match_money_before(text, candidate.start)
    if money is not None and candidate.form != "fraction":
        return _add_rate(text, _with_money(text, candidate, money))
    candidate = _resolve_suffix(text, candidate)
    if candidate.unit is not None:
        return _add_rate(text, candidate)
    scaled = _scaled_code(text, candidate)
    if scaled is not None:
        return scaled
    part = _PART_OF_A.match(text, candidate.end) if candidate.form == "fraction" else None
    found = match_unit(text, part.end() if part else candidate.end)
    return _add_rate(text, _with_unit(candidate, found))


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
        named = load_lexicon("quantities")["currency_signs"]["after_amount"].get(behind["word"])
        unit_behind = Unit(named, "money") if named else money_named(behind["word"])
        if unit_behind is not None and (unit.inferred or unit_behind.name == unit.name):
            unit = unit if unit_behind.inferred else unit_behind
            end = behind.end()
    sign = _SIGN.search(text, max(0, money.position - 10), money.position)
    start = sign.start() if sign else money.position
    is_minus = sign is not None or text[money.position : candidate.start].strip()[-1:] in {"-", "−"}
    low, high = (-candidate.high, -candidate.low) if is_minus else (candidate.low, candidate.high)
    return replace(candidate, rule="money", start=start, end=end, unit=unit, low=low, high=high)


def _scaled_code(text: str, candidate: Candidate) -> Candidate | None:
    """Read "30 MUSD" and "75 USD million"."""
    found = _SCALED_CODE.match(text, candidate.end)
    unit = money_named(found["code"] or found["named"]) if found else None
    if found is None or unit is None:
        return None
    scale = parse_number(f"1{found['letter']}", suffixes=True) if found["letter"] else None
    scale = scale or parse_number(found["scale"] or "1")
    factor = scale.value if scale else 1.0
    return replace(
        candidate, rule="money", end=found.end(), unit=unit, low=candidate.low * factor,
        high=candidate.high * factor, precision=candidate.precision * factor,
    )  # fmt: skip


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


def _with_unit(candidate: Candidate, found: Match | None) -> Candidate:
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
