"""Reads the cues around a number: about, at least, up to; rose, fell, cut by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple, cast

from ..lexicon import load_lexicon
from ..records import Direction, Modifier

WINDOW = 44
"""Characters before a number that may hold its cues: the longest cue has 31."""


CLAUSE = 120
"""Characters before a number in which the verb of change is looked for."""


class Cue(NamedTuple):
    """What a cue says and where it starts (before a number) or ends (behind it)."""

    modifier: Modifier
    position: int


def modifier_before(text: str, start: int) -> Cue | None:
    """Read the bound or approximation that stands right before ``start``."""
    window_start = max(0, start - WINDOW)
    window = text[window_start:start]
    last = window.rstrip(" -(\n").rpartition(" ")[2].lower()
    if last.isalpha() and last not in _last_words():
        return None
    found = _before().search(window)
    if found is None:
        return None
    cue = re.sub(r"\s+", " ", found["cue"].lower())
    return Cue(_modifiers("before")[cue], window_start + found.start("cue"))


def modifier_behind(text: str, end: int) -> Cue | None:
    """Read the bound or approximation that stands right behind ``end``: "or more", "plus"."""
    found = _behind().match(text, end)
    if found is None:
        return None
    return Cue(_modifiers("behind")[found["cue"].lower()], found.end())


def direction_before(text: str, start: int) -> Direction:
    """Read the verb of change that governs the number at ``start``; a level has none."""
    window = text[max(0, start - CLAUSE) : start]
    clause = re.split(r"[.;:()“”\"]\s|\s[-–—]\s|,\s", window)[-1]
    words = re.findall(r"[^\W\d_]+", clause.lower())
    by = False
    for i, word in list(enumerate(words))[: -MAX_STEPS - 1 : -1]:
        direction = _directions().get(word)
        if direction is not None:
            return "none" if i and _is_phrase(words[i - 1], word) else direction
        by = by or word == "by"
        if word in _levels() or not (by or word in _between()):
            return "none"
    return "none"


def _is_phrase(before: str, word: str) -> bool:
    """Say whether a word of change belongs to the one before it: "make up", "the lower"."""
    directions = load_lexicon("quantities")["directions"]
    return word in directions["weak"] and before in directions["before_weak"]


MAX_STEPS = 8
"""Words between a verb of change and "by 5 %"."""


def direction_behind(text: str, end: int) -> Direction:
    """Read "higher" or "lower" right behind a quantity."""
    words = load_lexicon("quantities")["directions"]
    found = re.compile(r"[ ](?P<word>\w+)").match(text, end)
    word = found["word"].lower() if found else ""
    if word in words["behind_up"]:
        return "up"
    return "down" if word in words["behind_down"] else "none"


@cache
def _modifiers(place: str) -> Mapping[str, Modifier]:
    table: Mapping[str, list[str]] = load_lexicon("quantities")["modifiers"][place]
    return {cue: cast("Modifier", sign) for sign, cues in table.items() for cue in cues}


@cache
def _last_words() -> frozenset[str]:
    """Give the words that can stand right before a number after a cue: most others are none."""
    return OPENERS | {cue.split()[-1] for cue in _modifiers("before")}


OPENERS = frozenset({"a", "an", "by", "even", "just", "only", "still"})
"""Words that may stand between a cue and its number: "at least a million"."""


@cache
def _before() -> re.Pattern[str]:
    cues = sorted(_modifiers("before"), key=lambda cue: (-len(cue), cue))
    written = "|".join(re.escape(cue).replace(r"\ ", r"\s+") for cue in cues)
    opener = rf"(?:(?:{'|'.join(sorted(OPENERS))})\s+)?"
    return re.compile(rf"(?<![^\W_])(?P<cue>{written})[\s-]*{opener}[(]?\Z", re.IGNORECASE)


@cache
def _behind() -> re.Pattern[str]:
    cues = sorted(_modifiers("behind"), key=lambda cue: (-len(cue), cue))
    written = "|".join(re.escape(cue).replace(r"\ ", r"\s+") for cue in cues)
    return re.compile(rf"\s?(?P<cue>{written})(?![^\W_]|[+-])", re.IGNORECASE)


@cache
def _directions() -> Mapping[str, Direction]:
    words = load_lexicon("quantities")["directions"]
    up: dict[str, Direction] = dict.fromkeys(words["up"], "up")
    return {**up, **dict.fromkeys(words["down"], "down")}


@cache
def _between() -> frozenset[str]:
    return frozenset(load_lexicon("quantities")["directions"]["between"])


@cache
def _levels() -> frozenset[str]:
    return frozenset(load_lexicon("quantities")["directions"]["levels"])
