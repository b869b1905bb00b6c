"""Keeps every decision on a claim as a row of its own: rows are added, never changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, NamedTuple, Self

import msgspec
from sqlalchemy import Connection, Engine, Select, insert, select

from ..errors import InputError
from ..records import Review, from_dict
from .database import REVIEWS, lock_claim, open_database
from .history import UNDO, can_undo, decision_before, latest_by_reviewer

ACTIONS = ("accept", "reject")
"""What ``Review.action`` may say of the row in the claims table; None: nothing."""


class Conflict(NamedTuple):
    """A decision that was not added, and the one that its reviewer had not seen."""

    mine: Review
    theirs: Review


class ReviewStore:
    """The reviews of one run, or of a team. Threads and processes may share it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = engine.execution_options(reads=True)
        # SQLite has one writer at a time, and waits by trying again: threads queue here instead.
        self._turn = Lock() if engine.dialect.name == "sqlite" else nullcontext()

    @classmethod
    def open(cls, url_or_out: str | Path) -> Self:
        """Open the reviews of an output folder, or those in the database that a URL names.

        Raises ``InputError`` where that cannot be done.
        """
        return cls(open_database(url_or_out))

    def add(
        self, row: Review, expected_revision: int, *, seen: int | None = None
    ) -> Review | Conflict:
        """Add a decision; gives it as stored, or what stands in its way.

        ``expected_revision`` is that of the reviewer's last decision on the claim, 0 for none; a
        later one is a conflict. With ``seen``, the ``id`` of the last row on the claim that the
        reviewer saw (0: none), a later row by anyone is one too. Raises ``InputError`` for text
        that no database holds.
        """
        refuse_unstorable(row)
        with self._turn, self._engine.begin() as connection:
            return _add(connection, row, expected_revision, seen)

    def add_many(self, rows: Sequence[Review]) -> list[Review | Conflict]:
        """Add decisions in one transaction: all or none, but for those that something stands in.

        A row's ``revision`` is the one it is to have, one more than its reviewer's last. Give some
        hundred at a time: a database locks each of their claims.
        """
        for row in rows:
            refuse_unstorable(row)
        with self._turn, self._engine.begin() as connection:
            return [_add(connection, row, row.revision - 1, None) for row in rows]

    def undo(
        self, claim: str, reviewer: str, checked_at: str, expected_revision: int
    ) -> Review | Conflict | None:
        """Take back the reviewer's last decision on a claim by a row that says what was before.

        Gives that row; None where nothing is left to take back.
        """
        rows = [row for row in self.history(claim) if row.reviewer == reviewer]
        if not can_undo(rows):
            return None
        before = decision_before(rows) or _withdrawn(rows[-1])
        row = msgspec.structs.replace(before, id=None, checked_at=checked_at, origin=UNDO)
        return self.add(row, expected_revision)

    def history(self, claim: str) -> tuple[Review, ...]:
        """Give every row on a claim, in the order in which they were added."""
        with self._reading.connect() as connection:
            return _fetch(connection, _on_claim(claim))

    def latest(self, claim: str) -> dict[str, Review]:
        """Give each reviewer's last row on a claim; an empty verdict means: withdrawn."""
        return latest_by_reviewer(self.history(claim))

    def latest_by_claim(self) -> dict[str, dict[str, Review]]:
        """Give each reviewer's last row, by claim."""
        rows: Mapping[str, list[Review]] = defaultdict(list)
        for row in self.all():
            rows[row.claim].append(row)
        return {claim: latest_by_reviewer(on_claim) for claim, on_claim in rows.items()}

    def all(self) -> tuple[Review, ...]:
        """Give every row, in the order in which they were added."""
        return self.since(0)

    def since(self, id: int) -> tuple[Review, ...]:
        """Give the rows that were added after the one with ``id``."""
        with self._reading.connect() as connection:
            query = select(REVIEWS).where(REVIEWS.c.id > id).order_by(REVIEWS.c.id)
            return _fetch(connection, query)

    def close(self) -> None:
        """Close the connections to the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """Give the store itself; it is closed when the block ends."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the connections to the database."""
        self.close()


def _add(
    connection: Connection, row: Review, expected_revision: int, seen: int | None
) -> Review | Conflict:
    lock_claim(connection, row.claim)
    rows = _fetch(connection, _on_claim(row.claim))
    unseen = _find_unseen(rows, row.reviewer, expected_revision, seen)
    if unseen is not None:
        return Conflict(row, unseen)
    return _insert(connection, row, _last_revision(rows, row.reviewer) + 1)


def refuse_unstorable(row: Review) -> None:
    """Raise ``InputError`` for a row that no database holds, or that nobody decided."""
    for name in row.__struct_fields__:
        value = getattr(row, name)
        if isinstance(value, str) and ("\0" in value or _has_lone_surrogate(value)):
            raise InputError(
                f"{name}: the text has a character that cannot be stored (NUL, or half of a "
                "character). Delete it and try again."
            )
    if not row.reviewer.strip():
        raise InputError("reviewer: empty. Say who decides.")
    if row.action is not None and row.action not in ACTIONS:
        raise InputError(f"action: {row.action!r}; expected {' or '.join(ACTIONS)}, or nothing.")


def _has_lone_surrogate(value: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in value)


def _find_unseen(
    rows: tuple[Review, ...], reviewer: str, expected: int, seen: int | None
) -> Review | None:
    for row in reversed(rows):
        if row.reviewer == reviewer and row.revision > expected:
            return row
        if seen is not None and row.reviewer != reviewer and (row.id or 0) > seen:
            return row
    return None


def _last_revision(rows: tuple[Review, ...], reviewer: str) -> int:
    return max((row.revision for row in rows if row.reviewer == reviewer), default=0)


def _withdrawn(row: Review) -> Review:
    nothing: dict[str, Any] = dict.fromkeys(("corrected_to", "evidence_url", "note", "action"))
    return msgspec.structs.replace(row, verdict="", **nothing)


def _on_claim(claim: str) -> Select[Any]:
    return select(REVIEWS).where(REVIEWS.c.claim == claim).order_by(REVIEWS.c.id)


def _fetch(connection: Connection, query: Select[Any]) -> tuple[Review, ...]:
    found = connection.execute(query)
    names = Review.__struct_fields__  # the columns of the table, in their order
    return tuple(from_dict(dict(zip(names, row, strict=True)), Review) for row in found)


def _insert(connection: Connection, row: Review, revision: int) -> Review:
    values = {name: getattr(row, name) for name in row.__struct_fields__ if name != "id"}
    values["revision"] = revision
    key = connection.execute(insert(REVIEWS).values(values)).inserted_primary_key
    return msgspec.structs.replace(row, id=key[0] if key else None, revision=revision)
