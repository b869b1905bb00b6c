"""The report on the reviews: numbers, agreement, and a page that stands alone."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.review import ReviewStore
from pipeline.review.figures import Figures, count, measure_kappa
from pipeline.review.report import list_figures, write_report

from .sheets import CRIED, ROPE, SANK, VERDICTS, take_in, write_run

HOSTILE = "<script>alert(1)</script>"
SHEET = (
    ("Ann", "true", "false", "true"),
    ("Bo", "true", "true", "true"),
    (HOSTILE, "mixed", "", ""),
)
"""The verdicts of three people on three claims."""


@pytest.fixture
def out(tmp_path: Path) -> Path:
    out = write_run(tmp_path / "out")
    rows = [
        f"{claim.id},{verdict},{who},2025-05-0{day}"
        for who, *verdicts in SHEET
        for day, (claim, verdict) in enumerate(zip((ROPE, SANK, CRIED), verdicts, strict=True), 1)
    ]
    path = tmp_path / "review.csv"
    path.write_text("\n".join(["id,verdict,reviewer,checked_at", *rows]), encoding="utf-8")
    take_in(out, path)
    return out


@pytest.fixture
def figures(out: Path) -> Figures:
    with ReviewStore.open(out) as store:
        return count(out, store.latest_by_claim(), VERDICTS)


def test_claims_are_counted_by_verdict_reviewer_and_article(figures: Figures) -> None:
    assert (figures.claims, figures.checked, figures.gone) == (3, 3, 0)
    assert {verdict: n for verdict, n in figures.verdicts.items() if n} == {
        "true": 5, "false": 1, "mixed": 1,
    }  # fmt: skip
    assert [(one.name, one.decided) for one in figures.reviewers] == [
        ("Ann", 3), ("Bo", 3), (HOSTILE, 1),
    ]  # fmt: skip
    assert (figures.reviewers[0].first, figures.reviewers[0].last) == ("2025-05-01", "2025-05-03")
    assert [(one.title, one.claims, one.checked) for one in figures.articles] == [
        ("Halden ferry grows", 3, 3)
    ]


def test_agreement_is_measured_on_what_two_people_judged(figures: Figures) -> None:
    pairs = {(pair.one, pair.other): pair for pair in figures.pairs}
    assert (pairs["Ann", "Bo"].both, pairs["Ann", "Bo"].same) == (3, 2)
    assert pairs["Ann", "Bo"].kappa == pytest.approx(0)
    assert {dispute.claim for dispute in figures.disputes} == {ROPE.id, SANK.id}


def test_kappa_is_that_of_the_textbook() -> None:
    # Cohen's own kind of table: 20 and 15 on the diagonal, 5 and 10 beside it.
    verdicts = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert measure_kappa(verdicts) == pytest.approx(0.4)


def test_kappa_of_one_verdict_throughout_is_undefined() -> None:
    assert measure_kappa([("true", "true")] * 9) is None


def test_report_without_the_library_for_kappa_says_what_to_install(
    figures: Figures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.review.figures.find_spec", lambda _: None)
    assert measure_kappa([("a", "b"), ("b", "b")]) is None
    write_report(tmp_path, figures)
    page = (tmp_path / "review-report.html").read_text(encoding="utf-8")
    assert "pip install 'claimtable[agreement]'" in page


def test_withdrawn_verdicts_and_notes_count_for_nothing(out: Path) -> None:
    with ReviewStore.open(out) as store:
        store.undo(SANK.id, "Ann", "2025-06-01T00:00:00Z", expected_revision=1)
        found = count(out, store.latest_by_claim(), VERDICTS)
    assert found.verdicts["false"] == 0
    assert [dispute.claim for dispute in found.disputes] == [ROPE.id]


def test_judged_claim_that_is_gone_is_counted_apart(out: Path) -> None:
    write_run(out, claims=(SANK, CRIED))
    with ReviewStore.open(out) as store:
        found = count(out, store.latest_by_claim(), VERDICTS)
    assert (found.claims, found.checked, found.gone) == (2, 2, 1)


def test_page_stands_alone_and_runs_nothing(figures: Figures, tmp_path: Path) -> None:
    write_report(tmp_path / "report", figures)
    page = (tmp_path / "report" / "review-report.html").read_text(encoding="utf-8")
    assert HOSTILE not in page
    assert "&lt;script&gt;" in page
    assert "http" not in page.replace("http-equiv", "")
    assert not list((tmp_path / "report").glob(".*"))


def test_csv_has_a_row_for_each_figure(figures: Figures, tmp_path: Path) -> None:
    write_report(tmp_path, figures)
    with (tmp_path / "review-report.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [tuple(row.values()) for row in csv.DictReader(file)]
    assert rows == [(name, of, str(value)) for name, of, value in list_figures(figures)]
    assert ("Cohen's kappa", "Ann and Bo", "0.0") in rows


def test_run_without_reviews_has_a_report_too(tmp_path: Path) -> None:
    out = write_run(tmp_path / "out")
    with ReviewStore.open(out) as store:
        figures = count(out, store.latest_by_claim(), VERDICTS)
    write_report(tmp_path, figures)
    assert "Nobody has decided" in (tmp_path / "review-report.html").read_text(encoding="utf-8")
