"""A copy of an article has the records that it would have if it were analysed itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline import Pipeline
from pipeline.copies import copy_records
from pipeline.read import find_inputs, read_metadata
from pipeline.records import Article
from pipeline.single import process_article, read_input

TWICE = "The ferry sank, Berg said. The ferry sank, Berg said. He said that Ann Lee had said so.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "twice.txt").write_text(TWICE * 3, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["agency-flood-pledge", "page-tramway", "politics-bridge-poll"])
def test_copy_equals_its_own_analysis(name: str, corpus: Path, pipeline: Pipeline) -> None:
    [source] = [one for one in find_inputs(corpus) if one.doc == name]
    row = read_metadata(corpus).find(source)
    check_copy(read_input(source, row, pipeline.settings), pipeline)


def test_sentences_that_come_twice_keep_apart(folder: Path, pipeline: Pipeline) -> None:
    [source] = find_inputs(folder)
    check_copy(read_input(source, None, pipeline.settings), pipeline)


def check_copy(article: Article, pipeline: Pipeline) -> None:
    named = replace(article, doc="other/name", path="/elsewhere/other/name.txt")
    records = process_article(article, pipeline)
    assert len({claim.id for claim in records.claims}) == len(records.claims) > 3
    copied = copy_records(records, doc=named.doc, path=named.path)
    assert copied == process_article(named, pipeline)
