"""What several articles say of the same thing stands side by side."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Pipeline, process
from pipeline.batch import run
from pipeline.check.aliases import Aliases, Name
from pipeline.check.corroborate import corroborate, number_values
from pipeline.check.origins import find_origins
from pipeline.check.periods import part_by_time
from pipeline.check.statements import Statement, Subject, list_statements
from pipeline.comparison import corroborate_run
from pipeline.records import Corroboration, Quantity, Records, from_dict, to_dict

AGENCY = (
    "Fire crews in Port Ellery rescued 340 passengers from the ferry Sound Queen on Monday night"
)


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


def statement(doc: str, **values: Any) -> Statement:
    quantity = values.pop("quantity", Quantity(low=340, high=340, unit="passenger"))
    given: dict[str, Any] = {
        "claim": f"c-{doc}", "mention": f"m-{doc}", "start": 0, "end": 1, "stated": "340",
        "subject": Subject("passenger", "passenger"), "speaker": None, "sentence": f"In {doc}.",
        "names": frozenset({Name("place", "Port Ellery")}), "period": None,
        "published": date(2024, 3, 5),
    }  # fmt: skip
    return Statement(doc=doc, quantity=quantity, **(given | values))


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
    assert {row.stated for row in found} == {"340 passengers", f"{value} passengers"}


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        ("The tunnel at Halden is 10 miles long", "The tunnel at Halden is 16 km long", "same"),
        ("The tunnel at Halden is 10 miles long", "The tunnel at Halden is 19 km long", "differs"),
        ("The port of Halden handled about 300 ships", "The port of Halden handled 312 ships",
         "same"),
        ("The port of Halden handled more than 300 ships", "The port of Halden handled 312 ships",
         "same"),
        ("Profits of Norvale rose by 5%", "Profits of Norvale fell by 5%", "differs"),
    ],
)  # fmt: skip
def test_units_rounding_and_direction_decide_whether_values_agree(
    pipeline: Pipeline, one: str, other: str, agreement: str
) -> None:
    found = rows(pipeline, f"{one}.", f"{other}, the owner said.")
    assert {row.agreement for row in found} == {agreement}


def test_names_are_one_across_articles(pipeline: Pipeline) -> None:
    found = rows(
        pipeline,
        "Ilse Maurer planted 340 trees.",
        "Neighbours say that Dr. Maurer planted 370 trees.",
        "Ilse B. Maurer planted 340 trees in all.",
    )
    assert {row.doc for row in found} == {"a0", "a1", "a2"}
    assert {row.name for row in found} == {"ilse maurer"}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (Name("person", "Maurer"), "ilse maurer"),
        (Name("person", "Berg"), "berg"),
        (Name("organisation", "NRU"), "nordic rail union"),
        (Name("organisation", "the Nordic Rail Union"), "nordic rail union"),
        (Name("group", "Germans"), "germany"),
        (Name("place", "Halden"), "halden"),
    ],
)
def test_a_short_form_counts_where_one_full_name_fits(name: Name, key: str) -> None:
    full = [
        Name("person", "Dr. Ilse Maurer"), Name("person", "Ola Berg"), Name("person", "Ida Berg"),
        Name("organisation", "Nordic Rail Union"),
    ]  # fmt: skip
    assert Aliases(full).key(name) == key


MARCH = (date(2024, 3, 1), date(2024, 3, 31))
APRIL = (date(2024, 4, 1), date(2024, 4, 30))
FOURTH = (date(2024, 3, 4), date(2024, 3, 4))
YEAR = (date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ([MARCH, APRIL], {"2024-03": 1, "2024-04": 1}),
        ([MARCH, FOURTH], {"2024-03-04": 2}),
        ([MARCH, FOURTH, APRIL], {"2024-03-04": 2, "2024-04": 1}),
        ([YEAR, MARCH], {"2024": 1, "2024-03": 1}),
        ([FOURTH, None], {"2024-03-04": 2}),
        ([APRIL, None], {"2024-04": 1, "2024-03-05": 1}),
        ([None, None], {"2024-03-05": 2}),
    ],
)
def test_statements_of_different_times_are_kept_apart(
    periods: list[tuple[date, date] | None], expected: dict[str, int]
) -> None:
    found = part_by_time([statement(f"a{i}", period=p) for i, p in enumerate(periods)])
    assert {time: len(part) for time, part in found} == expected


def test_articles_without_a_time_are_parted_by_their_publication() -> None:
    days = (date(2024, 3, 5), date(2024, 3, 20), date(2024, 6, 1), None)
    found = part_by_time([statement(f"a{i}", published=day) for i, day in enumerate(days)])
    assert {time: len(part) for time, part in found} == {
        "": 1, "2024-03-05/2024-03-20": 2, "2024-06-01": 1,
    }  # fmt: skip


def test_values_that_agree_share_a_number() -> None:
    amounts = (Quantity(low=340, high=340), Quantity(low=370, high=370),
               Quantity(low=340, high=340), Quantity(low=342, high=342, modifier="~"))  # fmt: skip
    values = [statement(f"a{i}", quantity=amount) for i, amount in enumerate(amounts)]
    assert number_values(values) == [1, 2, 1, 1]


def test_copies_count_as_one_origin() -> None:
    other = "The harbour office put the number of people taken off the ship at 340"
    assert find_origins([AGENCY, f"{AGENCY}, police said", other, AGENCY]) == [1, 1, 3, 1]


@given(st.lists(st.text("ab c", max_size=30), max_size=8))
def test_sentences_with_the_same_words_have_one_origin(sentences: list[str]) -> None:
    twice = find_origins([*sentences, *sentences])
    assert twice[len(sentences) :] == twice[: len(sentences)]
    assert all(origin <= place for place, origin in enumerate(twice, start=1))


@pytest.fixture
def count_comparisons(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    counted: list[int] = []

    def copied_from(_: Any, proposed: Any, __: Any) -> int | None:
        counted.append(len(list(proposed)))
        return next(iter(proposed), None)

    monkeypatch.setattr("pipeline.check.origins._copied_from", copied_from)
    return counted


def test_a_copy_is_compared_with_the_first_of_its_origin_only(count_comparisons: list[int]) -> None:
    find_origins(f"{AGENCY}, paper number {number} said" for number in range(300))
    assert max(count_comparisons) == 1


def test_a_sentence_with_several_names_gives_one_group(pipeline: Pipeline) -> None:
    found = rows(
        pipeline,
        "Fire crews in Port Ellery rescued 340 passengers of Blue Line Ferries on Monday.",
        "In Port Ellery, 340 passengers of Blue Line Ferries were saved, the office said.",
    )
    assert len({row.group for row in found}) == 1


@pytest.mark.parametrize(
    "texts",
    [
        ["Crews in Port Ellery rescued 340 passengers."],
        ["Crews in Port Ellery rescued 340 passengers.",
         "Crews in Port Ellery did not rescue 340 passengers."],
        ["Crews in Port Ellery rescued 340 passengers.",
         "Did crews in Port Ellery rescue 340 passengers?"],
        ["Crews in Port Ellery rescued 340 passengers.", "Crews in Halden rescued 340 passengers."],
        ["Millions of people fled from Halden.", "In all, 340 people fled from Halden."],
    ],
)  # fmt: skip
def test_what_one_article_alone_states_is_no_group(pipeline: Pipeline, texts: list[str]) -> None:
    assert rows(pipeline, *texts) == []


@pytest.fixture
def write_articles(tmp_path: Path) -> Callable[..., Path]:
    def write(*texts: str) -> Path:
        folder = tmp_path / "articles"
        folder.mkdir()
        for number, text in enumerate(texts):
            (folder / f"a{number}.txt").write_text(text, encoding="utf-8")
        dates = "".join(f"a{number}.txt,2024-03-05\n" for number in range(len(texts)))
        (folder / "metadata.csv").write_text(f"file,published\n{dates}", encoding="utf-8")
        return folder

    return write


def test_a_folder_of_articles_gives_a_table(
    tmp_path: Path, write_articles: Callable[..., Path], pipeline: Pipeline
) -> None:
    del pipeline
    copy = f"{AGENCY}.\nRain fell all day.\n"
    other = "In the end 352 passengers were saved in Port Ellery, the harbour office said.\n"
    run(write_articles(copy, copy + "More soon.\n", other), tmp_path / "out")
    assert corroborate_run(tmp_path / "out") == {"differs": 1}
    lines = (tmp_path / "out" / "corroborations.jsonl").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    assert [(row["doc"], row["origin"], row["same_value"]) for row in found] == [
        ("a0", 1, 1), ("a1", 1, 1), ("a2", 2, 2),
    ]  # fmt: skip
    assert {row["time"] for row in found} == {"2024-03-04"}
