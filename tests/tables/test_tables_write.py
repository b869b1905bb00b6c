from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Article, Claim, DateValue, Failure, Mention, Quantity, Records
from pipeline.tables import TABLES, TableWriters, row_of, to_frames
from pipeline.tables.write import FORMULA_STARTS, escape_cell

MENTION = Mention(
    id="mabc", doc="a", start=3, end=9, text="482 km", kind="quantity", sentence=(0, 20),
    quantity=Quantity(low=482.0, high=482.0, unit="kilometre", base_low=482000.0),
)  # fmt: skip
DATE = Mention(
    id="mdef", doc="a", start=10, end=14, text="2024", kind="date",
    date=DateValue(timex_type="DATE", value="2024", start_date=date(2024, 1, 1), stated=("year",)),
)  # fmt: skip


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_mention_row_has_the_columns_that_scorers_read() -> None:
    row = row_of(MENTION, TABLES["mentions"])
    expected = {"doc": "a", "start": 3, "end": 9, "kind": "quantity", "low": 482, "high": 482,
                "unit": "kilometre", "modifier": "=", "direction": "none",
                "timex_value": None}  # fmt: skip
    assert {key: row[key] for key in expected} == expected


def test_date_row_holds_iso_dates() -> None:
    row = row_of(DATE, TABLES["mentions"])
    assert (row["timex_type"], row["timex_value"], row["start_date"]) == (
        "DATE",
        "2024",
        "2024-01-01",
    )


def test_csv_and_jsonl_hold_the_same_rows(tmp_path: Path) -> None:
    with TableWriters(tmp_path, ["csv", "jsonl"]) as writers:
        writers.write("mentions", [MENTION, DATE])
    rows = read_csv(tmp_path / "mentions.csv")
    lines = [json.loads(line) for line in (tmp_path / "mentions.jsonl").read_text().splitlines()]
    assert [row["id"] for row in rows] == [line["id"] for line in lines] == ["mabc", "mdef"]
    assert rows[0]["low"] == "482"
    assert rows[1]["stated"] == '["year"]'
    assert lines[1]["stated"] == ["year"]


def test_table_without_rows_still_has_its_header(tmp_path: Path) -> None:
    with TableWriters(tmp_path, ["csv"]):
        pass
    header = (tmp_path / "claims.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert header.split(",") == [column.name for column in TABLES["claims"]]


def write_something_wrong(out: Path) -> None:
    with TableWriters(out, ["jsonl"]) as writers:
        writers.write("mentions", [DATE])
        writers.write("claims", [DATE])


def test_error_within_the_block_keeps_the_earlier_files(tmp_path: Path) -> None:
    with TableWriters(tmp_path, ["jsonl"]) as writers:
        writers.write("mentions", [MENTION])
    with pytest.raises(AttributeError):
        write_something_wrong(tmp_path)
    assert "mabc" in (tmp_path / "mentions.jsonl").read_text()
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.parametrize("text", ["=cmd|'/C calc'!A0", "+1", "-1+2", "@SUM(A1)", "\t=1", "＝1"])
def test_no_text_cell_starts_as_a_formula(tmp_path: Path, text: str) -> None:
    failure = Failure(path=text, doc=text, stage="read", reason=text)
    with TableWriters(tmp_path, ["csv"]) as writers:
        writers.write("failures", [failure])
    [row] = read_csv(tmp_path / "failures.csv")
    assert row["reason"] == "'" + text


@given(st.text())
def test_escaped_cell_gives_its_text_back(text: str) -> None:
    escaped = escape_cell(text)
    assert not escaped.startswith(FORMULA_STARTS[:-1])
    assert (escaped[1:] if escaped.startswith("'") else escaped) == text


def test_frames_have_the_columns_and_types_of_the_tables() -> None:
    article = Article(doc="a", text="Hi.", sha256="0", path="a.txt", media_type="text/plain",
                      published=date(2024, 3, 1))  # fmt: skip
    claim = Claim(id="c1", doc="a", start=0, end=3, text="Hi.", standalone="Hi.", negated=True)
    frames = to_frames([Records(article=article, mentions=(MENTION, DATE), claims=(claim,))])
    assert list(frames["claims"].columns) == [column.name for column in TABLES["claims"]]
    assert frames["mentions"]["low"].sum() == 482
    assert frames["articles"]["published"].dt.year.tolist() == [2024]
    assert bool(frames["claims"]["negated"].all())


def test_tables_of_an_earlier_run_in_other_formats_go(tmp_path: Path) -> None:
    with TableWriters(tmp_path, ["csv", "jsonl"]) as writers:
        writers.write("mentions", [MENTION])
    with TableWriters(tmp_path, ["csv"]) as writers:
        writers.write("mentions", [DATE])
    assert {path.suffix for path in tmp_path.iterdir()} == {".csv"}
