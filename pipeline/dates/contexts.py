"""Patterns for the words before, after and between candidates, from the lexicon's lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .vocabulary import Vocabulary, alternatives

REACH = 16
"""Characters before a candidate that are looked at: the longest word in the lists has 11."""


@dataclass(frozen=True, slots=True)
class Contexts:
    """Compiled patterns, each by the name of its list in the lexicon."""

    before: Mapping[str, re.Pattern[str]]
    after: Mapping[str, re.Pattern[str]]
    joints: Mapping[str, re.Pattern[str]]
    inside: Mapping[str, re.Pattern[str]]

    def follows(self, name: str, text: str, start: int) -> bool:
        """Say whether a word of that list stands right before ``start``."""
        return self.before[name].search(text, max(0, start - REACH), start) is not None

    def precedes(self, name: str, text: str, end: int) -> bool:
        """Say whether a word of that list stands right after ``end``."""
        return self.after[name].match(text, end) is not None

    def holds(self, name: str, text: str) -> bool:
        """Say whether a word of that list stands in an expression."""
        return self.inside[name].search(text) is not None

    def joins(self, name: str, text: str, end: int, start: int) -> bool:
        """Say whether nothing but a joint of that list lies from ``end`` to ``start``."""
        if start - end > REACH:
            return False
        return self.joints[name].fullmatch(text, end, start) is not None


def compile_contexts(vocabulary: Vocabulary) -> Contexts:
    """Compile the lists once, when the component is created."""
    lexicon = vocabulary.lexicon
    return Contexts(
        before={name: _before(vocabulary, words) for name, words in lexicon["before"].items()},
        after={name: _after(vocabulary, words) for name, words in lexicon["after"].items()},
        joints={name: _joint(vocabulary, words) for name, words in lexicon["joints"].items()},
        inside={name: _inside(vocabulary, words) for name, words in lexicon["inside"].items()},
    )


def _before(vocabulary: Vocabulary, words: Iterable[str]) -> re.Pattern[str]:
    pattern = rf"(?<! [^\W\d] ) {vocabulary.expand(alternatives(words))} [\s,(-]* \Z"
    return re.compile(pattern, re.VERBOSE)


def _after(vocabulary: Vocabulary, words: Iterable[str]) -> re.Pattern[str]:
    pattern = rf"[\s‐‑-]* {vocabulary.expand(alternatives(words))} (?! \w )"
    return re.compile(pattern, re.VERBOSE)


def _inside(vocabulary: Vocabulary, words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w) {vocabulary.expand(alternatives(words))} (?!\w)", re.VERBOSE)


def _joint(vocabulary: Vocabulary, words: Iterable[str]) -> re.Pattern[str]:
    either = vocabulary.expand(alternatives(words))
    pattern = rf"\s* ,? \s* {either} \s* (?: (?: again \s+ )? (?: the | in | on ) \s+ )?"
    return re.compile(pattern, re.VERBOSE)
