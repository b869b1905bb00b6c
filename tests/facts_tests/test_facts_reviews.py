from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.facts import check_facts, facts_from_reviews, load_facts, to_csv
from pipeline.records import Review

HEADER = "claim,reviewer,action,corrected_to,note,checked_at,verdict\n"


def write(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "reviews.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8-sig")
    return path


def test_accepted_claim_becomes_a_fact_that_holds(out: Path, tmp_path: Path) -> None:
    reviews = write(tmp_path, "c1,A. B.,Accepted,,checked the report,2025-03-05T10:00:00")
    found = facts_from_reviews(reviews, out)
    path = tmp_path / "new.facts.csv"
    path.write_text(to_csv(found.rows), encoding="utf-8")
    [fact] = load_facts([path]).facts
    assert fact.because == "accepted by A. B. on 2025-03-05: checked the report"
    assert (fact.kind, fact.value, fact.expect) == ("claim", "Nordic Rail Union", "present")
    assert [outcome.state for outcome in check_facts([fact], out).outcomes] == ["found"]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (["c1,A,accepted,,,", "c1,B,rejected,,,"], "its reviewers disagree"),
        (["c1,A,,,,,true", "c1,B,,,,,not_a_claim"], "its reviewers disagree"),
        (["c9,A,rejected,,,"], "not among the claims of this run"),
        (["c1,A,,,,,"], "without a verdict"),
        (["c1,A,,483 km,,"], "accepted with a correction: write that row by hand"),
        (["c1,A,,,only a note,"], "without a verdict"),
        (["c1,A,accepted,483 km,,"], "accepted with a correction: write that row by hand"),
        (["c9,A,accepted,,,"], "not among the claims of this run"),
    ],
)
def test_other_claims_are_left_out_and_counted(
    out: Path, tmp_path: Path, rows: list[str], reason: str
) -> None:
    found = facts_from_reviews(write(tmp_path, *rows), out)
    assert found.rows == ()
    assert found.left_out == {reason: 1}


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        (["c1,A,rejected,,,2025-01-01", "c1,A,accepted,,,2025-01-02"], 1),
        (["c1,A,accepted,,,2025-01-02", "c1,A,rejected,,,2025-01-01"], 1),
        (["c1,A,accepted,,,2025-01-01", "c1,A,,,,2025-01-02,"], 0),
        (["c1,A,,,,2025-01-01,mixed", "c1,B,rejected,,,2025-01-01", "c1,B,,,,2025-01-02,"], 1),
    ],
)
def test_last_decision_of_a_reviewer_counts(
    out: Path, tmp_path: Path, rows: list[str], count: int
) -> None:
    assert len(facts_from_reviews(write(tmp_path, *rows), out).rows) == count


@pytest.mark.parametrize("days", [("2025-03-05", "2025-03-01"), ("2025-03-05", "2025-03-05")])
def test_later_decision_counts_though_its_sheet_says_an_earlier_day(
    out: Path, tmp_path: Path, days: tuple[str, str]
) -> None:
    path = tmp_path / "reviews.csv"
    rows = f"c1,A,true,{days[0]}T10:00:00Z,1\nc1,A,not_a_claim,{days[1]},2\n"
    path.write_text(f"claim,reviewer,verdict,checked_at,revision\n{rows}")
    [row] = facts_from_reviews(path, out).rows
    assert row["because"] == f"rejected by A on {days[1]}"


@pytest.mark.parametrize("row", ["c1,A,rejected,,a heading,,", "c1,A,,,a heading,,not_a_claim"])
def test_rejected_claim_becomes_a_false_alarm_that_holds_until_it_is_mended(
    out: Path, tmp_path: Path, row: str
) -> None:
    found = facts_from_reviews(write(tmp_path, row), out)
    path = tmp_path / "new.facts.csv"
    path.write_text(to_csv(found.rows), encoding="utf-8")
    [fact] = load_facts([path]).facts
    assert (fact.expect, fact.because) == ("known false alarm", "rejected by A: a heading")
    checked = check_facts([fact], out)
    assert not checked.missed


def test_rejected_claim_that_is_gone_must_stay_absent(out: Path) -> None:
    review = Review(claim="c9", doc="track", text="Trains are late", verdict="not_a_claim",
                    reviewer="A", checked_at="2025-03-05")  # fmt: skip
    [row] = facts_from_reviews([review], out).rows
    assert (row["expect"], row["text"]) == ("absent", "Trains are late")


def test_rejected_claim_within_another_is_left_out(out: Path, tmp_path: Path) -> None:
    lines = (out / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    inner = {**json.loads(lines[0]), "id": "c9"}
    inner["text"] = inner["text"].rsplit(" ", 1)[0]
    with (out / "claims.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(inner) + "\n")
    found = facts_from_reviews(write(tmp_path, "c9,A,rejected,,,"), out)
    assert found.left_out == {"rejected, but its words stand in another claim": 1}


def test_json_lines_are_read_too(out: Path, tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    row = {"claim": "c1", "reviewer": "A", "verdict": "false", "note": None, "revision": 1}
    path.write_text(json.dumps(row) + "\n")
    assert len(facts_from_reviews(path, out).rows) == 1


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("reviews.csv", HEADER + "c1,,accepted,,,\n", r"reviews.csv:2: reviewer is empty"),
        ("reviews.csv", "claim,reviewer,revision\nc1,A,last\n", r"csv:2: revision is 'last'; exp"),
        ("reviews.jsonl", "{\n", r"reviews.jsonl:1: not a row of reviews"),
    ],
)
def test_row_that_is_no_review_names_its_line(
    out: Path, tmp_path: Path, name: str, content: str, message: str
) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(InputError, match=message):
        facts_from_reviews(tmp_path / name, out)


def test_missing_reviews_are_an_error(out: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such reviews table"):
        facts_from_reviews(tmp_path / "none.csv", out)
