"""Verdicts on a claim and a sentence beside it are those of a careful fact-checker."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.crosscheck import check

JETS = "Airbus sold ten jets to Iberia."
SIGNED = "The treaty was signed on the fourth of July 2018 in Oslo."
NINE = "The meeting in Lille began at 9 a.m. on 3 May 2021."
FAMINE = "Oxfam said the famine in Yemen was over."


def check_pair(folder: Path, claim: str, source: str) -> list[dict[str, Any]]:
    (folder / "sources").mkdir()
    (folder / "sources" / "report.txt").write_text(f"{source}\n", encoding="utf-8")
    row = {"id": "a", "text": claim, "source": "report", "published": "2024-03-05"}
    (folder / "claims.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    check(folder / "claims.jsonl", folder / "sources", folder / "out")
    lines = (folder / "out" / "checks.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def verdict_of(checks: list[dict[str, Any]]) -> dict[str, Any]:
    [found] = [row for row in checks if row["facet"] == "verdict"]
    return found


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Two-thirds of voters in Norway backed the plan.",
         "The plan was backed by 66.7 % of voters in Norway."),
        ("Nearly half a million people lost power in Texas.",
         "Some 480,000 people lost power in Texas."),
        ("The museum in Arlen drew 1.2m visitors in 2019.",
         "The museum in Arlen drew 1 200 000 visitors in 2019."),
        ("Nearly 90 percent of patients at the clinic recovered.",
         "Almost nine in ten patients at the clinic recovered."),
        ("The storm killed at least five people in Cuba.", "The storm killed five people in Cuba."),
        ("Twenty-one sailors died when the ship sank off Malta.",
         "The ship sank off Malta and 21 sailors died."),
        ("The race starts at 2 p.m. in Lille.", "The race in Lille starts at 14:00."),
        (NINE, "The meeting in Lille began on 3 May 2021 at 09:00."),
        ("Angela Merkel opened the museum in Bonn.",
         "Chancellor Merkel opened the museum in Bonn."),
        (JETS, "Ten jets were sold to Iberia by Airbus."),
        (JETS, "Airbus sold ten jets to Iberia, and Iberia sold two to Airbus."),
        ("Russia invaded Ukraine in February 2022.",
         "Ukraine was invaded by Russia in February 2022."),
        ("Angela Merkel met Emmanuel Macron in Paris.",
         "Emmanuel Macron met Angela Merkel in Paris."),
    ],
)  # fmt: skip
def test_same_in_other_words_is_supported(tmp_path: Path, claim: str, source: str) -> None:
    assert verdict_of(check_pair(tmp_path, claim, source))["status"] == "supported"


@pytest.mark.parametrize(
    ("claim", "source", "reason"),
    [
        ("Half of the residents of Tromso oppose the port.",
         "A third of the residents of Tromso oppose the port.", "0.5 resident"),
        ("Half a million people lost power in Texas.", "300,000 people lost power in Texas.",
         "the source has 300,000 person"),
        ("One in five Germans is overweight.", "One in four Germans is overweight.", "0.25 german"),
        ("A dozen miners were trapped in Zawiercie.", "15 miners were trapped in Zawiercie.",
         "the source has 15 miner"),
    ],
)  # fmt: skip
def test_another_fraction_is_contradicted(
    tmp_path: Path, claim: str, source: str, reason: str
) -> None:
    found = verdict_of(check_pair(tmp_path, claim, source))
    assert found["status"] == "contradicted"
    assert reason in found["why"]


@pytest.mark.parametrize(
    ("claim", "source", "rule", "reason"),
    [
        ("Iberia sold ten jets to Airbus.", JETS, "roles_differ",
         "who does it and whom it meets change places around 'sell'"),
        ("Ukraine invaded Russia in February 2022.", "Russia invaded Ukraine in February 2022.",
         "roles_differ", "change places around 'invade'"),
        (SIGNED, "The treaty was signed in Oslo on 04/07/2018.", "value_unclear",
         "are one day if day and month change places in the one that is in digits"),
        (FAMINE, "Unicef said the famine in Yemen was over. Oxfam has 90 staff there.",
         "other_speaker", "the claim has it from Oxfam, the source from UNICEF"),
        ("The wall is six feet tall.", "The wall is 1.83 metres tall.", "too_little",
         "all of it is found, but so few words may be met by chance"),
        ("Only three of the ten schools in Perth reopened.",
         "Three of ten schools in Perth reopened.", "too_little", "too loose to tell"),
    ],
)  # fmt: skip
def test_what_may_be_otherwise_is_left_open_and_says_why(
    tmp_path: Path, claim: str, source: str, rule: str, reason: str
) -> None:
    found = verdict_of(check_pair(tmp_path, claim, source))
    assert (found["status"], found["rule"]) == ("cannot_tell", rule)
    assert reason in found["why"]


def test_another_hour_of_the_day_is_not_the_same_time(tmp_path: Path) -> None:
    checks = check_pair(tmp_path, NINE, "The meeting in Lille began on 3 May 2021 at 10:00.")
    assert [row["status"] for row in checks if row["facet"] == "date"] == ["absent"]


def test_the_hour_alone_does_not_confirm_the_day(tmp_path: Path) -> None:
    claim = "The bell will be rung in Bergen on Wednesday at noon."
    checks = check_pair(tmp_path, claim, "The bell will be rung in Bergen at noon.")
    assert [row["status"] for row in checks if row["facet"] == "date"] == ["absent"]


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Nearly 90 percent of patients recovered.", "Almost 90 percent of patients recovered."),
        ("Fewer than 100 tigers remain in Nepal.", "Under 100 tigers remain in Nepal."),
        (
            "At least five dogs died in Cuba when it rained.",
            "In Cuba five dogs died, as it rained.",
        ),
    ],
)
def test_words_of_a_bound_are_no_wording_to_look_for(
    tmp_path: Path, claim: str, source: str
) -> None:
    checks = check_pair(tmp_path, claim, source)
    assert "unclear" not in {row["status"] for row in checks}


def test_word_that_stands_in_the_source_is_found_whatever_its_base_form(tmp_path: Path) -> None:
    checks = check_pair(
        tmp_path,
        "Nearer to three million people fled Sudan.",
        "More than 3 million people fled Sudan, the agency said.",
    )
    assert [row["status"] for row in checks if row["facet"] == "predicate"] == ["found"]
