"""What the rows on a claim add up to: each reviewer's decision now, and the one before it."""

from __future__ import annotations

from collections.abc import Iterable

from ..records import Review

UNDO = "undo"
"""Origin of a row that takes back the one before it."""


def latest_by_reviewer(rows: Iterable[Review]) -> dict[str, Review]:
    """Give each reviewer's last row; its verdict is empty where the decision was withdrawn."""
    latest: dict[str, Review] = {}
    for row in rows:
        held = latest.get(row.reviewer)
        if held is None or row.revision > held.revision:
            latest[row.reviewer] = row
    return latest


def is_withdrawn(row: Review) -> bool:
    """Say whether a row decides nothing: it takes back what was decided before.

    A correction, a link or a note alone is something to show, wherever decisions are shown.
    """
    return not (row.verdict or row.corrected_to or row.evidence_url or row.note or row.action)


def in_short(row: Review) -> str:
    """Give the first thing that a decision says: its verdict, else what the claim should say."""
    correction = f"should say “{row.corrected_to}”" if row.corrected_to else ""
    return row.verdict or correction or row.note or row.evidence_url or row.action or ""


def decision_before(rows: Iterable[Review]) -> Review | None:
    """Give the row that an undo brings back, of one reviewer's rows on one claim in order.

    None: nothing was decided before. An undo steps back once more: it undoes no undo.
    """
    decided: list[Review] = []
    for row in rows:
        if row.origin == UNDO:
            del decided[-1:]
        else:
            decided.append(row)
    return decided[-2] if len(decided) > 1 else None


def can_undo(rows: Iterable[Review]) -> bool:
    """Say whether one reviewer's rows on one claim leave a decision to take back."""
    depth = 0
    for row in rows:
        depth = max(0, depth - 1) if row.origin == UNDO else depth + 1
    return depth > 0
