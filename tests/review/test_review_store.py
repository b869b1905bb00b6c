from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from pipeline.errors import InputError
from pipeline.records import Review
from pipeline.review import Conflict, ReviewStore
from pipeline.review.database import REVIEWS, open_database
from pipeline.tables import TABLES

Make = Callable[..., Review]

REVIEWERS = 20
VERDICTS = 100

REVIEW_MANY = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pipeline.records import Review
from pipeline.review import ReviewStore

database, first, last, verdicts = sys.argv[1], *map(int, sys.argv[2:])
store = ReviewStore.open(database)

def review(reviewer):
    for number in range(verdicts):
        row = Review(claim=f"c{number}", text="t", verdict="true", reviewer=f"r{reviewer}",
                     checked_at="2025-03-05T10:00:00Z")
        added = store.add(row, 0)
        assert isinstance(added, Review) and added.revision == 1, added

with ThreadPoolExecutor(last - first) as pool:
    list(pool.map(review, range(first, last)))
"""


def test_added_row_comes_back_as_it_was(store: ReviewStore, make_review: Make) -> None:
    row = make_review(corrected_to="483 km", note="it's “₤” 🚲", evidence_url="https://example.org")
    added = store.add(row, 0)
    assert isinstance(added, Review)
    assert (added.id, added.revision) == (1, 1)
    assert store.all() == (added,)
    assert store.latest("c1") == {"Ada": added}


def test_later_decision_is_a_new_row(store: ReviewStore, make_review: Make) -> None:
    store.add(make_review(), 0)
    second = store.add(make_review(verdict="false"), 1)
    assert [(row.verdict, row.revision) for row in store.all()] == [("true", 1), ("false", 2)]
    assert store.latest_by_claim() == {"c1": {"Ada": second}}


def test_decision_on_an_old_state_is_a_conflict(store: ReviewStore, make_review: Make) -> None:
    first = store.add(make_review(), 0)
    late = make_review(verdict="false")
    assert store.add(late, 0) == Conflict(mine=late, theirs=first)
    assert store.all() == (first,)


def test_two_reviewers_may_differ(store: ReviewStore, make_review: Make) -> None:
    ada = store.add(make_review(), 0)
    ben = store.add(make_review(reviewer="Ben", verdict="false"), 0)
    assert store.latest("c1") == {"Ada": ada, "Ben": ben}


def test_unseen_decision_of_another_is_a_conflict(store: ReviewStore, make_review: Make) -> None:
    ada = store.add(make_review(), 0)
    late = make_review(reviewer="Ben", verdict="false")
    assert store.add(late, 0, seen=0) == Conflict(mine=late, theirs=ada)
    assert isinstance(store.add(late, 0, seen=1), Review)


def test_undo_adds_the_decision_before(store: ReviewStore, make_review: Make) -> None:
    for number, verdict in enumerate(["true", "mixed", "false"]):
        store.add(make_review(verdict=verdict, note=verdict), number)
    undone = [store.undo("c1", "Ada", "2025-03-06T10:00:00Z", 3 + i) for i in range(4)]
    rows = [row for row in undone if isinstance(row, Review)]
    assert [(row.verdict, row.note) for row in rows] == [
        ("mixed", "mixed"),
        ("true", "true"),
        ("", None),
    ]
    assert {(row.origin, row.checked_at) for row in rows} == {("undo", "2025-03-06T10:00:00Z")}
    assert undone[3] is None
    assert len(store.all()) == 6


def test_undo_takes_back_nothing_of_others(store: ReviewStore, make_review: Make) -> None:
    store.add(make_review(), 0)
    assert store.undo("c1", "Ben", "2025-03-06T10:00:00Z", 0) is None


def test_rows_since_a_row_are_those_added_after_it(store: ReviewStore, make_review: Make) -> None:
    store.add(make_review(), 0)
    second = store.add(make_review("c2"), 0)
    assert store.since(1) == (second,)


@pytest.mark.parametrize("statement", ["UPDATE reviews SET verdict = ''", "DELETE FROM reviews"])
def test_database_refuses_to_change_a_row(database: str, make_review: Make, statement: str) -> None:
    with ReviewStore.open(database) as store:
        row = store.add(make_review(), 0)
        engine = open_database(database)
        with (
            engine.connect() as connection,
            pytest.raises(DBAPIError, match="never changed"),
        ):
            connection.exec_driver_sql(statement)
        engine.dispose()
        assert store.all() == (row,)


def test_twenty_threads_lose_nothing(store: ReviewStore, make_review: Make) -> None:
    def review(reviewer: int) -> None:
        for number in range(VERDICTS):
            store.add(make_review(f"c{number}", reviewer=f"r{reviewer}"), 0)

    with ThreadPoolExecutor(REVIEWERS) as pool:
        list(pool.map(review, range(REVIEWERS)))
    rows = store.all()
    assert len(rows) == REVIEWERS * VERDICTS
    assert len({(row.claim, row.reviewer) for row in rows}) == REVIEWERS * VERDICTS


def test_processes_lose_nothing(tmp_path: Path) -> None:
    each = REVIEWERS // 4
    commands = [
        [sys.executable, "-c", REVIEW_MANY, str(tmp_path), str(i), str(i + each), str(VERDICTS)]
        for i in range(0, REVIEWERS, each)
    ]
    processes = [subprocess.Popen(command) for command in commands]
    assert [process.wait() for process in processes] == [0] * 4
    with ReviewStore.open(tmp_path) as store:
        assert len(store.all()) == REVIEWERS * VERDICTS


def test_one_of_many_who_saw_nothing_wins(store: ReviewStore, make_review: Make) -> None:
    def review(number: int) -> Review | Conflict:
        return store.add(make_review(reviewer=f"r{number}"), 0, seen=0)

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(review, range(8)))
    assert sum(isinstance(result, Review) for result in results) == 1
    assert len(store.all()) == 1


def test_sqlite_writes_ahead_and_waits_for_no_reader(tmp_path: Path, make_review: Make) -> None:
    with ReviewStore.open(tmp_path) as store:
        reader = sqlite3.connect(tmp_path / "reviews.sqlite")
        assert reader.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM reviews").fetchall()
        assert isinstance(store.add(make_review(), 0), Review)
        reader.close()


def test_columns_are_those_of_the_table(make_review: Make) -> None:
    fields = list(make_review().__struct_fields__)
    assert [column.name for column in TABLES["reviews"]] == fields
    assert [column.name for column in REVIEWS.columns] == fields


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"note": "a\0b"}, "note: the text has a character that cannot be stored"),
        ({"text": "\ud800"}, "text: the text has a character"),
        ({"reviewer": " "}, "reviewer: empty"),
        ({"action": "maybe"}, "action: 'maybe'; expected accept or reject"),
    ],
)
def test_row_that_cannot_be_kept_says_why(
    store: ReviewStore, make_review: Make, values: dict[str, str], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        store.add(make_review(**values), 0)
    assert store.all() == ()


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("nowhere", "nowhere: no such folder"),
        ("mysql://a@b/c", "mysql: reviews are kept in SQLite or PostgreSQL"),
        ("what://", "cannot be read|reviews are kept in"),
        ("postgresql://a:secret@127.0.0.1:1/c", r"a:\*\*\*@127.0.0.1:1/c: the database"),
    ],
)
def test_place_that_cannot_be_opened_says_why(place: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as raised:
        ReviewStore.open(place)
    assert "secret" not in str(raised.value)


def test_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    (tmp_path / "reviews.sqlite").write_text("no database, for sure\n" * 100)
    with pytest.raises(InputError, match="not a database"):
        ReviewStore.open(tmp_path)


def test_many_decisions_are_added_at_once_and_late_ones_told_of(
    store: ReviewStore, make_review: Callable[..., Review]
) -> None:
    store.add(make_review("c1", verdict="true"), 0)
    given = [make_review("c1", verdict="false", revision=1), make_review("c2", revision=1)]
    conflict, added = store.add_many(given)
    assert isinstance(conflict, Conflict)
    assert (conflict.mine.verdict, conflict.theirs.verdict) == ("false", "true")
    assert isinstance(added, Review)
    assert [row.claim for row in store.all()] == ["c1", "c2"]
