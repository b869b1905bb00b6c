"""Writes rows for a facts file: ids of their own, cells that no spreadsheet can run."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping

from ..tables import escape_cell
from .fact import COLUMNS
from .words import to_words

NAME_LENGTH = 40
"""Characters of the wording that an id repeats."""


def to_csv(rows: Iterable[Mapping[str, str]]) -> str:
    """Write rows as the text of a ``*.facts.csv`` file."""
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: escape_cell(value) for name, value in row.items()})
    return written.getvalue()


def with_ids(
    rows: Iterable[Mapping[str, str]], taken: Collection[str] = ()
) -> tuple[dict[str, str], ...]:
    """Give every row an id made of its article, kind and wording, with a number where needed."""
    used = set(taken)
    named = []
    for row in rows:
        words = to_words(row.get("text") or row.get("value") or "")
        wording = "-".join(words.split())[:NAME_LENGTH].strip("-")
        stem = "-".join(part for part in (row["doc"], row["kind"], wording) if part)
        name, number = stem, 1
        while name in used:
            number += 1
            name = f"{stem}-{number}"
        used.add(name)
        named.append({"id": name, **row})
    return tuple(named)
