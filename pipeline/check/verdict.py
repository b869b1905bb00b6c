"""Sums up the findings of a claim in one verdict, which abstains unless much agrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..records import Verdict
from .align import Finding

BAD = frozenset({"absent", "differs"})
PLAIN_KINDS = frozenset({"predicate", "thing"})


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A verdict, the rule that gave it and the reason in words."""

    verdict: Verdict
    rule: str
    reason: str


def decide(findings: Sequence[Finding]) -> Decision:
    """Give the verdict on a claim."""
    counts = Counter(finding.status for finding in findings)
    hard = [finding for finding in findings if finding.facet.kind not in PLAIN_KINDS]
    found = [finding for finding in findings if finding.status in {"found", "compatible"}]
    if not findings:
        return Decision(
            verdict="cannot_tell", rule="nothing_to_check", reason="no facet that can be checked"
        )
    if not found or (hard and all(finding.status in BAD for finding in hard)):
        return Decision(
            verdict="not_found",
            rule="nothing_found",
            reason="none of its names, dates and quantities stands in the sources",
        )
    if counts["absent"] or counts["differs"]:
        missing = [finding.facet.text for finding in findings if finding.status in BAD]
        return Decision(
            verdict="partly_found",
            rule="facet_missing",
            reason=f"not in the sources: {'; '.join(missing)}",
        )
    return Decision(
        verdict="cannot_tell",
        rule="not_aligned",
        reason="all parts stand in the sources, but not together as the claim says",
    )
