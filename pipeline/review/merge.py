"""Takes the answers of a sheet into the reviews: what is new is added, nothing is overwritten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ..errors import InputError
from ..records import Review
from .answers import ID, Answer, Refusal
from .history import is_withdrawn, latest_by_reviewer
from .layout import DECIDING
from .similar import KnownClaim, Successor
from .store import Conflict, ReviewStore, refuse_unstorable

Kind = Literal[
    "added", "changed", "unchanged", "attached", "gone", "offered", "disagreement", "conflict",
    "refused",
]  # fmt: skip


ROWS_AT_ONCE = 500
"""Decisions added in one transaction: each locks its claim, and PostgreSQL has room for 6,400."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a row, in a word and a sentence; ``claim`` is the key in the sheet."""

    kind: Kind
    place: str
    claim: str
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What answers are matched with: the claims of the run, and what was decided before."""

    claims: Mapping[str, KnownClaim]
    sentences: Callable[[KnownClaim], str | None]
    find_successor: Callable[[Mapping[str, str]], Successor | None]
    reviews: Sequence[Review]


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """Which offers are taken: of claims that say the same, and of those with these keys."""

    similar: bool = False
    claims: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The rows to add to the reviews, and what became of every row of the sheet."""

    additions: list[Review] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)


def plan_import(
    answers: Iterable[Answer | Refusal], known: Known, accepted: Accepted, origin: str
) -> Plan:
    """Say what an import would do; nothing is written."""
    planner = _Planner(known, accepted, origin)
    for answer in answers:
        if isinstance(answer, Refusal):
            planner.refuse(answer)
        else:
            planner.take(answer)
    planner.list_disagreements()
    return planner.plan


def carry_out(plan: Plan, store: ReviewStore) -> list[Outcome]:
    """Add the planned rows; gives what stood in the way of some: decisions made meanwhile."""
    failed = []
    for first in range(0, len(plan.additions), ROWS_AT_ONCE):
        for result in store.add_many(plan.additions[first : first + ROWS_AT_ONCE]):
            if isinstance(result, Conflict):
                said = f"{result.mine.reviewer} decided anew while this import ran; import again"
                failed.append(
                    Outcome(kind="conflict", place="", claim=result.mine.claim, said=said)
                )
    return failed


class _Planner:
    """Goes through the answers; what is planned counts as decided for those that follow."""

    def __init__(self, known: Known, accepted: Accepted, origin: str) -> None:
        self.plan = Plan()
        self._known = known
        self._accepted = accepted
        self._origin = origin
        self._rows: dict[str, list[Review]] = defaultdict(list)
        for row in known.reviews:
            self._rows[row.claim].append(row)
        self._touched: dict[str, str] = {}

    def refuse(self, refusal: Refusal) -> None:
        """Note a row that cannot be read."""
        self._note("refused", refusal.place, refusal.claim, refusal.reason)

    def take(self, answer: Answer) -> None:
        """Plan what becomes of one answer."""
        claim = self._known.claims.get(answer.claim)
        if claim is not None:
            self._decide(answer, claim)
        elif not ID.fullmatch(answer.claim) or not answer.told.get("claim"):
            said = "unknown id, and no claim in the row; give the row as it was exported"
            self._note("refused", answer.place, answer.claim, said)
        else:
            self._keep_gone(answer)

    def list_disagreements(self) -> None:
        """Name the claims of this sheet on which two people decided differently."""
        for claim, place in self._touched.items():
            standing = {
                row.reviewer: row.verdict
                for row in latest_by_reviewer(self._rows[claim]).values()
                if row.verdict
            }
            if len(set(standing.values())) > 1:
                said = "; ".join(f"{who}: {verdict}" for who, verdict in sorted(standing.items()))
                self._note("disagreement", place, claim, f"both kept: {said}")

    def _keep_gone(self, answer: Answer) -> None:
        """Keep a decision on a claim that the run no longer has; offer what it became."""
        successor = self._known.find_successor(answer.told)
        taken = successor is not None and self._is_accepted(answer, successor)
        if taken and successor is not None:
            self._decide(answer, successor.claim, became=answer.claim)
            return
        gone = KnownClaim(
            id=answer.claim, doc=answer.told.get("doc", ""), text=answer.told["claim"]
        )
        self._decide(answer, gone)
        if successor is None:
            said = "the run no longer has this claim; the decision is kept under its key"
            self._note("gone", answer.place, answer.claim, said)
        else:
            self._note("offered", answer.place, answer.claim, _offer(answer, successor))

    def _is_accepted(self, answer: Answer, successor: Successor) -> bool:
        if answer.claim in self._accepted.claims:
            return True
        return self._accepted.similar and successor.says_the_same

    def _decide(self, answer: Answer, claim: KnownClaim, became: str | None = None) -> None:
        mine = [row for row in self._rows[claim.id] if row.reviewer == answer.reviewer]
        held = mine[-1] if mine else None
        kind, said = _compare(answer, mine)
        self._touched.setdefault(claim.id, answer.place)
        if kind in {"unchanged", "conflict"}:
            self._note(kind, answer.place, answer.claim, said)
            return
        row = self._to_review(answer, claim, held)
        try:
            refuse_unstorable(row)
        except InputError as error:
            self._note("refused", answer.place, answer.claim, str(error))
            return
        self.plan.additions.append(row)
        self._rows[claim.id].append(row)
        if became is not None:
            kind, said = "attached", f"to {claim.id}, which it has become"
        self._note(kind, answer.place, answer.claim, said)

    def _to_review(self, answer: Answer, claim: KnownClaim, held: Review | None) -> Review:
        cells = {name: answer.cells.get(name) for name in DECIDING}
        if held is not None:  # an empty cell of the sheet takes nothing away
            cells = {name: value or getattr(held, name) for name, value in cells.items()}
        return Review(
            claim=claim.id,
            doc=claim.doc or None,
            text=claim.text,
            sentence=self._known.sentences(claim),
            verdict=cells["verdict"] or "",
            corrected_to=cells["corrected_to"],
            evidence_url=cells["evidence_url"],
            note=cells["note"],
            reviewer=answer.reviewer,
            checked_at=answer.checked_at,
            revision=held.revision + 1 if held else 1,
            origin=self._origin,
        )

    def _note(self, kind: Kind, place: str, claim: str, said: str) -> None:
        self.plan.outcomes.append(Outcome(kind=kind, place=place, claim=claim, said=said))


def _compare(answer: Answer, mine: Sequence[Review]) -> tuple[Kind, str]:
    """Say what an answer is beside what the same person decided before on the claim."""
    if not mine:
        return "added", ""
    held = mine[-1]
    if _is_in(answer, held):
        return "unchanged", ""
    if any(_is_in(answer, row) for row in mine[:-1]):
        return "unchanged", f"{held.reviewer} has decided anew since: {_write(held)}"
    other = [name for name in answer.cells if getattr(held, name)]
    differs = any(answer.cells[name] != getattr(held, name) for name in other)
    if answer.revision == held.revision or not (differs or is_withdrawn(held)):
        return "changed", f"before: {_write(held)}"
    said = f"the sheet says {_write(answer)}, but {held.reviewer} has decided {_write(held)}"
    return "conflict", f"{said}. Kept as it was: export anew and decide there"


def _is_in(answer: Answer, row: Review) -> bool:
    return all(value == (getattr(row, name) or "") for name, value in answer.cells.items())


def _write(decision: Answer | Review) -> str:
    cells = (
        decision.cells
        if isinstance(decision, Answer)
        else {name: getattr(decision, name) for name in DECIDING}
    )
    filled = [value for value in cells.values() if value]
    return ", ".join(filled) or "nothing (withdrawn)"


def _offer(answer: Answer, successor: Successor) -> str:
    now = f"{successor.claim.id}, {successor.claim.text!r}"
    if successor.says_the_same:
        told = "its words are the same, its sentence is not; --accept-similar takes it"
    elif successor.same_sentence:
        told = f"its sentence is the same, cut otherwise; --accept {answer.claim} takes it"
    else:
        told = f"{successor.alike:.0%} alike; --accept {answer.claim} takes it"
    return f"may have become {now}: {told}. Kept under its old key until then"
