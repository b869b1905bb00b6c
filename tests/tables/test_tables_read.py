"""A run's tables are read back as they were written, article by article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from pipeline import Pipeline, process
from pipeline.errors import InputError
from pipeline.records import Check, Records, VerdictRow
from pipeline.tables import CHECK_TABLES, TableWriters, read_run

NAMES = ("agency-flood-pledge", "magazine-shoreline")


@pytest.fixture(scope="module")
def articles(pipeline: Pipeline, corpus: Path) -> list[Records]:
    return [process(corpus / f"{name}.txt", pipeline=pipeline) for name in NAMES]


def write_run(out: Path, articles: list[Records], *formats: str) -> Path:
    with TableWriters(out, formats) as writers:
        for records in articles:
            writers.write("articles", [records.article])
            for table in ("mentions", "attributions", "claims"):
                writers.write(table, getattr(records, table))
    return out


@pytest.mark.parametrize("format", ["jsonl", "csv", "sqlite"])
def test_articles_come_back_as_they_were(
    articles: list[Records], tmp_path: Path, format: str
) -> None:
    run = read_run(write_run(tmp_path, articles, format))
    assert run.docs == NAMES
    assert [run.records(doc) for doc in run.docs] == articles


def test_cells_that_a_spreadsheet_could_spoil_come_back_from_csv(
    articles: list[Records], tmp_path: Path
) -> None:
    odd = replace(articles[0].article, title="=1+1", byline="NA", text='"a",\r\nb\n\n\'tis\u2028')
    run = read_run(write_run(tmp_path, [Records(article=odd)], "csv"))
    assert run.records(NAMES[0]).article == odd


def test_units_of_all_mentions_are_known(articles: list[Records], tmp_path: Path) -> None:
    assert {"USD", "kilometre"} <= read_run(write_run(tmp_path, articles, "jsonl")).units


def test_checks_are_read_by_claim_and_verdicts_by_article(tmp_path: Path) -> None:
    check = Check(claim="c1", facet="verdict", start=0, end=1, status="not_found")
    verdict = VerdictRow(claim="c1", doc="a", text="X", verdict="not_found", reason="none")
    with TableWriters(tmp_path, ["jsonl"], CHECK_TABLES) as writers:
        for claim in ("c1", "c2"):
            writers.write("checks", [replace(check, claim=claim)])
            writers.write("verdicts", [replace(verdict, claim=claim)])
    run = read_run(tmp_path)
    assert run.rows("checks", "c1", Check) == [check]
    assert [row.claim for row in run.rows("verdicts", "a", VerdictRow)] == ["c1", "c2"]
    assert [row.claim for row in run.stream("checks", Check)] == ["c1", "c2"]
    assert run.rows("checks", "c3", Check) == []


def test_rows_of_an_article_may_lie_apart(articles: list[Records], tmp_path: Path) -> None:
    path = write_run(tmp_path, articles, "jsonl") / "claims.jsonl"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[1:], lines[0]]), encoding="utf-8")
    found = read_run(tmp_path).rows("claims", NAMES[0], dict[str, Any])
    assert {row["id"] for row in found} == {claim.id for claim in articles[0].claims}


def test_a_missing_table_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"claims\.jsonl: no such table.*claimtable run"):
        read_run(tmp_path).rows("claims", "a", dict[str, Any])


def test_a_torn_row_names_its_line(articles: list[Records], tmp_path: Path) -> None:
    path = write_run(tmp_path, articles, "jsonl") / "articles.jsonl"
    path.write_text(path.read_text("utf-8")[:-20], encoding="utf-8")
    with pytest.raises(InputError, match=r"articles\.jsonl:2: not a row of this table"):
        _ = read_run(tmp_path).docs
