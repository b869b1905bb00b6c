"""Cut docs into the stretches of words that the recogniser's network reads at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc
from tokenizers import Tokenizer

from .wordpieces import Numbers, Pieces, split_words

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
    texts = [token.text for doc in docs for token in doc]
    split = split_words(texts, tokenizer)
    lengths = np.diff(split.starts)
    kept = lengths > 0
    word_by_token = np.concatenate(([0], np.cumsum(kept)))
    starts = np.concatenate(([0], np.cumsum(lengths[kept])))
    tokens = np.concatenate([np.arange(len(doc)) for doc in docs])[kept]
    chunks: list[Chunk] = []
    first = 0
    for i, doc in enumerate(docs):
        edges = word_by_token[first + np.append(_sentence_starts(doc), len(doc))]
        chunks.extend(Chunk(doc=i, start=start, end=end) for start, end in _pack(starts, edges))
        first += len(doc)
    pieces = Pieces(ids=split.ids, cases=split.cases, starts=starts)
    opening = word_by_token[[i for i, text in enumerate(texts) if text.count("\n") > 1]]
    return Reading(pieces=pieces, tokens=tokens, opening=opening, chunks=tuple(chunks))


def _sentence_starts(doc: Doc) -> Numbers:
    """Give the tokens that start a sentence, or before any parse those that may start one."""
    starts = doc.to_array("SENT_START").astype(np.int64) == 1
    if not doc.has_annotation("SENT_START", require_complete=True):
        starts[list(guess_starts(doc))] = True
    starts[:1] = True
    return np.flatnonzero(starts)


_STOPS = frozenset({".", "!", "?"})
_CLOSING = frozenset({")", "]", '"', "'", "”", "’", "''"})


def guess_starts(doc: Doc) -> Iterator[int]:
    """Yield the tokens after a line break, or after a full stop and the quotes that close."""
    stopped = False
    for token in doc:
        text = token.text
        if stopped and text not in _CLOSING and "\n" not in text:
            yield token.i
            stopped = False
        stopped = stopped or text in _STOPS or "\n" in text


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
