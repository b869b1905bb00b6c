"""Claims to check are read from a run, CSV or JSON Lines; a bad file says what to do."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from pipeline.check.claims import read_claims
from pipeline.errors import InputError


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
    assert read_claims(file)[1].id == before.id


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
        ("a.csv", "id,text\n1,One.\n1,Two.\n", "id '1' is already that of line 2"),
        ("a.csv", "text,published\nOne.,May 3\n", "published is 'May 3'"),
        ("a.jsonl", "[1]\n", "found list, expected an object"),
        ("a.jsonl", "{\n", "not readable as JSON"),
        ("a.csv", "text\n", "there is no claim in it"),
        ("a.ods", "", ".csv, .jsonl, .xlsx"),
    ],
)
def test_a_bad_file_is_named_with_what_to_do(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.\w+") as error:
        read_claims(file)
    assert message in str(error.value)


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


def test_a_folder_without_claims_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no claims\.jsonl or claims\.csv"):
        read_claims(tmp_path)
