"""Finds what other articles of the run say of the same thing as a claim."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import msgspec

from ...tables import Run
from ...visible import to_visible


class _Row(msgspec.Struct, frozen=True):
    group: str
    doc: str
    claim: str
    value: str
    same_value: int
    sentence: str
    origin: int
    stated: str | None = None
    speaker: str | None = None


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


class Statements:
    """The table ``corroborations`` of a run, by claim; pairs are made for the claim asked for."""

    def __init__(self, run: Run) -> None:
        groups: dict[str, list[_Row]] = defaultdict(list)
        if run.has("corroborations"):
            for row in run.stream("corroborations", _Row):
                groups[row.group].append(row)
        self._groups: dict[str, list[tuple[_Row, list[_Row]]]]
        self._groups = defaultdict(list)
        for rows in groups.values():
            for row in rows:
                self._groups[row.claim].append((row, rows))

    def find(self, claim: str) -> tuple[Statement, ...]:
        """Give what other articles say of the same thing as a claim."""
        found: dict[str, Statement] = {}
        for row, rows in self._groups.get(claim, ()):
            for other in rows:
                if other.doc != row.doc and other.claim not in found:
                    found[other.claim] = _statement(other, row)
        return tuple(found.values())


def _statement(other: _Row, row: _Row) -> Statement:
    return Statement(
        claim=other.claim,
        doc=to_visible(other.doc),
        stated=to_visible(other.stated or other.value),
        speaker=to_visible(other.speaker or ""),
        sentence=to_visible(other.sentence),
        agrees=other.same_value == row.same_value,
        is_copy=other.origin == row.origin,
    )
