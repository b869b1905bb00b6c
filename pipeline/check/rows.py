"""Writes what was found for a claim as records: checks, the verdict, the sentences looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from ..records import Check, Retrieved, VerdictRow
from .align import Alignment
from .claims import ClaimRow
from .finding import Finding, weight_of
from .index import Hit, Passage
from .terms import span_text
from .verdict import Decision


def check_rows(claim: ClaimRow, alignment: Alignment, decision: Decision) -> Iterator[Check]:
    """Give one row for each facet, then one for the verdict."""
    for finding in alignment.findings:
        facet = finding.facet
        yield Check(
            claim=claim.id,
            facet=facet.kind,
            start=facet.start,
            end=facet.end,
            status=finding.status,
            value_claim=finding.match.value_claim if finding.match else facet.text,
            value_evidence=finding.match.value_evidence if finding.match else None,
            why=finding.why,
            rule=finding.rule,
            **_evidence(finding),
        )
    yield Check(
        claim=claim.id,
        facet="verdict",
        start=0,
        end=len(claim.text),
        status=decision.verdict,
        why=decision.reason,
        rule=decision.rule,
        **_passage(alignment),
    )


def verdict_row(claim: ClaimRow, alignment: Alignment, decision: Decision) -> VerdictRow:
    """Give the row of the verdicts table."""
    counts = Counter(finding.status for finding in alignment.findings)
    return VerdictRow(
        claim=claim.id,
        doc=claim.doc,
        text=claim.text,
        verdict=decision.verdict,
        reason=decision.reason,
        found=counts["found"],
        compatible=counts["compatible"],
        differs=counts["differs"],
        absent=counts["absent"],
        unclear=counts["unclear"],
        **_passage(alignment),
    )


def retrieved_rows(
    claim: ClaimRow, hits: Sequence[Hit], passages: Sequence[Passage]
) -> Iterator[Retrieved]:
    """Give the sentences looked at, best first."""
    for rank, (hit, passage) in enumerate(zip(hits, passages, strict=True), start=1):
        yield Retrieved(
            claim=claim.id,
            rank=rank,
            evidence_doc=passage.doc,
            evidence_start=passage.start,
            evidence_end=passage.end,
            evidence=" ".join(passage.text.split()),
            window_start=passage.window_start,
            window_end=passage.window_end,
            score=round(hit.score, 4),
        )


def _strongest(alignment: Alignment) -> int:
    """Give the sentence of the best passage that itself holds most."""
    first = alignment.core[0][1]
    weights = Counter[int]()
    for finding in alignment.findings:
        if finding.match is not None and abs(finding.match.place - first) <= 1:
            weights[finding.match.place] += weight_of(finding.facet)
    return max(weights, key=lambda place: (weights[place], -place), default=first)


def _passage(alignment: Alignment) -> dict[str, Any]:
    """Give the sentence that says most of the claim."""
    if alignment.best is None:
        return {}
    source = alignment.best
    sentence = source.sentence(_strongest(alignment))
    return {
        "evidence_doc": source.doc,
        "evidence_start": sentence.start,
        "evidence_end": sentence.end,
        "evidence": span_text(source.text, (sentence.start, sentence.end)),
    }


def _evidence(finding: Finding) -> dict[str, Any]:
    if finding.match is None or finding.source is None:
        return {}
    source = finding.source
    sentence = source.sentence(finding.match.place)
    return {
        "evidence_doc": source.doc,
        "evidence_start": finding.match.start,
        "evidence_end": finding.match.end,
        "evidence": span_text(source.text, (sentence.start, sentence.end)),
    }
