"""What articles and people write stays text: through the workbook, LibreOffice, and back."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from pipeline.review.delimited import write_csv
from pipeline.review.layout import COLUMNS, NAMES
from pipeline.review.read_sheet import read_sheet
from pipeline.review.rows import SheetRow
from pipeline.review.workbook import write_workbook

from .sheets import VERDICTS

PAYLOADS = (
    "=1+1", "=cmd|'/C calc'!A0", '=HYPERLINK("http://evil.example","click")', "=SUM(A1:A9)",
    '=IMPORTXML("http://evil.example","//a")', '=DDE("soffice";"x";"y")', "==1", "= 1+1",
    '=WEBSERVICE("http://evil.example")', "{=1+1}", "=A1", "=-1", "+1", "+1+1",
    "+cmd|'/C calc'!A0", "-1", "-1+2", "-2+3+cmd|'/C calc'!A0", "--1", "@SUM(1+1)", "@1", "＝1+1",
    "＋1", "－1", "＠SUM(1)", "'=1+1", "''=1", "'", '"=1+1"', "%0A=1+1", ";=1+1", ",=1+1", "|=1+1",
    "\t=1+1", " =1+1", "a\n=1+1", "0482", "00", "482e3", "1e400", "3/4", "1/2/2025", "Mar 1",
    "MAR1", "1-2", "12:30", "2025-03-04", "12345678901234567890", "1,234.50", "$5", "50%", "TRUE",
    "false", "#REF!", "#N/A", "<script>alert(1)</script>", "&amp;lt;", "_x0041_",
    "𝒜 é \u202eabc\u200b", "http://evil.example/?a=1&b=2",
)  # fmt: skip
"""Sixty things that spreadsheets take for something else than text."""

EXCUSED = {
    ".xlsx": (),
    ".ods": ("\t=1+1",),  # the reader of OpenDocument drops tabs
    ".csv": ("'=1+1", "''=1"),  # an apostrophe there may be the escape that our own CSV has
}

CELLS = tuple(name for name in NAMES if name != "priority")
"""The text columns; the priority is a number."""

NO_LIBREOFFICE = "LibreOffice is not installed; Debian has it: apt install libreoffice-calc"


def hostile_rows() -> list[SheetRow]:
    return [
        SheetRow(cells=dict.fromkeys(CELLS, payload), priority=0.5, marks=((0, 1),))
        for payload in PAYLOADS
    ]


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sheet") / "review.xlsx"
    write_workbook(path, hostile_rows(), VERDICTS)
    return path


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Name the folder of LibreOffice's own settings: made once, no user's."""
    return tmp_path_factory.mktemp("profile").as_uri()


@pytest.fixture(scope="module", params=["xlsx", "ods", "csv"])
def saved(
    request: pytest.FixtureRequest,
    sheet: Path,
    profile: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """Open the sheet in LibreOffice and save it again, in each format that the import reads."""
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        pytest.skip(NO_LIBREOFFICE)
    folder = tmp_path_factory.mktemp("saved")
    kind = {"csv": "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"}
    command = [
        soffice, f"-env:UserInstallation={profile}", "--headless",
        "--convert-to", kind.get(request.param, request.param), "--outdir", str(folder), str(sheet),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    return folder / f"review.{request.param}"


def list_formulas(path: Path) -> list[str]:
    pages = openpyxl.load_workbook(path).worksheets
    return [cell.value for page in pages for row in page for cell in row if cell.data_type == "f"]


def list_damaged(path: Path, *, excused: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """Give the cells that do not hold what was written: column, payload, found."""
    rows = read_sheet(path)
    assert len(rows) == len(PAYLOADS)
    return [
        (name, payload, row.cells.get(name, ""))
        for row, payload in zip(rows, PAYLOADS, strict=True)
        for name in CELLS
        if row.cells.get(name, "") != payload and payload not in excused
    ]


def test_there_are_sixty_payloads() -> None:
    assert len(set(PAYLOADS)) == 60


def test_no_cell_of_the_workbook_is_a_formula(sheet: Path) -> None:
    assert list_formulas(sheet) == []
    assert list_damaged(sheet) == []


def test_every_text_cell_is_typed_and_formatted_as_text(sheet: Path) -> None:
    page = openpyxl.load_workbook(sheet).worksheets[0]
    places = [place for place, column in enumerate(COLUMNS) if column.name in CELLS]
    cells = [row[place] for row in page.iter_rows(min_row=2) for place in places]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}


def test_workbook_that_libreoffice_saved_again_holds_no_formula_and_the_same_text(
    saved: Path,
) -> None:
    if saved.suffix == ".xlsx":
        assert list_formulas(saved) == []
    assert list_damaged(saved, excused=EXCUSED[saved.suffix]) == []


def test_csv_of_the_export_gives_every_text_back(tmp_path: Path) -> None:
    write_csv(tmp_path / "review.csv", hostile_rows())
    assert list_damaged(tmp_path / "review.csv") == []


def test_csv_of_the_export_starts_no_formula(tmp_path: Path) -> None:
    write_csv(tmp_path / "review.csv", hostile_rows())
    text = (tmp_path / "review.csv").read_text(encoding="utf-8-sig")
    starts = {
        cell.lstrip('"')[:1] for line in text.split("\r\n")[1:] for cell in line.split(",")[:1]
    }
    assert not starts & set("=+-@\t＝＋－＠")
