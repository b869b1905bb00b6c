"""Gathers the claims of a run with what is known of each, in the order of their priority."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from ..errors import InputError
from ..records import Review
from ..tables import Run, read_run
from .rows import Beside, SheetRow, list_rows


class ClaimKey(msgspec.Struct, frozen=True):
    """So much of a claim as puts the sheet in order."""

    id: str
    doc: str
    priority: float = 0.0
    start: int = 0


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Which claims the sheet holds, and whose decisions fill it."""

    limit: int | None = None
    min_priority: float = 0.0
    reviewer: str | None = None


def gather_rows(
    out: Path, decisions: Mapping[str, Mapping[str, Review]], choice: Choice
) -> list[SheetRow]:
    """Give the rows of the sheet: the claims most worth checking first.

    ``decisions`` are each reviewer's last, by claim; a claim that somebody decided on is in the
    sheet whatever its priority. Raises ``InputError`` where the folder holds no run.
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
    for doc, ids in ids_by_doc.items():
        beside = _beside(run, doc, ids, decisions, choice.reviewer)
        for row in list_rows(run.records(doc), frozenset(ids), beside):
            rows_by_claim[row.cells["id"]].append(row)
    return [row for key in keys for row in rows_by_claim[key.id]]


def _choose(
    run: Run, decisions: Mapping[str, Mapping[str, Review]], choice: Choice
) -> list[ClaimKey]:
    keys = [
        key
        for key in run.stream("claims", ClaimKey)
        if key.priority >= choice.min_priority or key.id in decisions
    ]
    keys.sort(key=lambda key: (-key.priority, key.doc, key.start, key.id))
    decided = {key.id for key in keys[choice.limit :] if key.id in decisions}
    return [
        key
        for number, key in enumerate(keys)
        if choice.limit is None or number < choice.limit or key.id in decided
    ]


def _beside(
    run: Run,
    doc: str,
    ids: Iterable[str],
    decisions: Mapping[str, Mapping[str, Review]],
    reviewer: str | None,
) -> Beside:
    verdicts = run.rows("verdicts", doc, dict[str, Any]) if run.has("verdicts") else []
    has_checks = run.has("checks")
    return Beside(
        verdicts={row["claim"]: row for row in verdicts},
        checks={id: run.rows("checks", id, dict[str, Any]) for id in ids} if has_checks else {},
        changes={},
        earlier={},
        decisions=decisions,
        reviewer=reviewer,
    )
