"""Finds what stands in quotation marks, whatever the marks and however odd their balance."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

MARKS = re.compile(r"[“”„«»\"‘’']{1,2}|``")
PARAGRAPH = re.compile(r"[^\n]+")
LONGEST_SINGLE = 600
"""Characters that single quotation marks may hold: an apostrophe opens nothing longer."""

NAMING_TAGS = frozenset({"NN", "NNP", "NNPS", "NNS", "POS", "PRP$", "DT", "IN", "JJ"})
"""Words after which a quotation may be a name: "host of the “Good Day” show"."""
SHORTEST_CAPITAL = 5
"""Letters from which a word of a title has a capital."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark: where it stands and whether it may open or close a quotation."""

    start: int
    end: int
    single: bool
    opens: bool
    closes: bool


def find_quotations(text: str, starts: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Find quotations as token ranges, marks included; ``starts`` says where each token starts.

    A mark without its partner costs this quotation only; a paragraph that opens a quotation and
    leaves it open is quoted to its end if the next paragraph opens with a mark again.
    """
    paragraphs = [match.span() for match in PARAGRAPH.finditer(text) if match[0].strip()]
    found: list[tuple[int, int]] = []
    for place, (start, end) in enumerate(paragraphs):
        following = paragraphs[place + 1][0] if place + 1 < len(paragraphs) else None
        continued = following is not None and _opens_paragraph(text, following)
        found.extend(_pair(list(_read_marks(text, start, end)), end, continued=continued))
    return tuple(_to_tokens(starts, found))


def _opens_paragraph(text: str, start: int) -> bool:
    return text[start : start + 10].lstrip()[:1] in {"“", '"', "«", "„"} or text.startswith(
        "''", start
    )


def _read_marks(text: str, start: int, end: int) -> Iterator[Mark]:
    for match in MARKS.finditer(text, start, end):
        for left, right in _split(match):
            before = text[left - 1] if left > start else " "
            after = text[right] if right < end else " "
            mark = text[left:right]
            single = mark in {"'", "‘", "’"}
            loose = not (before.isalnum() and after.isalnum())
            opens = loose and not after.isspace() and not before.isalnum()
            closes = loose and not before.isspace() and not after.isalnum()
            if mark in {"“", "„", "«", "``"}:
                opens, closes = True, False
            elif mark in {"‘"}:
                closes = False
            elif mark in {"”", "»"} and not opens:
                closes = True
            yield Mark(left, right, single, opens, closes)


def _split(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    start, end = match.span()
    if end - start == 2 and match[0] not in {"''", "``", "’’", "‘‘"}:
        yield start, start + 1
        yield start + 1, end
    else:
        yield start, end


def _pair(marks: list[Mark], end: int, *, continued: bool) -> Iterator[tuple[int, int]]:
    closers = [mark.end for mark in marks if mark.single and mark.closes]
    opened: Mark | None = None
    for mark in marks:
        if opened is None:
            if mark.opens and (not mark.single or _has_partner(mark, closers)):
                opened = mark
        elif mark.single != opened.single:
            if not mark.single and mark.opens:
                opened = mark
        elif mark.closes and mark.start > opened.end:
            yield opened.start, mark.end
            opened = None
        elif mark.opens and not mark.single:
            opened = mark
    if opened is not None and not opened.single and continued:
        yield opened.start, end


def _has_partner(mark: Mark, closers: list[int]) -> bool:
    place = bisect_right(closers, mark.end)
    return place < len(closers) and closers[place] - mark.start < LONGEST_SINGLE


def _to_tokens(starts: Sequence[int], ranges: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in ranges:
        first = bisect_right(starts, start) - 1
        last = bisect_left(starts, end)
        if last - first > 2:
            yield first, last


def is_open(doc: Doc, end: int) -> bool:
    """Say whether the quotation before a token has no closing mark: the next paragraph goes on."""
    return not MARKS.search(doc[end - 1].text)


def is_title(doc: Doc, start: int, end: int) -> bool:
    """Say whether a quotation is a name: "a report titled “Dry Rivers”", "MNC's “Good Day”".

    It hangs on the words before it, and all its words but the smallest have a capital.
    """
    before = doc[start - 1] if start > 0 else None
    if before is None or before.is_space:
        return False
    before = doc[start - 2] if before.text == "," and start > 1 else before
    if before.lower_ in {"titled", "entitled", "headlined", "named", "dubbed"}:
        return True
    if before != doc[start - 1] or not (before.tag_ in NAMING_TAGS or before.lower_ == "called"):
        return False
    words = [token for token in doc[start:end] if token.is_alpha]
    ends_clause = any(token.text in {".", "!", "?"} for token in doc[end - 2 : end])
    named = [token.text[0].isupper() for token in words if len(token) >= SHORTEST_CAPITAL]
    return bool(named) and all(named) and not ends_clause
