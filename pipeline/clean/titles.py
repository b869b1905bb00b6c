"""The title of an article and the headings between its paragraphs."""

from __future__ import annotations

from .lines import Line

MAX_TITLE_CHARACTERS = 250
MAX_TITLE_LINES = 3
MAX_HEADING_WORDS = 10
MIN_CAPITALISED_SHARE = 0.7
"""Share of long words with a capital from which a line with a full stop still is a title.

Some archives put a full stop after each title. A sentence has a third of its long words so."""

MIN_PARAGRAPH_WORDS = 8

QUOTES = "\"“'‘`"


def is_title(line: Line) -> bool:
    """Say whether the first line of an article reads like its title."""
    if len(line.text) > MAX_TITLE_CHARACTERS or (line.text[0] in QUOTES and line.ends_sentence):
        return False
    if line.text.endswith((".", "…", ";", ":", ',"', ".”", '."')):
        return _is_capitalised(line)
    return True


def is_heading(line: Line, after: Line) -> bool:
    """Say whether a short line above a paragraph reads like a heading."""
    return (
        len(line.words) <= MAX_HEADING_WORDS
        and not line.ends_sentence
        and not line.text.endswith((",", "-", "–", "—", "|", ")"))
        and (line.text[0].isupper() or line.text[0].isdigit())
        and "|" not in line.text
        and _is_paragraph(after)
    )


def _is_paragraph(line: Line) -> bool:
    return len(line.words) >= MIN_PARAGRAPH_WORDS and not line.text[0].islower()


def _is_capitalised(line: Line) -> bool:
    long_words = [word for word in line.words if len(word) > 3 and word[0].isalpha()]
    capitalised = [word for word in long_words if word[0].isupper()]
    return len(long_words) > 1 and len(capitalised) >= MIN_CAPITALISED_SHARE * len(long_words)
