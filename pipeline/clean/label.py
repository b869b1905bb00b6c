"""Labels a whole text: line rules first, then title, headings, paragraphs and datelines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..records import Block, BlockKind
from .datelines import find_dateline
from .lines import Line, split_lines
from .paragraphs import is_wrapped, join_lines
from .parts import Part, Place, Zone, whole_line
from .rules import LINE_RULES
from .titles import MAX_TITLE_LINES, MIN_PARAGRAPH_WORDS, is_heading, is_title
from .words import Words

HEAD_WORDS = 40
"""Ordinary words up to which a line stands in the head: a title and a standfirst have 25 to 40."""

OPENING_WORDS = 120
"""Ordinary words up to which a byline may still follow: title, standfirst and a first paragraph."""

MAX_CAPTION_WORDS = 40


@dataclass(frozen=True)
class _Labelled:
    """A line with the parts that the rules have given it; none for an ordinary line."""

    line: Line
    parts: tuple[Part, ...]

    @property
    def is_plain(self) -> bool:
        return not self.parts


def label_text(text: str, words: Words, hints: Sequence[Block] = ()) -> tuple[Part, ...]:
    """Divide a text into parts that hold every character but white space, in their order.

    ``hints`` are blocks that the page itself has named.
    """
    lines = split_lines(text)
    if len(lines) == 1:  # a text of one line has no page around it
        labelled = [_Labelled(lines[0], ())]
    else:
        labelled = _label_captions(_label_titles(_label_lines(lines, words, hints)))
    return tuple(_to_parts(text, labelled, words))


def _label_lines(lines: Sequence[Line], words: Words, hints: Sequence[Block]) -> list[_Labelled]:
    kinds: Mapping[tuple[int, int], BlockKind] = {
        (hint.start, hint.end): hint.kind for hint in hints
    }
    labelled: list[_Labelled] = []
    ordinary_words = 0
    for line in lines:
        before = labelled[-1].parts[-1].rule if labelled and labelled[-1].parts else None
        place = Place(zone=_zone(ordinary_words), follows=before, is_first=not labelled)
        parts = next(filter(None, (rule(line, place, words) for rule in LINE_RULES)), ())
        hint = kinds.get((line.start, line.end))
        if hint is not None and not parts:
            parts = whole_line(line, hint, "named_by_page")
        if not parts or parts[0].kind == "paragraph":
            ordinary_words += len(line.words)
        labelled.append(_Labelled(line, parts))
    return labelled


def _zone(ordinary_words: int) -> Zone:
    if ordinary_words <= HEAD_WORDS:
        return "head"
    return "opening" if ordinary_words <= OPENING_WORDS else "body"


def _label_titles(labelled: Sequence[_Labelled]) -> list[_Labelled]:
    plain = [item.line for item in labelled if item.is_plain]
    wrapped = is_wrapped(plain)
    titles = {line.start: "first_line" for line in _title_lines(labelled, wrapped=wrapped)}
    for before, item, after in zip(labelled, labelled[1:], labelled[2:], strict=False):
        line = item.line
        if not item.is_plain or line.start in titles or not after.is_plain:
            continue
        is_alone = before.line.chunk != line.chunk != after.line.chunk
        follows_prose = (
            before.line.ends_sentence or not before.is_plain or before.line.start in titles
        )
        if (is_alone or not wrapped) and follows_prose and is_heading(line, after.line):
            titles[line.start] = "heading"
    return [
        _Labelled(item.line, whole_line(item.line, "title", titles[item.line.start]))
        if item.line.start in titles
        else item
        for item in labelled
    ]


def _title_lines(labelled: Sequence[_Labelled], *, wrapped: bool) -> list[Line]:
    """Find the lines of the title: the first ordinary lines, if an article follows them."""
    first = next((i for i, item in enumerate(labelled) if item.is_plain), None)
    if first is None or not _article_follows(labelled[first + 1 :]):
        return []
    if any(part.kind == "title" for item in labelled[:first] for part in item.parts):
        return []
    titles: list[Line] = []
    for item, after in zip(labelled[first:], labelled[first + 1 :], strict=False):
        line = item.line
        is_same_chunk = not titles or titles[-1].chunk == line.chunk
        if not (item.is_plain and is_same_chunk and is_title(line)):
            break
        titles.append(line)
        if len(titles) == MAX_TITLE_LINES or after.line.chunk != line.chunk or not after.is_plain:
            return titles
    return titles[:1] if titles and not wrapped and _is_above_paragraph(labelled, first) else []


def _article_follows(labelled: Sequence[_Labelled]) -> bool:
    return any(
        item.is_plain and (len(item.line.words) >= MIN_PARAGRAPH_WORDS or item.line.ends_sentence)
        for item in labelled
    )


def _is_above_paragraph(labelled: Sequence[_Labelled], first: int) -> bool:
    """Say whether the line after the first one begins anew, so that it does not go on with it."""
    following = labelled[first + 1].line
    return not following.text[0].islower()


def _label_captions(labelled: Sequence[_Labelled]) -> list[_Labelled]:
    """Take a short line right above a credit as its caption."""
    result = list(labelled)
    for i, item in enumerate(labelled[1:], start=1):
        above = labelled[i - 1]
        is_credit = bool(item.parts) and item.parts[0].kind == "credit"
        is_one_line = (
            i < 2 or labelled[i - 2].line.chunk != above.line.chunk or not labelled[i - 2].is_plain
        )
        if (
            is_credit
            and is_one_line
            and above.is_plain
            and above.line.chunk == item.line.chunk
            and len(above.line.words) <= MAX_CAPTION_WORDS
        ):
            result[i - 1] = _Labelled(above.line, whole_line(above.line, "caption", "above_credit"))
    return result


def _to_parts(text: str, labelled: Sequence[_Labelled], words: Words) -> Iterator[Part]:
    """Give the parts in order; ordinary lines become paragraphs, which a dateline may open."""
    plain = [item.line for item in labelled if item.is_plain]
    width = max(len(line.text) for line in plain) if is_wrapped(plain) else None
    run: list[Line] = []
    is_lead = True
    for item in [*labelled, None]:
        if item is not None and item.is_plain:
            run.append(item.line)
            continue
        for group in join_lines(run, width):
            yield from _paragraph(text, group, words, is_lead=is_lead)
            is_lead = False
        run = []
        if item is not None:
            yield from item.parts


def _paragraph(
    text: str, group: tuple[Line, ...], words: Words, *, is_lead: bool
) -> Iterator[Part]:
    start, end = group[0].start, group[-1].end
    dateline = find_dateline(text, start, end, words, is_lead=is_lead)
    if dateline is not None:
        yield dateline
        start = (
            dateline.end + len(text[dateline.end : end]) - len(text[dateline.end : end].lstrip())
        )
    if start < end:
        yield Part(kind="paragraph", start=start, end=end, rule="paragraph")
