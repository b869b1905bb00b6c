from __future__ import annotations

import html
import io
import re
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from msgspec.structs import replace
from sqlalchemy.exc import OperationalError

from pipeline.records import Corroboration, Review
from pipeline.review import ReviewStore
from pipeline.review.export import Choice, gather_rows

if TYPE_CHECKING:
    from conftest import Site

Make = Callable[..., Review]


def form(verdict: str = "false", claim: str = "c1", **values: Any) -> dict[str, Any]:
    return {"claim": claim, "verdict": verdict, "revision": 0, "seen": 0, **values}


def test_page_shows_the_first_claim_in_its_article(lone_site: Site) -> None:
    text = html.unescape(lone_site.get("/").text)
    assert "0</b> of 4 checked" in text
    assert '<mark class="quantity">482 kilometers</mark>' in text
    assert '<p class="caption greyed" dir="auto"><span class="block-kind">Caption</span>' in text
    assert "482 kilometre of new track" in text
    assert "Contradicted" in text
    assert "the source has" in text


def test_claim_that_is_not_found_shows_the_nearest_sentences_when_asked(
    out: Path, tables: dict[str, Any], write: Callable[..., None], lone_site: Site
) -> None:
    verdict = next(row for row in tables["checks"] if row.facet == "verdict")
    write(out, {"checks": (replace(verdict, status="not_found"),)})
    shown = html.unescape(lone_site.get("/claim/c1").text)
    assert "<summary>Nothing close; the nearest sentence</summary>" in shown
    assert shown.index("Nothing close") < shown.index("Halden laid 480 km of track.")
    assert "Halden laid 480 km" not in lone_site.get("/print?doc=track").text


def test_dates_are_told_as_years_where_they_are_years(
    out: Path, tables: dict[str, Any], write: Callable[..., None], lone_site: Site
) -> None:
    facet, verdict = tables["checks"]
    days = replace(facet, facet="date", value_claim="1999-01-01/1999-12-31")
    write(out, {"checks": (days, verdict)})
    first, last = date(1999, 1, 1), date(1999, 12, 31)
    one = replace(tables["claims"][0], period_start=first, period_end=last)
    write(out, {"claims": (one,)})
    shown = html.unescape(lone_site.get("/claim/c1").text)
    assert "said by Nordic Rail Union · in 1999" in shown
    assert "1999-12-31" not in shown


def test_other_articles_on_the_same_thing_are_shown(
    out: Path, tables: dict[str, Any], write: Callable[..., None], lone_site: Site
) -> None:
    def row(claim: str, doc: str, same_value: int) -> Corroboration:
        return Corroboration(
            group="g", name="Halden", measured="track", unit="kilometre", time=None, doc=doc,
            claim=claim, start=0, end=1, stated=f"stated in {doc}", value="1", speaker="A <b>",
            same_value=same_value, sentence=f"Sentence of {doc}.", origin=same_value, origins=2,
            agreement="differs",
        )  # fmt: skip

    rows = (row("c1", "track", 1), row("c4", "water", 2), row("c2", "track", 1))
    write(out, {**tables, "corroborations": rows})
    text = lone_site.get("/claim/c1").text
    assert "Other articles of this run" in text
    assert text.count("Sentence of") == 1
    assert 'data-claim="c4" dir="auto">stated in water</a>' in text
    assert '<span class="status">Differs</span>' in text
    assert "said by A &lt;b&gt;" in text
    assert "Other articles" not in lone_site.get("/claim/c3").text


def test_queue_shows_the_start_of_a_word_that_is_too_long(
    out: Path, tables: dict[str, Any], write: Callable[..., None], lone_site: Site
) -> None:
    address = "https://halden.example/" + "a" * 300
    write(out, {"claims": (replace(tables["claims"][0], text=f"It paid {address} $40"),)})
    queue = lone_site.get("/queue").text
    assert "It paid https://halden.example/aaaa" in queue
    assert "a" * 200 not in queue


def test_queue_of_a_run_without_claims_offers_no_others(
    out: Path, write: Callable[..., None], lone_site: Site
) -> None:
    assert "Show all claims" in lone_site.get("/queue?search=zzz").text
    write(out, {"claims": ()})
    queue = lone_site.get("/queue").text
    assert "The run found no claim." in queue
    assert "Show all" not in queue


def test_queue_of_unchecked_claims_has_none_that_is_checked(site: Site) -> None:
    site.post("/decide", form("true"))
    assert "4 claims, 1 checked</p>" in site.get("/queue").text
    assert "3 claims of 4</p>" in site.get("/queue?state=unchecked").text


def test_verdict_is_kept_with_who_and_when(site: Site, store: ReviewStore) -> None:
    reply = site.post("/decide", form(note=" seen \r\n it ", corrected_to="480 km",
                                      correction_kind="value",
                                      evidence_url="https://example.org/a"))  # fmt: skip
    assert (reply.status, reply.json["said"]) == (200, "Saved: False")
    [row] = store.all()
    assert (row.claim, row.doc, row.verdict, row.reviewer) == ("c1", "track", "false", "Ada")
    assert (row.note, row.corrected_to) == ("seen \n it", "480 km")
    assert row.evidence_url == "https://example.org/a"
    assert row.sentence == "Halden built 482 kilometers of new track between 2018 and 2023,"
    assert (row.origin, row.checked_at[-1]) == ("page", "Z")
    assert "v-false" in reply.json["item"]
    assert "You decided <b" in site.get("/claim/c1").text


def test_second_tab_gets_both_decisions(site: Site, store: ReviewStore) -> None:
    site.post("/decide", form("true"))
    reply = site.post("/decide", form("false", note="late"))
    assert reply.status == 409
    assert "You decided this elsewhere" in reply.json["dialog"]
    assert "late" in reply.json["dialog"]
    assert [row.verdict for row in store.all()] == ["true"]


def test_unseen_decision_of_another_is_shown_first(
    site: Site, store: ReviewStore, make_review: Make
) -> None:
    ben = store.add(make_review(reviewer="Ben <b>", verdict="mixed"), 0)
    reply = site.post("/decide", form("false"))
    assert reply.status == 409
    assert "Ben &lt;b&gt; decided meanwhile" in reply.json["dialog"]
    assert isinstance(ben, Review)
    again = site.post("/decide", form("false", seen=ben.id))
    assert again.status == 200
    assert {row.reviewer: row.verdict for row in store.latest("c1").values()} == {
        "Ben <b>": "mixed",
        "Ada": "false",
    }


def test_conflict_is_settled_at_once_by_who_had_written_before(
    site: Site, store: ReviewStore, make_review: Make
) -> None:
    site.post("/decide", form("", note="a thought"))
    store.add(make_review(reviewer="Ben", verdict="mixed"), 0)
    dialog = site.post("/decide", form("false", revision=1, seen=1)).json["dialog"]
    shown = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', dialog))
    assert site.post("/decide", shown).json["said"] == "Saved: False"


def test_undo_brings_back_what_was(site: Site, store: ReviewStore) -> None:
    site.post("/decide", form("true"))
    site.post("/decide", form("false", revision=1, seen=1))
    reply = site.post("/undo", {"claim": "c1", "revision": 2})
    assert reply.json["said"] == "Taken back; now True"
    reply = site.post("/undo", {"claim": "c1", "revision": 3})
    assert reply.json["said"] == "Taken back; now no verdict"
    assert site.post("/undo", {"claim": "c1", "revision": 4}).json["said"] == "Nothing to take back"
    assert [row.verdict for row in store.all()] == ["true", "false", "true", ""]


def test_form_works_without_the_script(site: Site, store: ReviewStore) -> None:
    reply = site.post("/decide", form(back="state=mine&claim=c1"), Accept="text/html")
    assert (reply.status, reply.headers["location"]) == (303, "/?state=mine&claim=c1")
    assert site.post("/decide", form("true"), Accept="text/html").status == 409
    assert len(store.all()) == 1


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"verdict": "perhaps"}, "verdict: 'perhaps'; expected one of true"),
        ({"evidence_url": "javascript:alert(1)"}, "is no web address"),
        ({"evidence_url": "https:"}, "is no web address"),
        ({"corrected_to": "soon", "correction_kind": "date"}, "is no date"),
        ({"note": "x" * 10_001}, "longer than 10,000"),
        ({"note": "a\0b"}, "cannot be stored"),
        ({"action": "maybe"}, "expected accept or reject"),
    ],
)
def test_what_cannot_be_kept_says_why(
    lone_site: Site, values: dict[str, str], message: str
) -> None:
    reply = lone_site.post("/decide", {**form(), **values})
    assert reply.status == 422
    assert message in reply.json["error"]


def test_claim_that_is_gone_says_so(lone_site: Site) -> None:
    assert lone_site.get("/claim/c9").status == 404
    assert lone_site.get("/?claim=c9").status == 404
    assert lone_site.post("/decide", form(claim="c9")).status == 404


def test_database_that_does_not_answer_is_said(
    lone_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_more: object) -> None:
        raise OperationalError("INSERT", {}, sqlite3.OperationalError("database is locked"))

    monkeypatch.setattr(ReviewStore, "add", fail)
    reply = lone_site.post("/decide", form())
    assert reply.status == 503
    assert "does not answer (database is locked). Nothing was saved" in reply.json["error"]


def test_reviewer_is_who_says_so(lone_site: Site) -> None:
    reply = lone_site.post("/name", {"reviewer": "Zoë B.", "back": "claim=c2"})
    assert reply.headers["location"] == "/?claim=c2"
    name = reply.headers["set-cookie"].partition(";")[0]
    both = f"{lone_site.cookie}; {name}"
    lone_site.post("/decide", form(), Cookie=both)
    assert "Zoë B." in lone_site.get("/export/reviews.csv").text
    assert '<b dir="auto">Zoë B.</b>' in lone_site.get("/claim/c1").text


def test_empty_name_says_what_is_wanted(lone_site: Site) -> None:
    assert "Say who you are" in lone_site.post("/name", {"reviewer": " "}).json["error"]


def test_queue_gives_what_the_filters_let_through(lone_site: Site) -> None:
    lone_site.post("/decide", form())
    text = lone_site.get("/queue?state=unchecked").text
    assert 'data-count="3" data-done="1"' in text
    assert 'data-claim="c1"' not in text
    assert "Halden built" not in lone_site.get("/queue?after=1").text


def test_print_has_every_claim_with_its_decisions(lone_site: Site) -> None:
    lone_site.post("/decide", form(note="see page 4"))
    text = lone_site.get("/print").text
    assert text.count("<h2") == 4
    assert "see page 4" in text
    assert "Halden laid 480 km" in text
    assert lone_site.get("/print?doc=water").text.count("<h2") == 1


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ({"corrected_to": "480 km"}, "480 km"),
        ({"evidence_url": "https://example.org/a"}, "https://example.org/a"),
        ({"note": "see page 4"}, "see page 4"),
    ],
)
def test_what_was_written_without_a_verdict_is_shown_to_everybody(
    lone_site: Site, out: Path, written: dict[str, str], shown: str
) -> None:
    with ReviewStore.open(out) as store:
        store.add(Review(claim="c1", text="", verdict="", reviewer="Ben", checked_at="2025-03-05",
                         **written), 0)  # fmt: skip
        [row] = gather_rows(out, store.latest_by_claim(), Choice(limit=1))
        [mine] = gather_rows(out, store.latest_by_claim(), Choice(limit=1, reviewer="Ada"))
    assert shown in row.cells.values()
    assert shown in mine.cells["others"]
    assert shown in lone_site.get("/claim/c1").text
    assert shown in lone_site.get("/print?doc=track").text


def test_own_correction_without_a_verdict_is_no_decision(lone_site: Site) -> None:
    lone_site.post("/decide", form("", corrected_to="480 km", correction_kind="value"))
    assert "You have given no verdict; what you wrote is kept." in lone_site.get("/claim/c1").text
    assert "1 checked" not in lone_site.get("/queue").text


def test_reading_says_how_a_correction_is_understood(lone_site: Site) -> None:
    assert lone_site.get("/reading?kind=value&text=5%20km").json == {"understood": "5 kilometre"}
    assert "no date" in lone_site.get("/reading?kind=date&text=soon").json["error"]


@pytest.mark.parametrize("name", ["review.csv", "reviews.csv"])
def test_export_is_a_file_to_keep(lone_site: Site, name: str) -> None:
    lone_site.post("/decide", form(note="=1+1"))
    reply = lone_site.get(f"/export/{name}")
    assert reply.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert "c1" in reply.text
    assert "'=1+1" in reply.text


def test_exported_workbook_holds_the_decisions(lone_site: Site) -> None:
    lone_site.post("/decide", form(note="see page 4"))
    book = openpyxl.load_workbook(io.BytesIO(lone_site.get("/export/review.xlsx").content))
    cells = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
    assert {"c1", "c4", "see page 4", "false"} <= set(cells)


def test_long_article_shows_what_is_near(
    out: Path, tables: dict[str, Any], write: Callable[..., None], lone_site: Site
) -> None:
    track, water = tables["articles"]
    end = len(track.text)
    far = tuple(
        replace(track.blocks[1], start=start, end=start + 9)
        for start in range(end + 2, end + 40_000, 11)
    )
    text = track.text + "\n\nFar away." * len(far)
    longer = replace(track, text=text, blocks=track.blocks + far)
    write(out, {**tables, "articles": (longer, water)})
    text = lone_site.get("/claim/c1").text
    assert "The article goes on." in text
    assert 1000 < text.count("Far away.") < 2000
