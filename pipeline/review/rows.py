"""What a reviewer is shown: a row for each claim, and for each person who decided on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..check.page import STATUS_WORDS, WORDS, has_close_sentence
from ..records import Article, Block, Claim, Mention, Offsets, Records, Review
from ..show.describe import reasons_of, value_of
from .history import in_short, is_withdrawn
from .similar import certainty_of

CONTEXT = 220
"""Characters of the article on each side of a claim: two or three sentences."""

BODY = frozenset({"title", "paragraph"})
"""Blocks that context is taken from; captions, credits and ads between them are passed over."""

MARKED = frozenset({"date", "quantity", "person", "place", "organisation"})
"""Kinds of mention that are marked in a claim."""

EMPTY: Mapping[str, Any] = {}


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What is known of an article's claims from elsewhere, by the claim's key."""

    verdicts: Mapping[str, Mapping[str, Any]]
    checks: Mapping[str, Sequence[Mapping[str, Any]]]
    changes: Mapping[str, str]
    earlier: Mapping[str, str]
    decisions: Mapping[str, Mapping[str, Review]]
    reviewer: str | None = None
    """Where given, only this person's decisions fill the people's block."""


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """The cells of a row by column, and the stretches of the cell ``claim`` to mark."""

    cells: Mapping[str, str]
    priority: float
    marks: tuple[Offsets, ...] = ()


def list_rows(records: Records, ids: frozenset[str], beside: Beside) -> Iterator[SheetRow]:
    """Give the rows of an article's claims among ``ids``."""
    mentions = {mention.id: mention for mention in records.mentions}
    for claim in records.claims:
        if claim.id not in ids:
            continue
        inside = [mentions[key] for key in claim.mentions if key in mentions]
        told = {
            **_of_article(records.article, claim),
            **_of_claim(claim, inside),
            **_of_check(claim.id, beside),
            "change": beside.changes.get(claim.id, ""),
            "earlier": beside.earlier.get(claim.id, ""),
        }
        for cells in _decided(beside.decisions.get(claim.id, {}), beside.reviewer):
            yield SheetRow(
                cells={name: value for name, value in {**told, **cells}.items() if value},
                priority=claim.priority,
                marks=_marks(claim, inside),
            )


def _of_article(article: Article, claim: Claim) -> dict[str, str]:
    return {
        "article": article.title or article.doc,
        "published": str(article.published or ""),
        "before": context_before(article, claim),
        "after": context_after(article, claim),
        "link": article.url or "",
        "doc": article.doc,
        "sentence": article.text[slice(*claim.sentence)] if claim.sentence else "",
    }


def _of_claim(claim: Claim, mentions: Sequence[Mention]) -> dict[str, str]:
    values = [
        f"{mention.text} = {value_of(mention)}"
        for mention in mentions
        if mention.date is not None or mention.quantity is not None
    ]
    return {
        "id": claim.id,
        "speaker": claim.speaker or "",
        "claim": claim.text,
        "standalone": claim.standalone,
        "values": "\n".join(values),
        "period": _days_of(claim),
        "certainty": certainty_of(claim),
        "reasons": reasons_of(claim),
    }


def _days_of(claim: Claim) -> str:
    """Give the first and the last day that a claim speaks of; one day is itself."""
    start, end = claim.period_start, claim.period_end
    if start == end:
        return str(start or "")
    return f"{start or '...'} to {end or '...'}"


def _of_check(claim: str, beside: Beside) -> dict[str, str]:
    verdict = beside.verdicts.get(claim, EMPTY)
    parts = [_part(check) for check in beside.checks.get(claim, ()) if _is_told(check)]
    # Where nothing was found, the nearest sentence is about something else: no evidence.
    close = verdict if has_close_sentence(verdict.get("verdict") or "") else EMPTY
    return {
        "check": (verdict.get("verdict") or "").replace("_", " "),
        "check_reason": verdict.get("reason") or "",
        "check_parts": "\n".join(parts),
        "evidence": close.get("evidence") or "",
        "evidence_doc": close.get("evidence_doc") or "",
    }


def _is_told(check: Mapping[str, Any]) -> bool:
    """Leave out single words, but for those that speak against the claim."""
    if check["facet"] == "verdict":
        return False
    return check["facet"] not in WORDS or check["status"] not in {"found", "unclear"}


def _part(check: Mapping[str, Any]) -> str:
    status = STATUS_WORDS.get(check["status"], check["status"])
    there = check.get("value_evidence")
    shown = f" ({there})" if there and there != check.get("value_claim") else ""
    return f"{check['facet']} {check.get('value_claim') or ''}: {status}{shown}"


def _decided(decisions: Mapping[str, Review], reviewer: str | None) -> Iterator[dict[str, str]]:
    """Give the people's block of each row: one for each person, or an empty one."""
    standing = {who: row for who, row in decisions.items() if not is_withdrawn(row)}
    if reviewer is None:
        for row in standing.values():
            yield _peoples(row)
        if not standing:
            yield {}
        return
    others = [f"{who}: {in_short(row)}" for who, row in standing.items() if who != reviewer]
    mine = _peoples(standing[reviewer]) if reviewer in standing else {}
    yield {**mine, "others": "\n".join(others)}


def _peoples(row: Review) -> dict[str, str]:
    return {
        "verdict": row.verdict,
        "corrected_to": row.corrected_to or "",
        "evidence_url": row.evidence_url or "",
        "note": row.note or "",
        "reviewer": row.reviewer,
        "checked_at": row.checked_at,
        "revision": str(row.revision),
    }


def context_before(article: Article, claim: Claim) -> str:
    """Give the words before a claim, from earlier paragraphs too, from a word's start."""
    parts: list[str] = []
    left = CONTEXT
    for start, end in reversed(_body(article, claim, 0, claim.start)):
        if left <= 0:
            break
        part = article.text[max(start, end - left) : end]
        cut = max(start, end - left) > start
        parts.append("…" + part.partition(" ")[2] if cut else part)
        left -= len(part)
    return _join(reversed(parts))


def context_after(article: Article, claim: Claim) -> str:
    """Give the words after a claim, up to a word's end."""
    parts: list[str] = []
    left = CONTEXT
    for start, end in _body(article, claim, claim.end, len(article.text)):
        if left <= 0:
            break
        part = article.text[start : min(end, start + left)]
        parts.append(part.rpartition(" ")[0] + "…" if start + left < end else part)
        left -= len(part)
    return _join(parts).lstrip(".!? \n")


def _body(article: Article, claim: Claim, first: int, last: int) -> list[Offsets]:
    """Give the stretches between two places that lie in the body, or in the claim's own block."""
    blocks = article.blocks or (Block(kind="paragraph", start=0, end=len(article.text)),)
    return [
        (max(block.start, first), min(block.end, last))
        for block in blocks
        if (block.kind in BODY or block.start <= claim.start < block.end)
        and block.end > first
        and block.start < last
    ]


def _join(parts: Iterator[str] | Sequence[str]) -> str:
    cleaned = (" ".join(part.split()) for part in parts)
    return "\n".join(part for part in cleaned if part.strip("…"))


def _marks(claim: Claim, mentions: Sequence[Mention]) -> tuple[Offsets, ...]:
    """Give the stretches of the claim's text to mark, in order; none overlaps another."""
    marks: list[Offsets] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        start, end = mention.start - claim.start, mention.end - claim.start
        if mention.kind in MARKED and start >= (marks[-1][1] if marks else 0):
            marks.append((start, end))
    return tuple(marks)
