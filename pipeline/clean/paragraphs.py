"""Joins the lines of a paragraph that was wrapped at a fixed width; other lines stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from .lines import Line

MIN_WIDTH, MAX_WIDTH = 40, 130
"""Columns at which text is wrapped; narrower texts are lists, in wider ones nothing was wrapped."""

MIN_FILLED_SHARE = 0.6
"""Share of line breaks inside a paragraph that must stand where the next word had no more room.

Wrapped prose has 0.9 and more, lists and tables 0.2 and less."""

SHORT_LINE = 0.75
"""Part of the width below which a line that ends a sentence also ends its paragraph."""


def find_width(lines: Sequence[Line]) -> int | None:
    """Find the column at which the text was wrapped; None where it was not."""
    width = max((len(line.text) for line in lines), default=0)
    breaks = [
        (line, following)
        for line, following in pairwise(lines)
        if line.chunk == following.chunk and not _ends_paragraph(line, width)
    ]
    if not breaks or not MIN_WIDTH <= width <= MAX_WIDTH:
        return None
    filled = [pair for pair in breaks if _has_no_room(*pair, width)]
    inside = [line for line, _ in filled if not line.ends_sentence]
    is_wrapped = len(filled) >= MIN_FILLED_SHARE * len(breaks) and 2 * len(inside) >= len(filled)
    return width if is_wrapped else None


def join_lines(lines: Sequence[Line], width: int | None) -> Iterator[tuple[Line, ...]]:
    """Group lines of one chunk into paragraphs; ``width`` is given where the text is wrapped."""
    group: list[Line] = []
    for line in lines:
        if group and not _continues(group[-1], line, width):
            yield tuple(group)
            group = []
        group.append(line)
    if group:
        yield tuple(group)


def _continues(line: Line, following: Line, width: int | None) -> bool:
    if line.chunk != following.chunk:
        return False
    if width is None:
        return following.text[0].islower() and not line.ends_sentence
    return not following.is_indented and not _ends_paragraph(line, width)


def _ends_paragraph(line: Line, width: int) -> bool:
    return line.ends_sentence and len(line.text) < SHORT_LINE * width


def _has_no_room(line: Line, following: Line, width: int) -> bool:
    return len(line.text) + 1 + len(following.words[0]) >= 0.9 * width
