"""Loads known facts and says what is wrong with the rows that cannot be checked."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from .amounts import read_range, read_tolerance
from .fact import (
    ARTICLE_FIELDS,
    COLUMNS,
    EXPECTS,
    KINDS,
    REQUIRED,
    SUGGESTED,
    Fact,
    Problem,
)
from .rows import Row, find_files, read_rows
from .words import to_words

DATES = ("date_start", "date_end")


class Loaded(NamedTuple):
    """The facts that can be checked and the problems of the others."""

    facts: tuple[Fact, ...]
    problems: tuple[Problem, ...]


def load_facts(paths: Iterable[Path]) -> Loaded:
    """Load all facts of some files and folders.

    Raises ``InputError`` for a path that is not there and a file that is not a table.
    """
    facts: list[Fact] = []
    problems: list[Problem] = []
    place_by_id: dict[str, str] = {}
    for path in find_files(paths):
        for row in read_rows(path):
            wrong = [*find_problems(row), *_find_duplicate(row, place_by_id)]
            place_by_id.setdefault(row.cells.get("id", ""), f"{row.path}:{row.line}")
            problems += wrong
            if not wrong:
                facts.append(_to_fact(row))
    return Loaded(tuple(facts), tuple(problems))


def find_problems(row: Row) -> Iterator[Problem]:
    """Give what is wrong with a row by itself, without knowing any run."""
    yield from _find_wrong_columns(row)
    yield from _find_wrong_expect(row)
    for column in REQUIRED:
        if column != "expect" and not row.cells.get(column):
            yield _problem(row, column, "nothing", "a value")
    kind = row.cells.get("kind")
    if kind and kind not in KINDS:
        expected = f"one of {', '.join(KINDS)}{suggest_closest(kind, KINDS)}"
        yield _problem(row, "kind", repr(kind), expected)
    for column in ("text", "near"):
        if row.cells.get(column) and len(to_words(row.cells[column])) < 2:
            yield _problem(row, column, repr(row.cells[column]), "words or numbers to look for")
    yield from _find_wrong_values(row)
    yield from _find_unused(row)


def suggest_closest(found: str, known: Iterable[str]) -> str:
    """Add what was probably meant to a message, or nothing.

    >>> suggest_closest("persn", ["person", "place"])
    ', perhaps person'
    """
    close = difflib.get_close_matches(found, list(known), n=1)
    return f", perhaps {close[0]}" if close else ""


def _find_wrong_columns(row: Row) -> Iterator[Problem]:
    for name in row.cells:
        if not name:
            yield _problem(row, "row", f"more cells than columns ({row.cells[name]!r})", "no more")
        elif name not in COLUMNS:
            meant = ", ".join(COLUMNS) + suggest_closest(name, COLUMNS)
            yield _problem(row, "column", repr(name), meant)
    for name in row.repeated:
        yield _problem(row, "column", f"{name!r} twice", "each column once")


def _find_wrong_expect(row: Row) -> Iterator[Problem]:
    found = row.cells.get("expect", "")
    if found == SUGGESTED:
        yield _problem(
            row,
            "expect",
            "a suggestion that nobody has confirmed",
            "present or absent, set by a person who has checked it",
        )
    elif found not in EXPECTS:
        yield _problem(row, "expect", repr(found), " or ".join(EXPECTS))


def _find_duplicate(row: Row, place_by_id: dict[str, str]) -> Iterator[Problem]:
    found = row.cells.get("id", "")
    if found and found in place_by_id:
        yield _problem(
            row, "id", f"{found!r} again", f"an id of its own ({place_by_id[found]} has it)"
        )


def _find_wrong_values(row: Row) -> Iterator[Problem]:
    cells = row.cells
    for column in DATES:
        if cells.get(column) and _to_date(cells[column]) is None:
            yield _problem(row, column, repr(cells[column]), "a day written like 2024-03-31")
    if cells.get("kind") == "quantity" and cells.get("value") and not read_range(cells["value"]):
        expected = "a number or a range, written like 482, 2.5 or 20-30"
        yield _problem(row, "value", repr(cells["value"]), expected)
    if cells.get("tol") and not _is_tolerance(cells["tol"], cells.get("kind", "")):
        days = cells.get("kind") == "date"
        expected = "a number of days" if days else "a number or a percentage, like 5 or 10%"
        yield _problem(row, "tol", repr(cells["tol"]), expected)
    if cells.get("kind") == "article" and cells.get("text", "") not in ARTICLE_FIELDS:
        found = cells.get("text", "")
        expected = f"one of {', '.join(ARTICLE_FIELDS)}{suggest_closest(found, ARTICLE_FIELDS)}"
        yield _problem(row, "text", repr(found), expected)


def _find_unused(row: Row) -> Iterator[Problem]:
    """Find columns that are filled in but mean nothing for the kind: they would check nothing."""
    kind = row.cells.get("kind", "")
    if kind not in KINDS:
        return
    for column, kinds in {
        "unit": {"quantity"},
        "tol": {"quantity", "date", "claim"},
        "date_start": {"date", "claim"},
        "date_end": {"date", "claim"},
    }.items():
        if row.cells.get(column) and kind not in kinds:
            wanted = f"nothing here: only {' and '.join(sorted(kinds))} rows have one"
            yield _problem(row, column, repr(row.cells[column]), wanted)
    if row.cells.get("near") and kind == "article":
        yield _problem(
            row, "near", repr(row.cells["near"]), "nothing here: an article has no sentence"
        )
    if row.cells.get("tol") and kind == "quantity" and not row.cells.get("value"):
        yield _problem(row, "tol", repr(row.cells["tol"]), "a value that it belongs to")


def _is_tolerance(text: str, kind: str) -> bool:
    tolerance = read_tolerance(text)
    return tolerance is not None and (kind == "quantity" or not tolerance.is_share)


def _to_fact(row: Row) -> Fact:
    given = {name: value for name, value in row.cells.items() if value and name not in DATES}
    days = {name: _to_date(row.cells.get(name, "")) for name in DATES}
    return Fact(**given, **days, path=row.path, line=row.line)  # type: ignore[arg-type]


def _to_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2024-03-31") else None
    except ValueError:
        return None


def _problem(row: Row, column: str, found: str, expected: str) -> Problem:
    return Problem(path=row.path, line=row.line, column=column, found=found, expected=expected)
