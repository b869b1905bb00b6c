"""A small run and its review sheet, made without the pipeline; and how a person fills the sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from msgspec.structs import replace

from pipeline.records import (
    Article,
    Block,
    BlockKind,
    Check,
    Claim,
    DateValue,
    Mention,
    Quantity,
    VerdictRow,
)
from pipeline.review import ReviewStore
from pipeline.review.answers import Expected
from pipeline.review.export import Choice, gather_rows
from pipeline.review.merge import Accepted
from pipeline.review.take_in import How, Imported, import_sheet
from pipeline.review.workbook import write_workbook
from pipeline.settings import load_settings
from pipeline.tables import CHECK_TABLES, TableWriters

VERDICTS = load_settings().review.verdicts
NOW = "2025-06-01T12:00:00Z"

TEXT = (
    "Halden ferry grows\n\nThe ferry is old. In 2024 the ferry carried 482 km of rope, Berg said. "
    "It sank later.\n\nA caption here.\n\nThe mayor cried."
)


def at(words: str) -> tuple[int, int]:
    """Give the place of words in the text."""
    start = TEXT.index(words)
    return start, start + len(words)


def block(kind: BlockKind, words: str) -> Block:
    """Make a block of words that stand in the text."""
    start, end = at(words)
    return Block(kind=kind, start=start, end=end)


ARTICLE = Article(
    doc="ferry",
    text=TEXT,
    sha256="0",
    path="ferry.txt",
    media_type="text/plain",
    title="Halden ferry grows",
    url="https://news.example/ferry?a=1&b=2",
    published=date(2024, 3, 1),
    blocks=(
        block("title", "Halden ferry grows"),
        block("paragraph", TEXT.split("\n\n")[1]),
        block("caption", "A caption here."),
        block("paragraph", "The mayor cried."),
    ),
)


def make_claim(id: str, words: str, **values: Any) -> Claim:
    """Make a claim of words that stand in the text."""
    start, end = at(words)
    return Claim(id=id, doc="ferry", start=start, end=end, text=words,
                 **{"standalone": words, **values})  # fmt: skip


MENTIONS = (
    Mention(id="m1", doc="ferry", start=at("2024")[0], end=at("2024")[1], text="2024", kind="date",
            date=DateValue(timex_type="DATE", value="2024", start_date=date(2024, 1, 1),
                           end_date=date(2024, 12, 31))),
    Mention(id="m2", doc="ferry", start=at("482 km")[0], end=at("482 km")[1], text="482 km",
            kind="quantity", quantity=Quantity(low=482, high=482, unit="kilometre",
            base_low=482000, base_high=482000, base_unit="metre", measured="rope")),
)  # fmt: skip
ROPE = make_claim(
    "cropeaaaaaaaaaaaa",
    "In 2024 the ferry carried 482 km of rope",
    priority=0.9,
    mentions=("m1", "m2"),
    speaker="Ola Berg",
    sentence=(at("In 2024")[0], at("Berg said.")[1]),
    reasons=("quantity", "-vague"),
)
SANK = make_claim("csankaaaaaaaaaaaa", "It sank", priority=0.4, standalone="The ferry sank",
                  sentence=at("It sank later."))  # fmt: skip
CRIED = make_claim("ccriedaaaaaaaaaaa", "The mayor cried", priority=0.1)
CLAIMS = (ROPE, SANK, CRIED)


def write_run(out: Path, claims: Iterable[Claim] = CLAIMS, article: Article = ARTICLE) -> Path:
    """Write the tables of a run."""
    out.mkdir(exist_ok=True)
    with TableWriters(out, ["jsonl"]) as writers:
        writers.write("articles", [article])
        writers.write("mentions", MENTIONS)
        writers.write("claims", claims)
    return out


def write_check(out: Path) -> None:
    """Write the tables of a check of the first claim."""
    evidence = {"evidence_doc": "register", "evidence": "The ferry carried 480 km of rope."}
    with TableWriters(out, ["jsonl"], CHECK_TABLES) as writers:
        writers.write("verdicts", [VerdictRow(
            claim=ROPE.id, doc="ferry", text=ROPE.text, verdict="contradicted", reason="differs",
            **evidence)])  # fmt: skip
        writers.write("checks", [
            Check(claim=ROPE.id, facet="quantity", start=0, end=5, status="differs",
                  value_claim="482 km", value_evidence="480 km"),
            Check(claim=ROPE.id, facet="thing", start=0, end=5, status="found", value_claim="rope"),
            Check(claim=ROPE.id, facet="verdict", start=0, end=5, status="contradicted"),
        ])  # fmt: skip


def export(out: Path, path: Path, **choice: Any) -> Path:
    """Write the sheet of a run."""
    with ReviewStore.open(out) as store:
        rows = gather_rows(out, store.latest_by_claim(), Choice(**choice))
    write_workbook(path, rows, VERDICTS)
    return path


def take_in(out: Path, sheet: Path, reviewer: str = "", **how: Any) -> Imported:
    """Import a sheet."""
    accepted = Accepted(similar=how.pop("similar", False), claims=frozenset(how.pop("claims", ())))
    expected = Expected(verdicts=VERDICTS, reviewer=reviewer, now=NOW)
    with ReviewStore.open(out) as store:
        return import_sheet(out, sheet, store, How(expected=expected, accepted=accepted, **how))


def reviews(out: Path) -> list[tuple[str, str, str, str | None]]:
    """Give claim, reviewer, verdict and note of every row of the reviews."""
    with ReviewStore.open(out) as store:
        return [(row.claim, row.reviewer, row.verdict, row.note) for row in store.all()]


def fill(path: Path, claim: str, /, **cells: Any) -> Path:
    """Write into a row of the workbook as a person would; saves it in place."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[1]}
    [row] = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == claim]
    for name, value in cells.items():
        sheet.cell(row, places[name]).value = value
    book.save(path)
    return path


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Give the rows of the workbook's first sheet."""
    rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    names = next(rows)
    return [
        {name: value for name, value in zip(names, row, strict=True) if value is not None}
        for row in rows
    ]


def edited(claim: Claim, change: Callable[[str], str], id: str) -> Claim:
    """Give a claim as it stands after its words were edited."""
    return replace(claim, id=id, text=change(claim.text), standalone=change(claim.standalone))
