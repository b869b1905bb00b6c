from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from pipeline.records import DateValue, Mention, Place, Quantity, Record
from pipeline.tables import TABLES, row_of
from pipeline.tables.rows import rows_of

COLUMNS = TABLES["mentions"]
DAY = DateValue(timex_type="DATE", value="2024-05-03", start_date=date(2024, 5, 3))
MENTION = Mention(id="a", doc="a", start=2, end=3, text="x", kind="other")
MENTIONS = (
    replace(MENTION, quantity=Quantity(low=2.0, high=2.5, unit="metre", modifier="~")),
    replace(MENTION, date=DAY),
    MENTION,
    replace(MENTION, place=Place(country="NO", candidates=("Oslo", "Oslo, Minnesota"))),
)


def test_rows_of_many_records_are_those_of_each() -> None:
    assert rows_of(MENTIONS, COLUMNS) == [row_of(mention, COLUMNS) for mention in MENTIONS]


def test_rows_of_no_record_are_none() -> None:
    assert rows_of((), COLUMNS) == []


@pytest.mark.parametrize(
    ("record", "cells"),
    [
        (MENTIONS[0], {"low": 2, "high": 2.5, "modifier": "~", "country": None}),
        (MENTIONS[1], {"start_date": "2024-05-03", "low": None, "modifier": None}),
        (MENTIONS[2], {"start": 2, "low": None, "place_candidates": None, "stated": None}),
        (MENTIONS[3], {"country": "NO", "place_candidates": ("Oslo", "Oslo, Minnesota")}),
    ],
)
def test_row_of_a_mention_leaves_out_what_it_is_not(
    record: Record, cells: dict[str, object]
) -> None:
    row = row_of(record, COLUMNS)
    assert {name: row[name] for name in cells} == cells
