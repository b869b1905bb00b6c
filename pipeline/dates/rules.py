"""All rules, and the one place that runs them over a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .calendar_rules import CALENDAR_RULES
from .candidates import Candidate, CompiledRule, Groups, Reading, Rule, compile_rule, rule
from .clock_rules import CLOCK_RULES
from .digit_rules import DIGIT_RULES
from .length_rules import LENGTH_RULES
from .meanings import Fixed
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


def compile_rules(vocabulary: Vocabulary) -> tuple[CompiledRule, ...]:
    """Compile every rule once, when the component is created."""
    return tuple(compile_rule(written, vocabulary) for written in RULES)


def find_candidates(
    text: str, rules: tuple[CompiledRule, ...], vocabulary: Vocabulary
) -> tuple[Candidate, ...]:
    """Find all candidates of a text, in no order and overlapping as they may."""
    lowered = lower(text)
    return tuple(
        candidate
        for window in find_windows(lowered, vocabulary.kinds)
        for candidate in _search(lowered, window, rules, vocabulary)
    )


def lower(text: str) -> str:
    """Lower the case and keep every offset: a letter that would become two stays as it is."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def _search(
    text: str, window: Window, rules: tuple[CompiledRule, ...], vocabulary: Vocabulary
) -> Iterator[Candidate]:
    for compiled in rules:
        if not compiled.needs <= window.kinds:
            continue
        for match in compiled.pattern.finditer(text, window.start, window.end + 1):
            meaning = compiled.read(match.groupdict(), vocabulary)
            if meaning is None:
                continue
            parts = meaning if isinstance(meaning, Mapping) else {0: meaning}
            for group, part in parts.items():
                start, end = match.span(group)
                yield Candidate(
                    rule=compiled.name,
                    start=start,
                    end=end,
                    text=text[start:end],
                    meaning=part,
                    modifier=compiled.modifier,
                    whole=match.span(),
                )
