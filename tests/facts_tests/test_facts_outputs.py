from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.facts.findings import Findings
from pipeline.facts.outputs import Outputs, read_claims
from pipeline.records import Article, Attribution
from pipeline.tables import TableWriters


def test_tables_are_indexed_by_article(out: Path) -> None:
    outputs = Outputs(out)
    assert outputs.docs == {"track", "water"}
    assert {"worker", "train"} <= outputs.units
    assert outputs.failures == {"torn": "empty file"}
    assert [row.text for row in outputs.read("water").mentions] == ["minus 5 degrees", "Ola Berg"]
    assert outputs.read("water").claims == []


def test_rows_of_an_article_may_lie_apart(out: Path) -> None:
    path = out / "mentions.jsonl"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join([lines[-1], *lines[:-1]]))
    read = Outputs(out, {"water"}).read("water")
    assert sorted(row.text for row in read.mentions) == ["Ola Berg", "minus 5 degrees"]


def test_missing_table_says_what_to_give(out: Path) -> None:
    (out / "claims.jsonl").unlink()
    with pytest.raises(InputError, match=r"claims.jsonl: no such table.*claimtable run"):
        Outputs(out)
    with pytest.raises(InputError, match=r"claims.jsonl: no such table"):
        read_claims(out, {"c1"})


def test_torn_row_names_its_line(out: Path) -> None:
    path = out / "mentions.jsonl"
    path.write_text(path.read_text() + '{"doc": "track", ')
    with pytest.raises(InputError, match=r"mentions.jsonl:14: not a row of this table"):
        Outputs(out)


def test_row_of_another_shape_names_its_table(out: Path) -> None:
    with (out / "mentions.jsonl").open("a") as file:
        file.write(json.dumps({"doc": "track", "id": "m"}) + "\n")
    with pytest.raises(InputError, match=r"mentions.jsonl: not a row of this table"):
        Outputs(out).read("track")


def test_claims_are_read_by_id(out: Path) -> None:
    assert read_claims(out, {"c1", "c2"}).keys() == {"c1"}


def test_run_that_wrote_csv_alone_may_have_words_of_nobody(tmp_path: Path) -> None:
    nobody = Attribution(id="a1", doc="track", content_spans=((0, 4),))
    article = Article(doc="track", text="Ice.", sha256="0", path="t.txt", media_type="text/plain")
    with TableWriters(tmp_path, ["csv"]) as writers:
        writers.write("articles", [article])
        writers.write("attributions", [nobody])
    [found] = Findings(Outputs(tmp_path).read("track")).by_kind["attribution"]
    assert (found.text, found.values) == ("Ice.", ())
