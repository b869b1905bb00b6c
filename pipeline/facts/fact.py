"""The data types of known facts: the fact, the problem in a facts file, the outcome of a check."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ..records import Record

Expect = Literal["present", "absent", "known gap", "known false alarm"]
State = Literal["found", "absent", "known gap", "missed"]

EXPECTS: tuple[Expect, ...] = ("present", "absent", "known gap", "known false alarm")
SUGGESTED = "suggested"
"""What ``expect`` holds in a row that the program proposes and nobody has confirmed."""

COLUMNS = (
    "id", "doc", "expect", "kind", "text", "value", "unit", "tol",
    "date_start", "date_end", "near", "because",
)  # fmt: skip
REQUIRED = ("id", "doc", "expect", "kind")

MENTION_KINDS = (
    "person", "place", "organisation", "group", "other", "date", "quantity", "pronoun",
)  # fmt: skip
KINDS = (*MENTION_KINDS, "claim", "attribution", "article")
"""Whatever the labels of a model are, its mentions get one of these kinds."""

ARTICLE_FIELDS = (
    "title", "byline", "section", "publisher", "published", "published_from", "url", "language",
    "media_type",
)  # fmt: skip


class Fact(Record, frozen=True, kw_only=True):
    """One row of a facts file; an empty column is None and is not checked."""

    id: str
    doc: str
    expect: Expect
    kind: str
    text: str | None = None
    value: str | None = None
    unit: str | None = None
    tol: str | None = None
    date_start: date | None = None
    date_end: date | None = None
    near: str | None = None
    because: str | None = None
    path: str = ""
    line: int = 0

    @property
    def is_wanted(self) -> bool:
        """Whether the thing should be found, now or once a gap is closed."""
        return self.expect in {"present", "known gap"}

    @property
    def is_known_failure(self) -> bool:
        """Whether the row says itself that the pipeline fails it today."""
        return self.expect in {"known gap", "known false alarm"}


class Problem(Record, frozen=True, kw_only=True):
    """Something in a facts file that cannot be checked as it stands."""

    path: str
    line: int
    column: str
    found: str
    expected: str

    def __str__(self) -> str:
        """Say where it is, what was found and what was expected."""
        return (
            f"{self.path}:{self.line}: {self.column}: found {self.found}; expected {self.expected}"
        )


class Outcome(Record, frozen=True, kw_only=True):
    """What checking one fact gave; ``said`` is plain English, empty where nothing needs saying."""

    fact: Fact
    state: State
    said: str = ""
    closest: dict[str, str | int | None] | None = None
    """The thing found that a miss is about: kind, text, start, end, sentence, id."""
    differs: dict[str, str] | None = None
    """How it differs, by column of the fact."""


class Checked(Record, frozen=True, kw_only=True):
    """The outcomes of all facts that could be checked, and the problems of those that could not."""

    outcomes: tuple[Outcome, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def missed(self) -> tuple[Outcome, ...]:
        """The outcomes that say something has gone wrong."""
        return tuple(outcome for outcome in self.outcomes if outcome.state == "missed")
