from __future__ import annotations

from datetime import date

import pytest

from pipeline.records import DateValue, Place, Quantity
from pipeline.show.describe import describe_claim, describe_mention, facts_of, reasons_of
from pipeline.show.spans import NumberedClaim, number_claims

from .conftest import claim, mention, of_text


@pytest.mark.parametrize(
    ("quantity", "shown"),
    [
        (Quantity(low=482, high=482, unit="kilometre", base_low=482000, base_high=482000,
                  base_unit="metre", measured="new fencing"),
         "482 kilometre (482,000 metre) of new fencing"),
        (Quantity(low=9, high=10.5, unit="point", direction="up"), "9 to 10.5 point up"),
        (Quantity(low=40, high=40, unit="ship", modifier=">="), "at least 40 ship"),
        (Quantity(low=0.1 + 0.2, high=0.1 + 0.2), "0.3"),
        (Quantity(low=3, high=3, unit="USD", inferred=("unit",)), "3 USD; inferred: unit"),
    ],
)  # fmt: skip
def test_quantity_says_value_unit_and_thing(quantity: Quantity, shown: str) -> None:
    one = mention("2 million euros", "quantity", quantity=quantity, rule="number_unit")
    assert describe_mention(one) == f"quantity: {shown}; rule number_unit"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (DateValue(timex_type="DATE", value="2024-03-04", anchor="published"),
         "2024-03-04; leans on published"),
        (DateValue(timex_type="DATE", value="2024", modifier="START"), "2024 start"),
        (DateValue(timex_type="DATE", value="2024", start_date=date(2024, 1, 1),
                   end_date=date(2024, 12, 31)), "2024"),
        (DateValue(timex_type="DATE", value="2024-Q1", start_date=date(2024, 1, 1),
                   end_date=date(2024, 3, 31)), "2024-Q1 (2024-01 to 2024-03)"),
        (DateValue(timex_type="DATE", value="2018/2022", start_date=date(2018, 1, 1),
                   end_date=date(2022, 12, 31)), "2018/2022"),
        (DateValue(timex_type="DATE"), "no value"),
    ],
)  # fmt: skip
def test_date_says_value_and_anchor(value: DateValue, shown: str) -> None:
    one = mention("2023", "date", date=value, rule="year")
    assert describe_mention(one) == f"date: {shown}; rule year"


def test_words_left_open_are_told_together_and_i_only_where_nobody_says_it() -> None:
    left = (("I", "the speaker"), ("we", "the speaker and others"), ("it", "two things"))
    said = NumberedClaim(number=1, claim=claim("Bridge", 0.5, ambiguous=left, speaker="Ola Berg"))
    assert list(facts_of(said)) == [
        "said by Ola Berg",
        "leaves open: we (the speaker and others), it (two things)",
    ]
    by_nobody = NumberedClaim(number=1, claim=claim("Bridge", 0.5, ambiguous=left[:1]))
    assert list(facts_of(by_nobody)) == ["leaves open: I (the speaker)"]


def test_reasons_read_as_words() -> None:
    one = claim("Bridge", 0.5, reasons=("on_record", "dated", "-first_person"))
    assert reasons_of(one) == "on record, dated; less: first person"


def test_place_says_where_it_lies_and_why_it_has_its_name() -> None:
    lies = Place(country="MZ", admin="Nampula", reason="only one")
    one = mention("Bridge", "place", entity="Namirote", entity_rule="alias", place=lies)
    assert describe_mention(one) == "place: Namirote, Nampula, MZ; rule alias"


def test_claim_says_what_it_repeats_and_leaves_open() -> None:
    text = "The town paid. The town paid it."
    first = claim("The town paid", 0.5, text, group="c0x13")
    again = claim("The town paid it", 0.5, text, group="c0x13", ambiguous=(("it", "two things"),))
    numbered = number_claims(of_text(text, claims=(first, again)))
    assert [describe_claim(one) for one in numbered] == [
        "claim 1: priority 0.50; rule said_clause",
        "claim 2: priority 0.50; the same as claim 1; leaves open: it (two things);"
        " rule said_clause",
    ]
