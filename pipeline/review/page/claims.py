"""Indexes the claims of a run for the queue: highest priority first, filtered, page by page.

The index is a temporary SQLite file, made from the tables when the page starts and again when the
run has changed. The decisions of the reviewers are copied into it as they come.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import msgspec

from ...errors import InputError
from ...records import Review
from ...tables import Run, read_run
from ...tables.sqlite import NAME as DATABASE
from .elsewhere import Statements

TABLES_USED = ("articles", "attributions", "mentions", "claims", "checks", "retrieved", "verdicts",
               "changes", "corroborations")  # fmt: skip
"""Tables whose change makes the index, and what else is known of the run, old."""

PAGE_LENGTH = 50
"""Claims that the queue loads at once: two or three screens."""

MOST_CHOICES = 300
"""Entries of a drop-down filter; a longer one is slower to use than the search box."""

OVERLAP = 200
"""Numbers of rows that are read again: PostgreSQL may finish row 5 after row 6 was read."""

_SCHEMA = """
create table claims (
    place integer primary key, id text not null unique, doc text not null, title text,
    text text not null, standalone text not null, speaker text, priority real not null,
    verdict text, change text, kinds text not null
);
create index claims_doc on claims (doc);
create virtual table words using fts5 (
    text, standalone, speaker, doc, title, content='claims', content_rowid='place',
    tokenize='unicode61 remove_diacritics 2'
);
create table decided (
    claim text, reviewer text, verdict text not null, corrected integer not null,
    revision integer not null, primary key (claim, reviewer)
);
"""


class Filters(NamedTuple):
    """What the queue shows; an empty filter lets everything through."""

    search: str = ""
    doc: str = ""
    kind: str = ""
    speaker: str = ""
    check: str = ""
    change: str = ""
    state: str = ""
    """unchecked, checked, mine, disputed, corrected, or a verdict of the reviewers."""


class Entry(NamedTuple):
    """A claim in the queue; ``check`` is the verdict of the cross-check."""

    place: int
    id: str
    doc: str
    title: str
    text: str
    speaker: str
    priority: float
    check: str
    change: str
    verdicts: tuple[tuple[str, str], ...] = ()
    """Pairs (reviewer, verdict)."""


class Choice(NamedTuple):
    """A value that a filter can take, its label, and how many claims have it."""

    value: str
    label: str
    number: int


class _ClaimRow(msgspec.Struct):
    id: str
    doc: str
    start: int
    text: str
    standalone: str
    priority: float
    certainty: str
    negated: bool
    quoted: bool
    mentions: Sequence[str] = ()
    speaker: str | None = None


class _Kind(msgspec.Struct):
    id: str
    kind: str


class _Title(msgspec.Struct):
    doc: str
    title: str | None = None


class _Verdict(msgspec.Struct):
    claim: str
    verdict: str


class _Change(msgspec.Struct):
    change: str
    after: str | None = None


class Claims:
    """The claims of one run as its tables are now. Threads may share it."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.stamp = stamp_of(run.out)
        self._lock = Lock()
        self._last = 0
        folder = Path(tempfile.mkdtemp(prefix="claimtable-"))
        path = folder / "claims.sqlite"
        self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        # Requests that are under way may hold an index that is old: it goes with the last of them.
        self._drop = weakref.finalize(self, _drop_index, self._database, folder)
        self._database.execute("pragma journal_mode = off")  # made again whenever it is lost
        self._database.executescript(_SCHEMA)
        try:
            _fill(self._database, run)
        except InputError:
            self.close()
            raise

    def close(self) -> None:
        """Drop the index."""
        with self._lock:
            self._drop()

    def take(self, rows: Iterable[Review]) -> None:
        """Copy decisions of the reviewers, in any order, as often as you like."""
        with self._lock:
            self._database.execute("begin")
            for row in rows:
                self._last = max(self._last, row.id or 0)
                self._database.execute(
                    "insert into decided values (?, ?, ?, ?, ?) on conflict do update set"
                    " verdict = excluded.verdict, corrected = excluded.corrected,"
                    " revision = excluded.revision where excluded.revision > revision",
                    (row.claim, row.reviewer, row.verdict, bool(row.corrected_to), row.revision),
                )
            self._database.execute("commit")

    @property
    def next_row(self) -> int:
        """The number of the row after which decisions have to be read anew."""
        return max(0, self._last - OVERLAP)

    def find(
        self, filters: Filters, reviewer: str, *, after: int = 0, limit: int = PAGE_LENGTH
    ) -> list[Entry]:
        """Give claims that the filters let through, from the first place behind ``after``."""
        where, values = _where(filters, reviewer)
        rows = self._fetch(
            "select place, id, doc, coalesce(title, doc), text, coalesce(speaker, ''), priority,"
            " coalesce(verdict, ''), coalesce(change, '') from claims"
            f" where place > ? and {where} order by place limit ?",
            (after, *values, limit),
        )
        return [Entry(*row)._replace(verdicts=self._verdicts(row[1])) for row in rows]

    def find_one(self, id: str) -> Entry | None:
        """Give the claim with a key, whatever the filters."""
        rows = self._fetch("select place from claims where id = ?", (id,))
        return self.find(Filters(), "", after=rows[0][0] - 1, limit=1)[0] if rows else None

    def count(self, filters: Filters, reviewer: str) -> int:
        """Count the claims that the filters let through."""
        where, values = _where(filters, reviewer)
        count: int = self._fetch(f"select count(*) from claims where {where}", values)[0][0]
        return count

    def choices(self, column: str) -> list[Choice]:
        """List the values of doc, speaker, verdict or change, the most frequent first."""
        label = "coalesce(title, doc)" if column == "doc" else column
        rows = self._fetch(
            f"select {column}, {label}, count(*) as number from claims where {column} is not null"
            f" and {column} <> '' group by {column} order by number desc, {column} limit ?",
            (MOST_CHOICES,),
        )
        return [Choice(*row) for row in rows]

    @cached_property
    def offers(self) -> Mapping[str, list[Choice]]:
        """What the filters offer; decisions change none of it."""
        return {name: self.choices(name) for name in ("doc", "speaker", "verdict", "change")}

    @cached_property
    def total(self) -> int:
        """How many claims the run has."""
        return self.count(Filters(), "")

    @cached_property
    def elsewhere(self) -> Statements:
        """What other articles say of the same thing."""
        return Statements(self.run)

    def _verdicts(self, claim: str) -> tuple[tuple[str, str], ...]:
        query = "select reviewer, verdict from decided where claim = ? and verdict <> ''"
        return tuple((row[0], row[1]) for row in self._fetch(query, (claim,)))

    def _fetch(self, query: str, values: Iterable[object]) -> list[Any]:
        with self._lock, closing(self._database.execute(query, tuple(values))) as cursor:
            return cursor.fetchall()


def open_claims(out: Path) -> Claims:
    """Index the claims of the run in ``out``; raises ``InputError`` where there is none."""
    return Claims(read_run(out))


def stamp_of(out: Path) -> tuple[tuple[str, int, int], ...]:
    """Give what changes whenever a table of the run is written again."""
    paths = [out / f"{name}.{format}" for name in TABLES_USED for format in ("jsonl", "csv")]
    paths.append(out / DATABASE)
    found = [(path, path.stat()) for path in paths if path.is_file()]
    return tuple((path.name, stat.st_mtime_ns, stat.st_size) for path, stat in found)


def _drop_index(database: sqlite3.Connection, folder: Path) -> None:
    database.close()
    shutil.rmtree(folder, ignore_errors=True)


def _fill(database: sqlite3.Connection, run: Run) -> None:
    titles = {row.doc: row.title for row in run.stream("articles", _Title)}
    kinds = {row.id: row.kind for row in run.stream("mentions", _Kind)}
    verdicts = _by_claim(run, "verdicts", _Verdict)
    changes = {row.after: row.change for row in _optional(run, "changes", _Change) if row.after}
    rows = sorted(
        run.stream("claims", _ClaimRow), key=lambda row: (-row.priority, row.doc, row.start, row.id)
    )
    database.execute("begin")
    database.executemany(
        "insert or ignore into claims values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (place, row.id, row.doc, titles.get(row.doc), row.text, row.standalone, row.speaker,
             row.priority, verdicts.get(row.id), changes.get(row.id), _kinds(row, kinds))
            for place, row in enumerate(rows, start=1)
        ),
    )  # fmt: skip
    database.execute("insert into words (words) values ('rebuild')")
    database.execute("commit")


def _kinds(row: _ClaimRow, kinds: Mapping[str, str]) -> str:
    """Give the kinds of a claim between spaces: what it mentions and how it is said."""
    found = {kinds[mention] for mention in row.mentions if mention in kinds}
    found |= {"quoted"} if row.quoted else set()
    found |= {"denied"} if row.negated else set()
    found |= {row.certainty} if row.certainty != "asserted" else set()
    return f" {' '.join(sorted(found))} "


def _by_claim(run: Run, table: str, kind: type[_Verdict]) -> dict[str, str]:
    return {row.claim: row.verdict for row in _optional(run, table, kind)}


def _optional(run: Run, table: str, kind: type[Any]) -> Iterator[Any]:
    return run.stream(table, kind) if run.has(table) else iter(())


def _where(filters: Filters, reviewer: str) -> tuple[str, tuple[str, ...]]:
    """Give the condition of a query, and its values."""
    parts, values = ["1"], []
    for column, value in (
        ("doc", filters.doc), ("speaker", filters.speaker), ("verdict", filters.check)
    ):  # fmt: skip
        if value:
            parts.append(f"{column} = ?")
            values.append(value)
    if filters.kind:
        parts.append("instr(kinds, ?)")
        values.append(f" {filters.kind} ")
    if filters.change:
        parts.append("change is not null" if filters.change == "any" else "change = ?")
        values += [] if filters.change == "any" else [filters.change]
    words = filters.search.split()
    if words:
        parts.append("place in (select rowid from words where words match ?)")
        values.append(" ".join('"' + word.replace('"', '""') + '"*' for word in words))
    if filters.state:
        condition, wanted = _state(filters.state, reviewer)
        parts.append(condition)
        values += wanted
    return " and ".join(parts), tuple(values)


def _state(state: str, reviewer: str) -> tuple[str, list[str]]:
    decided = "select {} from decided where claim = claims.id and verdict <> ''"
    if state == "unchecked":
        return f"not exists ({decided.format(1)})", []
    if state == "checked":
        return f"exists ({decided.format(1)})", []
    if state == "mine":
        return f"exists ({decided.format(1)} and reviewer = ?)", [reviewer]
    if state == "disputed":
        return f"({decided.format('count(distinct verdict)')}) > 1", []
    if state == "corrected":
        return "exists (select 1 from decided where claim = claims.id and corrected)", []
    return f"exists ({decided.format(1)} and verdict = ?)", [state]
