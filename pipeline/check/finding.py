"""What was found for one facet of a claim, and how much a facet weighs beside others."""

from __future__ import annotations

from dataclasses import dataclass

from ..records import FacetStatus
from .facets import Facet, Match
from .source import Source

LETTERS_FREE = 3
LETTERS_MOST = 12
"""A word weighs its letters beyond three, at most twelve: long words are rare words. On wice dev
this did better than their rarity in the sources, and it holds for three documents as for a
thousand."""

VALUES = frozenset({"quantity", "date"})
"""Kinds of facet that have a value which another may stand in the place of."""

GOOD = frozenset({"found", "compatible"})
BAD = frozenset({"absent", "differs"})
"""Statuses that speak for a claim and against it; "unclear" does neither."""

VALUE_WEIGHT = 6
"""A name, date or quantity weighs as much as a word of nine letters."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A facet with its status and, where there is one, the evidence."""

    facet: Facet
    status: FacetStatus
    rule: str
    why: str
    source: Source | None = None
    match: Match | None = None
    is_near: bool = False
    """Whether it stands in a passage that speaks of the claim."""


def is_word(facet: Facet) -> bool:
    """Say whether a facet is plain wording, which may be put otherwise."""
    return bool(facet.lemmas)


def weight_of(facet: Facet) -> int:
    """Give what a facet counts when passages are compared."""
    if facet.kind == "attribution":
        return 0  # who said it tells nothing of where it stands
    if not is_word(facet):
        return VALUE_WEIGHT
    return max(0, min(len(facet.text), LETTERS_MOST) - LETTERS_FREE)
