from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline import Pipeline, process
from pipeline.errors import InputError
from pipeline.records import Records
from pipeline.show import read_records
from pipeline.tables import TableWriters


@pytest.fixture
def out(tmp_path: Path, records: Records) -> Path:
    other = replace(records, article=replace(records.article, doc="other/ferry", path="f.txt"))
    with TableWriters(tmp_path, ["jsonl"]) as writers:
        for one in (other, records):
            writers.write("articles", [one.article])
            for table in ("mentions", "attributions", "claims"):
                doc = one.article.doc
                writers.write(table, [replace(row, doc=doc) for row in getattr(one, table)])
    return tmp_path


@pytest.mark.parametrize("name", ["bridge", "bridge.txt", "./bridge.txt"])
def test_article_of_a_run_comes_back_as_it_was(out: Path, records: Records, name: str) -> None:
    assert read_records(out, name) == records


def test_unknown_article_names_the_nearest(out: Path) -> None:
    with pytest.raises(InputError, match=r"no such article .* Did you mean other/ferry"):
        read_records(out, "other/fery")


def test_folder_without_a_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"articles\.jsonl: no such table"):
        read_records(tmp_path, "bridge")


def test_article_of_the_corpus_comes_back_as_it_was(
    pipeline: Pipeline, corpus: Path, tmp_path: Path
) -> None:
    records = process(corpus / "agency-flood-pledge.txt", pipeline=pipeline)
    with TableWriters(tmp_path, ["jsonl"]) as writers:
        writers.write("articles", [records.article])
        for table in ("mentions", "attributions", "claims"):
            writers.write(table, getattr(records, table))
    assert read_records(tmp_path, records.article.doc) == records
