"""All rules, and the one place that runs them over a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from .calendar_rules import CALENDAR_RULES
from .candidates import Candidate, CompiledRule, Groups, Reading, Rule, compile_rule, rule
from .clock_rules import CLOCK_RULES
from .digit_rules import DIGIT_RULES
from .length_rules import LENGTH_RULES
from .meanings import Fixed, Meaning
from .period_rules import PERIOD_RULES
from .relative_rules import RELATIVE_RULES
from .vocabulary import Vocabulary
from .week_rules import WEEK_RULES
from .windows import Window, find_windows


@rule(r"(?P<word> @present )", needs="reference")
def present_reference(_found: Groups, _words: Vocabulary) -> Reading:
    """Now, currently."""
    return Fixed(value="PRESENT_REF")


@rule(r"(?P<word> @past )", needs="reference")
def past_reference(_found: Groups, _words: Vocabulary) -> Reading:
    """Recently, the past."""
    return Fixed(value="PAST_REF")


@rule(r"(?P<word> @future )", needs="reference")
def future_reference(_found: Groups, _words: Vocabulary) -> Reading:
    """The future."""
    return Fixed(value="FUTURE_REF")


@rule(r"(?P<word> @present_adjective )", needs="reference")
def present_adjective(_found: Groups, _words: Vocabulary) -> Reading:
    """Current, before a noun."""
    return Fixed(value="PRESENT_REF")


RULES: tuple[Rule, ...] = (
    *CALENDAR_RULES,
    *DIGIT_RULES,
    *WEEK_RULES,
    *PERIOD_RULES,
    *RELATIVE_RULES,
    *CLOCK_RULES,
    *LENGTH_RULES,
    present_reference,
    past_reference,
    future_reference,
    present_adjective,
)


class Rules:
    """All rules, compiled once, when the component is created."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._rules = tuple(compile_rule(written, vocabulary) for written in RULES)
        self._rules_for = lru_cache(maxsize=1000)(self._select)

    def find(self, lowered: str) -> tuple[Candidate, ...]:
        """Find all candidates of a text in lower case, in no order and overlapping as they may."""
        return tuple(
            candidate
            for window in find_windows(lowered, self._vocabulary.kinds)
            for candidate in self._search(lowered, window)
        )

    def _search(self, lowered: str, window: Window) -> Iterator[Candidate]:
        end = window.end + 1
        for compiled in self._rules_for(window.kinds):
            match = compiled.pattern.search(lowered, window.start, end)
            while match is not None:  # seldom: "finditer" would cost as much as the search
                meaning = compiled.read(match.groupdict(), self._vocabulary)
                if meaning is not None:
                    yield from _to_candidates(compiled, match, meaning)
                match = compiled.pattern.search(lowered, match.end(), end)

    def _select(self, kinds: frozenset[str]) -> tuple[CompiledRule, ...]:
        """Give the rules whose kinds of word a window has; texts have few such sets."""
        return tuple(compiled for compiled in self._rules if compiled.needs <= kinds)


def _to_candidates(
    compiled: CompiledRule, match: re.Match[str], meaning: Meaning | Mapping[str, Meaning]
) -> Iterator[Candidate]:
    parts = meaning if isinstance(meaning, Mapping) else {0: meaning}
    for group, part in parts.items():
        start, end = match.span(group)
        yield Candidate(
            rule=compiled.name,
            start=start,
            end=end,
            text=match[group],
            meaning=part,
            modifier=compiled.modifier,
            whole=match.span(),
        )


def lower(text: str) -> str:
    """Lower the case and keep every offset: a letter that would become two stays as it is."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
