"""The columns of the review sheet: what each means, how wide it is, who fills it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Filler = Literal["program", "person"]


@dataclass(frozen=True, kw_only=True)
class SheetColumn:
    """One column of the sheet; ``width`` is in characters."""

    name: str
    meaning: str
    width: int
    filler: Filler = "program"
    hidden: bool = False


def _told(name: str, width: int, meaning: str, *, hidden: bool = False) -> SheetColumn:
    return SheetColumn(name=name, meaning=meaning, width=width, hidden=hidden)


def _asked(name: str, width: int, meaning: str) -> SheetColumn:
    return SheetColumn(name=name, meaning=meaning, width=width, filler="person")


COLUMNS = (
    _told("id", 8, "Key of the claim: leave it, decisions find their claim by it"),
    _told("priority", 7, "How much it is worth checking, 0 to 1; the highest come first"),
    _told("claim", 46, "The claim, word for word; dates, amounts and names are marked"),
    _told("change", 13, "Since the run before: new, reworded or value changed; empty: as it was"),
    _told("before", 34, "Words before the claim in the article"),
    _told("after", 34, "Words after it"),
    _told("standalone", 38, 'Readable on its own: names for pronouns, dates for "last year"'),
    _told("values", 38, "Its dates and amounts as they were read, with base units"),
    _told("period", 12, "First and last day that it speaks of"),
    _told("speaker", 16, "Who says it; empty: the article itself"),
    _told("certainty", 14, "asserted, predicted, hedged, conditional or questioned; denied"),
    _told("article", 22, "Title of the article"),
    _told("published", 11, 'Publication date, which "last year" leans on'),
    _told("link", 22, "Address of the article"),
    _told("reasons", 20, "Why it is worth checking, and what speaks against it"),
    _told("check", 12, "Verdict of the cross-check against your sources: a proposal"),
    _told("check_reason", 24, "Why this verdict"),
    _told("check_parts", 36, "Each part of the claim, and what was found of it"),
    _told("evidence", 40, "Sentence of the source that says most of the claim"),
    _told("evidence_doc", 16, "The source that it stands in"),
    _told("earlier", 26, "Decisions on an earlier wording of the claim: look before you decide"),
    _told("others", 22, "What others have decided"),
    _asked("verdict", 14, "Your verdict: choose from the list"),
    _asked("corrected_to", 20, "What it should say: the right value, date or name"),
    _asked("evidence_url", 24, "Where that can be read: an address with https:// or http://"),
    _asked("note", 28, "Note"),
    _asked("reviewer", 12, "Who decided"),
    _asked("checked_at", 12, "When: 2025-12-31; empty: the day of the import"),
    _told("doc", 16, "Key of the article", hidden=True),
    _told("sentence", 40, "The whole sentence, by which an edited claim is found", hidden=True),
    _told("revision", 8, "Counts the reviewer's decisions: leave it", hidden=True),
)
"""All columns, in the order of the sheet."""

NAMES = tuple(column.name for column in COLUMNS)

PEOPLES = tuple(column.name for column in COLUMNS if column.filler == "person")
"""The people's block."""

DECIDING = ("verdict", "corrected_to", "evidence_url", "note")
"""Cells that hold a decision; who and when come with it."""
