"""Every table format: the same rows, the same bytes, whole or not at all."""

from __future__ import annotations

import errno
import json
import sqlite3
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pyarrow import parquet

from pipeline.errors import OutputError, SettingsError
from pipeline.records import Article, Check, Claim, Mention, Place, Review, VerdictRow
from pipeline.tables import CHECK_TABLES, RUN_TABLES, TABLES, TableWriters, row_of, xlsx
from pipeline.tables.write import FORMATS

ARTICLE = Article(doc="a", text="The Sømna ferry carried 482 cars.", sha256="0", path="a.txt",
                  media_type="text/plain", title="Ferry", published=date(2024, 3, 1))  # fmt: skip
CLAIM = Claim(id="c1", doc="a", start=0, end=32, text="The Sømna ferry carried 482 cars",
              standalone="The Sømna ferry carried 482 cars in 2024", mentions=("m1",),
              period_start=date(1820, 1, 1), priority=0.75)  # fmt: skip
MENTION = Mention(id="m1", doc="a", start=4, end=9, text="Sømna", kind="place",
                  place=Place(country="NO", latitude=65.3))  # fmt: skip
VERDICT = VerdictRow(claim="c1", doc="a", text=CLAIM.text, verdict="supported", reason="all found")
CHECK = Check(claim="c1", facet="verdict", start=0, end=32, status="supported")
FILES = {
    "csv": "claims.csv",
    "jsonl": "claims.jsonl",
    "parquet": "claims.parquet",
    "sqlite": "claimtable.sqlite",
    "xlsx": "claims.xlsx",
}


def write_run(out: Path, *formats: str, claims: tuple[Claim, ...] = (CLAIM,)) -> None:
    out.mkdir(exist_ok=True)
    with TableWriters(out, formats) as writers:
        writers.write("articles", [ARTICLE])
        writers.write("mentions", [MENTION])
        for claim in claims:
            writers.write("claims", [claim])


def write_check(out: Path, *formats: str) -> None:
    with TableWriters(out, formats, CHECK_TABLES) as writers:
        writers.write("verdicts", [VERDICT])
        writers.write("checks", [CHECK])


def ask(out: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(out / "claimtable.sqlite")) as connection:
        return connection.execute(query).fetchall()


def read_sheet(path: Path) -> list[dict[str, Any]]:
    rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    names = next(rows)
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_these_are_all_the_formats() -> None:
    assert set(FORMATS) == set(FILES)


def test_parquet_has_typed_columns(tmp_path: Path) -> None:
    write_run(tmp_path, "parquet")
    [row] = parquet.read_table(tmp_path / "claims.parquet").to_pylist()
    assert row["period_start"] == date(1820, 1, 1)
    assert (row["start"], row["priority"], row["negated"]) == (0, 0.75, False)
    assert json.loads(row["mentions"]) == ["m1"]
    assert list(row) == [column.name for column in TABLES["claims"]]


def test_workbook_has_text_numbers_and_whole_dates(tmp_path: Path) -> None:
    write_run(tmp_path, "xlsx")
    [row] = read_sheet(tmp_path / "claims.xlsx")
    assert row["text"] == CLAIM.text
    assert row["period_start"] == "1820-01-01"  # Excel's own dates begin in 1900
    assert (row["priority"], row["negated"], row["mentions"]) == (0.75, False, '["m1"]')


def test_database_holds_what_the_rows_hold(tmp_path: Path) -> None:
    write_run(tmp_path, "sqlite")
    [row] = ask(tmp_path, "SELECT * FROM claims")
    expected = row_of(CLAIM, TABLES["claims"])
    found = dict(zip(expected, row, strict=True))
    assert found["standalone"] == CLAIM.standalone
    assert found["mentions"] == '["m1"]'
    assert {key for key, value in found.items() if value is None} == {
        key for key, value in expected.items() if value is None
    }


def test_database_is_searched_without_regard_to_accents_and_endings(tmp_path: Path) -> None:
    write_run(tmp_path, "sqlite")
    query = "SELECT count(*) FROM claims_fts WHERE claims_fts MATCH 'carrying car'"
    assert ask(tmp_path, query) == [(1,)]
    [title] = ask(tmp_path, "SELECT title FROM articles_fts WHERE articles_fts MATCH 'ferries'")
    assert title == ("Ferry",)


def test_database_views_set_claims_beside_articles_mentions_and_verdicts(tmp_path: Path) -> None:
    write_run(tmp_path, "sqlite")
    write_check(tmp_path, "sqlite")
    query = "SELECT title, published, standalone, verdict FROM claims_with_verdicts"
    assert ask(tmp_path, query) == [("Ferry", "2024-03-01", CLAIM.standalone, "supported")]
    assert ask(tmp_path, "SELECT text, kind FROM claim_mentions") == [("Sømna", "place")]
    assert ask(tmp_path, "SELECT claims FROM articles_by_claims") == [(1,)]


def test_database_view_has_the_last_decision_of_each_person(tmp_path: Path) -> None:
    write_run(tmp_path, "sqlite")
    rows = [
        Review(id=i, claim="c1", text="", verdict=verdict, reviewer=who, revision=revision,
               checked_at="2025-05-01")
        for i, (who, verdict, revision) in enumerate(
            [("Ann", "true", 1), ("Bo", "false", 1), ("Ann", "mixed", 2)]
        )
    ]  # fmt: skip
    with TableWriters(tmp_path, ["sqlite"], ["reviews"]) as writers:
        writers.write("reviews", rows)
    query = "SELECT reviewer, verdict FROM claims_with_reviews ORDER BY reviewer"
    assert ask(tmp_path, query) == [("Ann", "mixed"), ("Bo", "false")]


def test_database_has_keys_that_hold(tmp_path: Path) -> None:
    write_run(tmp_path, "sqlite")
    write_check(tmp_path, "sqlite")
    assert ask(tmp_path, "PRAGMA foreign_key_check") == []
    keys = {(row[3], row[2]) for row in ask(tmp_path, "PRAGMA foreign_key_list(verdicts)")}
    assert keys == {("claim", "claims"), ("doc", "articles")}


def test_run_and_check_share_the_database_in_any_order(tmp_path: Path) -> None:
    write_run(tmp_path, "sqlite")
    write_check(tmp_path, "sqlite")
    write_run(tmp_path, "sqlite")
    assert ask(tmp_path, "SELECT verdict FROM verdicts") == [("supported",)]
    assert ask(tmp_path, "SELECT count(*) FROM claims") == [(1,)]


def test_tables_not_asked_for_leave_the_database(tmp_path: Path) -> None:
    write_run(tmp_path, "sqlite")
    write_check(tmp_path, "sqlite")
    write_check(tmp_path, "csv")
    names = {name for (name,) in ask(tmp_path, "SELECT name FROM sqlite_master")}
    assert set(RUN_TABLES) <= names
    assert not set(CHECK_TABLES) & names
    write_run(tmp_path, "csv")
    assert not list(tmp_path.glob("*.sqlite"))
    assert not list(tmp_path.glob("datasette.json"))


def test_metadata_tells_datasette_what_columns_mean(tmp_path: Path) -> None:
    write_run(tmp_path, "sqlite")
    metadata = json.loads((tmp_path / "datasette.json").read_text(encoding="utf-8"))
    tables = metadata["databases"]["claimtable"]["tables"]
    assert tables["claims"]["columns"]["standalone"] == "The claim readable on its own"
    assert tables["claims_with_articles"]["description"]
    assert "claims_with_verdicts" not in tables


@pytest.fixture
def thirty_claims() -> tuple[Claim, ...]:
    return tuple(
        Claim(id=f"c{i}", doc="a", start=i, end=i + 1, text="x" * i, standalone="y")
        for i in range(30)
    )


@pytest.mark.parametrize("format", FILES)
def test_bytes_do_not_depend_on_how_rows_come(
    tmp_path: Path, format: str, thirty_claims: tuple[Claim, ...]
) -> None:
    write_run(tmp_path / "one", format, claims=thirty_claims)
    (tmp_path / "other").mkdir()
    with TableWriters(tmp_path / "other", [format]) as writers:
        writers.write("articles", [ARTICLE])
        writers.write("mentions", [MENTION])
        writers.write("claims", thirty_claims)
    one, other = (tmp_path / name / FILES[format] for name in ("one", "other"))
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("format", FILES)
def test_error_keeps_the_earlier_file(tmp_path: Path, format: str) -> None:
    write_run(tmp_path, format)
    before = (tmp_path / FILES[format]).read_bytes()
    with pytest.raises(AttributeError):
        write_run(tmp_path, format, claims=(CLAIM, MENTION))  # type: ignore[arg-type]
    assert (tmp_path / FILES[format]).read_bytes() == before
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.parametrize("format", FILES)
def test_disk_that_fails_at_the_last_file_keeps_all_earlier_ones(
    tmp_path: Path, format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sync(path: Path) -> None:
        synced.append(path)
        if len(synced) == 2 * files:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))

    synced: list[Path] = []
    files = 0
    monkeypatch.setattr("pipeline.tables.file.sync", sync)
    monkeypatch.setattr("pipeline.tables.sqlite.sync", sync)
    write_run(tmp_path, "csv", format)
    files = len(synced)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(OSError, match="No space left"):
        write_run(tmp_path, "csv", format, claims=())
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_disk_that_has_no_room_for_what_describes_a_database_keeps_all_earlier_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    write_run(tmp_path, "csv", "sqlite")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    monkeypatch.setattr("pipeline.tables.sqlite.to_metadata", fill)
    with pytest.raises(OSError, match="No space left"):
        write_run(tmp_path, "csv", "sqlite", claims=())
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_workbook_that_the_disk_does_not_take_is_an_error_like_that_of_other_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("xlsxwriter.workbook.ZipFile", fill)
    with pytest.raises(OSError, match="No space left"):
        write_run(tmp_path, "xlsx")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "0482", "3/4", "Mar 1",
                                  "http://a.example", "482e3", "{=1}", "'=1"])  # fmt: skip
def test_no_cell_of_a_workbook_is_anything_but_text(tmp_path: Path, text: str) -> None:
    claim = Claim(id="c1", doc="a", start=0, end=1, text=text, standalone=text)
    write_run(tmp_path, "xlsx", claims=(claim,))
    sheet = openpyxl.load_workbook(tmp_path / "claims.xlsx").worksheets[0]
    cells = [cell for cell in sheet[2] if cell.value == text]
    assert len(cells) == 2
    assert {(cell.data_type, cell.hyperlink) for cell in cells} == {("s", None)}


def test_text_that_no_cell_holds_is_cut_and_says_so(tmp_path: Path) -> None:
    claim = Claim(id="c1", doc="a", start=0, end=1, text="𝒜" * 40_000, standalone="x")
    write_run(tmp_path, "xlsx", claims=(claim,))
    [row] = read_sheet(tmp_path / "claims.xlsx")
    assert row["text"].endswith(xlsx.CUT)
    assert len(row["text"].encode("utf-16-le")) // 2 <= xlsx.LETTERS_PER_CELL


@pytest.fixture
def short_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS_PER_SHEET", 11)


@pytest.mark.usefixtures("short_sheets")
def test_rows_that_no_sheet_holds_go_on_in_the_next(
    tmp_path: Path, thirty_claims: tuple[Claim, ...]
) -> None:
    write_run(tmp_path, "xlsx", claims=thirty_claims)
    book = openpyxl.load_workbook(tmp_path / "claims.xlsx")
    assert book.sheetnames == ["claims", "claims 2", "claims 3"]
    assert [sheet.max_row for sheet in book] == [11, 11, 11]
    assert {sheet["A1"].value for sheet in book} == {"id"}


@pytest.mark.usefixtures("short_sheets")
def test_table_that_no_workbook_holds_names_the_other_formats(
    tmp_path: Path, thirty_claims: tuple[Claim, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MAX_SHEETS", 2)
    with pytest.raises(OutputError, match=r"xlsx: the table is too large .* xlsx out of"):
        write_run(tmp_path, "xlsx", claims=thirty_claims)
    assert not list(tmp_path.iterdir())


def test_format_without_its_library_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(SettingsError, match=r"pip install 'claimtable\[parquet\]'"):
        write_run(tmp_path, "csv", "parquet")
    assert not list(tmp_path.iterdir())
