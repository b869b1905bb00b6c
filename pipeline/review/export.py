"""Gathers the claims of a run with what is known of each, in the order of their priority."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from ..errors import InputError
from ..records import Review
from ..tables import Run, read_run
from .history import in_short, is_withdrawn
from .known import know_claims
from .rows import Beside, SheetRow, list_rows
from .similar import Successors

Decisions = Mapping[str, Mapping[str, Review]]
"""Each reviewer's last decision, by claim."""


class ClaimKey(msgspec.Struct, frozen=True):
    """So much of a claim as puts the sheet in order."""

    id: str
    doc: str
    priority: float = 0.0
    start: int = 0


class _Change(msgspec.Struct, frozen=True):
    change: str
    after: str | None = None
    words_before: str | None = None
    words_after: str | None = None


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Which claims the sheet holds, and whose decisions fill it."""

    limit: int | None = None
    min_priority: float = 0.0
    reviewer: str | None = None


def gather_rows(out: Path, decisions: Decisions, choice: Choice) -> list[SheetRow]:
    """Give the rows of the sheet: the claims most worth checking first.

    A claim that somebody decided on is in the sheet whatever its priority. Raises ``InputError``
    where the folder holds no run.
    """
    run = read_run(out)
    keys = _choose(run, decisions, choice)
    if not keys:
        raise InputError(
            f"{out}: no claim to review. Give the folder of a run that found claims, or a lower"
            " --min-priority."
        )
    ids_by_doc: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        ids_by_doc[key.doc].add(key.id)
    rows_by_claim: dict[str, list[SheetRow]] = defaultdict(list)
    teller = _Teller(run, decisions, choice.reviewer)
    for doc, ids in ids_by_doc.items():
        for row in list_rows(run.records(doc), frozenset(ids), teller.tell(doc, ids)):
            rows_by_claim[row.cells["id"]].append(row)
    return [row for key in keys for row in rows_by_claim[key.id]]


def _choose(run: Run, decisions: Decisions, choice: Choice) -> list[ClaimKey]:
    keys = [
        key
        for key in run.stream("claims", ClaimKey)
        if key.priority >= choice.min_priority or key.id in decisions
    ]
    keys.sort(key=lambda key: (-key.priority, key.doc, key.start, key.id))
    return [
        key
        for number, key in enumerate(keys)
        if choice.limit is None or number < choice.limit or key.id in decisions
    ]


class _Teller:
    """Knows what else there is of claims: checks, changes, decisions on earlier wordings."""

    def __init__(self, run: Run, decisions: Decisions, reviewer: str | None) -> None:
        self._run = run
        self._decisions = decisions
        self._reviewer = reviewer
        self._has_verdicts, self._has_checks = run.has("verdicts"), run.has("checks")
        self._changes = _tell_changes(run) if run.has("changes") else {}
        self._earlier = _tell_earlier(run, decisions)

    def tell(self, doc: str, ids: set[str]) -> Beside:
        """Give what is known of the claims of an article."""
        run = self._run
        verdicts = run.rows("verdicts", doc, dict[str, Any]) if self._has_verdicts else []
        checked = ids if self._has_checks else ()
        return Beside(
            verdicts={row["claim"]: row for row in verdicts},
            checks={id: run.rows("checks", id, dict[str, Any]) for id in checked},
            changes=self._changes,
            earlier=self._earlier,
            decisions=self._decisions,
            reviewer=self._reviewer,
        )


def _tell_changes(run: Run) -> dict[str, str]:
    told = {}
    for row in run.stream("changes", _Change):
        if row.after is not None:
            words = f": {row.words_before or ''} → {row.words_after or ''}"
            told[row.after] = "new" if row.change == "added" else row.change + words
    return told


def _tell_earlier(run: Run, decisions: Decisions) -> dict[str, str]:
    """Tell of the decisions on claims that are gone, beside what these have become."""
    known = know_claims(run)
    gone = decisions.keys() - known.claims.keys()
    if not gone:
        return {}
    successors = Successors(known.claims.values(), known.sentence_of)
    told: dict[str, list[str]] = defaultdict(list)
    for claim in sorted(gone):
        for row in _standing(decisions[claim]):
            found = successors.find(
                {"claim": row.text, "sentence": row.sentence or "", "doc": row.doc or ""}
            )
            if found is not None:
                told[found.claim.id].append(f"{row.reviewer}: {in_short(row)}, on “{row.text}”")
    return {claim: "\n".join(lines) for claim, lines in told.items()}


def _standing(by_reviewer: Mapping[str, Review]) -> Iterator[Review]:
    return (row for row in by_reviewer.values() if not is_withdrawn(row))
