"""Reads the cues around a number: about, at least, up to; rose, fell, cut by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple, cast

from ..records import Direction, Modifier
from .ends import PhraseEnds, last_word
from .vocabulary import Vocabulary, Words, as_listed

WINDOW = 44
"""Characters before a number that may hold its cues: the longest cue has 31."""


CLAUSE = 120
"""Characters before a number in which the verb of change is looked for."""


class Cue(NamedTuple):
    """What a cue says and where it starts (before a number) or ends (behind it)."""

    modifier: Modifier
    position: int


def modifier_before(text: str, start: int, vocabulary: Vocabulary) -> Cue | None:
    """Read the bound or approximation that stands right before ``start``."""
    window_start = max(0, start - WINDOW)
    window = text[window_start:start]
    found = vocabulary.build(_ends_before).search(window)
    if found is None:
        return None
    cue = as_listed(found["cue"])
    moved = vocabulary.words["modifiers"]["moved"]
    if cue == "up to" and last_word(window[: found.start("cue")]) in moved:
        return None  # "sales went up to 20 million"
    modifier = vocabulary.build(_modifiers_before)[cue]
    return Cue(modifier, window_start + found.start("cue"))


def modifier_behind(text: str, end: int, vocabulary: Vocabulary) -> Cue | None:
    """Read the bound or approximation that stands right behind ``end``: "or more", "plus"."""
    found = vocabulary.build(_make_behind).match(text, end)
    if found is None:
        return None
    return Cue(vocabulary.build(_modifiers_behind)[as_listed(found["cue"])], found.end())


def direction_before(text: str, start: int, vocabulary: Vocabulary) -> Direction:
    """Read the verb of change that governs the number at ``start``; a level has none."""
    window = text[max(0, start - CLAUSE) : start]
    clause = re.split(r"[.;:()“”\"]\s|\s[-–—]\s|,\s", window)[-1]
    words = re.findall(r"[^\W\d_]+", clause.lower())
    directions, between = vocabulary.build(_directions), vocabulary.build(_between)
    by = False
    for i, word in list(enumerate(words))[: -MAX_STEPS - 1 : -1]:
        direction = directions.get(word)
        if direction is not None:
            return _in_phrase(words[i - 1 : i], word, vocabulary.words["directions"]) or direction
        by = by or word == "by"
        if word in vocabulary.build(_levels) or not (by or word in between):
            return "none"
    return "none"


def _in_phrase(before: list[str], word: str, directions: Words) -> Direction | None:
    """Give what a word of change says with the one before it: "make up", "the lower", "gave up"."""
    if word == "up" and before and before[0] in directions["given_up"]:
        return "down"
    is_phrase = before and before[0] in directions["before_weak"] and word in directions["weak"]
    return "none" if is_phrase else None


MAX_STEPS = 8
"""Words between a verb of change and "by 5 %"."""


def direction_behind(text: str, end: int, vocabulary: Vocabulary) -> Direction:
    """Read "higher" or "lower" right behind a quantity."""
    words = vocabulary.words["directions"]
    found = re.compile(r"[ ](?P<word>\w+)").match(text, end)
    word = found["word"].lower() if found else ""
    if word in words["behind_up"]:
        return "up"
    return "down" if word in words["behind_down"] else "none"


def _modifiers_before(words: Words) -> Mapping[str, Modifier]:
    return _modifier_by_cue(words["modifiers"]["before"])


def _modifiers_behind(words: Words) -> Mapping[str, Modifier]:
    return _modifier_by_cue(words["modifiers"]["behind"])


def _modifier_by_cue(table: Mapping[str, list[str]]) -> Mapping[str, Modifier]:
    return {cue: cast("Modifier", sign) for sign, cues in table.items() for cue in cues}


def _ends_before(words: Words) -> PhraseEnds:
    return PhraseEnds(frozenset(_modifiers_before(words)), _compile_before, openers=OPENERS)


OPENERS = frozenset({"a", "an", "by", "even", "just", "only", "still"})
"""Words that may stand between a cue and its number: "at least a million"."""


def _compile_before(cues: Iterable[str]) -> re.Pattern[str]:
    written = _alternatives(cues)
    opener = rf"(?:(?:{'|'.join(sorted(OPENERS))})\s+)?"
    return re.compile(rf"(?<![^\W_])(?P<cue>{written})[\s-]*{opener}[(]?\Z", re.IGNORECASE)


BLANKS = r"[^\S\n]{0,2}\n?[^\S\n]{0,2}"
"""Between a number and the cue behind it: over the end of a line, but of no paragraph."""


def _make_behind(words: Words) -> re.Pattern[str]:
    written = _alternatives(_modifiers_behind(words))
    sums = "|".join(words["modifiers"]["sums"])
    added = rf"(?<=plus)\s+(?:(?:{sums})\b|[$€£\d])"
    return re.compile(rf"{BLANKS}(?P<cue>{written})(?![^\W_]|[+-]|{added})", re.IGNORECASE)


def _alternatives(cues: Iterable[str]) -> str:
    ordered = sorted(cues, key=lambda cue: (-len(cue), cue))
    return "|".join(re.escape(cue).replace(r"\ ", r"\s+") for cue in ordered)


def _directions(words: Words) -> Mapping[str, Direction]:
    up: dict[str, Direction] = dict.fromkeys(words["directions"]["up"], "up")
    return {**up, **dict.fromkeys(words["directions"]["down"], "down")}


def _between(words: Words) -> frozenset[str]:
    return frozenset(words["directions"]["between"])


def _levels(words: Words) -> frozenset[str]:
    return frozenset(words["directions"]["levels"])
