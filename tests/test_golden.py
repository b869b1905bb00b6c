"""The rows of some corpus articles: ``pytest --update`` rewrites them, the diff is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline import Pipeline, Records, process
from pipeline.tables import TABLES, row_of

GOLDEN = Path(__file__).parent / "golden"

ARTICLES = ["agency-flood-pledge", "local-pool-closure", "magazine-shoreline"]

COLUMNS = {
    "mentions": ["start", "end", "text", "kind", "entity", "entity_rule", "role", "country",
                 "admin", "place_rule", "timex_type", "timex_value",
                 "start_date", "end_date", "low", "high", "unit", "modifier", "direction",
                 "measured", "rule"],
    "attributions": ["source", "source_entity", "kind", "quoted", "cue_spans", "content_spans"],
    "claims": ["start", "end", "standalone", "speaker", "certainty", "certainty_cue", "negated",
               "period_start", "period_end"],
}  # fmt: skip
"""Columns that are compared; ids and priorities follow from them or from weights."""


def rows_of(records: Records) -> str:
    lines = [json.dumps({"table": "articles", "title": records.article.title,
                         "byline": records.article.byline,
                         "published": str(records.article.published)})]  # fmt: skip
    for table, names in COLUMNS.items():
        for record in getattr(records, table):
            row = row_of(record, TABLES[table])
            kept: dict[str, Any] = {name: row[name] for name in names if row[name] is not None}
            lines.append(json.dumps({"table": table, **kept}, ensure_ascii=False))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", ARTICLES)
def test_article_gives_the_same_rows_as_before(
    name: str, corpus: Path, pipeline: Pipeline, request: pytest.FixtureRequest
) -> None:
    records = process(corpus / f"{name}.txt", pipeline=pipeline)
    expected = GOLDEN / f"{name}.jsonl"
    if request.config.getoption("--update"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(rows_of(records), encoding="utf-8")
    assert rows_of(records).splitlines() == expected.read_text(encoding="utf-8").splitlines()
