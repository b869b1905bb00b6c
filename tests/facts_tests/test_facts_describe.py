from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pipeline.facts import Outcome

Check = Callable[..., Outcome]


def test_miss_says_everything_a_person_needs(check: Check) -> None:
    outcome = check(
        "quantity", value="48", unit="kilometre", near="new track", because="read by A. B."
    )
    assert outcome.said.splitlines() == [
        'expected  in track: a quantity = 48 kilometre in the sentence with "new track"',
        "because   read by A. B.",
        'found     the closest is the quantity "482 kilometers" = 482 kilometre (482000 metre)',
        "sentence  Halden built 482 kilometers of new track between 2018 and 2023, a report by "
        "the Nordic Rail Union (NRU) said.",
        "differs   its value is 482 kilometre (482000 metre), not 48 kilometre",
        "fact      f, a.facts.csv line 2",
    ]


def test_closest_of_another_kind_says_so(check: Check) -> None:
    said = check("organisation", text="Halden", near="new track").said
    assert 'the closest is the place "Halden"' in said
    assert "it is of kind place, not organisation" in said


def test_closest_is_chosen_by_value(check: Check) -> None:
    assert 'closest is the quantity "30 workers"' in check("quantity", value="31").said


def test_closest_is_chosen_by_sentence(check: Check) -> None:
    said = check("quantity", value="25", near="young drivers").said
    assert "20 to 30 trains" in said


def test_nothing_alike_is_said(check: Check) -> None:
    said = check("organisation", text="World Bank").said
    assert "nothing like it; the closest is the organisation" in said
    assert "differs" not in said


def test_kind_that_was_not_found_at_all(check: Check) -> None:
    assert "found     no group in it" in check("group", text="Saami").said


def test_wrong_speaker_is_said(check: Check) -> None:
    said = check("claim", text="482 kilometers", value="Ola Berg").said
    assert 'its speaker is "Nordic Rail Union", not "Ola Berg"' in said


def test_wrong_day_is_said(check: Check) -> None:
    said = check("date", text="2018", date_end=date(2023, 12, 31)).said
    assert "its last day is 2018-12-31, not 2023-12-31" in said


def test_words_of_near_that_are_gone_are_said(check: Check) -> None:
    said = check("quantity", value="482", near="old track").said
    assert 'the words "old track" stand nowhere in the article' in said


def test_closed_gap_says_what_to_do(check: Check) -> None:
    said = check("person", expect="known gap", text="Berg").said
    assert "as a known gap, not to find" in said
    assert "set expect to present" in said


def test_false_alarm_that_is_gone_says_what_to_do(check: Check) -> None:
    said = check("person", expect="known false alarm", text="Friday").said
    assert "set expect to absent" in said


def test_empty_field_is_said(check: Check) -> None:
    said = check("article", text="byline", value="Ann Lee").said
    assert "its byline is empty" in said
