"""The list of names that docs/names.md shows does what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline import Pipeline, load, load_settings, process

TEXT = (
    "Harbourmaster Zoë O’Dara took Quellan Rail to Lower Marne. The Fishing Guild of Tarvosk, a"
    " Larnian club, met Norwell Foods in the Republic of Larnia."
)


@pytest.fixture(scope="module")
def own(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    page = (root / "docs" / "names.md").read_text(encoding="utf-8")
    [names] = re.findall(r"```toml\n(\[names\].*?)```", page, re.DOTALL)
    file = tmp_path_factory.mktemp("own") / "names.toml"
    file.write_text(names, encoding="utf-8")
    overrides = {"components": {"claimtable_entities": {"lexicon": str(file)}}}
    return load(settings=load_settings(overrides=overrides))


def test_names_of_the_page_are_found(own: Pipeline) -> None:
    found = [(m.text, m.kind, m.entity) for m in process(TEXT, pipeline=own).mentions]
    assert found == [
        ("Zoë O’Dara", "person", "Zoë O’Dara"),
        ("Quellan Rail", "organisation", "Quellan Rail"),
        ("Lower Marne", "place", "Lower Marne"),
        ("Fishing Guild of Tarvosk", "organisation", "Tarvosk Fishing Guild"),
        ("Larnian", "group", "Larnian"),
        ("Norwell Foods", "organisation", "Norwell Foods"),
        ("Republic of Larnia", "place", "Larnia"),
    ]


def test_kinds_of_labels_are_those_of_the_page(root: Path) -> None:
    from pipeline.lexicon import load_lexicon

    page = (root / "docs" / "names.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([A-Z_, ]+) \| (\w+)", page, re.MULTILINE)
    shown = {label: kind for labels, kind in rows for label in labels.split(", ")}
    kinds = load_lexicon("entities")["kinds"]
    assert {label: kind for label, kind in shown.items() if kind != "none"} == dict(kinds)
