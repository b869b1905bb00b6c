"""The sheet that comes back: what is new is added, nothing is overwritten, every row is told of."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace

from pipeline.errors import InputError
from pipeline.review import ReviewStore
from pipeline.review.read_sheet import read_sheet

from .sheets import (
    CLAIMS,
    CRIED,
    NOW,
    ROPE,
    SANK,
    edited,
    export,
    fill,
    read_rows,
    reviews,
    take_in,
    write_run,
)


@pytest.fixture
def sheet(out: Path, tmp_path: Path) -> Path:
    return export(out, tmp_path / "review.xlsx")


def said(imported: Any, kind: str) -> list[str]:
    return [outcome.said for outcome in imported.outcomes if outcome.kind == kind]


def test_decision_is_kept_with_the_claim_and_its_sentence(out: Path, sheet: Path) -> None:
    fill(sheet, ROPE.id, verdict="false", corrected_to="480 km", evidence_url="https://a.example/x",
         note="see p. 3", reviewer="Ann", checked_at="2025-05-01")  # fmt: skip
    assert take_in(out, sheet).counts == {"added": 1}
    with ReviewStore.open(out) as store:
        [row] = store.all()
    assert (row.claim, row.doc, row.text) == (ROPE.id, "ferry", ROPE.text)
    assert row.sentence == "In 2024 the ferry carried 482 km of rope, Berg said."
    assert (row.verdict, row.corrected_to, row.note) == ("false", "480 km", "see p. 3")
    assert (row.checked_at, row.origin, row.revision) == ("2025-05-01", "review.xlsx", 1)


def test_importing_twice_changes_nothing(out: Path, sheet: Path) -> None:
    fill(sheet, ROPE.id, verdict="false", reviewer="Ann")
    take_in(out, sheet)
    before = reviews(out)
    assert take_in(out, sheet).counts == {"unchanged": 1}
    assert reviews(out) == before


def test_dry_run_says_what_would_change_and_changes_nothing(out: Path, sheet: Path) -> None:
    fill(sheet, ROPE.id, verdict="false", reviewer="Ann")
    imported = take_in(out, sheet, dry_run=True)
    assert (imported.counts, imported.undecided) == ({"added": 1}, 2)
    assert reviews(out) == []


def test_own_decision_edited_in_a_new_sheet_is_a_new_row(
    out: Path, sheet: Path, tmp_path: Path
) -> None:
    take_in(out, fill(sheet, ROPE.id, verdict="false", reviewer="Ann"))
    again = export(out, tmp_path / "again.xlsx")
    assert take_in(out, fill(again, ROPE.id, verdict="mixed")).counts == {"changed": 1}
    assert [row[2] for row in reviews(out)] == ["false", "mixed"]
    assert take_in(out, again).counts == {"unchanged": 1}
    assert take_in(out, sheet).counts == {"unchanged": 1}  # the old sheet brings nothing back


def test_old_sheet_does_not_overwrite_what_was_decided_since(
    out: Path, sheet: Path, tmp_path: Path
) -> None:
    take_in(out, fill(export(out, tmp_path / "new.xlsx"), ROPE.id, verdict="true", reviewer="Ann"))
    imported = take_in(out, fill(sheet, ROPE.id, verdict="false", reviewer="Ann"))
    assert said(imported, "conflict") == [
        "the sheet says false, but Ann has decided true. "
        "Kept as it was: export anew and decide there"
    ]
    assert [row[2] for row in reviews(out)] == ["true"]


def test_empty_cells_are_filled_and_filled_ones_stay(
    out: Path, sheet: Path, tmp_path: Path
) -> None:
    second = export(out, tmp_path / "second.xlsx")
    take_in(out, fill(sheet, ROPE.id, verdict="true", reviewer="Ann"))
    take_in(out, fill(second, ROPE.id, note="from the register", reviewer="Ann"))
    assert reviews(out)[-1] == (ROPE.id, "Ann", "true", "from the register")


def test_two_people_who_disagree_are_both_kept_and_named(
    out: Path, sheet: Path, tmp_path: Path
) -> None:
    second = export(out, tmp_path / "second.xlsx")
    take_in(out, fill(sheet, ROPE.id, verdict="true", reviewer="Ann"))
    imported = take_in(out, fill(second, ROPE.id, verdict="false", reviewer="Bo"))
    assert said(imported, "disagreement") == ["both kept: Ann: true; Bo: false"]
    assert [row[1:3] for row in reviews(out)] == [("Ann", "true"), ("Bo", "false")]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"verdict": "maybe"}, "the verdict is 'maybe'; expected one of true, mostly_true"),
        ({"verdict": "true", "evidence_url": "javascript:alert(1)"}, "evidence_url is 'javascript"),
        ({"verdict": "true", "evidence_url": "see the register"}, "expected an address with https"),
        ({"verdict": "true", "checked_at": "31/12/2025"}, "checked_at is '31/12/2025'; expected a"),
        ({"verdict": "true", "reviewer": ""}, "reviewer is empty; fill it in, or import with"),
        ({"verdict": "true", "note": "=1+1"}, "note holds a formula; expected text"),
        ({"verdict": "true", "id": "7"}, "unknown id, and no claim in the row"),
        ({"verdict": "true", "id": ""}, "id is empty; it says which claim was judged"),
    ],
)
def test_row_that_cannot_be_taken_is_named_and_costs_no_other(
    out: Path, sheet: Path, cells: dict[str, str], reason: str
) -> None:
    fill(sheet, SANK.id, verdict="true", reviewer="Ann")
    fill(sheet, ROPE.id, **{"reviewer": "Ann", "claim": None, **cells})
    imported = take_in(out, sheet)
    [refused] = [outcome for outcome in imported.outcomes if outcome.kind == "refused"]
    assert reason in refused.said
    assert refused.place == "row 2"
    assert [row[0] for row in reviews(out)] == [SANK.id]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (True, "true"), (False, "false"), ("TRUE", "true"), ("Mostly true", "mostly_true"),
        ("not-a-claim", "not_a_claim"),
    ],
)  # fmt: skip
def test_verdict_that_a_spreadsheet_has_changed_is_understood(
    out: Path, sheet: Path, typed: object, kept: str
) -> None:
    take_in(out, fill(sheet, ROPE.id, verdict=typed, reviewer="Ann"))
    assert [row[2] for row in reviews(out)] == [kept]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (None, NOW),
        (datetime(2025, 5, 1), "2025-05-01"),
        ("2025-05-01 10:30", "2025-05-01T10:30:00"),
        ("2025-05-01T10:30:00Z", "2025-05-01T10:30:00Z"),
    ],
)
def test_moment_is_kept_as_iso(out: Path, sheet: Path, typed: object, kept: str) -> None:
    take_in(out, fill(sheet, ROPE.id, verdict="true", reviewer="Ann", checked_at=typed))
    with ReviewStore.open(out) as store:
        assert [row.checked_at for row in store.all()] == [kept]


def test_decision_on_a_claim_that_is_gone_is_kept_and_said(out: Path, sheet: Path) -> None:
    write_run(out, claims=(SANK, CRIED))
    imported = take_in(out, fill(sheet, ROPE.id, verdict="false", reviewer="Ann"))
    assert imported.counts == {"added": 1, "gone": 1}
    assert reviews(out) == [(ROPE.id, "Ann", "false", None)]
    assert take_in(out, sheet).counts == {"unchanged": 1, "gone": 1}


NEW = "cnewaaaaaaaaaaaaa"


def test_claim_in_an_edited_sentence_is_offered_and_taken_only_when_asked(
    out: Path, sheet: Path
) -> None:
    write_run(out, claims=(edited(ROPE, str, NEW), SANK, CRIED))
    fill(sheet, ROPE.id, verdict="false", reviewer="Ann")
    [offer] = said(take_in(out, sheet), "offered")
    assert f"may have become {NEW}, {ROPE.text!r}: its words are the same" in offer
    assert [row[0] for row in reviews(out)] == [ROPE.id]
    assert take_in(out, sheet, similar=True).counts == {"attached": 1}
    assert [row[0] for row in reviews(out)] == [ROPE.id, NEW]
    assert take_in(out, sheet, similar=True).counts == {"unchanged": 1}


def test_claim_whose_value_changed_follows_only_by_name(out: Path, sheet: Path) -> None:
    changed = edited(ROPE, lambda text: text.replace("482", "483"), NEW)
    write_run(out, claims=(changed, SANK, CRIED))
    fill(sheet, ROPE.id, verdict="false", reviewer="Ann")
    [offer] = said(take_in(out, sheet, similar=True), "offered")
    assert "483 km" in offer
    assert [row[0] for row in reviews(out)] == [ROPE.id]
    assert take_in(out, sheet, claims=[ROPE.id]).counts == {"attached": 1}
    assert reviews(out)[-1][0] == NEW


@pytest.mark.parametrize(
    "change", [{"negated": True}, {"speaker": "Mia Lund"}, {"standalone": "x"}]
)
def test_claim_that_says_something_else_in_the_same_words_does_not_follow(
    out: Path, sheet: Path, change: dict[str, Any]
) -> None:
    write_run(out, claims=(replace(ROPE, id=NEW, **change), SANK))
    fill(sheet, ROPE.id, verdict="false", reviewer="Ann")
    assert take_in(out, sheet, similar=True).counts == {"added": 1, "offered": 1}


def test_rows_may_be_sorted_deleted_and_columns_moved(out: Path, sheet: Path) -> None:
    fill(sheet, SANK.id, verdict="true", reviewer="Ann")
    rows = list(openpyxl.load_workbook(sheet).worksheets[0].iter_rows(values_only=True))
    book = openpyxl.Workbook()
    for row in (rows[0], rows[2]):
        book.active.append(tuple(reversed(row)))
    book.save(sheet)
    assert take_in(out, sheet).counts == {"added": 1}


def test_csv_from_any_spreadsheet_is_read(out: Path, tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    path.write_bytes(
        f"id;verdict;note;reviewer\r\n{ROPE.id};TRUE;'=1+1;Ann\r\n;;;\r\n".encode("utf-8-sig")
    )
    assert take_in(out, path).counts == {"added": 1}
    assert reviews(out) == [(ROPE.id, "Ann", "true", "=1+1")]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"id,note\nc1,x\n", "there is no column verdict; found id, note"),
        ("a.csv", b"id,verdict,Verdict\n", "there are two columns verdict"),
        ("a.csv", b"id,verdict\n\xff\n", 'byte 11 is not UTF-8. Save the sheet as "CSV UTF-8"'),
        ("a.csv", b'id,verdict\n"a,b\n', "not readable as CSV"),
        ("a.csv", b"", "it is empty"),
        ("a.xlsx", b"PK no", "not readable as an Excel workbook"),
        ("a.ods", b"PK no", "not readable as an OpenDocument sheet"),
        ("a.doc", b"", "review sheets end in .xlsx, .csv, .ods"),
    ],
)
def test_file_that_is_no_review_sheet_says_why(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as error:
        read_sheet(tmp_path / name)
    assert message in str(error.value)


def test_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        read_sheet(tmp_path / "a.xlsx")


def test_text_that_no_database_holds_is_refused_and_costs_no_other(
    out: Path, tmp_path: Path
) -> None:
    path = tmp_path / "review.csv"
    rows = f"id,verdict,note,reviewer\n{ROPE.id},true,a\0b,Ann\n{SANK.id},true,,Ann\n"
    path.write_bytes(rows.encode())
    imported = take_in(out, path)
    assert imported.counts == {"refused": 1, "added": 1}
    assert "has a character that cannot be stored" in said(imported, "refused")[0]


def test_second_answer_of_a_person_in_one_sheet_does_not_overwrite_the_first(
    out: Path, tmp_path: Path
) -> None:
    path = tmp_path / "review.csv"
    path.write_text(f"id,verdict,reviewer\n{ROPE.id},true,Ann\n{ROPE.id},false,Ann\n")
    assert take_in(out, path).counts == {"added": 1, "conflict": 1}
    assert [row[2] for row in reviews(out)] == ["true"]


def test_sheet_keeps_all_its_rows_through_import_and_export(
    out: Path, sheet: Path, tmp_path: Path
) -> None:
    for claim in CLAIMS:
        fill(sheet, claim.id, verdict="true", reviewer="Ann", note=claim.text)
    take_in(out, sheet)
    rows = read_rows(export(out, tmp_path / "again.xlsx"))
    assert [(row["id"], row["note"]) for row in rows] == [(one.id, one.text) for one in CLAIMS]
