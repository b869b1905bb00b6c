"""Runs the spaCy pipeline over an article: Article in, annotated Doc out."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from . import extensions
from .records import Article

Marks = NDArray[np.int64]
"""For each token 1 where a sentence starts, -1 where none may, 0 where the parser decides."""

LONG_RUN = re.compile(r"\S{400}")
"""A stretch that no word or address of the news is as long as; it is cut for the tokenizer."""


def annotate(article: Article, nlp: Language) -> Doc:
    """Tokenise the article, mark its blocks and publication date, and run every component.

    Sentence starts are preset where a block starts, so no sentence crosses a block; and none is
    allowed within a line where a spare space stands between two words.
    """
    return nlp(to_doc(article, nlp))


def to_doc(article: Article, nlp: Language) -> Doc:
    """Give the tokenised Doc with its blocks and date, before any component has run."""
    doc = _tokenise(article.text, nlp)
    extensions.register()
    doc._.published = article.published.isoformat() if article.published else None
    doc._.blocks = article.blocks
    marks = np.zeros(len(doc), dtype=np.int64)
    _forbid_sentence_starts(doc, marks)
    _preset_sentence_starts(doc, marks, [block.start for block in article.blocks])
    # All at once: to set them one by one takes time that is quadratic in the length of the text.
    doc.from_array(["SENT_START"], marks.astype(np.uint64))  # type: ignore[arg-type]
    return doc


def _tokenise(text: str, nlp: Language) -> Doc:
    """Tokenise in linear time: spaCy's tokenizer is quadratic in a run without white space."""
    cuts = [found.end() for found in LONG_RUN.finditer(text)]
    if not cuts:
        return nlp.make_doc(text)
    ends = [*cuts, len(text)]
    pieces = [nlp.make_doc(text[start:end]) for start, end in pairwise([0, *ends])]
    tokens = [token for piece in pieces for token in piece]
    words = [token.text for token in tokens]
    return Doc(nlp.vocab, words=words, spaces=[bool(token.whitespace_) for token in tokens])


# After one of these, a spare space may well end a sentence.
_STOPS = frozenset({".", "!", "?", ":", ")", '"', "'", "”", "’", "…"})


def _forbid_sentence_starts(doc: Doc, marks: Marks) -> None:
    """Tell the parser that a space token is no line break: it learnt from line breaks only."""
    words = [token.text for token in doc]
    spare = [word.isspace() and "\n" not in word for word in words]
    for i in range(1, len(words)):
        inside = i > 1 and spare[i - 1] and words[i - 2] not in _STOPS
        if inside or spare[i]:
            marks[i] = -1


def _preset_sentence_starts(doc: Doc, marks: Marks, starts: list[int]) -> None:
    ends = np.array([token.idx + len(token) for token in doc], dtype=np.int64)
    firsts = np.searchsorted(ends, starts, side="right")
    marks[firsts[firsts < len(doc)]] = 1
