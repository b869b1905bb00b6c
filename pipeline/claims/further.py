"""Ends what a speaker says where the sentence goes on to what the same speaker adds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..syntax import FINITE_TAGS, own_subject, trim
from .cues import is_cue
from .found import Found, Range
from .quoted import MARKS
from .reading import Reading


def cut_at_further_cues(reading: Reading, found: Iterable[Found]) -> list[Found]:
    """Cut "said that it leaked, adding that it was old" and "said it leaked and warned ..." in two.

    Parsers hang the second cue on what is reported; its speaker is the one of the first.
    """
    by_head = {one.head: one for one in found}
    holder = _innermost(by_head.values())
    for head in sorted(by_head):
        start = _start_of_further(reading, head)
        holding = by_head.get(holder.get(head, head)) if start is not None else None
        if start is None or holding is None or holding.head >= head:
            continue
        content = _before(reading, holding.content, start, head)
        if content:
            by_head[holding.head] = replace(holding, content=content)
            by_head[head] = replace(by_head[head], source=holding.source)
    return list(by_head.values())


def _innermost(found: Iterable[Found]) -> dict[int, int]:
    """Give the head of the smallest content around each token."""
    by_size = sorted(found, key=lambda one: -sum(end - start for start, end in one.content))
    holder: dict[int, int] = {}
    for one in by_size:
        for start, end in one.content:
            holder.update(dict.fromkeys(range(start, end), one.head))
    return holder


def _start_of_further(reading: Reading, head: int) -> int | None:
    """Give where a second cue of the same speaker starts: ", adding" or "and warned"."""
    tree = reading.tree
    if reading.is_quoted(head) or not is_cue(reading, head, "say", "judge"):
        return None
    start = head
    while start > 0 and tree.tags[start - 1].startswith("RB"):
        start -= 1
    before = tree.words[start - 1] if start > 0 else ""
    if tree.tags[head] == "VBG":
        if start > 1 and before in MARKS and tree.words[start - 2] == ",":
            return start  # "said “it leaks,” adding"
        return start - 1 if before in {",", "-", "–", "—"} else None
    coordinated = before in {"and", "but"} and own_subject(tree, head) is None
    if not coordinated or tree.tags[head] not in FINITE_TAGS:
        return None
    return start - 1 if is_cue(reading, head, "further") else None


def _before(reading: Reading, content: tuple[Range, ...], cut: int, head: int) -> tuple[Range, ...]:
    """Give the parts before a cut, and those in later sentences."""
    last = reading.sentence_at(head)[1]
    kept = [(start, min(end, cut) if start < cut else end) for start, end in content]
    kept = [(start, end) for start, end in kept if start < cut or start >= last]
    words = reading.tree.words
    whole = ((part, trim(reading.tree, *part)) for part in kept)
    return tuple((at[0], part[1] if words[part[1] - 1] in MARKS else at[1]) for part, at in whole)
