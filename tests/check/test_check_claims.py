"""Claims to check are read from a run, CSV or JSON Lines; a bad file says what to do."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.check.claims import read_claims
from pipeline.errors import InputError
from pipeline.records import Claim
from pipeline.tables import TableWriters


def test_a_csv_needs_only_a_text_column(tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    file.write_text("text\nThe mill closed.\n\nThe mill burnt.\n", encoding="utf-8")
    claims = read_claims(file)
    assert [claim.text for claim in claims] == ["The mill closed.", "The mill burnt."]
    assert len({claim.id for claim in claims}) == 2


def test_ids_come_from_the_words_and_not_from_the_rows(tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_text('{"text": "The mill closed."}\n', encoding="utf-8")
    [before] = read_claims(file)
    file.write_text('{"text": "New."}\n{"text": "The mill closed."}\n', encoding="utf-8")
    assert list(read_claims(file))[1].id == before.id


def test_optional_columns_are_read(tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    file.write_text("id,text,published,source\n7,'=1 mill,2024-03-31,report\n", encoding="utf-8")
    [claim] = read_claims(file)
    assert (claim.id, claim.text, claim.source) == ("7", "=1 mill", "report")
    assert claim.published == date(2024, 3, 31)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "claim\nThe mill closed.\n", "no column text; found claim"),
        ("a.csv", "id,text\n1,One.\n1,Two.\n\n1,Three.\n",
         "the id '1' stands in line 2, line 3, line 5."),
        ("a.csv", "text,published\nOne.,May 3\nTwo.,1/2/24\n",
         "line 2: published is 'May 3', expected a day like 2024-03-31; line 3: published is"),
        ("a.csv", "text\nIn 2020, it closed.\n", "line 2: 2 cells, but the first line names 1"),
        ("a.csv", 'text\n"The mill" closed.\n', "line 2: not readable as CSV"),
        ("a.jsonl", "[1]\n", "found list, expected an object"),
        ("a.jsonl", "{\n", "not readable as JSON"),
        ("a.jsonl", '{"text": "One."}\n{"claim": "Two."}\n', "line 2: there is no column text;"),
        ("a.csv", "text\n", "there is no claim in it"),
        ("a.csv", "", "there is no claim in it"),
        ("a.xlsx", "text\nNo workbook.\n", "not readable as an Excel workbook"),
        ("a.ods", "", ".csv, .jsonl, .xlsx"),
    ],
)  # fmt: skip
def test_a_bad_file_is_named_with_what_to_do(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.\w+") as error:
        read_claims(file)
    assert message in str(error.value)


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_bytes_of_another_encoding_are_refused_with_their_row(tmp_path: Path, name: str) -> None:
    rows = {"a.csv": "text\nOne.\nCafé.\n", "a.jsonl": '{"text": "One."}\n{"text": "Café."}\n'}
    file = tmp_path / name
    file.write_bytes(rows[name].encode("cp1252"))
    with pytest.raises(InputError, match=r"line [23]: byte 0xE9 is not UTF-8"):
        read_claims(file)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_spreadsheets_save_as_text_is_read(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    file = tmp_path / "a.csv"
    lines = [["Id", " Text "], ["7", '"Café, closed.\u2028Sold."'], ["", ""], ["8", "Open."]]
    content = "\r\n".join(delimiter.join(cells) for cells in lines)
    file.write_bytes(content.encode(encoding))
    claims = list(read_claims(file))
    assert [(c.id, c.text) for c in claims] == [("7", "Café, closed.\u2028Sold."), ("8", "Open.")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"id": 1, "text": None}, "it has no text"),
        ({"id": 1, "text": "  \n"}, "it has no text"),
        ({"id": 1, "text": "#REF!"}, "the error #REF! of a formula"),
        ({"id": 1, "text": ["One."]}, "its text is a list of values"),
        ({"id": 1, "text": "One \ud83d."}, "half a character"),
    ],
)
def test_a_row_without_a_claim_is_told_and_costs_no_other(
    tmp_path: Path, row: dict[str, Any], reason: str
) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(f'{{"text": "Two."}}\n\n{json.dumps(row)}\n', encoding="utf-8")
    claims = read_claims(file)
    assert [claim.text for claim in claims] == ["Two."]
    [unusable] = claims.unusable
    assert (unusable.place, unusable.id) == ("line 3", "1")
    assert reason in unusable.reason


def test_claims_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("text\n" + "".join(f"Claim {i}.\n" for i in range(1000)), encoding="utf-8")
    claims = read_claims(file)
    first = next(iter(claims))
    assert (len(claims), first.text) == (1000, "Claim 0.")


def test_the_first_sheet_of_an_excel_file_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["id", "text", "published", "source", "note"])
    sheet.append([7, "The mill closed.", datetime(2024, 3, 31), "report", None])
    sheet.append([None, None, None, None, None])
    sheet.append([8, "The mill opened.", "2024-04-01", None, "checked by hand"])
    book.create_sheet("other").append(["text", "Not a claim."])
    file = tmp_path / "claims.xlsx"
    book.save(file)
    closed, opened = read_claims(file)
    assert (closed.id, closed.text, closed.source) == ("7", "The mill closed.", "report")
    assert (closed.published, opened.published) == (date(2024, 3, 31), date(2024, 4, 1))
    assert opened.source is None


def test_an_excel_file_without_a_text_column_says_what_it_has(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["id", "claim"])
    book.active.append([1, "The mill closed."])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(InputError, match=r"row 2: there is no column text; found id, claim"):
        read_claims(tmp_path / "a.xlsx")


def test_a_formula_gives_its_saved_value_or_is_told(tmp_path: Path) -> None:

    book = openpyxl.Workbook()
    for row in ([None], ["id", "text"], [1, '="The mill "&"closed."'], [2, 1961]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    claims = read_claims(tmp_path / "a.xlsx")
    assert [(claim.id, claim.text) for claim in claims] == [("2", "1961")]
    assert [(row.place, row.id) for row in claims.unusable] == [("row 3", "1")]


def test_a_folder_without_claims_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no table of claims here"):
        read_claims(tmp_path)


def test_a_folder_may_hold_a_table_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text("text;source\nIt closed.;report\n", encoding="utf-8")
    [claim] = read_claims(tmp_path)
    assert (claim.text, claim.source) == ("It closed.", "report")


@pytest.mark.parametrize("format", ["jsonl", "csv", "sqlite"])
def test_the_claims_of_a_run_are_read_from_the_format_it_wrote(tmp_path: Path, format: str) -> None:
    made = Claim(id="c1", doc="a", start=4, end=20, text="The mill closed.", standalone="The mill")
    with TableWriters(tmp_path, [format]) as writers:
        writers.write("claims", [made])
    [claim] = read_claims(tmp_path)
    assert (claim.id, claim.doc, claim.text, claim.start) == ("c1", "a", "The mill closed.", 4)
