"""Runs the spaCy pipeline over an article: Article in, annotated Doc out."""

from __future__ import annotations

import re
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from . import extensions
from .records import Article

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
    _forbid_sentence_starts(doc)
    _preset_sentence_starts(doc, [block.start for block in article.blocks])
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


def _forbid_sentence_starts(doc: Doc) -> None:
    """Tell the parser that a space token is no line break: it learnt from line breaks only."""
    for token in doc[1:]:
        before = doc[token.i - 1]
        spare = before.is_space and "\n" not in before.text
        inside = token.i > 1 and doc[token.i - 2].text not in _STOPS
        if (spare and inside) or (token.is_space and "\n" not in token.text):
            token.is_sent_start = False


def _preset_sentence_starts(doc: Doc, starts: list[int]) -> None:
    pending = iter(sorted(starts))
    start = next(pending, None)
    for token in doc:
        if start is None:
            return
        if token.idx + len(token) > start:
            token.is_sent_start = True
            while start is not None and start < token.idx + len(token):
                start = next(pending, None)
