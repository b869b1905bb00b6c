"""Histories: bare dates take their years from the shortest way through the dates around them."""

from __future__ import annotations

import spacy

from pipeline.dates import create_dates

NLP = spacy.blank("en")
FINDER = create_dates(NLP, "dates", None)


def values(text: str) -> dict[str, str | None]:
    doc = NLP.make_doc(text)
    doc._.published = None
    return {span.text: span._.date.value for span in FINDER(doc).spans["dates"]}


def test_bare_month_is_told_by_the_date_that_follows_it() -> None:
    found = values(
        "In February 1945 the city fell. By the start of July, the fleet had gone north, and in "
        "early August it held the strait. In mid-September 1944 it turned back. The war of 1942 "
        "and 1943 was over."
    )
    assert found["the start of July"] == "1944-07"


def test_lone_year_in_brackets_does_not_move_the_story() -> None:
    found = values(
        "On 2 June 1793 the guard rose. It broke with the club (1790) soon. On 17 August the men "
        "were called up. On 24 October 1793 the calendar changed. In 1794 it ended."
    )
    assert found["17 August"] == "1793-08-17"


def test_january_after_december_is_in_the_next_year() -> None:
    found = values(
        "On 7 December 1941 the harbour burned. War came in 1941. In January the allies met. By "
        "the end of April 1942 the islands had fallen. In 1943 it turned."
    )
    assert found["January"] == "1942-01"


def test_years_before_christ_run_forward() -> None:
    found = values(
        "In 490 BC they landed. In 480 BC they came back. In September they met at sea. In 479 BC "
        "they met again. In 478 BC it was over."
    )
    assert found["September"] == "BC0480-09"
