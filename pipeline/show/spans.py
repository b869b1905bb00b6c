"""Cuts an article into segments, each with all that is marked on it, in one sweep.

What is marked overlaps: a claim holds mentions and other claims, and an attribution's content holds
both. A segment is a stretch over which nothing starts or ends; it knows the innermost few marks
of each kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from ..records import Attribution, Block, Claim, Mention, Records

AT_ONCE = 3
"""Marks of a kind that a segment knows, innermost first; more than three cannot be told apart."""

PARTS = ("source_spans", "cue_spans", "content_spans")
"""The parts of an attribution, each a list of stretches."""

LOOKED_AT = 12
"""Marks that are looked through for these: what ended earlier may lie between them."""

MarkT = TypeVar("MarkT")
Placed = tuple[int, int, MarkT]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedClaim:
    """A claim with its number in the order of the text, from 1.

    ``same_as`` is the number of the article's first claim that states the same, where another does.
    """

    number: int
    claim: Claim
    same_as: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of the text with the marks on it, innermost first."""

    start: int
    end: int
    claims: tuple[NumberedClaim, ...]
    mentions: tuple[Mention, ...]
    sources: tuple[Attribution, ...]
    cues: tuple[Attribution, ...]
    said: tuple[Attribution, ...]
    opening: tuple[NumberedClaim, ...]
    """Claims that start here, outermost first."""
    closing: tuple[NumberedClaim, ...]
    """Claims that end where the segment ends, innermost first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A block of the article, cut into segments."""

    block: Block
    segments: tuple[Segment, ...]


def number_claims(records: Records) -> tuple[NumberedClaim, ...]:
    """Number the claims in the order of the text."""
    ordered = sorted(records.claims, key=lambda claim: (claim.start, -claim.end))
    numbers = {claim.id: number for number, claim in enumerate(ordered, start=1)}
    return tuple(
        NumberedClaim(
            number=number,
            claim=claim,
            same_as=numbers.get(claim.group or "") if claim.group != claim.id else None,
        )
        for number, claim in enumerate(ordered, start=1)
    )


def cut(records: Records) -> Iterator[Passage]:
    """Give the article block by block; text between blocks is a paragraph, if it is any."""
    claims = number_claims(records)
    claimed = _Layer((one.claim.start, one.claim.end, one) for one in claims)
    mentioned = _Layer((one.start, one.end, one) for one in records.mentions)
    sources, cues, said = (_Layer(_parts(records, name)) for name in PARTS)
    opening: dict[int, list[NumberedClaim]] = {}
    closing: dict[int, list[NumberedClaim]] = {}
    for one in claims:
        opening.setdefault(one.claim.start, []).append(one)
        closing.setdefault(one.claim.end, []).append(one)
    layers = (claimed, mentioned, sources, cues, said)
    borders = sorted({border for layer in layers for border in layer.borders})
    first = 0
    for block in _with_gaps(records):
        inside = [block.start]
        while first < len(borders) and borders[first] < block.end:
            if borders[first] > block.start:
                inside.append(borders[first])
            first += 1
        segments = []
        for start, end in pairwise([*inside, block.end]):
            segments.append(
                Segment(
                    start=start, end=end, claims=claimed.over(start),
                    mentions=mentioned.over(start), sources=sources.over(start),
                    cues=cues.over(start), said=said.over(start),
                    opening=tuple(opening.get(start, ())),
                    closing=tuple(reversed(closing.get(end, ()))),
                )
            )  # fmt: skip
        yield Passage(block=block, segments=tuple(segments))


def _parts(records: Records, name: str) -> Iterator[Placed[Attribution]]:
    for one in records.attributions:
        for start, end in getattr(one, name):
            yield start, end, one


def _with_gaps(records: Records) -> Iterator[Block]:
    text, before = records.article.text, 0
    for block in (*records.article.blocks, None):
        end = len(text) if block is None else block.start
        gap = text[before:end]
        if gap.strip():
            start = before + len(gap) - len(gap.lstrip())
            yield Block(kind="paragraph", start=start, end=before + len(gap.rstrip()))
        if block is not None:
            yield block
            before = max(before, block.end)


class _Layer(Generic[MarkT]):
    """The marks of one kind, asked for from left to right."""

    def __init__(self, marks: Iterable[Placed[MarkT]]) -> None:
        whole = (mark for mark in marks if mark[0] < mark[1])
        self._marks = sorted(whole, key=lambda mark: (mark[0], -mark[1]))
        self.borders = [border for start, end, _ in self._marks for border in (start, end)]
        self._next = 0
        self._open: list[Placed[MarkT]] = []

    def over(self, place: int) -> tuple[MarkT, ...]:
        """Give the innermost marks over a place, which must not lie before the last one asked."""
        while self._next < len(self._marks) and self._marks[self._next][0] <= place:
            self._open.append(self._marks[self._next])
            self._next += 1
        while self._open and self._open[-1][1] <= place:
            self._open.pop()
        nearest = reversed(self._open[-LOOKED_AT:])
        return tuple([mark for _, end, mark in nearest if end > place][:AT_ONCE])
