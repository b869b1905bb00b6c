"""Finds what other articles of the run say of the same thing as a claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ...records import Corroboration
from ...tables import Run
from ...visible import to_visible


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What another article says."""

    claim: str
    doc: str
    stated: str
    speaker: str
    sentence: str
    agrees: bool
    """Whether its value is that of the claim."""
    is_copy: bool
    """Whether it has nearly the same sentence, so that it is no second source."""


def read_statements(run: Run) -> Mapping[str, tuple[Statement, ...]]:
    """Give, for each claim in ``corroborations``, the statements of other articles."""
    groups: dict[str, list[Corroboration]] = defaultdict(list)
    if run.has("corroborations"):
        for row in run.stream("corroborations", Corroboration):
            groups[row.group].append(row)
    found: dict[str, dict[str, Statement]] = defaultdict(dict)
    for rows in groups.values():
        for row in rows:
            for other in rows:
                if other.doc != row.doc:
                    found[row.claim].setdefault(other.claim, _statement(other, row))
    return {claim: tuple(others.values()) for claim, others in found.items()}


def _statement(other: Corroboration, row: Corroboration) -> Statement:
    return Statement(
        claim=other.claim,
        doc=to_visible(other.doc),
        stated=to_visible(other.stated or other.value),
        speaker=to_visible(other.speaker or ""),
        sentence=to_visible(other.sentence),
        agrees=other.same_value == row.same_value,
        is_copy=other.origin == row.origin,
    )
