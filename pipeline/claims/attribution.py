"""Finds who says what: attributions from cue words, then the quotations that belong to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .found import Found, Range
from .reading import Reading
from .rules import RULES
from .speakers import attribute_to_verb

NEAR = 14
"""Tokens on either side of a quotation in which its cue may stand."""

GAP = 5
"""Tokens between a quotation and the verb after it: room for a name with a title."""

ATTITUDE_RULES = frozenset(
    {
        "adjective_clause",
        "noun_clause",
        "noun_preposition",
        "verb_infinitive",
        "verb_object",
        "verb_passive",
        "verb_preposition",
    }
)
"""Rules whose content is a thing or an intention rather than a statement."""

SHORTEST_QUOTATION = 4
"""Tokens, marks included, below which a quotation is a scare quote, not speech."""


def find_attributions(reading: Reading) -> list[Found]:
    """Find the attributions of a Doc, in the order of their first character."""
    if not reading.doc.has_annotation("DEP"):
        return []
    by_head = {found.head: found for found in _from_cues(reading)}
    for found in _from_quotations(reading, by_head):
        by_head[found.head] = found
    kept = _drop_nested(reading, [found for found in by_head.values() if found.content])
    return sorted(kept, key=lambda found: min(*found.content, *found.cue))


def _from_cues(reading: Reading) -> Iterator[Found]:
    for i in range(len(reading.doc)):
        if i in reading.skipped:
            continue
        found = next(filter(None, (rule(reading, i) for rule in RULES)), None)
        if found is not None:
            yield found


def _drop_nested(reading: Reading, found: list[Found]) -> list[Found]:
    """Drop what only repeats an attribution around it.

    In somebody's own words ("I think ...") the speaker stays the source, and an attitude inside
    reported content is part of what is reported.
    """
    around: dict[int, int] = {}
    for one in found:
        for start, end in one.content:
            for i in range(start, end):
                around[i] = around.get(i, 0) + 1
    kept = []
    for one in found:
        nested = one.head in around
        if nested and (reading.is_quoted(one.head) or one.rule in ATTITUDE_RULES):
            continue
        kept.append(one)
    return kept


def _from_quotations(reading: Reading, by_head: dict[int, Found]) -> Iterator[Found]:
    """Give each quotation a source: extend the attribution at hand, or look for a cue nearby."""
    covered = _covered(by_head.values())
    last: Found | None = None
    for start, end in reading.quotations:
        if start in reading.skipped:
            continue
        inside = next((covered[i] for i in range(start, end) if i in covered), None)
        if inside is not None and inside.head not in range(start, end):
            last = _clip(reading, inside, (start, end))
            yield last
        elif end - start >= SHORTEST_QUOTATION:
            verb = _nearest_verb(reading, start, end)
            if verb is not None:
                old = by_head.get(verb)
                last = _extend(old, (start, end)) if old else _quote(reading, verb, (start, end))
                yield last
            elif last is not None and _follows(reading, last, start):
                last = _extend(last, (start, end))
                yield last


def _covered(found: Iterable[Found]) -> dict[int, Found]:
    covered: dict[int, Found] = {}
    for one in found:
        if one.rule in {"noun_clause", "verb_object"}:
            continue
        for start, end in one.content:
            for i in range(start, end):
                covered.setdefault(i, one)
    return covered


def _extend(found: Found, quotation: Range) -> Found:
    return replace(found, content=_merge((*found.content, quotation)))


def _clip(reading: Reading, found: Found, quotation: Range) -> Found:
    """Join a quotation to the attribution that holds it.

    Of a quotation followed by its verb ("“...,” said Berg, who ...") the parse often takes what
    comes after the verb for content too: only what stands before the verb is.
    """
    verb = found.cue[0][0]
    if found.rule == "verb_clause" and 0 <= verb - quotation[1] <= GAP and quotation[1] <= verb:
        before = tuple(part for part in found.content if part[1] <= verb)
        return attribute_to_verb(reading, found.head, "verb_clause", _merge((*before, quotation)))
    return _extend(found, quotation)


def _quote(reading: Reading, verb: int, quotation: Range) -> Found:
    return attribute_to_verb(reading, verb, "quotation", (quotation,))


def _nearest_verb(reading: Reading, start: int, end: int) -> int | None:
    """Give the reporting verb nearest to a quotation, after it first, outside other quotations."""
    says = reading.words["reporting.say"] | reading.words["reporting.ask"]
    for side in (
        range(end, min(end + NEAR, len(reading.doc))),
        range(start - 1, max(start - NEAR, -1), -1),
    ):
        for i in side:
            if reading.is_quoted(i) or _breaks(reading, i, start):
                break
            if reading.lemmas[i] in says and reading.tree.tags[i].startswith("VB"):
                return i
    return None


def _breaks(reading: Reading, i: int, start: int) -> bool:
    """Say whether a cue beyond this token cannot belong to the quotation at ``start``."""
    word = reading.tree.words[i]
    if "\n" in word:
        return not (i == start - 1 and i > 0 and reading.tree.words[i - 1] == ":")
    return word in {".", "!", "?"}


def _follows(reading: Reading, last: Found, start: int) -> bool:
    """Say whether a quotation goes on with what the source before it says."""
    if not any(reading.is_quoted(first) for first, _ in last.content):
        return False
    before = max(end for _, end in (*last.content, *last.cue))
    between = reading.doc[before:start]
    if len(between) > NEAR * 2:
        return False
    starts_sentence = reading.sentences[reading.sentence_of[start]][0] == start
    return starts_sentence and not any("\n" in token.text for token in between)


def _merge(ranges: Iterable[Range]) -> tuple[Range, ...]:
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
