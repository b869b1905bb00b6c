from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from pipeline.facts import Checked, Outcome

Check = Callable[..., Outcome]

FOUND: list[tuple[str, dict[str, Any]]] = [
    ("quantity", {"value": "482", "unit": "kilometre"}),
    ("quantity", {"value": "482", "unit": "km"}),
    ("quantity", {"value": "482000", "unit": "metre"}),
    ("quantity", {"value": "300", "unit": "mile", "tol": "1%"}),
    ("quantity", {"value": "480", "unit": "km", "tol": "2"}),
    ("quantity", {"value": "480000", "unit": "metre", "tol": "0.5%"}),
    ("quantity", {"value": "482"}),
    ("quantity", {"unit": "worker", "near": "kept"}),
    ("quantity", {"value": "20-30", "unit": "trains"}),
    ("quantity", {"value": "20 to 30"}),
    ("quantity", {"value": "12", "unit": "driver"}),
    ("quantity", {"value": "23", "unit": "degree fahrenheit", "tol": "0.1", "doc": "water"}),
    ("quantity", {"text": "482 Kilometers", "near": "new   track"}),
    ("person", {"text": "Berg", "value": "Ola Berg"}),
    ("person", {"text": "Ola Berg", "near": "left on Friday"}),
    ("organisation", {"text": "the Nordic Rail Union", "near": "young drivers"}),
    ("date", {"text": "2018", "value": "2018", "date_start": date(2018, 1, 1)}),
    ("date", {"date_end": date(2018, 12, 30), "tol": "1"}),
    ("claim", {"text": "built 482 kilometers", "value": "Nordic Rail Union"}),
    ("claim", {"value": "a report", "date_start": date(2018, 1, 1), "near": "NRU"}),
    ("attribution", {"text": "new track", "value": "Nordic Rail Union", "near": "between 2018"}),
    ("article", {"text": "published", "value": "2025-03-04"}),
    ("article", {"text": "title"}),
]
MISSED: list[tuple[str, dict[str, Any]]] = [
    ("quantity", {"value": "48", "unit": "kilometre"}),
    ("quantity", {"value": "482", "unit": "metre"}),
    ("quantity", {"value": "480", "unit": "km", "tol": "1"}),
    ("quantity", {"value": "300", "unit": "mile"}),
    ("quantity", {"value": "30", "unit": "train"}),
    ("quantity", {"value": "482", "near": "workers"}),
    ("quantity", {"text": "482"}),
    ("quantity", {"value": "-6", "unit": "degree celsius", "doc": "water"}),
    ("person", {"text": "Halden"}),
    ("person", {"text": "Berg", "value": "Nils Berg"}),
    ("organisation", {"text": "Rail Union"}),
    ("date", {"text": "2023"}),
    ("date", {"text": "2018", "date_end": date(2023, 12, 31)}),
    ("claim", {"text": "Halden opened"}),
    ("claim", {"text": "482 kilometers", "value": "Ola Berg"}),
    ("claim", {"text": "82 kilometers"}),
    ("attribution", {"text": "new track", "value": "Ola Berg"}),
    ("article", {"text": "published", "value": "2025-03-05"}),
    ("article", {"text": "byline"}),
]


@pytest.mark.parametrize(("kind", "columns"), FOUND, ids=str)
def test_fact_that_holds_is_found(check: Check, kind: str, columns: dict[str, Any]) -> None:
    assert check(kind, **columns).state == "found"


@pytest.mark.parametrize(("kind", "columns"), FOUND, ids=str)
def test_what_is_found_is_not_absent(check: Check, kind: str, columns: dict[str, Any]) -> None:
    outcome = check(kind, expect="absent", **columns)
    assert outcome.state == "missed"
    assert "not to find" in outcome.said


@pytest.mark.parametrize(("kind", "columns"), MISSED, ids=str)
def test_fact_that_does_not_hold_is_missed(
    check: Check, kind: str, columns: dict[str, Any]
) -> None:
    outcome = check(kind, **columns)
    assert outcome.state == "missed"
    assert outcome.said.startswith("expected")


@pytest.mark.parametrize(
    ("expect", "text", "state"),
    [
        ("known gap", "Nils", "known gap"),
        ("known gap", "Ola Berg", "missed"),
        ("known false alarm", "Ola Berg", "known gap"),
        ("known false alarm", "mayor", "missed"),
    ],
)
def test_known_failure_is_strict(check: Check, expect: str, text: str, state: str) -> None:
    assert check("person", expect=expect, text=text).state == state


def test_absent_words_mean_the_mention_inside_them(check: Check) -> None:
    assert check("quantity", expect="absent", text="COVID-19").state == "missed"


def test_absent_words_do_not_mean_the_same_words_elsewhere(check: Check) -> None:
    outcome = check("quantity", expect="absent", text="19 more fell ill")
    assert outcome.state == "absent"


@pytest.mark.parametrize(("near", "state"), [(None, "absent"), ("Halden built", "missed")])
def test_absent_words_mean_what_reaches_beyond_them_only_in_the_sentence_named(
    check: Check, near: str | None, state: str
) -> None:
    assert check("quantity", expect="absent", text="482", near=near).state == state


def test_absent_words_that_stand_nowhere_are_said(check: Check) -> None:
    outcome = check("quantity", expect="absent", text="cookies")
    assert outcome.state == "absent"
    assert outcome.said == '"cookies" stands nowhere in the article'


def test_empty_field_of_an_article_is_absent(check: Check) -> None:
    assert check("article", expect="absent", text="published", doc="water").state == "absent"


def test_article_that_failed_is_a_miss_whatever_was_expected(check: Check) -> None:
    for expect in ("present", "absent", "known gap"):
        outcome = check("person", expect=expect, doc="torn")
        assert outcome.state == "missed"
        assert "empty file" in outcome.said


@pytest.mark.parametrize(
    ("kind", "columns", "said"),
    [
        (
            "person",
            {"doc": "trcak"},
            "doc: found 'trcak'; expected an article of this run, perhaps track",
        ),
        ("quantity", {"unit": "kilometrs"}, "unit: found 'kilometrs'; expected a unit"),
        ("quantity", {"unit": "cow"}, "unit: found 'cow'"),
    ],
)
def test_what_the_run_does_not_know_is_a_problem(
    problems: Callable[..., Checked], kind: str, columns: dict[str, Any], said: str
) -> None:
    [problem] = problems(kind, **columns).problems
    assert str(problem).startswith(f"a.facts.csv:2: {said}")
