"""Finds who says what: attributions from cue words, then the quotations that belong to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..syntax import noun_phrase
from .reading import Reading
from .rules import RULES, Found, Range, attribute_to_verb

NEAR = 14
"""Tokens on either side of a quotation in which its cue may stand."""

SHORTEST_QUOTATION = 4
"""Tokens, marks included, below which a quotation is a scare quote, not speech."""


def find_attributions(reading: Reading) -> list[Found]:
    """Find the attributions of a Doc, in the order of their first character."""
    if not reading.doc.has_annotation("DEP"):
        return []
    by_head = {found.head: found for found in _from_cues(reading)}
    for found in _from_quotations(reading, by_head):
        by_head[found.head] = found
    kept = [found for found in by_head.values() if found.content]
    return sorted(kept, key=lambda found: min(*found.content, *found.cue))


def _from_cues(reading: Reading) -> Iterator[Found]:
    for i in range(len(reading.doc)):
        if i in reading.skipped:
            continue
        found = next(filter(None, (rule(reading, i) for rule in RULES)), None)
        if found is not None:
            yield found


def _from_quotations(reading: Reading, by_head: dict[int, Found]) -> Iterator[Found]:
    """Give each quotation a source: extend the attribution at hand, or look for a cue nearby."""
    covered = _covered(by_head.values())
    last: Found | None = None
    for start, end in reading.quotations:
        if start in reading.skipped:
            continue
        inside = next((covered[i] for i in range(start, end) if i in covered), None)
        if inside is not None and inside.head not in range(start, end):
            last = _extend(inside, (start, end))
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


def _quote(reading: Reading, verb: int, quotation: Range) -> Found:
    found = attribute_to_verb(reading, verb, "quotation", (quotation,))
    source = found.source
    if source is not None and source[0] < quotation[1] and quotation[0] < source[1]:
        source = None
    return replace(found, source=source or _source_beside(reading, verb))


def _source_beside(reading: Reading, verb: int) -> Range | None:
    tree = reading.tree
    for i in (verb + 1, verb + 2, verb + 3, verb - 1, verb - 2):
        if (
            0 <= i < len(reading.doc)
            and tree.tags[i][:2] in {"NN", "PR"}
            and not reading.is_quoted(i)
        ):
            head = i
            while tree.heads[head] in range(i, i + 6) and tree.heads[head] != head:
                head = tree.heads[head]
            return noun_phrase(tree, head if tree.tags[head][:2] in {"NN", "PR"} else i)
    return None


def _nearest_verb(reading: Reading, start: int, end: int) -> int | None:
    """Give the reporting verb nearest to a quotation, after it first, outside other quotations."""
    says = reading.words["reporting.say"] | reading.words["reporting.ask"]
    for side in (
        range(end, min(end + NEAR, len(reading.doc))),
        range(start - 1, max(start - NEAR, -1), -1),
    ):
        for i in side:
            if reading.is_quoted(i) or "\n" in reading.tree.words[i]:
                break
            if reading.tree.words[i] in {".", "!", "?"}:
                break
            if reading.lemmas[i] in says and reading.tree.tags[i].startswith("VB"):
                return i
    return None


def _follows(reading: Reading, last: Found, start: int) -> bool:
    """Say whether a quotation goes on with what the source before it says."""
    if not any(reading.is_quoted(first) for first, _ in last.content):
        return False
    before = max(end for _, end in (*last.content, *last.cue))
    between = reading.doc[before:start]
    if len(between) > NEAR * 2:
        return False
    return not any("\n" in token.text for token in between) and start in _sentence_starts(reading)


def _sentence_starts(reading: Reading) -> frozenset[int]:
    return frozenset(start for start, _ in reading.sentences)


def _merge(ranges: Iterable[Range]) -> tuple[Range, ...]:
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
