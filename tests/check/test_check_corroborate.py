"""What several articles say of the same thing stands side by side."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline import Pipeline, process
from pipeline.check.corroborate import corroborate, find_origins, list_statements
from pipeline.records import Corroboration, Records, from_dict, to_dict


def article(pipeline: Pipeline, doc: str, text: str) -> Records:
    records = process(text, pipeline=pipeline, published=date(2024, 3, 5))
    data = to_dict(records)
    data["article"]["doc"] = doc
    for claim in data["claims"]:
        claim["doc"] = doc
    for number, mention in enumerate(data["mentions"]):
        mention["doc"] = doc
        renamed = f"{doc}-{number}"
        for claim in data["claims"]:
            claim["mentions"] = [renamed if m == mention["id"] else m for m in claim["mentions"]]
        mention["id"] = renamed
    return from_dict(data, Records)


def rows(pipeline: Pipeline, *texts: str) -> list[Corroboration]:
    records = [article(pipeline, f"a{i}", text) for i, text in enumerate(texts)]
    return list(corroborate(s for found in records for s in list_statements(found)))


@pytest.mark.parametrize(("value", "agreement"), [("340", "same"), ("370", "differs")])
def test_same_thing_is_compared_across_articles(
    pipeline: Pipeline, value: str, agreement: str
) -> None:
    found = rows(
        pipeline,
        "Fire crews in Port Ellery rescued 340 passengers on Monday.",
        f"In the end {value} passengers were saved in Port Ellery, the harbour office said.",
    )
    assert {row.agreement for row in found} == {agreement}
    assert {row.doc for row in found} == {"a0", "a1"}
    assert {row.origins for row in found} == {2}


def test_copies_count_as_one_origin() -> None:
    agency = "Fire crews in Port Ellery rescued 340 passengers from the ferry on Monday night"
    other = "The harbour office put the number of people taken off the ship at 340"
    assert find_origins([agency, f"{agency}, police said", other]) == [1, 1, 3]


def test_one_article_alone_corroborates_nothing(pipeline: Pipeline) -> None:
    assert rows(pipeline, "Crews in Port Ellery rescued 340 passengers.") == []
