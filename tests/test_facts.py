"""The known facts of the sample articles: each row of facts/*.facts.csv is one test."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import run
from pipeline.facts import Checked, Fact, Outcome, check_facts, load_facts

FACTS = load_facts([Path(__file__).parent / "facts"])


@pytest.fixture(scope="session")
def checked(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Checked:
    out = tmp_path_factory.mktemp("corpus")
    run(corpus, out)
    return check_facts(FACTS.facts, out)


@pytest.fixture(scope="session")
def outcome_by_id(checked: Checked) -> dict[str, Outcome]:
    return {outcome.fact.id: outcome for outcome in checked.outcomes}


def test_every_row_can_be_checked(checked: Checked) -> None:
    assert [str(problem) for problem in (*FACTS.problems, *checked.problems)] == []


def test_facts_are_many_of_all_kinds_and_a_quarter_look_alikes() -> None:
    kinds = {fact.kind for fact in FACTS.facts}
    absent = sum(not fact.is_wanted for fact in FACTS.facts)
    assert len(FACTS.facts) >= 150
    assert absent * 4 >= len(FACTS.facts)
    assert kinds >= {
        "person", "place", "organisation", "date", "quantity", "claim", "attribution", "article",
    }  # fmt: skip


def test_every_known_failure_says_what_is_in_the_way() -> None:
    assert [fact.id for fact in FACTS.facts if fact.is_known_failure and not fact.because] == []


@pytest.mark.parametrize("fact", FACTS.facts, ids=[fact.id for fact in FACTS.facts])
def test_fact(fact: Fact, outcome_by_id: dict[str, Outcome]) -> None:
    outcome = outcome_by_id[fact.id]
    if outcome.state == "known gap":
        pytest.xfail(fact.because or "known gap")
    assert outcome.state != "missed", f"\n{outcome.said}"
