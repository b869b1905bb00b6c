"""Writes the report on the reviews: one static page, and its figures as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Template

from ..page_templates import open_templates
from ..tables.file import put_in_place, temporary_of
from ..tables.write import escape_cell
from .figures import Figures, has_kappa
from .workbook import COLOURS

PAGE = "review-report.html"
FIGURES = "review-report.csv"

HEAD = ("figure", "of", "value")
"""Columns of the CSV file: what was counted or measured, of whom or what, and how much it is."""


def write_report(folder: Path, figures: Figures) -> None:
    """Write both files into a folder, each whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    page = temporary_of(folder / PAGE)
    page.write_text(
        _template().render(figures=figures, colours=COLOURS, has_kappa=has_kappa()),
        encoding="utf-8",
    )
    put_in_place(page, folder / PAGE)
    table = temporary_of(folder / FIGURES)
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(HEAD)
        for figure, of, value in list_figures(figures):
            writer.writerow([figure, escape_cell(of), value])
    put_in_place(table, folder / FIGURES)


def list_figures(figures: Figures) -> Iterator[tuple[str, str, int | float]]:
    """Give each figure as a row: its name, what it is of, its value."""
    yield "claims", "all", figures.claims
    yield "checked", "all", figures.checked
    yield "decided and gone since", "all", figures.gone
    for verdict, number in figures.verdicts.items():
        yield "verdicts", verdict, number
    for reviewer in figures.reviewers:
        yield "decided", reviewer.name, reviewer.decided
    for article in figures.articles:
        yield "claims of the article", article.doc, article.claims
        yield "checked of the article", article.doc, article.checked
    for pair in figures.pairs:
        names = f"{pair.one} and {pair.other}"
        yield "judged by both", names, pair.both
        yield "judged the same", names, pair.same
        if pair.kappa is not None:
            yield "Cohen's kappa", names, round(pair.kappa, 3)


@cache
def _template() -> Template:
    environment = open_templates(__package__, "report_page")
    environment.filters["share"] = _share
    environment.filters["words"] = _words
    return environment.get_template("report.html.jinja")


def _share(part: int, whole: int) -> str:
    """Give a share in per cent.

    >>> _share(1, 3)
    '33 %'
    """
    return f"{100 * part / whole:.0f} %" if whole else "–"


def _words(name: str) -> str:
    """Give a verdict as words."""
    return name.replace("_", " ")
