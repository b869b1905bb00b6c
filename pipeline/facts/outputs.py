"""Reads of a run's tables what facts speak of: one article in memory at a time."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import msgspec

from ..records import Offsets
from ..tables import Run, read_run

TABLES = ("articles", "mentions", "attributions", "claims")


class MentionRow(msgspec.Struct, frozen=True, kw_only=True):
    """The columns of the mentions table that facts speak of."""

    id: str
    start: int
    end: int
    text: str
    kind: str
    entity: str | None = None
    timex_value: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    base_low: float | None = None
    base_high: float | None = None
    base_unit: str | None = None
    sentence: Offsets | None = None


class AttributionRow(msgspec.Struct, frozen=True, kw_only=True):
    """The columns of the attributions table that facts speak of."""

    id: str
    source: str | None = None
    source_entity: str | None = None
    source_spans: tuple[Offsets, ...] = ()
    cue_spans: tuple[Offsets, ...] = ()
    content_spans: tuple[Offsets, ...] = ()


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True):
    """The columns of the claims table that facts speak of."""

    id: str
    doc: str
    start: int
    end: int
    text: str
    standalone: str | None = None
    speaker: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    priority: float | None = None
    attribution: str | None = None
    sentence: Offsets | None = None


class ArticleTables(msgspec.Struct, frozen=True, kw_only=True):
    """All rows of one article."""

    article: dict[str, Any]
    mentions: list[MentionRow]
    attributions: list[AttributionRow]
    claims: list[ClaimRow]


class _FailureRow(msgspec.Struct):
    doc: str
    reason: str = ""


class Outputs:
    """The tables of one run; only the articles named in ``docs`` can be read."""

    def __init__(self, folder: Path, docs: Collection[str] | None = None) -> None:
        self._run = read_run(folder, docs)
        for table in TABLES:
            self._run.scan(table)
        self.docs = frozenset(self._run.docs)
        self.units = self._run.units
        self.failures = _read_failures(self._run)

    def read(self, doc: str) -> ArticleTables:
        """Read the rows of one article."""
        [article] = self._run.rows("articles", doc, dict[str, Any])[:1]
        return ArticleTables(
            article=article,
            mentions=self._run.rows("mentions", doc, MentionRow),
            attributions=self._run.rows("attributions", doc, AttributionRow),
            claims=self._run.rows("claims", doc, ClaimRow),
        )


def _read_failures(run: Run) -> dict[str, str]:
    if not run.has("failures"):
        return {}
    return {row.doc: row.reason for row in run.stream("failures", _FailureRow)}


def read_claims(folder: Path, ids: Collection[str]) -> dict[str, ClaimRow]:
    """Read the claims with these ids from the tables of a run."""
    rows = read_run(folder).stream("claims", ClaimRow)
    return {row.id: row for row in rows if row.id in ids}
