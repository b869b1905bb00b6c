"""The common form of every entity data set: a text, its labelled stretches, its document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A labelled stretch of characters, end exclusive; the label is the publisher's."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A sentence or tweet with its labels; neighbours with an equal document belong together."""

    text: str
    stretches: tuple[Stretch, ...]
    document: str


def to_passage(
    words: Sequence[str],
    tags: Sequence[str],
    *,
    document: str,
    spaces: Sequence[bool] | None = None,
) -> Passage:
    """Join words and their BIO tags into a passage.

    Without `spaces` the words are joined as English is written.

    >>> to_passage(["(", "He", "is", "Kim", "'s", ")"], "O O O B-PER O O".split(), document="1")
    Passage(text="(He is Kim's)", stretches=(Stretch(start=7, end=10, label='PER'),), document='1')
    """
    words = [_PLAIN.get(word, word) for word in words]
    if spaces is None:
        spaces = guess_spaces(words)
    starts: list[int] = []
    text = ""
    for word, space in zip(words, spaces, strict=True):
        starts.append(len(text))
        text += word + " " * space
    stretches = tuple(
        Stretch(start=starts[i], end=starts[j - 1] + len(words[j - 1]), label=label)
        for i, j, label in find_tagged(tags)
    )
    return Passage(text=text.rstrip(), stretches=stretches, document=document)


def find_tagged(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, label) of the stretches in BIO tags; a stray I- opens a stretch.

    >>> list(find_tagged(["B-PER", "I-PER", "O", "I-LOC", "B-LOC"]))
    [(0, 2, 'PER'), (3, 4, 'LOC'), (4, 5, 'LOC')]
    """
    start, open_label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        prefix, _, label = tag.partition("-")
        if open_label and (prefix != "I" or label != open_label):
            yield start, i, open_label
            open_label = ""
        if prefix in ("B", "I") and not open_label:
            start, open_label = i, label


def guess_spaces(words: Sequence[str]) -> list[bool]:
    """Say for each word of tokenised English whether a space follows it."""
    spaces: list[bool] = []
    quote_open = False
    for i, word in enumerate(words):
        following = words[i + 1] if i + 1 < len(words) else ""
        if word == '"':
            quote_open = not quote_open
        glued_left = _GLUED_LEFT.fullmatch(following) is not None
        glued_right = word in _GLUED_RIGHT or (word == '"' and quote_open)
        closes = following == '"' and quote_open
        spaces.append(bool(following) and not (glued_left or glued_right or closes))
    return spaces


_PLAIN = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}
_GLUED_RIGHT = frozenset("([{$£€#@“‘")
_GLUED_LEFT = re.compile(r"[.,;:!?%)\]}”’…]+|['’](s|S|m|re|ve|d|ll|M|RE|VE|D|LL)|[nN]['’][tT]|'")
