"""What a rule gives: an attribution or a proposition as stretches of tokens."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from ..syntax import Tree, trim

Range = tuple[int, int]


def places_in(starts: Sequence[int], start: int, end: int) -> slice:
    """Give which of sorted places lie in a stretch."""
    return slice(bisect_left(starts, start), bisect_left(starts, end))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An attribution as token ranges; ``head`` is the token that carries the cue."""

    rule: str
    head: int
    cue: tuple[Range, ...]
    source: Range | None
    content: tuple[Range, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """A clause as a token range, with its predicate and the attribution that it stands in."""

    rule: str
    head: int
    start: int
    end: int
    attribution: int | None = None


def without(tree: Tree, whole: int, cut: Range) -> tuple[Range, ...]:
    """Give the subtree of ``whole`` as the stretches left and right of what is cut out."""
    start, end = tree.starts[whole], tree.ends[whole]
    cut_start, cut_end = cut
    if cut_end <= start or cut_start >= end:
        return (trim(tree, start, end),)
    sides = ((start, cut_start), (cut_end, end))
    return tuple(trim(tree, *side) for side in sides if _holds_words(tree, *side))


def _holds_words(tree: Tree, start: int, end: int) -> bool:
    return not all(tree.edges[start:end])


def overlaps(one: Range, others: tuple[Range, ...]) -> bool:
    """Say whether a stretch shares a token with one of the others."""
    return any(one[0] < end and start < one[1] for start, end in others)
