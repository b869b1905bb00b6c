"""Ranks the sentences of the sources for a claim.

BM25 over windows of three sentences finds the passages, the document's own score tells which
document is about the claim, and then each sentence is taken for what it adds: words of the claim
that a better one already holds count less.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..records import Analysis
from .index import Hit, SourceIndex
from .terms import query_keys, query_terms, to_key

CANDIDATES = 100
"""Windows taken over all sources, by their own score."""

DOCUMENTS = 6
WITHIN = 60
"""Documents whose best windows are candidates too, and how many of each."""

COMMON = 2.4
LEAST_TERMS = 3
"""Words that about a tenth of the sentences hold are not searched for, if so many are left."""

CHOSEN_FROM = 150
"""Candidates that sentences are chosen from, one by one."""

WINDOW_WEIGHT, SENTENCE_WEIGHT, DOCUMENT_WEIGHT, NEW_WEIGHT = 0.5, 0.25, 4.0, 2.0
TAKEN = 0.5
"""Weights of the scores, and what a word still counts once a sentence with it is taken. Chosen on
the whole of retrieval_wice dev; its halves were looked at only afterwards, and agreed. full@10:
0.59 with window and document alone (0.5 for the document), 0.66 with the sentence's own score, 0.75
with what it adds."""

SATURATION, LENGTH = 1.2, 0.75
USUAL_KEYS = 14
"""BM25's k1 and b for sentences, and the content words of a usual sentence."""


@dataclass(frozen=True, kw_only=True)
class _Candidate:
    hit: Hit
    keys: tuple[str, ...]
    score: float


def rank_sentences(
    claim: Analysis, index: SourceIndex, *, limit: int, document: int | None = None
) -> list[Hit]:
    """Give the sentences most likely to hold evidence, best first."""
    hits, scores = _find_windows(claim, index, document)
    if not hits:
        return []
    rarity = index.rarity(query_keys(claim))
    candidates = [
        _Candidate(
            hit=hit,
            keys=tuple(key for key in dict.fromkeys(keys) if key in rarity),
            score=WINDOW_WEIGHT * hit.score
            + SENTENCE_WEIGHT * _score_sentence(keys, rarity)
            + DOCUMENT_WEIGHT * scores.get(hit.document, 0.0),
        )
        for hit, keys in zip(hits, index.sentence_keys(hits), strict=True)
    ]
    candidates.sort(key=lambda candidate: (-candidate.score, candidate.hit.row))
    return _choose(candidates[:CHOSEN_FROM], rarity, limit)


def _find_windows(
    claim: Analysis, index: SourceIndex, document: int | None
) -> tuple[list[Hit], dict[int, float]]:
    terms = _telling_terms(query_terms(claim), index)
    matches = index.match(terms)
    if document is not None:
        return index.best(matches, limit=CHOSEN_FROM, document=document), {}
    hits = index.best(matches, limit=CANDIDATES)
    scores = index.document_scores(terms, limit=CANDIDATES)
    best: dict[int, float] = defaultdict(float)
    for hit in hits:
        best[hit.document] = max(best[hit.document], hit.score)
    documents = sorted(
        set(best) | set(scores),
        key=lambda number: (
            -(WINDOW_WEIGHT * best[number] + DOCUMENT_WEIGHT * scores.get(number, 0))
        ),
    )
    found = {hit.row: hit for hit in hits}
    for number in documents[:DOCUMENTS]:
        found.update((hit.row, hit) for hit in index.best(matches, limit=WITHIN, document=number))
    return list(found.values()), scores


def _telling_terms(terms: Sequence[str], index: SourceIndex) -> Sequence[str]:
    """Leave out words that many sentences hold: they cost most time and rank nothing."""
    rarity = index.rarity({to_key(term) for term in terms})
    telling = [term for term in terms if rarity[to_key(term)] >= COMMON]
    return telling if len(telling) >= LEAST_TERMS else terms


def _score_sentence(keys: Sequence[str], rarity: dict[str, float]) -> float:
    counts: dict[str, int] = defaultdict(int)
    for key in keys:
        counts[key] += 1
    length = SATURATION * (1 - LENGTH + LENGTH * len(keys) / USUAL_KEYS)
    return sum(
        weight * counts[key] * (SATURATION + 1) / (counts[key] + length)
        for key, weight in rarity.items()
        if key in counts
    )


def _choose(candidates: list[_Candidate], rarity: dict[str, float], limit: int) -> list[Hit]:
    """Take the best sentence, lower what its words count, and go on; repeated text once only."""
    weights = dict(rarity)
    holders: dict[str, list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        for key in candidate.keys:
            holders[key].append(candidate)

    def rate(candidate: _Candidate) -> float:
        return candidate.score + NEW_WEIGHT * sum(weights[key] for key in candidate.keys)

    scores = {candidate.hit.row: (rate(candidate), -candidate.hit.row) for candidate in candidates}
    left = {candidate.hit.row: candidate for candidate in candidates}
    chosen: list[Hit] = []
    seen: set[tuple[int, tuple[str, ...]]] = set()
    while left and len(chosen) < limit:
        row = max(scores, key=scores.__getitem__)
        candidate, (score, _) = left.pop(row), scores.pop(row)
        text = (candidate.hit.document, candidate.keys)
        if text in seen and candidate.keys:
            continue
        seen.add(text)
        for key in candidate.keys:
            weights[key] *= TAKEN
        touched = {other.hit.row for key in candidate.keys for other in holders[key]}
        scores.update((row, (rate(left[row]), -row)) for row in touched if row in left)
        chosen.append(candidate.hit._replace(score=score))
    return chosen
