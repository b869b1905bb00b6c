"""Counts what was reviewed: by verdict, reviewer and article, and how far reviewers agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path

import msgspec

from ..records import Review
from ..tables import Run, read_run


@dataclass(frozen=True, kw_only=True)
class ReviewerFigures:
    """What one person decided."""

    name: str
    verdicts: Mapping[str, int]
    first: str
    last: str

    @property
    def decided(self) -> int:
        """Number of claims with a verdict of this person."""
        return sum(self.verdicts.values())


@dataclass(frozen=True, kw_only=True)
class ArticleFigures:
    """How far an article is reviewed."""

    doc: str
    title: str
    claims: int
    checked: int


@dataclass(frozen=True, kw_only=True)
class PairFigures:
    """How far two people agree on the claims that both judged.

    ``kappa`` is Cohen's; None where both gave one and the same verdict throughout, which leaves it
    undefined, or where the library for it is not installed.
    """

    one: str
    other: str
    both: int
    same: int
    kappa: float | None


@dataclass(frozen=True, kw_only=True)
class Dispute:
    """A claim on which people decided differently."""

    claim: str
    text: str
    verdicts: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Figures:
    """All figures of the report."""

    claims: int
    checked: int
    gone: int
    verdicts: Mapping[str, int]
    reviewers: Sequence[ReviewerFigures]
    articles: Sequence[ArticleFigures]
    pairs: Sequence[PairFigures]
    disputes: Sequence[Dispute]


class _Claim(msgspec.Struct):
    id: str
    doc: str
    text: str


class _Article(msgspec.Struct):
    doc: str
    title: str | None = None


def count(
    out: Path, decisions: Mapping[str, Mapping[str, Review]], verdicts: Sequence[str]
) -> Figures:
    """Count the reviews of a run; ``decisions`` are each reviewer's last, by claim."""
    run = read_run(out)
    judged = _judged(decisions)
    claims = {claim.id: claim for claim in run.stream("claims", _Claim)}
    given = Counter(row.verdict for rows in judged.values() for row in rows.values())
    named = [*verdicts, *sorted(given.keys() - set(verdicts))]
    return Figures(
        claims=len(claims),
        checked=len(judged.keys() & claims.keys()),
        gone=len(judged.keys() - claims.keys()),
        verdicts={verdict: given[verdict] for verdict in named},
        reviewers=_count_reviewers(judged),
        articles=_count_articles(run, claims.values(), judged),
        pairs=_count_pairs(judged),
        disputes=[
            Dispute(
                claim=claim,
                text=next(iter(rows.values())).text,
                verdicts={who: row.verdict for who, row in sorted(rows.items())},
            )
            for claim, rows in sorted(judged.items())
            if len({row.verdict for row in rows.values()}) > 1
        ],
    )


def _judged(decisions: Mapping[str, Mapping[str, Review]]) -> dict[str, dict[str, Review]]:
    """Leave out what was withdrawn, and notes without a verdict."""
    judged = {
        claim: {who: row for who, row in rows.items() if row.verdict}
        for claim, rows in decisions.items()
    }
    return {claim: rows for claim, rows in judged.items() if rows}


def _count_reviewers(judged: Mapping[str, Mapping[str, Review]]) -> list[ReviewerFigures]:
    rows_by_reviewer: dict[str, list[Review]] = defaultdict(list)
    for rows in judged.values():
        for who, row in rows.items():
            rows_by_reviewer[who].append(row)
    return [
        ReviewerFigures(
            name=who,
            verdicts=Counter(row.verdict for row in rows),
            first=min(row.checked_at for row in rows)[:10],
            last=max(row.checked_at for row in rows)[:10],
        )
        for who, rows in sorted(rows_by_reviewer.items(), key=lambda one: (-len(one[1]), one[0]))
    ]


def _count_articles(
    run: Run, claims: Iterable[_Claim], judged: Mapping[str, Mapping[str, Review]]
) -> list[ArticleFigures]:
    total, checked = Counter[str](), Counter[str]()
    for claim in claims:
        total[claim.doc] += 1
        checked[claim.doc] += claim.id in judged
    return [
        ArticleFigures(
            doc=article.doc,
            title=article.title or article.doc,
            claims=total[article.doc],
            checked=checked[article.doc],
        )
        for article in run.stream("articles", _Article)
        if total[article.doc]
    ]


def _count_pairs(judged: Mapping[str, Mapping[str, Review]]) -> list[PairFigures]:
    pairs: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for rows in judged.values():
        for one, other in combinations(sorted(rows), 2):
            pairs[one, other].append((rows[one].verdict, rows[other].verdict))
    return [
        PairFigures(
            one=one,
            other=other,
            both=len(verdicts),
            same=sum(first == second for first, second in verdicts),
            kappa=measure_kappa(verdicts),
        )
        for (one, other), verdicts in sorted(pairs.items())
    ]


def has_kappa() -> bool:
    """Say whether the library that measures kappa is there: ``claimtable[agreement]``."""
    return find_spec("nltk") is not None


def measure_kappa(verdicts: Sequence[tuple[str, str]]) -> float | None:
    """Measure Cohen's kappa of two people's verdicts on the same claims, where it is defined.

    >>> measure_kappa([("true", "true"), ("false", "false"), ("true", "false"), ("true", "true")])
    0.5
    """
    if len({verdict for pair in verdicts for verdict in pair}) < 2:
        return None
    if not has_kappa():
        return None
    from nltk.metrics.agreement import AnnotationTask  # late: an extra, and 0.5 s

    task = AnnotationTask(
        [
            (who, str(number), verdict)
            for number, pair in enumerate(verdicts)
            for who, verdict in zip(("one", "other"), pair, strict=True)
        ]
    )
    kappa: float = task.kappa_pairwise("one", "other")
    return kappa
