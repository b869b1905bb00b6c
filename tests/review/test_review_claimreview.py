"""Reviewed claims as schema.org ClaimReview."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import InputError, SettingsError
from pipeline.records import Review
from pipeline.review import ReviewStore
from pipeline.review.claimreview import Published, publish
from pipeline.settings import load_settings

from .sheets import CRIED, ROPE, SANK, export, fill, take_in, write_run

NEWSROOM = {
    "organisation": "Halden Checks",
    "organisation_url": "https://checks.example",
    "review_url": "https://checks.example/{claim}",
}
REQUIRED = {
    "@context", "@type", "claimReviewed", "reviewRating", "url", "author", "publisher",
    "datePublished", "itemReviewed",
}  # fmt: skip


def decide(out: Path, claim: str, reviewer: str, **cells: str) -> None:
    sheet = export(out, out.parent / "review.xlsx", reviewer=reviewer)
    take_in(out, fill(sheet, claim, reviewer=reviewer, checked_at="2025-05-01", **cells))


def write(out: Path, **settings: Any) -> Published:
    review = load_settings(overrides={"review": {**NEWSROOM, **settings}}).review
    with ReviewStore.open(out) as store:
        return publish(out, out / "cr", store.latest_by_claim(), review)


def read(out: Path, claim: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "cr" / f"{claim}.json").read_text(encoding="utf-8"))
    return found


def test_review_says_what_was_claimed_by_whom_and_what_was_decided(out: Path) -> None:
    decide(out, ROPE.id, "Ann", verdict="mostly_false", note="480 km.",
           evidence_url="https://register.example/7")  # fmt: skip
    assert write(out).written == 1
    review = read(out, ROPE.id)
    assert set(review) >= REQUIRED
    assert review["claimReviewed"] == ROPE.standalone
    assert review["reviewRating"] == {
        "@type": "Rating", "alternateName": "Mostly false", "ratingValue": 2, "bestRating": 5,
        "worstRating": 1,
    }  # fmt: skip
    assert review["url"] == f"https://checks.example/{ROPE.id}"
    assert review["author"][0]["name"] == "Ann"
    assert review["publisher"]["name"] == "Halden Checks"
    assert (review["datePublished"], review["reviewBody"]) == ("2025-05-01", "480 km.")
    assert review["citation"] == ["https://register.example/7"]
    item = review["itemReviewed"]
    assert item["author"]["name"] == "Ola Berg"
    assert item["appearance"] == {
        "@type": "NewsArticle", "headline": "Halden ferry grows", "datePublished": "2024-03-01",
        "url": "https://news.example/ferry?a=1&b=2",
    }  # fmt: skip


def test_verdict_off_the_scale_has_its_name_alone(out: Path) -> None:
    decide(out, SANK.id, "Ann", verdict="unverifiable")
    write(out)
    assert read(out, SANK.id)["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "Unverifiable",
    }


def test_scale_is_a_setting_and_reviewers_may_stay_unnamed(out: Path) -> None:
    decide(out, SANK.id, "Ann", verdict="true")
    write(out, ratings={"true": 10, "false": -10}, named_reviewers=False)
    review = read(out, SANK.id)
    assert review["reviewRating"]["bestRating"] == 10
    assert "Ann" not in json.dumps(review)


def test_disputed_and_unpublished_claims_are_left_out_and_counted(out: Path) -> None:
    decide(out, ROPE.id, "Ann", verdict="true")
    decide(out, ROPE.id, "Bo", verdict="false")
    decide(out, SANK.id, "Ann", verdict="not_a_claim")
    decide(out, CRIED.id, "Ann", note="not checked yet")
    published = write(out)
    assert published.written == 0
    assert published.left_out == {"its reviewers disagree": 1, "its verdict is not published": 1}


def test_file_of_a_claim_that_is_no_longer_published_goes(out: Path) -> None:
    decide(out, ROPE.id, "Ann", verdict="true")
    write(out)
    (out / "cr" / "index.json").write_text("{}")
    decide(out, ROPE.id, "Bo", verdict="false")
    write(out)
    assert [path.name for path in (out / "cr").iterdir()] == ["index.json"]


def test_claim_that_is_gone_is_published_in_the_words_that_were_judged(out: Path) -> None:
    decide(out, ROPE.id, "Ann", verdict="true")
    write_run(out, claims=(SANK,))
    write(out)
    assert read(out, ROPE.id)["claimReviewed"] == ROPE.text


@pytest.mark.parametrize("name", NEWSROOM)
def test_settings_must_say_who_publishes(out: Path, name: str) -> None:
    with pytest.raises(SettingsError, match=name):
        write(out, **{name: ""})


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://a@other.example", "report 7"])
def test_evidence_that_is_no_address_is_not_published(out: Path, address: str) -> None:
    row = Review(claim=ROPE.id, text=ROPE.text, verdict="true", reviewer="Ann",
                 checked_at="2025-05-01", evidence_url=address)  # fmt: skip
    with ReviewStore.open(out) as store:  # another program may have written it
        store.add(row, 0)
    with pytest.raises(InputError, match=f"{ROPE.id}: no valid ClaimReview .*no address"):
        write(out)


def test_address_that_is_none_is_an_error_that_names_the_claim(out: Path) -> None:
    decide(out, ROPE.id, "Ann", verdict="true")
    with pytest.raises(InputError, match=ROPE.id):
        write(out, review_url="checks/{claim}")
