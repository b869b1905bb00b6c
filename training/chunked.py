"""Cut labelled documents into the chunks of word pieces that the entity network reads."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from tokenizers import Tokenizer

from pipeline.model.tagging import LABELS
from pipeline.model.wordpieces import split_words

CLS, SEP, PAD = 101, 102, 0
IGNORED = -100
"""The target of pieces that carry no tag: all but the first of each word."""

_UPPER, _LOWER, _TITLE, _SINGLE = 2, 1, 3, 5
_CASED = (1, 2, 3, 4, 5)

Numbers = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Pieces in a row: a sentence, or a chunk of them. `tags` is IGNORED on later pieces."""

    ids: Numbers
    cases: Numbers
    tags: Numbers

    def __len__(self) -> int:
        """Count the pieces."""
        return len(self.ids)


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Chunks side by side, padded, with their special pieces."""

    ids: Numbers
    cases: Numbers
    mask: Numbers
    tags: Numbers


def to_stretches(doc: Doc, tokenizer: Tokenizer) -> list[Stretch]:
    """Turn each sentence of a document into pieces with codes and tags."""
    pieces = split_words([token.text for token in doc], tokenizer)
    lengths = np.diff(pieces.starts)
    firsts = pieces.starts[:-1]
    tags = np.full(len(pieces.ids), IGNORED, dtype=np.int64)
    for token in doc:
        if lengths[token.i]:
            tags[firsts[token.i]] = _tag(token.ent_type_, token.ent_iob_)
    starts = [token.i for token in doc if token.is_sent_start or token.i == 0]
    edges = [int(pieces.starts[i]) for i in [*starts, len(doc)]]
    return [
        Stretch(ids=pieces.ids[a:b], cases=pieces.cases[a:b], tags=tags[a:b])
        for a, b in pairwise(edges)
        if b > a
    ]


def fill_chunks(
    stretches: Iterable[Stretch], *, shortest: int, longest: int, chooser: random.Random
) -> Iterator[Stretch]:
    """Join neighbouring sentences into chunks of a random length; cut what is too long."""
    group: list[Stretch] = []
    aim = chooser.randint(shortest, longest)
    for stretch in stretches:
        size = sum(len(part) for part in group)
        if group and size + len(stretch) > aim:
            yield _join(group)
            group, aim = [], chooser.randint(shortest, longest)
        for cut in _cut(stretch, longest):
            if group and sum(len(part) for part in group) + len(cut) > longest:
                yield _join(group)
                group = []
            group.append(cut)
    if group:
        yield _join(group)


def recase(chunk: Stretch, *, upper: float, lower: float, title: float, draw: float) -> Stretch:
    """Return the chunk as if written in another case, where `draw` (0 to 1) falls on one.

    The vocabulary is lower-case, so that only the case codes change.
    """
    cased = np.isin(chunk.cases, _CASED)
    if draw < upper:
        cases = np.where(cased & (chunk.cases != _SINGLE), _UPPER, chunk.cases)
    elif draw < upper + lower:
        cases = np.where(cased, _LOWER, chunk.cases)
    elif draw < upper + lower + title:
        cases = np.where(chunk.cases == _LOWER, _TITLE, chunk.cases)
    else:
        return chunk
    return Stretch(ids=chunk.ids, cases=cases, tags=chunk.tags)


def to_batches(
    chunks: Sequence[Stretch], *, pieces: int, chooser: random.Random | None
) -> Iterator[Batch]:
    """Put chunks of like length together; with a chooser, batches come in random order."""
    order = sorted(chunks, key=len)
    groups: list[list[Stretch]] = [[]]
    for chunk in order:
        if groups[-1] and (len(groups[-1]) + 1) * (len(chunk) + 2) > pieces:
            groups.append([])
        groups[-1].append(chunk)
    if chooser is not None:
        chooser.shuffle(groups)
    return (_pad(group) for group in groups if group)


def _tag(label: str, iob: str) -> int:
    if iob not in ("B", "I") or label not in LABELS:
        return 0
    return 2 * LABELS.index(label) + (1 if iob == "B" else 2)


def _cut(stretch: Stretch, longest: int) -> Iterator[Stretch]:
    """Cut a stretch longer than `longest` before words."""
    start = 0
    while len(stretch) - start > longest:
        end = start + longest
        while stretch.tags[end] == IGNORED and end > start + 1:
            end -= 1
        yield _slice(stretch, start, end)
        start = end
    yield _slice(stretch, start, len(stretch))


def _slice(stretch: Stretch, start: int, end: int) -> Stretch:
    return Stretch(
        ids=stretch.ids[start:end], cases=stretch.cases[start:end], tags=stretch.tags[start:end]
    )


def _join(parts: Sequence[Stretch]) -> Stretch:
    return Stretch(
        ids=np.concatenate([part.ids for part in parts]),
        cases=np.concatenate([part.cases for part in parts]),
        tags=np.concatenate([part.tags for part in parts]),
    )


def _pad(chunks: Sequence[Stretch]) -> Batch:
    width = max(len(chunk) for chunk in chunks) + 2
    ids = np.full((len(chunks), width), PAD, dtype=np.int64)
    cases, mask = np.zeros_like(ids), np.zeros_like(ids)
    tags = np.full_like(ids, IGNORED)
    for row, chunk in enumerate(chunks):
        size = len(chunk)
        ids[row, 0], ids[row, size + 1] = CLS, SEP
        ids[row, 1 : size + 1] = chunk.ids
        cases[row, 1 : size + 1] = chunk.cases
        tags[row, 1 : size + 1] = chunk.tags
        mask[row, : size + 2] = 1
    return Batch(ids=ids, cases=cases, mask=mask, tags=tags)
