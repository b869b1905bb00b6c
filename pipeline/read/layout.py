"""Makes paragraphs of the lines of printed pages, from where they stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

EDGE = 2
"""Lines at the top and at the bottom of a page that may be a running head or foot."""

GAP = 1.25
"""Distance between lines, as a share of the usual one, above which a paragraph begins. Word and
LibreOffice set 1.5 by default, browsers 2."""

INDENT = 0.7
"""Indent of a first line, as a share of its height, from which on it begins a paragraph."""

COLUMN = 6.0
"""Lines whose left ends are further apart, as a multiple of their height, stand in two columns."""

FULL = 0.7
"""Length of a line, as a share of the longest in its column, from which on the sentence may go on
in the next column. Shorter ones are headings or end a paragraph."""

SAME_SIZE = 0.12
"""Share by which the height of lines of one paragraph may differ: small capitals and the like."""

_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_FIRST_WORD = re.compile(r"^[^\W\d_]+")
_ENDED = re.compile(r"""[.!?:…]["'”’)\]]*$""")


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line of a page; distances are in points, upwards from the bottom."""

    text: str
    page: int
    left: float
    bottom: float
    right: float
    height: float

    @property
    def column(self) -> tuple[int, int]:
        """The page, and about where on it the line begins."""
        return self.page, round(self.left / 10)


def drop_repeated(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """Leave out what stands at the edge of at least half of the pages, and page numbers."""
    edges = [_edges(lines) for lines in pages]
    counts = Counter(key for edge in edges for key in set(edge.values()))
    needed = max(2, (len(pages) + 1) // 2)
    kept = []
    for number, (lines, edge) in enumerate(zip(pages, edges, strict=True), start=1):
        for at, line in enumerate(lines):
            is_number = at in edge and _is_page_number(line.text, number, len(pages))
            if not is_number and counts[edge.get(at, ("", ""))] < needed:
                kept.append(line)
    return kept


def _is_page_number(text: str, number: int, pages: int) -> bool:
    """Recognise "7", "- 7 -" and "Page 7", and the foot that a browser prints, "... 7/9"."""
    bare = text.lower().removeprefix("page").strip("-–— ")
    return bare == str(number) or text.endswith(f" {number}/{pages}")


def _edges(lines: Sequence[Line]) -> Mapping[int, tuple[str, str]]:
    """Give what stands at the top and bottom of a page, its numbers left open."""
    order = sorted(range(len(lines)), key=lambda at: -lines[at].bottom)
    if len(order) <= 2 * EDGE:
        return {}
    ends = [("top", at) for at in order[:EDGE]] + [("bottom", at) for at in order[-EDGE:]]
    return {at: (end, _DIGITS.sub("#", lines[at].text.lower())) for end, at in ends}


def to_paragraphs(lines: Sequence[Line]) -> Iterator[tuple[str, float]]:
    """Join lines to paragraphs; give each with the height of its type."""
    words = _count_words(lines)
    usual = _usual_distance(lines)
    columns = _find_columns(lines)
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and _begins(paragraph, line, usual, columns):
            yield _join(paragraph, words), paragraph[0].height
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield _join(paragraph, words), paragraph[0].height


def _usual_distance(lines: Sequence[Line]) -> Mapping[int, float]:
    """Give the distance of lines within paragraphs for each height: one of the smaller ones."""
    distances: dict[int, list[float]] = defaultdict(list)
    for above, line in pairwise(lines):
        if line.page == above.page and 0 < above.bottom - line.bottom < 4 * line.height:
            distances[round(line.height)].append(above.bottom - line.bottom)
    return {height: sorted(found)[len(found) // 4] for height, found in distances.items()}


def _find_columns(lines: Sequence[Line]) -> Mapping[tuple[int, int], float]:
    """Give the right edge of the lines that begin at the same place of a page."""
    edges: dict[tuple[int, int], float] = {}
    for line in lines:
        edges[line.column] = max(line.right, edges.get(line.column, 0.0))
    return edges


def _begins(
    paragraph: Sequence[Line],
    line: Line,
    usual: Mapping[int, float],
    columns: Mapping[tuple[int, int], float],
) -> bool:
    above = paragraph[-1]
    if abs(above.height - line.height) > SAME_SIZE * max(above.height, line.height):
        return True
    distance = above.bottom - line.bottom
    if line.page != above.page or distance < -line.height:  # the next page or column
        is_full = above.right - above.left > FULL * (columns[above.column] - above.left)
        return not is_full or _ENDED.search(above.text) is not None
    if abs(distance) < 0.5 * line.height:  # the same line, in parts
        return False
    if distance > GAP * usual.get(round(line.height), line.height):
        return True
    here = [one.left for one in paragraph if abs(one.left - line.left) < COLUMN * line.height]
    is_indented = len(here) > 0 and line.left - min(here) > INDENT * line.height
    return is_indented and _ENDED.search(above.text) is not None


def _join(paragraph: Sequence[Line], words: Counter[str]) -> str:
    text = paragraph[0].text
    for line in paragraph[1:]:
        if not text.endswith("-"):
            text += "" if text.endswith(("–", "—", "/")) else " "
        elif _is_broken(text, line.text, words):
            text = text[:-1]
        text += line.text
    return text


def _is_broken(text: str, following: str, words: Counter[str]) -> bool:
    """Say whether the hyphen at the end of a line only breaks a word.

    The rest of the text decides: "long-term" keeps its hyphen where it, or both of its parts, are
    written elsewhere, unless "longterm" is.
    """
    before, after = _LAST_WORD.search(text[:-1]), _FIRST_WORD.search(following)
    if before is None or after is None or not after[0][0].islower():
        return False
    first, second = before[0].lower(), after[0].lower()
    if words[first + second]:
        return True
    if words[f"{first}-{second}"]:
        return False
    return not (words[first] and words[second])


def _count_words(lines: Sequence[Line]) -> Counter[str]:
    """Count the words that no line end has cut."""
    counts: Counter[str] = Counter()
    for above, line in zip((None, *lines), lines, strict=False):
        text = line.text
        if above is not None and above.text.endswith("-"):
            text = _FIRST_WORD.sub("", text)
        if text.endswith("-"):
            text = _LAST_WORD.sub("", text[:-1])
        counts.update(word.lower() for word in _WORD.findall(text))
    return counts
