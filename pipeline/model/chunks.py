"""Cut docs into the stretches of words that the recogniser's network reads at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from spacy.tokens import Doc

from .wordpieces import Numbers, Pieces, split_numbered

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# As trained: stretches of at most this many pieces, and two more at their ends.
MAX_CHUNK = 158


@dataclass(frozen=True, kw_only=True)
class Chunk:
    """Consecutive words of one doc; ``start`` and ``end`` count the words of all docs read."""

    doc: int
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The words of some docs as pieces, and the chunks they make.

    ``tokens`` gives the token that each word is; ``opening`` the words that open a paragraph.
    """

    pieces: Pieces
    tokens: Numbers
    opening: Numbers
    chunks: tuple[Chunk, ...]


def read_docs(docs: Sequence[Doc], tokenizer: Tokenizer) -> Reading:
    """Split the tokens of docs into pieces, and the docs into chunks of whole sentences.

    Tokens without a piece (line breaks) are passed over.
    """
    words, numbers = _number_words(docs)
    split = split_numbered(words, numbers, tokenizer)
    lengths = np.diff(split.starts)
    kept = lengths > 0
    word_by_token = np.concatenate(([0], np.cumsum(kept)))
    starts = np.concatenate(([0], np.cumsum(lengths[kept])))
    tokens = np.concatenate([np.arange(len(doc)) for doc in docs])[kept]
    kinds = _tell_kinds(words)[numbers]
    chunks: list[Chunk] = []
    first = 0
    for i, doc in enumerate(docs):
        sentences = _sentence_starts(doc, kinds[first : first + len(doc)])
        edges = word_by_token[first + np.append(sentences, len(doc))]
        chunks.extend(Chunk(doc=i, start=start, end=end) for start, end in _pack(starts, edges))
        first += len(doc)
    pieces = Pieces(ids=split.ids, cases=split.cases, starts=starts)
    opening = word_by_token[:-1][kinds == _PARAGRAPH]
    return Reading(pieces=pieces, tokens=tokens, opening=opening, chunks=tuple(chunks))


def guess_starts(doc: Doc) -> list[int]:
    """Give the tokens after a line break, or after a full stop and the quotes that close."""
    words, numbers = _number_words([doc])
    starts: list[int] = _guess_starts(_tell_kinds(words)[numbers]).tolist()
    return starts


def _number_words(docs: Sequence[Doc]) -> tuple[list[str], Numbers]:
    """Give the distinct words of the docs, and the number of each token's."""
    hashes = np.concatenate([doc.to_array("ORTH") for doc in docs])
    distinct, numbers = np.unique(hashes, return_inverse=True)
    strings = docs[0].vocab.strings
    return [strings[word] for word in distinct.tolist()], numbers.astype(np.int64)


# What a word is for the guess where sentences start.
_SOLID, _STOP, _CLOSER, _LINE, _PARAGRAPH = range(5)
_KINDS = dict.fromkeys(".!?", _STOP) | dict.fromkeys((")", "]", '"', "'", "”", "’", "''"), _CLOSER)


def _tell_kinds(words: Sequence[str]) -> Numbers:
    return np.array([_tell_kind(word) for word in words], dtype=np.int64)


def _tell_kind(word: str) -> int:
    if "\n" in word:
        return _PARAGRAPH if word.count("\n") > 1 else _LINE
    return _KINDS.get(word, _SOLID)


def _sentence_starts(doc: Doc, kinds: Numbers) -> Numbers:
    """Give the tokens that start a sentence, or before any parse those that may start one."""
    starts = doc.to_array("SENT_START").astype(np.int64) == 1
    if not doc.has_annotation("SENT_START", require_complete=True):
        starts[_guess_starts(kinds)] = True
    starts[:1] = True
    return np.flatnonzero(starts)


def _guess_starts(kinds: Numbers) -> Numbers:
    breaks = kinds >= _LINE
    solid = np.flatnonzero((kinds == _SOLID) | (kinds == _STOP))
    lines = np.cumsum(breaks)[solid]
    stopped = np.append(False, kinds[solid[:-1]] == _STOP)[: len(solid)]
    return solid[stopped | (np.diff(lines, prepend=0) > 0)]


def _pack(starts: Numbers, edges: Numbers) -> Iterator[tuple[int, int]]:
    """Fill chunks with whole sentences; a sentence too long for one is cut between words."""
    start = fits = int(edges[0])
    for edge in edges[1:].tolist():
        while starts[edge] - starts[start] > MAX_CHUNK:
            if fits == start:
                fits = int(np.searchsorted(starts, starts[start] + MAX_CHUNK, side="right")) - 1
            yield start, fits
            start = fits
        fits = edge
    if fits > start:
        yield start, fits
