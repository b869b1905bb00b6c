"""Checks what people wrote into a row of the sheet: a decision that can be kept, or why not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ..web_address import is_web_address
from .layout import DECIDING, PEOPLES

ID = re.compile(r"c[a-z2-7]{10,}")
"""What keys of claims look like; a spreadsheet cannot take one for a number."""


@dataclass(frozen=True, kw_only=True)
class RawRow:
    """A row as it lies in the file, every cell text; ``place`` says where: "row 12"."""

    place: str
    cells: Mapping[str, str]
    formulas: tuple[str, ...] = ()
    """Columns whose cell holds a formula, not text."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What one person decided on one claim, in one row."""

    place: str
    claim: str
    reviewer: str
    cells: Mapping[str, str]
    """The deciding cells that are filled, by column."""
    checked_at: str
    revision: int | None
    told: Mapping[str, str]
    """The cells of the row that tell of the claim, as the sheet has them."""


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A row that was not taken, and why."""

    place: str
    claim: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What a row may say: the verdicts on offer, who decides and when where the row does not."""

    verdicts: Sequence[str]
    reviewer: str
    now: str


def read_answer(row: RawRow, expected: Expected) -> Answer | Refusal | None:
    """Read one row; None where nobody has decided anything in it."""
    cells = {name: value.strip() for name, value in row.cells.items() if value.strip()}
    filled = {name: cells[name] for name in DECIDING if name in cells}
    if not filled and not row.formulas:
        return None
    reviewer = cells.get("reviewer") or expected.reviewer
    if "verdict" in filled:
        filled["verdict"] = _to_verdict(filled["verdict"])
    checked_at = _to_moment(cells.get("checked_at") or expected.now)
    reason = _why_not(row, filled, expected) or _who_and_when(reviewer, checked_at, cells)
    if reason:
        return Refusal(place=row.place, claim=cells.get("id", ""), reason=reason)
    revision = cells.get("revision", "")
    return Answer(
        place=row.place,
        claim=cells["id"],
        reviewer=reviewer,
        cells=filled,
        checked_at=checked_at or expected.now,
        revision=int(revision) if revision.isascii() and revision.isdigit() else None,
        told={name: value for name, value in cells.items() if name not in PEOPLES},
    )


def _why_not(row: RawRow, filled: Mapping[str, str], expected: Expected) -> str | None:
    if row.formulas:
        return f"{row.formulas[0]} holds a formula; expected text"
    verdict, address = filled.get("verdict"), filled.get("evidence_url")
    if not row.cells.get("id", "").strip():
        return "id is empty; it says which claim was judged"
    if verdict and verdict not in expected.verdicts:
        offered = ", ".join(expected.verdicts)
        return f"the verdict is {row.cells['verdict']!r}; expected one of {offered}"
    if address and not is_web_address(address):
        return f"evidence_url is {address!r}; expected an address with https:// or http://"
    return None


def _who_and_when(reviewer: str, moment: str | None, cells: Mapping[str, str]) -> str | None:
    if not reviewer:
        return "reviewer is empty; fill it in, or import with --reviewer NAME"
    if moment is None:
        return f"checked_at is {cells['checked_at']!r}; expected a day such as 2025-12-31"
    return None


def _to_verdict(text: str) -> str:
    """Give a verdict as the settings write it; spreadsheets make TRUE of true.

    >>> _to_verdict("Mostly true"), _to_verdict("TRUE")
    ('mostly_true', 'true')
    """
    return re.sub(r"[\s-]+", "_", text).casefold()


def _to_moment(text: str) -> str | None:
    """Give a day or moment in ISO 8601, or None where it is none.

    >>> _to_moment("2025-12-31 10:00"), _to_moment("31/12/2025")
    ('2025-12-31T10:00:00', None)
    """
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    written = moment.isoformat(timespec="seconds")
    return f"{written[:-6]}Z" if written.endswith("+00:00") else written
