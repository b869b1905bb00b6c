"""The tokens of a doc as plain lists: to make a spaCy token takes longer than most rules ask it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from ..extensions import Blocks, text_of

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})
"""Labels of subjects, those of CLEAR too."""

ATTRIBUTES = ("ORTH", "LOWER", "TAG", "SENT_START", "SPACY", "IDX")


@dataclass(frozen=True, eq=False, kw_only=True, slots=True)
class Tokens:
    """What the rules read of each token of a doc."""

    doc: Doc
    blocks: Blocks
    whole: str
    """The text of the doc."""
    texts: Sequence[str]
    lowers: Sequence[str]
    bares: Sequence[str]
    """In lower case, without full stops at the end."""
    tags: Sequence[str]
    starts: Sequence[bool]
    """Whether a sentence starts at the token."""
    spaced: Sequence[bool]
    """Whether a space follows the token."""
    offsets: Sequence[int]

    def __len__(self) -> int:
        """Count the tokens."""
        return len(self.texts)

    def lower(self, i: int) -> str:
        """Give a token in lower case; nothing beyond the ends of the doc."""
        return self.lowers[i] if 0 <= i < len(self.lowers) else ""

    def text(self, start: int, end: int) -> str:
        """Give the text between two tokens."""
        first, last = self.characters(start, end)
        return self.whole[first:last]

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """Give the characters from one token up to another."""
        first = self.offsets[start] if start < len(self) else len(self.whole)
        return first, self.offsets[end - 1] + len(self.texts[end - 1]) if end > start else first

    def sentences(self) -> list[tuple[int, int]]:
        """Give the first token of each sentence, and the one after its last."""
        edges = [i for i, starts in enumerate(self.starts) if starts or i == 0]
        return list(pairwise([*edges, len(self)]))

    def is_skipped(self, start: int, end: int) -> bool:
        """Say whether part of a stretch lies in a block that holds no news."""
        return self.blocks.skips(*self.characters(start, end))


def read_tokens(doc: Doc) -> Tokens:
    """Read the tokens of a doc, each distinct word once."""
    columns = doc.to_array([*ATTRIBUTES]).T.tolist()
    orths, lowers, tags, starts, spaced, offsets = columns if len(doc) else [[]] * len(ATTRIBUTES)
    strings = doc.vocab.strings
    name = {number: strings[number] for number in {*orths, *lowers, *tags}}
    bare = {number: name[number].rstrip(".") for number in {*lowers}}
    texts = [name[number] for number in orths]
    return Tokens(
        doc=doc,
        blocks=Blocks(doc),
        whole=text_of(doc),
        texts=texts,
        lowers=[name[number] for number in lowers],
        bares=[bare[number] for number in lowers],
        tags=[name[number] for number in tags],
        starts=[number == 1 for number in starts],
        spaced=[number == 1 for number in spaced],
        offsets=offsets,
    )


def find(words: Sequence[str], wanted: Container[str]) -> list[int]:
    """Give the places of the words wanted.

    >>> find(["the", "mayor", "of"], {"of", "the"})
    [0, 2]
    """
    return [i for i, word in enumerate(words) if word in wanted]
