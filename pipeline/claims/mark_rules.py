"""Attributions whose cue is a punctuation mark beside the speaker's name."""

from __future__ import annotations

from ..syntax import trim
from .found import Found
from .reading import Reading

SHORTEST_CONTENT = 3
"""Tokens, the colon included, below which nothing is said."""

LONGEST_SPEAKER = 7
"""Tokens that a name with its title may have before a colon or after a dash."""

SPEAKER_TAGS = frozenset({"NNP", "NNPS", "NN", "JJ", ",", "."})
"""Tags of which such a name is made: "Chair Anna Berg", "Gov. Berg"."""


def speaker_colon(reading: Reading, colon: int) -> Found | None:
    """Read "Anna Berg: The dam is safe" and "From Chair Berg: “...”"."""
    tree = reading.tree
    if tree.words[colon] != ":" or reading.is_quoted(colon):
        return None
    start = colon
    while start > 0 and colon - start < LONGEST_SPEAKER and not _ends_line(reading, start - 1):
        start -= 1
    if start == colon or (start > 0 and not _ends_line(reading, start - 1)):
        return None
    start += tree.words[start] == "from"
    if colon + 2 >= len(tree.words) or not _is_speaker(reading, start, colon):
        return None
    end = reading.sentences[reading.sentence_of[colon + 1]][1]
    if reading.is_quoted(colon + 1):
        end = reading.quotations[reading.quotation_of[colon + 1]][1]
    if end - colon < SHORTEST_CONTENT or _ends_line(reading, colon + 1):
        return None
    content = trim(tree, colon + 1, end)
    return Found(
        rule="speaker_colon",
        head=colon,
        cue=((colon, colon + 1),),
        source=(start, colon),
        content=(content,),
    )


def _is_speaker(reading: Reading, start: int, end: int) -> bool:
    """Say whether a stretch is a name: by its tags, or by its capitals ("TAPPER:")."""
    tags = reading.tree.tags[start:end]
    tagged = "NNP" in tags and all(tag in SPEAKER_TAGS for tag in tags)
    words = [token.text for token in reading.doc[start:end]]
    return tagged or all(word.isupper() and word.isalpha() for word in words)


def speaker_dash(reading: Reading, dash: int) -> Found | None:
    """Read "“The dam is safe.” — Anna Berg"."""
    tree = reading.tree
    if tree.words[dash] not in reading.words["reporting.dashes"] or dash + 1 >= len(tree.words):
        return None
    before = dash - 1
    while before > 0 and reading.doc[before].is_space:
        before -= 1
    if before < 0 or not reading.is_quoted(before) or reading.is_quoted(dash):
        return None
    end = dash + 1
    while (
        end < len(tree.words) and end - dash <= LONGEST_SPEAKER and tree.tags[end] in SPEAKER_TAGS
    ):
        end += 1
    if "NNP" not in tree.tags[dash + 1 : end] or not _ends_line(reading, min(end, len(tree.words))):
        return None
    quotation = reading.quotations[reading.quotation_of[before]]
    return Found(
        rule="speaker_dash",
        head=dash,
        cue=((dash, dash + 1),),
        source=(dash + 1, end),
        content=(quotation,),
    )


def _ends_line(reading: Reading, i: int) -> bool:
    """Say whether a token is a line break or a full stop, or stands after the last one."""
    words = reading.tree.words
    return i >= len(words) or "\n" in words[i] or words[i] in {".", "!", "?", ")", "("}
