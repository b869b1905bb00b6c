"""Reads the parts of a date from the words that a rule's groups hold."""

from __future__ import annotations

import re

from ..numbers import parse_number
from .meanings import Step
from .vocabulary import Vocabulary

PIVOT = 30
"""A year of two digits below it lies in 20xx, from it on in 19xx: news looks back."""


def read_day(text: str | None, words: Vocabulary) -> int | None:
    """Read "1", "1st" or "first" as a day of the month."""
    if not text:
        return None
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits.group())
    key = re.sub(r"[\s‐‑-]+", "-", text)
    day: int | None = words.lexicon["ordinals"].get(key)
    if day is None:
        number = parse_number(key)
        return int(number.value) if number else None
    return day


def read_year(text: str | None) -> int | None:
    """Read "1948", "'82" or "nineteen eighty-two" as a year."""
    if not text:
        return None
    digits = re.search(r"\d+", text.replace(",", ""))  # "3,800 BC"
    if digits is None:
        return _read_spoken_year(text)
    year = int(digits.group())
    if re.search(r"b\.?c", text):
        return -year
    if len(digits.group()) > 2 or re.search(r"a\.?d|c\.?e", text):
        return year
    return year + (2000 if year < PIVOT else 1900)


def _read_spoken_year(text: str) -> int | None:
    """Read a year as it is said.

    >>> _read_spoken_year("nineteen ninety-six"), _read_spoken_year("two thousand and five")
    (1996, 2005)
    """
    text = " ".join(text.split())
    if text.startswith("two thousand"):
        number = parse_number(text)
        return int(number.value) if number else None
    century, _, rest = re.sub(r"[‐‑-]", " ", text).partition(" ")
    rest = rest.removeprefix("hundred ").removeprefix("and ").removeprefix("oh ")
    high, low = parse_number(century), parse_number(rest)
    if high is None or low is None or low.value >= 100:
        return None
    return int(high.value) * 100 + int(low.value)


def read_month(text: str | None, words: Vocabulary) -> int | None:
    """Read a month's name."""
    return int(words.look_up("months", text)) if text else None


def read_weekday(text: str | None, words: Vocabulary) -> int | None:
    """Read a weekday's name: Monday is 1."""
    return int(words.look_up("weekdays", text)) if text else None


def read_step(turn: str, unit: str, words: Vocabulary) -> Step:
    """Read "last year" or "that year" as a step from its anchor."""
    key = " ".join(turn.split())
    turns = words.lexicon["turns"]
    if key in turns:
        return Step(unit=words.unit(unit), count=turns[key])
    return Step(unit=words.unit(unit), count=words.lexicon["follow_turns"][key], lean="mention")


def read_within(turn: str | None, unit: str, words: Vocabulary) -> Step | None:
    """Read "next" as the step to the month or year that a date lies in; "the" is the topic's."""
    if turn is None:
        return None
    turn = turn if turn == "the" else " ".join(turn.split()).removeprefix("the ")
    return Step(unit=unit, count=0, lean="topic") if turn == "the" else read_step(turn, unit, words)


def read_count(text: str | None, words: Vocabulary) -> float | None:
    """Read a count, None for a vague one."""
    return words.number(text) if text else 1.0
