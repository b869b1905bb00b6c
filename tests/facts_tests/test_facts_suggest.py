from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.facts import check_facts, load_facts, suggest_facts, to_csv

from .conftest import make_fact, write_tables


def write(rows: tuple[dict[str, str], ...], path: Path) -> Path:
    path.write_text(to_csv(rows), encoding="utf-8")
    return path


def test_proposals_hold_once_a_person_has_confirmed_them(out: Path, tmp_path: Path) -> None:
    path = write(suggest_facts(out), tmp_path / "new.facts.csv")
    path.write_text(path.read_text(encoding="utf-8").replace(",suggested,", ",present,"))
    loaded = load_facts([path])
    assert loaded.problems == ()
    checked = check_facts(loaded.facts, out)
    assert checked.problems == ()
    assert {outcome.state for outcome in checked.outcomes} == {"found"}
    assert {fact.kind for fact in loaded.facts} == {
        "person", "place", "organisation", "date", "quantity", "claim", "attribution", "article",
    }  # fmt: skip


def test_proposal_never_counts_by_itself(out: Path, tmp_path: Path) -> None:
    loaded = load_facts([write(suggest_facts(out), tmp_path / "new.facts.csv")])
    assert loaded.facts == ()
    assert all("nobody has confirmed" in problem.found for problem in loaded.problems)


def test_what_a_known_fact_speaks_of_is_not_proposed(out: Path) -> None:
    known = make_fact("quantity", value="482000", unit="metre")
    proposed = {row["text"] for row in suggest_facts(out, [known]) if row["kind"] == "quantity"}
    assert "482 kilometers" not in proposed
    assert "30 workers" in proposed


def test_entity_is_proposed_once_per_article(out: Path) -> None:
    people = [row["doc"] for row in suggest_facts(out) if row["kind"] == "person"]
    assert people == ["track", "water"]


def test_ids_are_unique_and_spare_those_taken(out: Path) -> None:
    known = make_fact("place", id="track-person-ola-berg", text="Nowhere")
    ids = [row["id"] for row in suggest_facts(out, [known])]
    assert len(set(ids)) == len(ids)
    assert "track-person-ola-berg-2" in ids


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+1", "@sum", "-2"])
def test_no_cell_is_a_formula(tmp_path: Path, name: str) -> None:
    article = {"doc": "d", "text": name, "title": name}
    tables = {"articles": [article], "mentions": [], "attributions": [], "claims": []}
    rows = suggest_facts(write_tables(tmp_path, tables))
    assert f"'{name[0]}" in to_csv(rows)
    path = write(rows, tmp_path / "new.facts.csv")
    path.write_text(path.read_text(encoding="utf-8").replace(",suggested,", ",present,"))
    assert [fact.value for fact in load_facts([path]).facts] == [name]
