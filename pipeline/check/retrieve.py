"""Ranks the sentences of the sources for a claim.

BM25 over windows of three sentences finds the passages, the document's own score tells which
document is about the claim, and then each sentence is taken for what it adds: words of the claim
that a better one already holds count less. The best ones lead to others, by words of their own.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
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

WINDOW_WEIGHT, SENTENCE_WEIGHT, DOCUMENT_WEIGHT, NEW_WEIGHT = 0.5, 0.4, 4.0, 2.0
TAKEN = 0.6
"""Weights of the scores, and what a word still counts once a sentence with it is taken. Chosen on
retrieval_wice dev, where neighbouring values change full@10 by less than 0.01 in either half: 0.59
with window and document alone (0.5 for the document), 0.66 with the sentence's own score, 0.78 with
what it adds."""

LEADS = 3
LED_WEIGHT = 0.5
"""The best sentences lead to others: their further words are searched for in the same document, at
this share of their weight. "He" of the claim is "Rattigan" in the document; full@10 is 0.78 without
and 0.80 with it, in both halves of retrieval_wice dev."""

SATURATION, LENGTH = 1.2, 0.75
USUAL_KEYS = 14
"""BM25's k1 and b for sentences, and the content words of a usual sentence."""


@dataclass(frozen=True, kw_only=True)
class _Found:
    """A sentence whose window was found, with its keys and what its surroundings score."""

    hit: Hit
    keys: tuple[str, ...]
    score: float


@dataclass(frozen=True, kw_only=True)
class _Candidate:
    found: _Found
    keys: tuple[str, ...]
    """The keys that are searched for, each once."""
    score: float


def rank_sentences(
    claim: Analysis, index: SourceIndex, *, limit: int, document: int | None = None
) -> list[Hit]:
    """Give the sentences most likely to hold evidence, best first."""
    hits, scores = _find_windows(claim, index, document)
    if not hits:
        return []
    found = [
        _Found(
            hit=hit,
            keys=keys,
            score=WINDOW_WEIGHT * hit.score + DOCUMENT_WEIGHT * scores.get(hit.document, 0.0),
        )
        for hit, keys in zip(hits, index.sentence_keys(hits), strict=True)
    ]
    rarity = index.rarity(query_keys(claim))
    leads = [lead for lead, _ in _choose(found, rarity, LEADS)]
    chosen = _choose(found, rarity | _follow(leads, found, rarity), limit)
    return [lead.hit._replace(score=score) for lead, score in chosen]


def _follow(
    leads: Sequence[_Found], found: Sequence[_Found], known: Mapping[str, float]
) -> dict[str, float]:
    """Weigh the words that the best sentences add, by how rare they are in their document."""
    document = leads[0].hit.document
    around = [other.keys for other in found if other.hit.document == document]
    counts = Counter(key for keys in around for key in set(keys))
    added = {key for lead in leads if lead.hit.document == document for key in lead.keys}
    return {
        key: LED_WEIGHT * math.log(1 + (len(around) - counts[key] + 0.5) / (counts[key] + 0.5))
        for key in sorted(added - set(known))
        if len(key) > 2
    }


def _find_windows(
    claim: Analysis, index: SourceIndex, document: int | None
) -> tuple[list[Hit], dict[int, float]]:
    terms = _telling_terms(query_terms(claim), index)
    if document is not None:
        return index.best(index.match(terms, document=document), limit=CHOSEN_FROM), {}
    matches = index.match(terms)
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


def _score_sentence(keys: Sequence[str], rarity: Mapping[str, float]) -> float:
    counts = Counter(key for key in keys if key in rarity)
    length = SATURATION * (1 - LENGTH + LENGTH * len(keys) / USUAL_KEYS)
    return sum(
        rarity[key] * count * (SATURATION + 1) / (count + length) for key, count in counts.items()
    )


def _choose(
    found: Sequence[_Found], rarity: Mapping[str, float], limit: int
) -> list[tuple[_Found, float]]:
    """Take the best sentence, lower what its words count, and go on; repeated text once only."""
    candidates = _rate_alone(found, rarity)
    weights = dict(rarity)
    holders: dict[str, list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        for key in candidate.keys:
            holders[key].append(candidate)

    def rate(candidate: _Candidate) -> float:
        return candidate.score + NEW_WEIGHT * sum(weights[key] for key in candidate.keys)

    rows = {candidate.found.hit.row: candidate for candidate in candidates}
    scores = {row: (rate(candidate), -row) for row, candidate in rows.items()}
    chosen: list[tuple[_Found, float]] = []
    seen: set[tuple[int, tuple[str, ...]]] = set()
    while rows and len(chosen) < limit:
        row = max(scores, key=scores.__getitem__)
        candidate, (score, _) = rows.pop(row), scores.pop(row)
        text = (candidate.found.hit.document, candidate.found.keys)
        if text in seen and candidate.keys:
            continue
        seen.add(text)
        for key in candidate.keys:
            weights[key] *= TAKEN
        touched = {other.found.hit.row for key in candidate.keys for other in holders[key]}
        scores.update((row, (rate(rows[row]), -row)) for row in touched if row in rows)
        chosen.append((candidate.found, score))
    return chosen


def _rate_alone(found: Sequence[_Found], rarity: Mapping[str, float]) -> list[_Candidate]:
    """Give the candidates that are best without regard to each other, best first."""
    candidates = [
        _Candidate(
            found=one,
            keys=tuple(key for key in dict.fromkeys(one.keys) if key in rarity),
            score=one.score + SENTENCE_WEIGHT * _score_sentence(one.keys, rarity),
        )
        for one in found
    ]
    candidates.sort(key=lambda candidate: (-candidate.score, candidate.found.hit.row))
    return candidates[:CHOSEN_FROM]
