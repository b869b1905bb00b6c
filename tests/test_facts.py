"""The known facts of the sample articles: each row of facts/*.facts.csv is one test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline import run
from pipeline.facts import FORMATS, Checked, Fact, Outcome, check_facts, check_files, load_facts

FACTS = load_facts([Path(__file__).parent / "facts"])


@pytest.fixture(scope="session")
def corpus_out(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("corpus")
    run(corpus, out)
    return out


@pytest.fixture(scope="session")
def checked(corpus_out: Path) -> Checked:
    return check_facts(FACTS.facts, corpus_out)


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


def test_documented_facts_say_what_the_page_shows(
    corpus_out: Path, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (root / "docs" / "4-known-facts.md").read_text(encoding="utf-8")
    tables = re.findall(r"```csv\n(.*?)```", page, re.DOTALL)
    shown = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    said = []
    for name, table in zip(("example", "wrong", "odd"), tables, strict=True):
        path = Path(f"{name}.facts.csv")
        path.write_text(table, encoding="utf-8")
        checked = check_files([path], corpus_out)
        problems = map(str, checked.problems)
        said.append("\n".join([*problems, FORMATS["text"](checked)]))
    assert said[0].startswith("3 facts: 2 found, 1 absent")
    assert said[1] + "\n" == shown[0]
    assert said[2].startswith(shown[1])
