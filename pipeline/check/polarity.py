"""Compares a claim with its passage in negation and certainty, as the claims stage reads them."""

from __future__ import annotations

from enum import Enum

from ..records import Analysis, Claim
from .align import Alignment

OPEN = frozenset({"hedged", "conditional", "questioned"})
"""Certainties at which a source does not vouch for what it says."""


class Polarity(Enum):
    """How a claim and its passage stand to each other."""

    SAME = "same_polarity"
    NEGATION = "negation_differs"
    CERTAINTY = "certainty_differs"

    @property
    def reason(self) -> str:
        """Say it in words."""
        if self is Polarity.NEGATION:
            return "one of claim and source denies what the other says"
        if self is Polarity.CERTAINTY:
            return "the source is less sure than the claim"
        return "both affirm or both deny"


def compare_polarity(claim: Analysis, alignment: Alignment) -> Polarity:
    """Compare the claim with the sentence that says most of it."""
    ours = claim.records.claims
    theirs = _claims_of_passage(alignment)
    if not ours or not theirs:
        return Polarity.SAME
    if any(found.negated for found in ours) != all(found.negated for found in theirs):
        return Polarity.NEGATION
    is_open = all(found.certainty in OPEN for found in theirs)
    if is_open and any(found.certainty == "asserted" for found in ours):
        return Polarity.CERTAINTY
    return Polarity.SAME


def _claims_of_passage(alignment: Alignment) -> list[Claim]:
    if not alignment.core or alignment.best is None:
        return []
    sentence = alignment.best.sentence(alignment.core[0][1])
    return [
        found for found in alignment.best.claims if sentence.start <= found.start < sentence.end
    ]
