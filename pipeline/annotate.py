"""Runs the spaCy pipeline over an article: Article in, annotated Doc out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from . import extensions
from .abbreviations import mark_after_abbreviations
from .model.chunks import guess_starts
from .records import Article

COMPONENTS = (
    "claimtable_entities",
    "claimtable_dates",
    "claimtable_quantities",
    "claimtable_claims",
)
"""Our spaCy components, in order; each reads what the ones before it have written on the Doc."""

Marks = NDArray[np.int64]
"""For each token 1 where a sentence starts, -1 where none may, 0 where the parser decides."""

LONG_RUN = re.compile(r"\S{400}")
"""A stretch that no word or address of the news is as long as; it is cut for the tokenizer."""


LONGEST = 10_000
"""Tokens of a piece: a longer article (50,000 characters) is read by the model in several.

The networks hold some 28 KB for each token that they read at once, so that a million characters
would take 5 GB in one piece.
"""


def annotate(article: Article, nlp: Language) -> Doc:
    """Tokenise the article, mark its blocks and publication date, and run every component.

    Sentence starts are preset where a block starts, so no sentence crosses a block, and where it is
    plain that an abbreviation ends one; none is allowed within a line where a spare space stands
    between two words.
    """
    doc = to_doc(article, nlp)
    return nlp(doc) if len(doc) <= LONGEST else _annotate_in_pieces(doc, article, nlp)


def to_doc(article: Article, nlp: Language) -> Doc:
    """Give the tokenised Doc with its blocks and date, before any component has run."""
    doc = _tokenise(article.text, nlp)
    _describe(doc, article)
    marks = np.zeros(len(doc), dtype=np.int64)
    _forbid_sentence_starts(doc, marks)
    _preset_sentence_starts(doc, marks, [block.start for block in article.blocks])
    mark_after_abbreviations(doc, marks)
    # All at once: to set them one by one takes time that is quadratic in the length of the text.
    doc.from_array(["SENT_START"], marks.astype(np.uint64))  # type: ignore[arg-type]
    return doc


def _describe(doc: Doc, article: Article) -> None:
    extensions.register()
    doc._.published = article.published.isoformat() if article.published else None
    doc._.blocks = article.blocks


def _annotate_in_pieces(doc: Doc, article: Article, nlp: Language) -> Doc:
    """Let the model read a long article in pieces, and our components the whole of it."""
    names = nlp.pipe_names
    first_own = next((i for i, name in enumerate(names) if name in COMPONENTS), len(names))
    reading, own = nlp.pipeline[:first_own], nlp.pipeline[first_own:]
    pieces = []
    for start, end in pairwise(_cut(doc)):
        piece = _run(doc[start:end].as_doc(), reading)
        piece.tensor = np.empty((0, 0), dtype=np.float32)  # the model alone reads it
        pieces.append(piece)
    whole = Doc.from_docs(pieces, ensure_whitespace=False, exclude=["tensor"])  # type: ignore[call-arg]
    for name, group in whole.spans.items():
        for key in {key for piece in pieces for key in piece.spans[name].attrs}:
            # What hangs on a group is a list with an entry for each span.
            group.attrs[key] = [each for piece in pieces for each in piece.spans[name].attrs[key]]
    _describe(whole, article)
    return _run(whole, own)


def _run(doc: Doc, components: Sequence[tuple[str, Callable[[Doc], Doc]]]) -> Doc:
    for _, component in components:
        doc = component(doc)
    return doc


def _cut(doc: Doc) -> list[int]:
    """Give the borders of pieces: where a block starts, else a sentence, else anywhere."""
    blocks = np.flatnonzero(doc.to_array("SENT_START").astype(np.int64) == 1)
    guessed = np.array(guess_starts(doc), dtype=np.int64)
    borders = [0]
    while len(doc) - borders[-1] > LONGEST:
        last = borders[-1] + LONGEST
        near = [starts[(starts > borders[-1]) & (starts <= last)] for starts in (blocks, guessed)]
        borders.append(next((int(starts[-1]) for starts in near if len(starts)), last))
    return [*borders, len(doc)]


def _tokenise(text: str, nlp: Language) -> Doc:
    """Tokenise in linear time: spaCy's tokenizer is quadratic in a run without white space."""
    cuts = [found.end() for found in LONG_RUN.finditer(text)]
    if not cuts:
        return nlp.make_doc(text)
    ends = [*cuts, len(text)]
    pieces = [nlp.make_doc(text[start:end]) for start, end in pairwise([0, *ends])]
    return Doc.from_docs(pieces, ensure_whitespace=False)


# After one of these, a spare space may well end a sentence.
_STOPS = frozenset({".", "!", "?", ":", ")", '"', "'", "”", "’", "…"})


def _forbid_sentence_starts(doc: Doc, marks: Marks) -> None:
    """Tell the parser that a space token is no line break: it learnt from line breaks only."""
    for i in np.flatnonzero(doc.to_array("IS_SPACE")).tolist():
        if i == 0 or "\n" in doc[i].text:
            continue
        marks[i] = -1
        if i + 1 < len(doc) and doc[i - 1].text not in _STOPS:
            marks[i + 1] = -1


def _preset_sentence_starts(doc: Doc, marks: Marks, starts: list[int]) -> None:
    ends = doc.to_array(["IDX", "LENGTH"]).astype(np.int64).sum(axis=1)
    firsts = np.searchsorted(ends, starts, side="right")
    marks[firsts[firsts < len(doc)]] = 1
