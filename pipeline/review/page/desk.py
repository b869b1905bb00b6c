"""Holds what is under review: the run as its tables are now, and the decisions on its claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import TypeVar

from ...errors import ChangedError, ClaimtableError
from ...records import Article, Claim, Records, Review
from ...settings import Settings
from ..history import can_undo, is_withdrawn, latest_by_reviewer
from ..store import Conflict, ReviewStore
from .article import Page, lay_out
from .claims import Claims, Entry, Filters, open_claims, stamp_of
from .decision import check_verdict, read_whole, to_review, write_time
from .elsewhere import Statement
from .evidence import Evidence, find_evidence

T = TypeVar("T")

TRIES = 5
"""How often a claim is read while a command writes tables: it replaces a few within a moment."""


class GoneError(ClaimtableError):
    """A claim that is not, or no longer, among the claims of the run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One claim with all that a reviewer needs to decide on it."""

    entry: Entry
    claim: Claim
    page: Page
    evidence: Evidence | None
    elsewhere: tuple[Statement, ...]
    mine: Review | None
    others: tuple[Review, ...]
    """The last decisions of the other reviewers."""
    history: tuple[Review, ...]
    undoable: bool

    @property
    def seen(self) -> int:
        """The number of the last decision on the claim."""
        return max((row.id or 0 for row in self.history), default=0)

    @property
    def revision(self) -> int:
        """The number of decisions of this reviewer."""
        return self.mine.revision if self.mine else 0


class Desk:
    """The claims of one output folder and the store of their reviews. Threads may share it."""

    def __init__(self, out: Path, store: ReviewStore, settings: Settings, reviewer: str) -> None:
        self.out = out
        self.store = store
        self.settings = settings
        self.reviewer = reviewer
        self._lock = Lock()
        self._claims = open_claims(out)
        self._records: tuple[Claims, str, Records] | None = None
        self.claims()

    def close(self) -> None:
        """Drop the index; the reviews stay open."""
        self._claims.close()

    def claims(self) -> Claims:
        """Give the claims with all decisions; indexed anew where a run has written since."""
        with self._lock:
            if self._claims.stamp != stamp_of(self.out):
                self._claims = open_claims(self.out)
            self._claims.take(self.store.since(self._claims.next_row))
            return self._claims

    def look_at(self, id: str, reviewer: str) -> Sheet:
        """Lay a claim on the desk; raises ``GoneError`` where the run has no such claim."""
        return self._read_whole(lambda claims: self._lay(claims, id, reviewer))

    def find_evidence(self, id: str) -> Evidence | None:
        """Give what the check found for a claim, as it is told now."""
        return self._read_whole(lambda claims: find_evidence(claims.run, id))

    def _read_whole(self, read: Callable[[Claims], T]) -> T:
        """Read from all tables as they were at one moment: anew where one is replaced meanwhile."""
        for _ in range(TRIES):
            claims = self.claims()
            try:
                found = read(claims)
            except ChangedError:
                continue
            if claims.stamp == stamp_of(self.out):
                return found
        raise ChangedError(f"The tables in {self.out} are being written. Try again in a moment.")

    def _lay(self, claims: Claims, id: str, reviewer: str) -> Sheet:
        entry = claims.find_one(id)
        if entry is None:
            raise GoneError(f"There is no claim {id[:40]!r} in {self.out} (any more).")
        records = self._read(claims, entry.doc)
        claim = next(claim for claim in records.claims if claim.id == id)
        history = self.store.history(id)
        latest = latest_by_reviewer(history)
        mine = latest.pop(reviewer, None)
        return Sheet(
            entry=entry,
            claim=claim,
            page=lay_out(records, claim, worth_checking=self.settings.show.worth_checking),
            evidence=find_evidence(claims.run, id),
            elsewhere=claims.elsewhere.find(id),
            mine=mine,
            others=tuple(row for row in latest.values() if not is_withdrawn(row)),
            history=history,
            undoable=can_undo([row for row in history if row.reviewer == reviewer]),
        )

    def decide(self, form: Mapping[str, str], reviewer: str, now: datetime) -> Review | Conflict:
        """Keep what a reviewer sent; raises ``InputError`` for what cannot be kept."""
        check_verdict(form.get("verdict", ""), self.settings.review.verdicts)
        article, claim = self._read_whole(lambda claims: self._find(claims, form.get("claim", "")))
        row = to_review(form, article, claim, reviewer=reviewer, now=now)
        return self.store.add(row, row.revision, seen=read_whole(form.get("seen")))

    def undo(
        self, form: Mapping[str, str], reviewer: str, now: datetime
    ) -> Review | Conflict | None:
        """Take back the reviewer's last decision on a claim."""
        revision = read_whole(form.get("revision"))
        return self.store.undo(form.get("claim", ""), reviewer, write_time(now), revision)

    def pages(self, filters: Filters, reviewer: str) -> Iterator[list[Entry]]:
        """Give the claims that the filters let through, some at a time."""
        claims, after = self.claims(), 0
        while entries := claims.find(filters, reviewer, after=after):
            yield entries
            after = entries[-1].place

    def _find(self, claims: Claims, id: str) -> tuple[Article, Claim]:
        entry = claims.find_one(id)
        if entry is None:
            raise GoneError("The claim is not among the claims of the run any more: load the page.")
        records = self._read(claims, entry.doc)
        return records.article, next(claim for claim in records.claims if claim.id == id)

    def _read(self, claims: Claims, doc: str) -> Records:
        """Read an article, unless it is the one that was read last."""
        held = self._records
        if held is None or held[:2] != (claims, doc):
            held = (claims, doc, claims.run.records(doc))
            self._records = held
        return held[2]
