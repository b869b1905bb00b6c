"""Says in words what a cross-check found for a claim: the verdict, each facet, other sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...check.page import STATUS_WORDS, VERDICT_WORDS, WORDS, has_close_sentence
from ...interval import tell_days
from ...records import Check, Retrieved
from ...tables import Run
from ...visible import to_visible

MORE_SENTENCES = 4
"""Further sentences shown: people look at a few, and the table has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A part of the claim and what the source says of it."""

    name: str
    status: str
    label: str
    """The status in words."""
    claimed: str
    found: str
    why: str
    doc: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a source."""

    doc: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a check found for one claim."""

    verdict: str
    label: str
    reason: str
    best: Sentence | None
    """The sentence that says most of the claim; None where nothing is close to it."""
    facets: tuple[Facet, ...]
    words_found: tuple[str, ...]
    """Single words of the claim that the source has, and those that it lacks."""
    words_open: tuple[str, ...]
    others: tuple[Sentence, ...]
    """Further sentences that were looked at, the nearest first."""


def find_evidence(run: Run, claim: str) -> Evidence | None:
    """Give what the check in the run's folder found for a claim; None where nothing looked."""
    checks = run.rows("checks", claim, Check) if run.has("checks") else []
    verdict = next((row for row in checks if row.facet == "verdict"), None)
    if verdict is None:
        return None
    nearest = _sentence(verdict.evidence_doc, verdict.evidence)
    best = nearest if has_close_sentence(verdict.status) else None
    retrieved = run.rows("retrieved", claim, Retrieved) if run.has("retrieved") else []
    return Evidence(
        verdict=verdict.status,
        label=VERDICT_WORDS.get(verdict.status, verdict.status),
        reason=to_visible(verdict.why or ""),
        best=best,
        facets=tuple(_facet(row) for row in checks if row.facet not in {"verdict", *WORDS}),
        words_found=_words(checks, found=True),
        words_open=_words(checks, found=False),
        others=_others(best, nearest, retrieved),
    )


def _words(checks: Sequence[Check], *, found: bool) -> tuple[str, ...]:
    rows = (row for row in checks if row.facet in WORDS)
    words = [row.value_claim or "" for row in rows if (row.status == "found") == found]
    return tuple(to_visible(word) for word in dict.fromkeys(words) if word)


def _facet(row: Check) -> Facet:
    return Facet(
        name=to_visible(row.facet),
        status=row.status,
        label=STATUS_WORDS.get(row.status, row.status),
        claimed=to_visible(tell_days(row.value_claim or "")),
        found=to_visible(tell_days(row.value_evidence or "")),
        why=to_visible(row.why or ""),
        doc=to_visible(row.evidence_doc or ""),
        evidence=to_visible(row.evidence or ""),
    )


def _sentence(doc: str | None, text: str | None) -> Sentence | None:
    return Sentence(doc=to_visible(doc or ""), text=to_visible(text)) if text else None


def _others(
    best: Sentence | None, nearest: Sentence | None, retrieved: Sequence[Retrieved]
) -> tuple[Sentence, ...]:
    found = (nearest, *(_sentence(row.evidence_doc, row.evidence) for row in retrieved))
    others = dict.fromkeys(one for one in found if one is not None and one != best)
    return tuple(others)[:MORE_SENTENCES]
