"""Where a claim starts and ends: within what is said, no mention or quotation cut in two."""

from __future__ import annotations

from collections.abc import Sequence

from ..syntax import has_finite, trim
from .clause_rules import REPORTING_RULES, Scene
from .found import Found, Range
from .reading import NO_QUOTATION, Reading

ASIDE_RULES = frozenset({"source_preposition", "verb_aside", "verb_between_commas"})
"""Attributions that may stand between the subject and the verb of what they report."""


def clip(
    reading: Reading, attributions: Sequence[Found], number: int | None, head: int, bounds: Range
) -> Range:
    """Keep to the content that holds the predicate, where the parse ties the cue to the clause."""
    if number is None or attributions[number].rule not in REPORTING_RULES:
        return bounds
    content = attributions[number].content
    if len(content) > 1 and attributions[number].rule in ASIDE_RULES:
        opening, statement = content[0], content[1]
        if statement[0] <= bounds[0] < statement[1] and not has_finite(reading.tree, *opening):
            return opening[0], bounds[1]  # "Since May, officials said, [nobody has come]"
        return bounds
    part = next(part for part in content if part[0] <= head < part[1])
    return max(bounds[0], part[0]), min(bounds[1], part[1])


def complete(scene: Scene, start: int, end: int) -> Range:
    """Take in what a boundary cuts through: a mention, a bracket, the end of a quotation."""
    reading, tree = scene.reading, scene.reading.tree
    first, last = reading.sentence_at(start)
    start = _after_that(scene, start, end)
    while start > first and tree.tags[start] == "NNP" and tree.tags[start - 1] == "NNP":
        start -= 1
    while end < last and tree.tags[end] == "NNP" and tree.tags[end - 1] == "NNP":
        end += 1
    start = max(first, scene.facts.mention_around(start)[0])
    end = max(end, min(last, scene.facts.mention_around(end - 1)[1]))
    if end < len(tree.words) and tree.words[end] == ")" and "(" in tree.words[start:end]:
        end += 1
    if end < len(tree.words) and reading.is_quoted(end):
        opened, closed = reading.quotations[reading.quotation_of[end]]
        if start <= opened and closed <= max(last, end + 2):
            end = closed
    return start, _without_lone_mark(reading, start, end)


def _without_lone_mark(reading: Reading, start: int, end: int) -> int:
    """Leave off a closing mark, and the comma before it, where the claim lacks the opening one."""
    number = reading.quotation_of[end - 1]
    if number == NO_QUOTATION or reading.quotations[number][1] != end:
        return end
    if start <= reading.quotations[number][0]:
        return end
    return trim(reading.tree, start, end - 1)[1]


def _after_that(scene: Scene, start: int, end: int) -> int:
    """Leave off the "that" of "said (last week) that [prices rose]", with the day of saying it."""
    opening = scene.facts.mention_around(start)
    that = opening[1] if start == opening[0] else start
    if that < end and _opens_with_that(scene.reading, that):
        return that + 1
    return start + _opens_with_that(scene.reading, start)


def _opens_with_that(reading: Reading, start: int) -> bool:
    tree = reading.tree
    is_mark = tree.tags[start] == "IN" or tree.roles[start] == "mark"
    return tree.words[start] == "that" and is_mark
