"""Runs the spaCy pipeline over an article: Article in, annotated Doc out."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from . import extensions
from .records import Article


def annotate(article: Article, nlp: Language) -> Doc:
    """Tokenise the article, mark its blocks and publication date, and run every component.

    Sentence starts are preset where a block starts, so no sentence crosses a block.
    """
    return nlp(to_doc(article, nlp))


def to_doc(article: Article, nlp: Language) -> Doc:
    """Give the tokenised Doc with its blocks and date, before any component has run."""
    doc = nlp.make_doc(article.text)
    extensions.register()
    doc._.published = article.published.isoformat() if article.published else None
    doc._.blocks = article.blocks
    _preset_sentence_starts(doc, [block.start for block in article.blocks])
    return doc


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
