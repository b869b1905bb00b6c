"""Ranks the sentences of the sources for a claim: BM25 of their windows, plus their document's."""

from __future__ import annotations

from ..records import Analysis
from .index import Hit, SourceIndex
from .terms import query_terms

CANDIDATES = 200
"""Windows that BM25 hands over; evidence ranked lower by its window alone was never needed."""

DOCUMENT_WEIGHT = 0.5
"""What a document's own score counts beside its windows' (chosen on retrieval_wice dev)."""


def rank_sentences(
    claim: Analysis, index: SourceIndex, *, limit: int, document: int | None = None
) -> list[Hit]:
    """Give the sentences most likely to hold evidence, best first."""
    terms = query_terms(claim)
    hits = index.search(terms, limit=CANDIDATES, document=document)
    scores = {} if document is not None else index.document_scores(terms, limit=CANDIDATES)
    ranked = [
        hit._replace(score=hit.score + DOCUMENT_WEIGHT * scores.get(hit.document, 0.0))
        for hit in hits
    ]
    return sorted(ranked, key=lambda hit: (-hit.score, hit.document, hit.place))[:limit]
