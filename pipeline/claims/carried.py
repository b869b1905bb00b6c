"""Carries a source over to the next sentence, only where the text shows that it goes on.

"HRW found that ... Additionally, 260 kilometres were reinforced": the word that adds is the cue,
and the rule "carried_over" says that the source is that of the sentence before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..syntax import trim
from .cues import is_cue
from .found import Found, Range
from .reading import Reading

CARRYING_RULES = frozenset(
    {
        "source_preposition",
        "verb_before_that",
        "verb_between_commas",
        "verb_clause",
        "carried_over",
    }
)
"""Rules whose content is a statement that another sentence may add to."""

SHORTEST_CONTENT = 4
"""Tokens of a sentence below which it adds nothing that could be checked."""


def carry_over(reading: Reading, found: Iterable[Found]) -> Iterator[Found]:
    """Give an attribution to each sentence that opens with a word that adds to a reported one."""
    told = list(found)
    ends: dict[int, Found] = {}
    touched: set[int] = set()
    for one in told:
        parts = (*one.content, *one.cue, *((one.source,) if one.source else ()))
        touched.update(reading.sentence_of[i] for start, end in parts for i in (start, end - 1))
        if _may_go_on(reading, one):
            ends[_last_word(reading, one)] = one
    for number, (start, end) in enumerate(reading.sentences[1:], start=1):
        before = ends.get(_end_of(reading, reading.sentences[number - 1]))
        if before is None or number in touched or start in reading.skipped:
            continue
        cue = _adding(reading, start, end)
        if cue is None or _starts_block(reading, start) or end - cue[1] < SHORTEST_CONTENT:
            continue
        carried = Found(
            rule="carried_over",
            head=cue[0],
            cue=(cue,),
            source=before.source,
            content=(trim(reading.tree, cue[1], end),),
        )
        ends[_last_word(reading, carried)] = carried
        yield carried


def _may_go_on(reading: Reading, found: Found) -> bool:
    """Say whether what is said runs to the end of its sentence, and is said for sure."""
    if found.source is None or found.rule not in CARRYING_RULES or reading.is_quoted(found.head):
        return False
    if any(reading.is_quoted(i) for i in range(*found.content[-1])):
        return False
    says = is_cue(reading, found.head, "say", "show")
    return says or found.rule in {"source_preposition", "carried_over"}


def _last_word(reading: Reading, found: Found) -> int:
    last = max((*found.content, *found.cue, found.source or (0, 0)), key=lambda part: part[1])
    return _end_of(reading, (last[0], last[1]))


def _end_of(reading: Reading, part: Range) -> int:
    return trim(reading.tree, *part)[1]


def _adding(reading: Reading, start: int, end: int) -> Range | None:
    """Give the word at the head of a sentence that adds it to the one before."""
    words = reading.tree.words
    while start < end and reading.tree.spaces[start]:
        start += 1
    for phrase in reading.words["reporting.adding"]:
        parts = tuple(phrase.split())
        if words[start : start + len(parts)] == parts:
            return start, start + len(parts)
    return None


def _starts_block(reading: Reading, start: int) -> bool:
    return start > 0 and "\n" in reading.tree.words[start - 1]
