"""Writes the review sheet as CSV, for tools that read no Excel file."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from ..tables.file import put_in_place, temporary_of
from ..tables.write import escape_cell
from .layout import NAMES
from .rows import SheetRow


def write_csv(path: Path, rows: Sequence[SheetRow]) -> None:
    """Write the rows as UTF-8 with a byte-order mark, no cell a formula; the file appears whole."""
    temporary = temporary_of(path)
    with temporary.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(NAMES)
        for row in rows:
            cells = {**row.cells, "priority": f"{row.priority:g}"}
            writer.writerow([escape_cell(cells.get(name, "")) for name in NAMES])
    put_in_place(temporary, path)
