"""Turns the claims that reviewers accepted or rejected into rows for a facts file."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from ..errors import InputError
from ..lexicon import load_lexicon
from ..records import Review
from ..tables import read_run, restore_cell
from .outputs import ClaimRow, read_claims
from .propose import with_ids
from .words import to_words

REQUIRED = ("claim", "reviewer")


class FromReviews(NamedTuple):
    """Rows for a facts file, and how many claims were left out for which reason."""

    rows: tuple[dict[str, str], ...]
    left_out: Mapping[str, int]


class _Review(msgspec.Struct, frozen=True, kw_only=True):
    claim: str
    reviewer: str
    doc: str | None = None
    text: str | None = None
    verdict: str | None = None
    corrected_to: str | None = None
    note: str | None = None
    checked_at: str | None = None
    revision: int | None = None
    action: str | None = None


def facts_from_reviews(reviews: Path | Iterable[Review], folder: Path) -> FromReviews:
    """Give a row for every claim that all its reviewers accept as it stands, or all reject.

    ``reviews`` are rows of the reviews or a table of them (CSV or JSON Lines), ``folder`` the run
    that they speak of. A reviewer's last decision on a claim counts. Accepted means that the
    article makes the claim, be it true or false. Raises ``InputError`` for what cannot be read.
    """
    rows = _read_reviews(reviews) if isinstance(reviews, Path) else map(_to_review, reviews)
    last = _last_by_reviewer(rows)
    claims = read_claims(folder, last.keys())
    rejected = {key for key, decisions in last.items() if _reject(decisions)}
    wider = _wider_claims(folder, {key: claims[key] for key in rejected & claims.keys()})
    left_out: Counter[str] = Counter()
    found = []
    for key, decisions in last.items():
        reason = _why_not(decisions, claims.get(key))
        reason = "rejected, but its words stand in another claim" if key in wider else reason
        if reason:
            left_out[reason] += 1
        elif key in rejected:
            found.append(_to_absent(claims.get(key), decisions))
        else:
            found.append(_to_row(claims[key], decisions))
    return FromReviews(with_ids(found), left_out)


def _to_review(row: Review) -> _Review:
    return _Review(**{name: getattr(row, name) for name in _Review.__struct_fields__})


def _last_by_reviewer(reviews: Iterable[_Review]) -> dict[str, list[_Review]]:
    """Give each reviewer's last decision, by claim: the one that the page and the sheet show.

    That is the highest revision: a day that somebody wrote into a sheet is no order. A table that
    counts no revisions is read by day, then from top to bottom. A withdrawn decision is none.
    """
    last: dict[str, dict[str, _Review]] = defaultdict(dict)
    for review in sorted(reviews, key=_age):
        last[review.claim][review.reviewer] = review
    return {
        claim: [review for review in by_reviewer.values() if _decides(review)]
        for claim, by_reviewer in last.items()
    }


def _age(review: _Review) -> tuple[int, str]:
    return (review.revision, "") if review.revision else (0, review.checked_at or "")


def _decides(review: _Review) -> bool:
    """Leave out what was withdrawn, and notes alone; who corrects a claim says that it is one."""
    return bool(review.verdict or review.action or review.corrected_to)


def _why_not(decisions: list[_Review], claim: ClaimRow | None) -> str | None:
    if not decisions:
        return "without a verdict"
    if _reject(decisions):
        known = claim is not None or all((decisions[0].doc, decisions[0].text))
        return None if known else "not among the claims of this run"
    if not all(_accepts(review) for review in decisions):
        return "its reviewers disagree"
    if any(review.corrected_to for review in decisions):
        return "accepted with a correction: write that row by hand"
    return "not among the claims of this run" if claim is None else None


def _reject(decisions: list[_Review]) -> bool:
    return bool(decisions) and not any(_accepts(review) for review in decisions)


def _wider_claims(folder: Path, rejected: Mapping[str, ClaimRow]) -> set[str]:
    """Give the rejected claims whose words stand in another: no row can tell these apart."""
    if not rejected:
        return set()
    words_by_doc: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, claim in rejected.items():
        words_by_doc[claim.doc].append((key, to_words(claim.text)))
    wider: set[str] = set()
    for other in read_run(folder).stream("claims", ClaimRow):
        if other.id not in rejected and other.doc in words_by_doc:
            text = to_words(other.text)
            wider |= {key for key, words in words_by_doc[other.doc] if words in text}
    return wider


def _accepts(review: _Review) -> bool:
    """Say whether the reviewer holds that the article claims this, be it true or false."""
    words = load_lexicon("facts")["decisions"]
    if review.action:
        return review.action.strip().casefold() in words["accepted"]
    return (review.verdict or "").strip().casefold() not in words["no_claim"]


def _to_row(claim: ClaimRow, decisions: list[_Review]) -> dict[str, str]:
    cells = {
        "doc": claim.doc,
        "expect": "present",
        "kind": "claim",
        "text": claim.text,
        "value": claim.speaker,
        "date_start": claim.period_start,
        "date_end": claim.period_end,
        "because": f"accepted by {_who(decisions)}",
    }
    return {name: value for name, value in cells.items() if value}


def _to_absent(claim: ClaimRow | None, decisions: list[_Review]) -> dict[str, str]:
    """Give the row of a rejected claim: a known false alarm as long as the run finds it."""
    return {
        "doc": (claim.doc if claim else decisions[0].doc) or "",
        "expect": "known false alarm" if claim else "absent",
        "kind": "claim",
        "text": (claim.text if claim else decisions[0].text) or "",
        "because": f"rejected by {_who(decisions)}",
    }


def _who(decisions: list[_Review]) -> str:
    who = ", ".join(
        f"{review.reviewer} on {review.checked_at[:10]}" if review.checked_at else review.reviewer
        for review in decisions
    )
    notes = "; ".join(review.note for review in decisions if review.note)
    return f"{who}: {notes}" if notes else who


def _read_reviews(path: Path) -> list[_Review]:
    if not path.is_file():
        raise InputError(f"{path}: no such reviews table.")
    rows = _read_jsonl(path) if path.suffix == ".jsonl" else _read_csv(path)
    reviews = []
    for line, row in rows:
        missing = [name for name in REQUIRED if not row.get(name)]
        if missing:
            raise InputError(
                f"{path}:{line}: {missing[0]} is empty; expected {', '.join(REQUIRED)}."
            )
        known = {name: row.get(name) or None for name in _Review.__struct_fields__}
        known["revision"] = _to_revision(known["revision"], f"{path}:{line}")
        reviews.append(msgspec.convert(known, _Review))
    return reviews


def _to_revision(cell: str | int | None, place: str) -> int | None:
    text = str(cell or 0)
    if not (text.isascii() and text.isdigit()):
        raise InputError(f"{place}: revision is {text!r}; expected a whole number, or nothing.")
    return int(text) or None


def _read_jsonl(path: Path) -> Iterable[tuple[int, Mapping[str, str | int | None]]]:
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            yield number, msgspec.json.decode(line, type=dict[str, str | int | None])
        except msgspec.DecodeError as error:
            raise InputError(f"{path}:{number}: not a row of reviews ({error}).") from error


def _read_csv(path: Path) -> Iterable[tuple[int, Mapping[str, str | int | None]]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f'{path}: not UTF-8 text. Save it again as "CSV UTF-8".') from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    for row in reader:
        yield (
            reader.line_num,
            {name: restore_cell(value or "") for name, value in row.items() if name},
        )
