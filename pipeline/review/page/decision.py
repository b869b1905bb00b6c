"""Turns what a reviewer sent into a row of the reviews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from ...errors import InputError
from ...records import Article, Claim, Review
from ...web_address import is_web_address
from .article import sentence_of
from .correction import read_correction

LONGEST_NOTE = 10_000
"""Characters of a note."""

LONGEST_NAME = 100


def to_review(
    form: Mapping[str, str], article: Article, claim: Claim, *, reviewer: str, now: datetime
) -> Review:
    """Make the row of a decision; raises ``InputError`` for what cannot be kept as it stands."""
    correction = read_correction(form.get("corrected_to", ""), form.get("correction_kind", "words"))
    return Review(
        claim=claim.id,
        doc=claim.doc,
        text=claim.text,
        sentence=sentence_of(article, claim),
        verdict=form.get("verdict", ""),
        corrected_to=correction.text or None,
        evidence_url=_read_address(form.get("evidence_url", "")) or None,
        note=_read_note(form.get("note", "")) or None,
        reviewer=read_name(reviewer),
        checked_at=write_time(now),
        action=form.get("action") or None,
        revision=read_whole(form.get("revision")),
    )


def check_verdict(verdict: str, verdicts: Sequence[str]) -> None:
    """Refuse a verdict that is not on offer; none is allowed, for a note alone."""
    if verdict and verdict not in verdicts:
        raise InputError(f"verdict: {verdict!r}; expected one of {', '.join(verdicts)}.")


def read_name(name: str) -> str:
    """Check the name of a reviewer; raises ``InputError``."""
    name = " ".join(name.split())
    if not name:
        raise InputError("Say who you are: your name stands beside each decision.")
    if len(name) > LONGEST_NAME:
        raise InputError(f"The name is longer than {LONGEST_NAME} characters.")
    return name


def read_whole(text: str | None) -> int:
    """Read a number that our page put into a form; anything else is 0."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else 0


def write_time(now: datetime) -> str:
    """Write a time as the reviews keep it: "2025-03-05T10:00:00Z"."""
    return f"{now:%Y-%m-%dT%H:%M:%SZ}"


def _read_note(note: str) -> str:
    note = note.replace("\r\n", "\n").strip()
    if len(note) > LONGEST_NOTE:
        raise InputError(f"The note is longer than {LONGEST_NOTE:,} characters.")
    return note


def _read_address(address: str) -> str:
    address = address.strip()
    if address and not is_web_address(address):
        raise InputError(
            f"“{address[:60]}” is no web address; expected one that starts with https:// or "
            "http://. Other places go into the note."
        )
    return address
