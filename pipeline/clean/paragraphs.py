"""Joins the lines of a paragraph that was wrapped at a fixed width; other lines stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .lines import Line

MIN_WIDTH, MAX_WIDTH = 40, 130
"""Columns at which text is wrapped; narrower texts are lists, in wider ones nothing was wrapped."""

MIN_FILLED_SHARE = 0.6
"""Share of line breaks inside a paragraph that must stand where the next word had no more room.

Wrapped prose has 0.9 and more, lists and tables 0.2 and less."""

SHORT_LINE = 0.75
"""Part of the width below which a line that ends a sentence ends its paragraph as well.

It counts where empty lines part the paragraphs; without them, any room for a further word does."""


@dataclass(frozen=True)
class Wrap:
    """The column at which a text was wrapped, and whether empty lines part its paragraphs."""

    width: int
    has_gaps: bool


def find_wrap(lines: Sequence[Line]) -> Wrap | None:
    """Find out how a text was wrapped; None where each line stands for itself."""
    if not lines:
        return None
    wrap = Wrap(max(len(line.text) for line in lines), lines[0].chunk != lines[-1].chunk)
    breaks = [
        (line, following)
        for line, following in pairwise(lines)
        if line.chunk == following.chunk and not _ends_paragraph(line, following, wrap)
    ]
    if not breaks or not MIN_WIDTH <= wrap.width <= MAX_WIDTH:
        return None
    filled = [
        line for line, following in breaks if _length_with(line, following) >= 0.9 * wrap.width
    ]
    inside = [line for line in filled if not line.ends_sentence]
    is_wrapped = len(filled) >= MIN_FILLED_SHARE * len(breaks) and 2 * len(inside) >= len(filled)
    return wrap if is_wrapped else None


def join_lines(lines: Sequence[Line], wrap: Wrap | None) -> Iterator[tuple[Line, ...]]:
    """Group lines into paragraphs; ``wrap`` is given where the text is wrapped."""
    group: list[Line] = []
    for line in lines:
        if group and not _continues(group[-1], line, wrap):
            yield tuple(group)
            group = []
        group.append(line)
    if group:
        yield tuple(group)


def _continues(line: Line, following: Line, wrap: Wrap | None) -> bool:
    if line.chunk != following.chunk:
        return False
    if wrap is None:
        return following.text[0].islower() and not line.ends_sentence
    return not following.is_indented and not _ends_paragraph(line, following, wrap)


def _ends_paragraph(line: Line, following: Line, wrap: Wrap) -> bool:
    if not line.ends_sentence:
        return False
    if wrap.has_gaps:
        return len(line.text) < SHORT_LINE * wrap.width
    return _length_with(line, following) <= wrap.width


def _length_with(line: Line, following: Line) -> int:
    """Give the length that the line would have with the next line's first word."""
    return len(line.text) + 1 + len(following.words[0])
