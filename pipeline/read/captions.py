"""Puts the captions of figures back among the lines of an article, where the page has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from .page import PageLine
from .stated import squeeze

ANCHORS = ("figcaption", "p", "h1", "h2", "h3", "h4", "h5", "h6")
ANCHOR_CHARACTERS = 40
"""How much of a paragraph must agree with a line to be the same: a break may end the line."""

Anchor = tuple[bool, str]
"""Whether an element is a caption, and its text."""


def find_anchors(tree: Any) -> tuple[Anchor, ...]:
    """List the captions of a page and the paragraphs and headings between which they stand."""
    anchors = []
    for element in tree.iter(*ANCHORS):
        is_caption = element.tag == "figcaption"
        text = _joined(element) if is_caption else _first_line(element)
        if text:
            anchors.append((is_caption, text))
    return tuple(anchors)


def _joined(caption: Any) -> str:
    """Join the parts of a caption; pages put caption and credit side by side without a blank."""
    text = ""
    for part in caption.itertext():
        needs_blank = text[-1:].isalnum() and part[:1].isalnum()
        text = f"{text} {part}" if needs_blank else text + part
    return squeeze(text)


def _first_line(element: Any) -> str:
    from lxml import etree

    words: list[str] = []
    has_text = False
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if inner.tag == "br" and event == "start" and has_text:
            break
        part = inner.text if event == "start" else inner.tail if inner is not element else None
        has_text = has_text or bool(part and not part.isspace())
        words.append(part or "")
    return squeeze("".join(words))


def place_captions(lines: Sequence[PageLine], anchors: Sequence[Anchor]) -> tuple[PageLine, ...]:
    """Insert each caption after the line that it follows on the page.

    A caption outside the article, before its first line or after its last, is left out: it belongs
    to a picture of something else.
    """
    captions = {text for is_caption, text in anchors if is_caption}
    kept = [("caption" if text in captions else kind, text) for kind, text in lines]
    present = {text for _, text in lines}
    placed = list(_follow(kept, anchors))
    last = max((at for at, caption in placed if caption is None), default=-1)
    added = {
        at: [("caption", caption) for _, caption in group if caption and caption not in present]
        for at, group in groupby(placed, key=lambda pair: pair[0])
        if at < last
    }
    return tuple(line for at, own in enumerate(kept) for line in (own, *added.get(at, ())))


def _follow(
    lines: Sequence[PageLine], anchors: Sequence[Anchor]
) -> Iterator[tuple[int, str | None]]:
    """Walk down the page beside the lines; give the line reached, and each caption met there."""
    numbers: dict[str, int] = {}
    for number, (_, text) in enumerate(lines):
        numbers.setdefault(text[:ANCHOR_CHARACTERS], number)
    reached = -1
    for is_caption, text in anchors:
        if is_caption:
            yield reached, text
            continue
        number = numbers.get(text[:ANCHOR_CHARACTERS], -1)
        if number > reached:
            reached = number
            yield reached, None
