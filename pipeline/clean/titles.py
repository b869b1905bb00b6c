"""The title of an article and the headings between its paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from .lines import Line
from .paragraphs import find_wrap
from .parts import LabelledLine, whole_line

MAX_TITLE_CHARACTERS = 250
MAX_TITLE_LINES = 3
MAX_HEADING_WORDS = 10
MIN_CAPITALISED_SHARE = 0.7
"""Share of long words with a capital from which a line with a full stop still is a title.

Some archives put a full stop after each title. A sentence has a third of its long words so."""

MIN_PARAGRAPH_WORDS = 8

QUOTES = "\"“'‘`"


def label_title(labelled: Sequence[LabelledLine]) -> list[LabelledLine]:
    """Label the first ordinary lines as title, if an article follows them."""
    result = list(labelled)
    first = next((i for i, item in enumerate(labelled) if item.is_plain), None)
    if first is None or any(item.kind == "title" for item in labelled[:first]):
        return result
    if not has_article(labelled[first + 1 :]):
        return result
    count = _count_title_lines(labelled[first:])
    for i in range(first, first + count):
        result[i] = LabelledLine(result[i].line, whole_line(result[i].line, "title", "first_line"))
    return result


def label_headings(labelled: Sequence[LabelledLine]) -> list[LabelledLine]:
    """Label short lines that stand between paragraphs."""
    result = list(labelled)
    is_wrapped = find_wrap([item.line for item in labelled if item.is_plain]) is not None
    for i in range(1, len(labelled) - 1):
        before, item, after = result[i - 1], labelled[i], labelled[i + 1]
        if not (item.is_plain and after.is_plain):
            continue
        is_alone = before.line.chunk != item.line.chunk != after.line.chunk
        follows_prose = before.line.ends_sentence or not before.is_plain
        if (is_alone or not is_wrapped) and follows_prose and is_heading(item.line, after.line):
            result[i] = LabelledLine(item.line, whole_line(item.line, "title", "heading"))
    return result


def has_article(labelled: Sequence[LabelledLine]) -> bool:
    """Say whether there is ordinary text: a sentence, or a line of some length."""
    return any(
        item.is_plain and (len(item.line.words) >= MIN_PARAGRAPH_WORDS or item.line.ends_sentence)
        for item in labelled
    )


def is_title(line: Line) -> bool:
    """Say whether the first line of an article reads like its title."""
    if len(line.text) > MAX_TITLE_CHARACTERS or line.text.endswith((",", "-", "–", "—", "_")):
        return False
    if line.text[0] in QUOTES and line.ends_sentence:
        return False
    if line.text.rstrip(QUOTES + "”’").endswith((".", "…", ";", ":")):
        return _is_capitalised(line)
    return True


def is_heading(line: Line, after: Line) -> bool:
    """Say whether a short line above a paragraph reads like a heading."""
    return (
        len(line.words) <= MAX_HEADING_WORDS
        and not line.ends_sentence
        and not line.text.endswith((",", "-", "–", "—", "_", "|", ")"))
        and (line.text[0].isupper() or line.text[0].isdigit())
        and not line.text[-1].isdigit()
        and "|" not in line.text
        and _is_paragraph(after)
    )


def _count_title_lines(labelled: Sequence[LabelledLine]) -> int:
    """Count the lines of the title: a whole chunk of short lines, or one above a paragraph."""
    chunk = labelled[0].line.chunk
    lines = [
        item.line
        for item in takewhile(lambda item: item.is_plain and item.line.chunk == chunk, labelled)
    ]
    if len(lines) <= MAX_TITLE_LINES and all(is_title(line) for line in lines):
        return len(lines)
    is_wrapped = find_wrap([item.line for item in labelled if item.is_plain]) is not None
    is_own_line = len(lines) > 1 and not is_wrapped and not lines[1].text[0].islower()
    return int(is_own_line and is_title(lines[0]))


def _is_paragraph(line: Line) -> bool:
    letters = [word for word in line.words if word[0].isalpha()]
    return len(letters) >= MIN_PARAGRAPH_WORDS and not line.text[0].islower()


def _is_capitalised(line: Line) -> bool:
    long_words = [word for word in line.words if len(word) > 3 and word[0].isalpha()]
    capitalised = [word for word in long_words if word[0].isupper()]
    return len(long_words) > 1 and len(capitalised) >= MIN_CAPITALISED_SHARE * len(long_words)
