"""Durations that the text places in time have a first and a last day."""

from __future__ import annotations

from datetime import date

import pytest
import spacy

from pipeline.dates import create_dates
from pipeline.records import DateValue

NLP = spacy.blank("en")
FINDER = create_dates(NLP, "dates", None)


def find_duration(text: str) -> DateValue:
    doc = NLP.make_doc(text)
    doc._.published = "2025-04-02"
    values = [span._.date for span in FINDER(doc).spans["dates"]]
    [duration] = [value for value in values if value.timex_type == "DURATION"]
    return duration


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("It fell in the past three quarters.", date(2024, 7, 1), date(2025, 3, 31)),
        ("It closed three weeks before May 13, 2024.", date(2024, 4, 22), date(2024, 4, 22)),
        ("Sales fell in the first two weeks of 2021.", date(2021, 1, 1), date(2021, 1, 14)),
        ("Profit for the three months to March 31, 2025.", date(2025, 1, 1), date(2025, 3, 31)),
        ("In the 19 years from 1950 to 1968, it rose.", date(1950, 1, 1), date(1968, 12, 31)),
        ("It ran for two weeks starting May 20, 2024.", date(2024, 5, 20), date(2024, 6, 2)),
    ],
)
def test_duration_has_the_days_that_the_text_gives_it(text: str, start: date, end: date) -> None:
    value = find_duration(text)
    assert (value.start_date, value.end_date) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "It took three weeks.",
        "It must be lodged within three months of the vote.",
        "The first two weeks of the trial were slow.",
    ],
)
def test_duration_without_a_place_in_time_has_no_days(text: str) -> None:
    value = find_duration(text)
    assert (value.start_date, value.end_date) == (None, None)
