"""Claims against corpus/sources: a case of each verdict and each status, held as they are.

``pytest --update`` rewrites tests/golden/check.jsonl; the diff is read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.crosscheck import check

HERE = Path(__file__).parent
GOLDEN = HERE.parent / "golden" / "check.jsonl"
SHOWN = ("claim", "facet", "start", "end", "status", "evidence_doc", "value_claim",
         "value_evidence", "rule")  # fmt: skip


@pytest.fixture(scope="module")
def out(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("check")
    check(HERE / "corpus_claims.csv", corpus / "sources", out)
    return out


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    lines = (out / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_claims_get_the_same_rows_as_before(out: Path, request: pytest.FixtureRequest) -> None:
    written = [
        json.dumps({name: row[name] for name in SHOWN if row[name] is not None}, ensure_ascii=False)
        for row in rows(out, "checks")
    ]
    if request.config.getoption("--update"):
        GOLDEN.write_text("\n".join(written) + "\n", encoding="utf-8")
    assert written == GOLDEN.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("charge", "contradicted"),
        ("capacity", "contradicted"),
        ("coast", "supported"),
        ("works", "supported"),
        ("instalment", "partly_found"),
        ("zoo", "not_found"),
        ("he", "cannot_tell"),
    ],
)
def test_verdicts_are_what_a_reader_would_give(out: Path, claim: str, verdict: str) -> None:
    assert {r["claim"]: r["verdict"] for r in rows(out, "verdicts")}[claim] == verdict


def test_every_status_occurs(out: Path) -> None:
    statuses = {row["status"] for row in rows(out, "checks") if row["facet"] != "verdict"}
    assert statuses == {"found", "compatible", "differs", "absent", "unclear"}


def test_evidence_stands_where_the_row_says(out: Path, corpus: Path) -> None:
    [row] = [r for r in rows(out, "checks") if (r["claim"], r["facet"]) == ("charge", "quantity")]
    text = (corpus / "sources" / f"{row['evidence_doc']}.txt").read_text(encoding="utf-8")
    assert text[row["evidence_start"] : row["evidence_end"]] == "€28 million"


def test_page_is_one_file_without_anything_from_elsewhere(out: Path) -> None:
    page = (out / "checks.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "://" not in page
    assert page.count("<article") == len(rows(out, "verdicts"))
