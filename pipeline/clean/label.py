"""Labels a whole text: line rules first, then title, headings, paragraphs and datelines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import Block
from .datelines import find_dateline
from .lines import Line, split_lines
from .neighbours import NEIGHBOUR_RULES
from .paragraphs import find_wrap, join_lines
from .parts import LabelledLine, Part, Place, Zone, whole_line
from .rules import LINE_RULES, LONG_LINE_RULES
from .titles import label_headings, label_title
from .words import Words

HEAD_WORDS = 40
"""Ordinary words up to which a line stands in the head: a title and a standfirst have 25 to 40."""

MAX_CHARACTERS = 1000
"""Longest line that can be anything but a paragraph; the longest sign-off has 400 characters."""

OPENING_WORDS = 120
"""Ordinary words up to which a byline may still follow: title, standfirst and a first paragraph."""


def label_text(text: str, words: Words, hints: Sequence[Block] = ()) -> tuple[Part, ...]:
    """Divide a text into parts that hold every character but white space, in their order.

    ``hints`` are blocks that the page itself has named.
    """
    lines = split_lines(text)
    if len(lines) == 1:  # a text of one line has no page around it
        return tuple(_to_parts(text, [LabelledLine(lines[0])], words))
    labelled = label_title(_label_lines(lines, words, hints))
    for rule in NEIGHBOUR_RULES:
        labelled = rule(labelled, words)
    return tuple(_to_parts(text, label_headings(labelled), words))


def _label_lines(lines: Sequence[Line], words: Words, hints: Sequence[Block]) -> list[LabelledLine]:
    kinds = {(hint.start, hint.end): hint.kind for hint in hints}
    labelled: list[LabelledLine] = []
    ordinary_words = 0
    for line in lines:
        before = labelled[-1].parts[-1].rule if labelled and labelled[-1].parts else None
        place = Place(zone=_zone(ordinary_words), follows=before, is_first=not labelled)
        rules = LINE_RULES if len(line.text) <= MAX_CHARACTERS else LONG_LINE_RULES
        parts = next(filter(None, (rule(line, place, words) for rule in rules)), ())
        hint = kinds.get((line.start, line.end))
        if hint is not None and not parts:
            parts = whole_line(line, hint, "named_by_page")
        if not parts or parts[0].kind == "paragraph":
            ordinary_words += len(line.words)
        labelled.append(LabelledLine(line, parts))
    return labelled


def _zone(ordinary_words: int) -> Zone:
    if ordinary_words <= HEAD_WORDS:
        return "head"
    return "opening" if ordinary_words <= OPENING_WORDS else "body"


def _to_parts(text: str, labelled: Sequence[LabelledLine], words: Words) -> Iterator[Part]:
    """Give the parts in order; ordinary lines become paragraphs, which a dateline may open."""
    wrap = find_wrap([item.line for item in labelled if item.is_plain])
    run: list[Line] = []
    is_lead = True
    for item in [*labelled, None]:
        if item is not None and item.is_plain:
            run.append(item.line)
            continue
        for group in join_lines(run, wrap):
            yield from _to_paragraph(text, group, words, is_lead=is_lead)
            is_lead = False
        run = []
        if item is not None:
            yield from item.parts


def _to_paragraph(
    text: str, group: tuple[Line, ...], words: Words, *, is_lead: bool
) -> Iterator[Part]:
    start, end = group[0].start, group[-1].end
    dateline = find_dateline(text, start, end, words, is_lead=is_lead)
    if dateline is not None:
        yield dateline
        start = dateline.end
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield Part(kind="paragraph", start=start, end=end, rule="paragraph")
