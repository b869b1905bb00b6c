"""Rules that label a line by the lines beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from .authors import read_names
from .parts import Facts, LabelledLine, whole_line
from .titles import has_article
from .words import Words

MAX_CAPTION_WORDS = 40
"""Longest line that a credit right below it makes a caption."""

MAX_HEAD_LINES = 8
"""Lines within which a name above a date signs the article: title, standfirst, picture, name."""

NeighbourRule = Callable[[Sequence[LabelledLine], Words], list[LabelledLine]]


def above_credit(labelled: Sequence[LabelledLine], words: Words) -> list[LabelledLine]:
    """Label a short line alone above a credit as its caption."""
    del words
    result = list(labelled)
    for i, (above, item) in enumerate(pairwise(labelled)):
        is_alone = i == 0 or not _are_one_paragraph(labelled[i - 1], above)
        is_short = len(above.line.words) <= MAX_CAPTION_WORDS
        is_touching = above.line.chunk == item.line.chunk
        if above.is_plain and item.kind == "credit" and is_alone and is_short and is_touching:
            result[i] = LabelledLine(above.line, whole_line(above.line, "caption", "above_credit"))
    return result


def name_above_date(labelled: Sequence[LabelledLine], words: Words) -> list[LabelledLine]:
    """Label names alone between the title and the date of publication."""
    result = list(labelled)
    for i, (above, item) in enumerate(pairwise(labelled[:MAX_HEAD_LINES])):
        is_dated = bool(item.parts) and item.parts[0].rule == "date_line"
        author = read_names(above.line.text, words) if above.is_plain and is_dated and i else None
        if author is not None:
            facts = Facts(byline=author.names)
            parts = whole_line(above.line, "byline", "name_above_date", facts)
            result[i] = LabelledLine(above.line, parts)
    return result


def without_article(labelled: Sequence[LabelledLine], words: Words) -> list[LabelledLine]:
    """Take bylines back where nothing follows that they could belong to."""
    del words
    if has_article(labelled):
        return list(labelled)
    return [LabelledLine(item.line) if item.kind == "byline" else item for item in labelled]


NEIGHBOUR_RULES: tuple[NeighbourRule, ...] = (above_credit, name_above_date, without_article)


def _are_one_paragraph(above: LabelledLine, item: LabelledLine) -> bool:
    return above.is_plain and above.line.chunk == item.line.chunk
