"""Quantities with their bases, duplicates and open words of claims, through the whole pipeline."""

from __future__ import annotations

import pytest

from pipeline import Pipeline, process
from pipeline.records import Records, from_dict, to_dict


@pytest.mark.parametrize(
    ("text", "amount", "base"),
    [
        ("Prices rose to 5 percent in May from 3 percent in April.", "5 percent", "3 percent"),
        ("Unemployment fell from 5 percent to 3 percent in 2019.", "3 percent", "5 percent"),
        ("The firm paid 5 million euros, up from 3 million euros in 2019.", "5 million euros",
         "3 million euros"),
        ("The firm sold 50 trains, compared with 30 trains in 2019.", "50 trains", "30 trains"),
        ("The firm sold 30 trains, down from 50 a year earlier.", "30 trains", "50"),
    ],
)  # fmt: skip
def test_amount_knows_what_it_is_compared_with(
    pipeline: Pipeline, text: str, amount: str, base: str
) -> None:
    [claim] = process(text, pipeline=pipeline).claims
    found = [(row.text, row.base.text) for row in claim.quantities if row.base]
    assert found == [(amount, base)]


def test_range_has_no_base(pipeline: Pipeline) -> None:
    [claim] = process("The road is from 3 to 5 metres wide.", pipeline=pipeline).claims
    assert not any(row.base for row in claim.quantities)


def test_date_of_the_base_is_not_the_time_of_the_claim(pipeline: Pipeline) -> None:
    text = "In 2023 the firm paid 5 million euros, up from 3 million euros in 2019."
    [claim] = process(text, pipeline=pipeline).claims
    assert str(claim.period_start) == "2023-01-01"


def test_quantity_says_what_it_measures(pipeline: Pipeline) -> None:
    [claim] = process("Norway built 482 km of new fencing in 2021.", pipeline=pipeline).claims
    [quantity] = claim.quantities
    assert (quantity.low, quantity.unit) == (482, "kilometre")
    assert "fencing" in (quantity.measured or "")


def test_same_proposition_twice_is_one_group(pipeline: Pipeline) -> None:
    text = (
        "Norway built 482 km of fences in 2021, the agency said.\n\n"
        "The fences are high.\n\nIn 2021, Norway built 482 km of fences."
    )
    claims = process(text, pipeline=pipeline).claims
    built = [claim for claim in claims if "482" in claim.text]
    assert len(built) == 2
    assert {claim.group for claim in built} == {built[0].id}


@pytest.mark.parametrize(
    "other",
    [
        "Norway did not build 482 km of fences in 2021.",
        "Norway built 500 km of fences in 2021.",
        "Sweden built 482 km of fences in 2021.",
        "Norway built 482 km of fences in 2022.",
    ],
)
def test_another_proposition_is_another_group(pipeline: Pipeline, other: str) -> None:
    text = f"Norway built 482 km of fences in 2021.\n\n{other}"
    claims = process(text, pipeline=pipeline).claims
    assert len({claim.group for claim in claims}) == 2


def test_report_stands_for_the_one_that_was_named(pipeline: Pipeline) -> None:
    text = "The Greenpeace report was published in May 2023. The report lists 12 dams."
    claim = process(text, pipeline=pipeline).claims[1]
    assert claim.standalone == "The Greenpeace report lists 12 dams"
    assert claim.resolved == (("The report", "the Greenpeace report"),)


def test_second_verb_takes_its_subject_and_modal_along(pipeline: Pipeline) -> None:
    text = "The dam could collapse or flood 12 villages."
    claim = process(text, pipeline=pipeline).claims[-1]
    assert claim.standalone == "The dam could flood 12 villages"
    assert claim.certainty == "hedged"


def test_pronoun_without_a_name_is_listed_with_the_reason(pipeline: Pipeline) -> None:
    [claim] = process("They closed 12 shops in 2019.", pipeline=pipeline).claims
    assert claim.ambiguous == (("They", "no single name that it stands for"),)


@pytest.mark.parametrize(
    ("sentence", "is_open"),
    [
        ("It was in 1999 that the bridge fell.", False),
        ("It is in Oslo that the firm has its seat.", False),
        ("It took five years to build the bridge.", False),
        ("It was 8 p.m. when the crew left.", False),
        ("It is Monday, and the crew has left.", False),
        ("It was founded in 1999.", True),
        ("It is a large dam that holds 40 million litres.", True),
        ("It was built in Oslo and holds 40 million litres.", True),
        ("It is expected to cost 40 million euros.", True),
        ("Ministers say it is hoped that the dam will hold 40 cars.", False),
    ],
)
def test_it_that_stands_for_nothing_leaves_nothing_open(
    pipeline: Pipeline, sentence: str, is_open: bool
) -> None:
    claims = process(f"Halden Dam opened in 1990. {sentence}", pipeline=pipeline).claims
    left_open = {word.casefold() for claim in claims for word, _ in claim.ambiguous}
    assert ("it" in left_open) is is_open


def test_where_tells_the_place_of_its_clause(pipeline: Pipeline) -> None:
    text = "Berg visited the city of Oslo, where floods killed 27 people in 2019."
    claim = process(text, pipeline=pipeline).claims[-1]
    assert claim.text == "floods killed 27 people in 2019"
    assert (claim.place or "").endswith("Oslo")


@pytest.mark.parametrize(
    "text",
    [
        "The Mayor Orlan, but left this post of duty and trust in\n1630, and entered a school.\n",
        "the Governor Tessil, but gave up the seat of the council in\n1630.\nHe was a\npoet.\n",
        "Queen Isolde, but left this post of duty and trust in\n1630.\nHe was a\npoet.\n",
    ],
)
def test_a_line_cut_in_mid_sentence_gives_records_that_can_be_read_back(
    pipeline: Pipeline, text: str
) -> None:
    records = process(text, pipeline=pipeline)
    assert from_dict(to_dict(records), Records) == records
