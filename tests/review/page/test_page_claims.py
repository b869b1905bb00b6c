from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from pipeline.errors import InputError
from pipeline.records import Claim, Record, Retrieved, Review
from pipeline.review import ReviewStore
from pipeline.review.page.article import Page, lay_out
from pipeline.review.page.claims import Claims, Filters, open_claims
from pipeline.review.page.desk import Desk
from pipeline.settings import load_settings

Tables = dict[str, Sequence[Record]]


@pytest.fixture
def claims(out: Path) -> Iterator[Claims]:
    opened = open_claims(out)
    yield opened
    opened.close()


def row(claim: str, verdict: str, **values: object) -> Review:
    given = {"id": 1, "reviewer": "Ada", "revision": 1, "checked_at": "", **values}
    return Review(claim=claim, text="", verdict=verdict, **given)  # type: ignore[arg-type]


def ids(claims: Claims, reviewer: str = "Ada", **filters: str) -> list[str]:
    return [entry.id for entry in claims.find(Filters(**filters), reviewer)]


def test_queue_has_the_highest_priority_first(claims: Claims) -> None:
    assert ids(claims) == ["c1", "c4", "c2", "c3"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"doc": "water"}, ["c4"]),
        ({"kind": "quantity"}, ["c1"]),
        ({"kind": "hedged"}, ["c2"]),
        ({"kind": "denied"}, ["c3"]),
        ({"speaker": "Nordic Rail Union"}, ["c1"]),
        ({"check": "contradicted"}, ["c1"]),
        ({"change": "any"}, ["c4"]),
        ({"change": "added"}, ["c4"]),
        ({"search": "berg OPEN"}, ["c2"]),
        ({"search": "tra"}, ["c1", "c2", "c3"]),
        ({"search": "union"}, ["c1"]),
        ({"search": '" OR 1=1 -- NEAR('}, []),
        ({"search": "'"}, []),
        ({"doc": "' or 1=1 --"}, []),
        ({"kind": "quantity", "doc": "water"}, []),
    ],
)
def test_filters_let_through(claims: Claims, filters: dict[str, str], found: list[str]) -> None:
    assert ids(claims, **filters) == found
    assert claims.count(Filters(**filters), "Ada") == len(found)


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("unchecked", ["c2", "c3"]),
        ("checked", ["c1", "c4"]),
        ("mine", ["c1"]),
        ("disputed", ["c1"]),
        ("corrected", ["c3"]),
        ("mixed", ["c4"]),
    ],
)
def test_decisions_are_filters_too(claims: Claims, state: str, found: list[str]) -> None:
    claims.take(
        [
            row("c1", "true"),
            row("c1", "false", reviewer="Ben"),
            row("c2", "true"),
            row("c2", "", revision=2),
            row("c3", "", corrected_to="5 km"),
            row("c4", "mixed", reviewer="Ben"),
        ]
    )
    assert ids(claims, state=state) == found


def test_late_row_does_not_hide_a_later_one(claims: Claims) -> None:
    claims.take([row("c1", "false", revision=2), row("c1", "true", revision=1)])
    assert claims.find(Filters(), "Ada")[0].verdicts == (("Ada", "false"),)


def test_queue_goes_on_where_it_was(claims: Claims) -> None:
    first = claims.find(Filters(), "Ada", limit=3)
    rest = claims.find(Filters(), "Ada", after=first[-1].place)
    assert [entry.id for entry in rest] == ["c3"]


def test_choices_say_how_many_claims_they_have(claims: Claims) -> None:
    assert claims.choices("doc") == [("track", "Track grows", 3), ("water", "water", 1)]


def test_written_run_is_read_anew(
    out: Path, tables: Tables, write: Callable[[Path, Tables], None]
) -> None:
    with ReviewStore.open(out) as store:
        desk = Desk(out, store, load_settings(), "Ada")
        assert desk.claims().total == 4
        first = tables["claims"][0]
        assert isinstance(first, Claim)
        write(out, {**tables, "claims": (replace(first, standalone="Halden built 500 km"),)})
        assert desk.claims().total == 1
        assert desk.look_at("c1", "Ada").claim.standalone == "Halden built 500 km"
        desk.close()


@pytest.mark.parametrize("format", ["jsonl", "csv", "sqlite"])
def test_check_that_ends_while_the_page_is_open_is_shown(
    out: Path, tables: Tables, write: Callable[..., None], format: str
) -> None:
    write(out, {**tables, "retrieved": (looked_at("c4", "Nothing of water."),)}, format)
    with ReviewStore.open(out) as store:
        desk = Desk(out, store, load_settings(), "Ada")
        assert others(desk) == []
        write(out, {"retrieved": (looked_at("c4", "Of water."), looked_at("c1", "Laid"))}, format)
        assert others(desk) == ["Laid"]
        desk.close()


def test_tables_that_are_replaced_while_a_claim_is_read_are_read_anew(
    out: Path, tables: Tables, write: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(out, {"retrieved": (looked_at("c4", "Nothing of water."), looked_at("c1", "Old"))})
    with ReviewStore.open(out) as store:
        opened = Desk(out, store, load_settings(), "Ada")
        assert others(opened) == ["Old"]
        claims = [replace(claim, priority=0.1) for claim in tables["claims"]]
        new = (looked_at("c4", "Of water."), looked_at("c1", "New"))
        states: list[Tables] = [{**tables, "claims": claims[::-1], "retrieved": new}]

        def lay_out_late(*given: Any, **options: Any) -> Page:
            if states:
                write(out, states.pop())
            return lay_out(*given, **options)

        monkeypatch.setattr("pipeline.review.page.desk.lay_out", lay_out_late)
        sheet = opened.look_at("c1", "Ada")
        assert sheet.claim.priority == sheet.entry.priority == 0.1
        assert others(opened) == ["New"]
        opened.close()


def test_index_of_a_request_under_way_stays_open(
    out: Path, tables: Tables, write: Callable[..., None]
) -> None:
    with ReviewStore.open(out) as store:
        opened = Desk(out, store, load_settings(), "Ada")
        under_way = opened.pages(Filters(), "Ada")
        next(under_way)
        for number in (1, 2, 3):
            write(out, {**tables, "claims": tables["claims"][:number]})
            assert opened.claims().total == number
        assert list(under_way) == []
        opened.close()


def looked_at(claim: str, evidence: str) -> Retrieved:
    end = len(evidence)
    return Retrieved(claim=claim, rank=1, score=1.0, evidence_doc="report", evidence=evidence,
                     evidence_start=0, evidence_end=end, window_start=0,
                     window_end=end)  # fmt: skip


def others(desk: Desk) -> list[str]:
    evidence = desk.look_at("c1", "Ada").evidence
    assert evidence is not None
    return [sentence.text for sentence in evidence.others]


def test_folder_without_a_run_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such table"):
        open_claims(tmp_path)
