"""The sheet that goes out: what it tells of each claim, and how it looks to a spreadsheet."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from pipeline.errors import InputError
from pipeline.records import Change, VerdictRow
from pipeline.review.delimited import write_csv
from pipeline.review.export import Choice, gather_rows
from pipeline.review.layout import COLUMNS, PEOPLES
from pipeline.tables import TableWriters

from .sheets import (
    ROPE,
    SANK,
    VERDICTS,
    edited,
    export,
    fill,
    read_rows,
    take_in,
    write_check,
    write_run,
)


@pytest.fixture
def sheet(out: Path, tmp_path: Path) -> Path:
    write_check(out)
    return export(out, tmp_path / "review.xlsx")


def test_nearest_sentence_of_a_claim_that_is_not_found_is_no_evidence(
    out: Path, tmp_path: Path
) -> None:
    verdict = VerdictRow(
        claim=ROPE.id, doc="ferry", text=ROPE.text, verdict="not_found", reason="nowhere",
        evidence_doc="register", evidence="Bread sold well.",
    )  # fmt: skip
    with TableWriters(out, ["jsonl"], ["verdicts"]) as writers:
        writers.write("verdicts", [verdict])
    row = read_rows(export(out, tmp_path / "s.xlsx"))[0]
    assert (row["check"], row["check_reason"]) == ("not found", "nowhere")
    assert not {"evidence", "evidence_doc"} & set(row)


def test_claims_come_in_the_order_of_their_priority(sheet: Path) -> None:
    assert [row["priority"] for row in read_rows(sheet)] == [0.9, 0.4, 0.1]


def test_row_tells_what_is_needed_to_judge_the_claim(sheet: Path) -> None:
    row = read_rows(sheet)[0]
    assert {name: row[name] for name in ("claim", "before", "after", "speaker", "article")} == {
        "claim": ROPE.text,
        "before": "Halden ferry grows\nThe ferry is old.",
        "after": ", Berg said. It sank later.\nThe mayor cried.",
        "speaker": "Ola Berg",
        "article": "Halden ferry grows",
    }
    assert row["values"].splitlines() == [
        "2024 = 2024",
        "482 km = 482 kilometre (482,000 metre) of rope",
    ]
    assert (row["certainty"], row["reasons"]) == ("asserted", "quantity; less: vague")
    assert row["published"] == "2024-03-01"


def test_row_holds_the_cross_check(sheet: Path) -> None:
    row = read_rows(sheet)[0]
    assert (row["check"], row["evidence_doc"]) == ("contradicted", "register")
    assert row["evidence"] == "The ferry carried 480 km of rope."
    assert row["check_parts"] == "quantity 482 km: differs (480 km)"


def test_mentions_are_marked_in_the_claim(sheet: Path) -> None:
    book = openpyxl.load_workbook(sheet, rich_text=True)
    place = [column.name for column in COLUMNS].index("claim") + 1
    marked = [str(part) for part in book.worksheets[0].cell(2, place).value if part.font.b]
    assert marked == ["2024", "482 km"]


def test_verdicts_are_chosen_from_a_list_and_explained(sheet: Path) -> None:
    book = openpyxl.load_workbook(sheet)
    [offered] = [
        rule for rule in book.worksheets[0].data_validations.dataValidation if rule.type == "list"
    ]
    name, _, cells = offered.formula1.partition("!")
    rows = book[name.strip("='")][cells.replace("$", "")]
    assert tuple(row[0].value for row in rows) == VERDICTS
    explained = [row[0].value for row in book["how to review"].iter_rows()]
    assert set(explained) >= {column.name for column in COLUMNS}


def test_header_stays_in_sight_and_rows_can_be_filtered(sheet: Path) -> None:
    page = openpyxl.load_workbook(sheet).worksheets[0]
    assert page.freeze_panes == "D2"
    assert page.auto_filter.ref.startswith("A1:")
    rules = [rule.formula[0] for ranges in page.conditional_formatting for rule in ranges.rules]
    assert [word for word in VERDICTS if not any(f'"{word}"' in rule for rule in rules)] == []


def test_columns_without_a_value_are_hidden(sheet: Path) -> None:
    page = openpyxl.load_workbook(sheet).worksheets[0]
    letters = {cell.value: cell.column_letter for cell in page[1]}
    hidden = {name for name, letter in letters.items() if page.column_dimensions[letter].hidden}
    assert {"earlier", "others", "revision"} <= hidden
    assert not hidden & {*PEOPLES, "claim", "check"}


def test_same_run_gives_the_same_bytes(sheet: Path, out: Path, tmp_path: Path) -> None:
    assert export(out, tmp_path / "again.xlsx").read_bytes() == sheet.read_bytes()


def test_csv_holds_the_same_cells(sheet: Path, out: Path, tmp_path: Path) -> None:
    rows = gather_rows(out, {}, Choice())
    write_csv(tmp_path / "review.csv", rows)
    with (tmp_path / "review.csv").open(encoding="utf-8-sig", newline="") as file:
        read = [{name: cell for name, cell in row.items() if cell} for row in csv.DictReader(file)]
    assert read == [{**row, "priority": str(row["priority"])} for row in read_rows(sheet)]


def test_limit_keeps_the_best_and_what_was_decided(out: Path, tmp_path: Path) -> None:
    sheet = export(out, tmp_path / "all.xlsx")
    take_in(out, fill(sheet, "ccriedaaaaaaaaaaa", verdict="false", reviewer="Ann"))
    rows = read_rows(export(out, tmp_path / "best.xlsx", limit=1))
    assert [(row["id"], row.get("verdict")) for row in rows] == [
        (ROPE.id, None),
        ("ccriedaaaaaaaaaaa", "false"),
    ]


def test_decisions_of_all_come_out_again_each_in_its_row(out: Path, tmp_path: Path) -> None:
    take_in(out, fill(export(out, tmp_path / "a.xlsx"), SANK.id, verdict="true", reviewer="Ann"))
    blank = export(out, tmp_path / "b.xlsx", reviewer="Bo")
    take_in(out, fill(blank, SANK.id, verdict="false", note="no"), reviewer="Bo")
    rows = [row for row in read_rows(export(out, tmp_path / "c.xlsx")) if row["id"] == SANK.id]
    assert [(row["reviewer"], row["verdict"]) for row in rows] == [("Ann", "true"), ("Bo", "false")]


def test_sheet_of_one_reviewer_shows_what_others_decided(out: Path, tmp_path: Path) -> None:
    take_in(out, fill(export(out, tmp_path / "a.xlsx"), SANK.id, verdict="true", reviewer="Ann"))
    rows = read_rows(export(out, tmp_path / "b.xlsx", reviewer="Bo"))
    [row] = [row for row in rows if row["id"] == SANK.id]
    assert row["others"] == "Ann: true"
    assert "verdict" not in row


def test_changed_claim_says_what_changed(out: Path, tmp_path: Path) -> None:
    row = Change(change="value changed", doc="ferry", before="c0", after=ROPE.id, text_before="",
                 text_after="", words_before="481", words_after="482", alike=0.9)  # fmt: skip
    with TableWriters(out, ["jsonl"], ["changes"]) as writers:
        writers.write("changes", [row])
    rows = read_rows(export(out, tmp_path / "review.xlsx"))
    assert [row.get("change") for row in rows] == ["value changed: 481 → 482", None, None]


def test_decision_on_an_earlier_wording_is_shown_and_not_taken(out: Path, tmp_path: Path) -> None:
    take_in(out, fill(export(out, tmp_path / "a.xlsx"), ROPE.id, verdict="false", reviewer="Ann"))
    changed = edited(ROPE, lambda text: text.replace("482", "483"), "cnewaaaaaaaaaaaaa")
    write_run(out, claims=(changed, SANK))
    rows = read_rows(export(out, tmp_path / "b.xlsx"))
    assert rows[0]["earlier"] == f"Ann: false, on “{ROPE.text}”"
    assert not any("verdict" in row for row in rows)


def test_run_without_claims_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no claim to review"):
        export(write_run(tmp_path / "out", claims=()), tmp_path / "review.xlsx")
