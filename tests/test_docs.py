"""The documentation says what is true: commands, stages, columns, names and examples."""

from __future__ import annotations

import doctest
import importlib.metadata
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import pipeline as claimtable
from pipeline import STAGES, Pipeline, process
from pipeline.commands import commands

PAGES = sorted(
    path.relative_to(Path(__file__).parent.parent)
    for path in [
        Path(__file__).parent.parent / "README.md",
        *(Path(__file__).parent.parent / "docs").glob("*.md"),
    ]
)


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def test_readme_sets_up_and_runs_within_twenty_lines(readme: str) -> None:
    opening = readme.splitlines()[:20]
    assert "pip install . && claimtable run corpus --out outputs" in opening
    assert "pip install '.[test]' && pytest" in opening


def test_readme_is_short(readme: str) -> None:
    assert len(readme.splitlines()) <= 150


def test_readme_stage_table_is_the_order_in_the_code(readme: str) -> None:
    table = readme.split("| --- | --- | --- |", 1)[1].split("\n\n", 1)[0]
    assert tuple(re.findall(r"^\| (\w+) \|", table, re.MULTILINE)) == STAGES


def test_readme_row_is_what_a_run_gives(readme: str, pipeline: Pipeline, corpus: Path) -> None:
    article = re.search(r"\]\((corpus/\S+\.txt)\)", readme)
    assert article
    records = process(corpus.parent / article[1], pipeline=pipeline)
    shown = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", readme, re.MULTILINE))
    rows = [
        {name: str(getattr(claim, name)) for name in shown}
        for claim in records.claims
        if claim.id == shown["id"]
    ]
    assert rows == [shown]


def test_tables_page_is_what_the_command_prints(root: Path) -> None:
    printed = CliRunner().invoke(commands, ["tables", "--markdown"], standalone_mode=False).output
    assert printed.strip() in (root / "docs" / "tables.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(commands.commands))
def test_every_command_is_documented(root: Path, command: str) -> None:
    pages = "".join((root / page).read_text(encoding="utf-8") for page in PAGES)
    assert f"claimtable {command}" in pages


def test_public_names_are_at_most_twenty_and_documented(root: Path) -> None:
    page = (root / "docs" / "9-use-as-a-library.md").read_text(encoding="utf-8")
    names = claimtable.__all__
    assert len(names) <= 20
    assert [name for name in names if f"`{name}" not in page] == []
    assert [name for name in names if not hasattr(claimtable, name)] == []


def test_library_page_examples_give_what_they_show(root: Path) -> None:
    page = root / "docs" / "9-use-as-a-library.md"
    result = doctest.testfile(
        str(page),
        module_relative=False,
        optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS,
    )
    assert result.attempted > 5
    assert result.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_links_lead_somewhere(root: Path, page: Path) -> None:
    text = (root / page).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    missing = [link for link in links if not (root / page).parent.joinpath(link).exists()]
    assert not missing


def test_components_are_registered_for_anyones_pipeline() -> None:
    names = {entry.name for entry in importlib.metadata.entry_points(group="spacy_factories")}
    assert {
        "claimtable_recogniser",
        "claimtable_entities",
        "claimtable_dates",
        "claimtable_quantities",
        "claimtable_claims",
    } <= names


def test_the_embedded_tok2vec_is_registered_for_anyones_pipeline() -> None:
    entries = importlib.metadata.entry_points(group="spacy_architectures")
    assert "claimtable.EncodingEmbed.v1" in {entry.name for entry in entries}
