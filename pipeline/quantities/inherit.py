"""Gives a bare number the unit of another number of the same thing; such a unit is inferred."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from ..units.registry import Unit
from ..units.spelling import match_rate
from .candidates import Candidate, Candidates
from .reading import Reading
from .rules import is_changed


def inherit_units(reading: Reading, candidates: Candidates) -> Candidates:
    """Give a bare number the unit of its neighbour: "435 homes by open sale and 187 by tender"."""
    found: list[Candidate] = []
    for i, candidate in enumerate(candidates):
        following = candidates[i + 1] if i + 1 < len(candidates) else None
        unit = _inherited(reading, found[-1] if found else None, candidate, following)
        unit = unit or _index_points(reading, found, candidate)
        unit = unit or _unit_of_group(reading, found, candidate)
        unit = unit or _unit_compared(reading, found[-NEAR:], candidate)
        found.append(replace(candidate, unit=unit) if unit else candidate)
    return tuple(found)


NEAR = 4
"""Quantities before a number that are asked for their unit."""


def _index_points(reading: Reading, before: list[Candidate], candidate: Candidate) -> Unit | None:
    """Give the level of an index its points: "0.03% to 1,463.87 points ... 0.1% to 1,333.18"."""
    if candidate.unit is not None or not _TO.search(reading.before(candidate.start)):
        return None
    near = (c for c in before[-NEAR:] if c.unit and c.unit.name == "point")
    point = next((c for c in near if _in_one_sentence(reading, c, candidate)), None)
    return point.unit._replace(inferred=True) if point and point.unit else None


_TO = re.compile(r"\b(?:to|at)\s\Z")


def _inherited(
    reading: Reading, before: Candidate | None, candidate: Candidate, behind: Candidate | None
) -> Unit | None:
    """Give the unit that a bare number shares with a neighbour in its sentence."""
    if candidate.unit is not None or candidate.form == "fraction":
        return None
    if before is not None and before.form == "fraction":
        before = None
    rate = match_rate(reading.text, candidate.end, Unit("", "count"))
    if behind is not None and behind.unit and _in_one_sentence(reading, candidate, behind):
        if _OF_THE.fullmatch(reading.text, candidate.end, behind.start):
            return behind.unit._replace(inferred=True)
        if behind.unit.name == "point" and candidate.low > behind.high:
            return behind.unit._replace(inferred=True)
    if before is None or before.unit is None or not _in_one_sentence(reading, before, candidate):
        return None
    is_compared = _COMPARED.search(reading.text, before.end, candidate.start)
    if not (rate or is_compared or _OF_THEM.match(reading.text, candidate.end)):
        return None
    if before.unit.dimension == "count" and candidate.low != int(candidate.low) * 1.0:
        return before.unit._replace(inferred=True) if before.unit.name == "point" else None
    if before.unit.dimension == "count" and before.rule != "age":
        name = before.unit.name + (rate.unit.name if rate else "")
        return Unit(name, "count", inferred=True)
    both_by = BY.search(reading.before(before.start)) and BY.search(reading.before(candidate.start))
    return before.unit._replace(inferred=True) if both_by else None


_OF_THE = re.compile(
    r"\s(?:out\s)?of\s(?:(?:the|its|their|his|her|my|our|your|these|those)\s(?:[^\W\d_]+\s)?)?[$€£]?",
    re.IGNORECASE,
)


BY = re.compile(r"\bby\s(?:\w+\s){0,3}\Z", re.IGNORECASE)


_OF_THEM = re.compile(r"\s(?:fewer|more|less|of\s(?:them|whom|these|those|which))\b")
_COMPARED = re.compile(
    r"\b(?:and|or|but|while|whilst|compared|against|versus|than|of which|with|(?:up|down) from)\b"
    r"[^()]*\Z",
    re.IGNORECASE,
)
"""What joins two numbers of the same thing: "435 homes by open sale and 187 by tender", "300 cars,
down from 450"."""


def _in_one_sentence(reading: Reading, left: Candidate, right: Candidate) -> bool:
    between = reading.text[left.end : right.start]
    return len(between) < MAX_BETWEEN and not re.search(r"[.!?;]\s|\n", between)


MAX_BETWEEN = 150
"""Characters between two numbers that share a unit; further apart they rarely do."""


def _unit_of_group(
    reading: Reading, before: Sequence[Candidate], candidate: Candidate
) -> Unit | None:
    """Give a part the unit of its group: "Of the 22 accounts, nine were in other names"."""
    group = before[-1] if before else None
    if candidate.unit is not None or group is None or group.unit is None:
        return None
    is_next = reading.text[group.end : candidate.start] == ", "
    if not is_next or not _OPENS_GROUP.search(reading.before(group.start)):
        return None
    is_part = group.unit.dimension == "count" and candidate.high <= group.high
    return group.unit._replace(inferred=True) if is_part else None


_OPENS_GROUP = re.compile(
    r"(?:\A|\n|[.!?]['’”\"]?\s|[“\"]|;\s)Of\s(?:(?:the|its|their|his|her|our|these|those)\s)?\Z"
)


def _unit_compared(
    reading: Reading, before: Sequence[Candidate], candidate: Candidate
) -> Unit | None:
    """Give a number the unit of the one it is compared with: "88 million euros, from 181 million".

    In the next sentence it needs a word of forecasts and an order of magnitude of its own:
    "Analysts had forecast 702 million."
    """
    if candidate.unit is not None or candidate.form == "fraction":
        return None
    other = next((c for c in reversed(before) if _is_comparable(c)), None)
    if other is None or other.unit is None:
        return None
    if not (_is_alike(other, candidate) or _is_reached(reading, other, candidate)):
        return None
    if _in_one_sentence(reading, other, candidate):
        is_same = _is_compared(reading, candidate) or _is_parallel(reading, other, candidate)
    else:
        is_same = _is_forecast(reading, other, candidate)
    return other.unit._replace(inferred=True) if is_same else None


def _is_comparable(candidate: Candidate) -> bool:
    """Say whether a quantity is of a kind that a bare number may repeat."""
    unit = candidate.unit
    if unit is None or unit.dimension in {"ratio", "time", "age"}:
        return False
    is_part = candidate.form == "fraction" or candidate.rule == "multiple"
    return unit.name not in {"count", "cent", "penny"} and not is_part


def _is_alike(other: Candidate, candidate: Candidate) -> bool:
    return 0 < other.high <= ALIKE * candidate.high and candidate.high <= ALIKE * other.high


ALIKE = 10
"""Times by which numbers of the same thing differ at most: "1.05 euros per share from 0.95"."""


def _is_reached(reading: Reading, other: Candidate, candidate: Candidate) -> bool:
    """Say whether a change leads to the number: "cut by 50 million bushels to 1.4 billion"."""
    is_next = _TO_LEVEL.fullmatch(reading.text, other.end, candidate.start) is not None
    return is_next and candidate.high >= other.high and is_changed(reading.text, other)


_TO_LEVEL = re.compile(r"\sto\s(?:(?:about|almost|around|nearly|roughly|some)\s)?")


def _is_compared(reading: Reading, candidate: Candidate) -> bool:
    """Say whether "from", "to" or "compared with" leads to a number that a clause or time ends."""
    leads = _LEADS.search(reading.before(candidate.start, 60)) is not None
    return leads and _ENDS.match(reading.text, candidate.end) is not None


_LEADS = re.compile(
    r"\b(?:from|to|(?:above|against|below|versus|vs\.?|than|(?:compared|compares)\s(?:with|to))"
    r"(?:(?:\s[\w-]+){1,5}\sof)?)\s(?:(?:the|a|an|about|around|almost|nearly|only|just|some|over|under"
    r"|roughly|more|less|than|at|least|record)\s){0,3}\Z",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s?(?:[.;:)\n]|,(?!\d)|\Z)"
    r"|\s(?:an?\s(?:year|month|week|day|quarter)\s(?:ago|before|earlier)|at|by|for|during|in|it|last"
    r"|on|the|this|two|three)\b"
)


def _is_parallel(reading: Reading, other: Candidate, candidate: Candidate) -> bool:
    """Say whether both stand before the same preposition: "£50 for adults and 30 for children"."""
    first, second = (_PREPOSITION.match(reading.text, c.end) for c in (other, candidate))
    if first is None or second is None or first[0] != second[0]:
        return False
    return _AND_OR.search(reading.before(candidate.start)) is not None


_PREPOSITION = re.compile(r"\s(?:at|for|from|in|on|to)\b")
_AND_OR = re.compile(r"\b(?:and|but|or)\s(?:between\s)?\Z")


def _is_forecast(reading: Reading, other: Candidate, candidate: Candidate) -> bool:
    """Say whether the sentence behind the other number's says what was forecast of it."""
    between = reading.text[other.end : candidate.start]
    if len(between) > MAX_BETWEEN or candidate.high < LARGE:
        return False
    _, *behind = _SENTENCE.split(between)
    if len(behind) != 1:
        return False
    [opening] = behind
    return (
        _FORECAST.search(opening) is not None
        and _ENDS.match(reading.text, candidate.end) is not None
    )


LARGE = 1e6
"""From here on a number that is forecast is rather an amount than a count of something unsaid."""
_SENTENCE = re.compile(r"[.!?]['’”\"]?\s")
_FORECAST = re.compile(
    r"\b(?:consensus|estimated?|expected|forecasts?|guidance|predicted|compares\swith)\b",
    re.IGNORECASE,
)
