"""Imports a review sheet into the reviews of a run: reads, plans, writes, says what was done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..tables import Run, read_run
from .answers import Expected, read_answer
from .known import know_claims
from .merge import Accepted, Known, Outcome, carry_out, plan_import
from .read_sheet import read_sheet
from .similar import Successors
from .store import ReviewStore


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import did, or would do: the outcome of each row, and how many of each kind."""

    outcomes: tuple[Outcome, ...]
    undecided: int

    @cached_property
    def counts(self) -> Counter[str]:
        """How many rows came out how."""
        return Counter(outcome.kind for outcome in self.outcomes)


@dataclass(frozen=True, kw_only=True)
class How:
    """What rows may say, which offers are taken, and whether anything is written."""

    expected: Expected
    accepted: Accepted = field(default_factory=Accepted)
    dry_run: bool = False


def import_sheet(out: Path, sheet: Path, store: ReviewStore, how: How) -> Imported:
    """Take the decisions of a sheet into the reviews of the run in ``out``.

    Raises ``InputError`` where the file is no review sheet,
    or the folder holds no run.
    """
    rows = read_sheet(sheet)
    answers = [answer for row in rows if (answer := read_answer(row, how.expected)) is not None]
    known = _know(read_run(out), store)
    plan = plan_import(answers, known, how.accepted, sheet.name)
    failed = [] if how.dry_run else carry_out(plan, store)
    return Imported(outcomes=(*plan.outcomes, *failed), undecided=len(rows) - len(answers))


def _know(run: Run, store: ReviewStore) -> Known:
    claims, sentence_of = know_claims(run)
    return Known(
        claims=claims,
        sentences=sentence_of,
        find_successor=Successors(claims.values(), sentence_of).find,
        reviews=store.all(),
    )
