"""Gives the claims and the decisions as files that the page offers to download."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ...tables import TableWriters
from ..delimited import write_csv
from ..export import Choice, gather_rows
from ..rows import SheetRow
from ..workbook import write_workbook
from .desk import Desk

Writer = Callable[[Desk, Path], None]


class Export(NamedTuple):
    """A file on offer."""

    label: str
    media_type: str
    write: Writer

    def make(self, desk: Desk) -> bytes:
        """Give the content of the file."""
        with tempfile.TemporaryDirectory(prefix="claimtable-") as folder:
            path = Path(folder) / "export"
            self.write(desk, path)
            return path.read_bytes()


def _write_workbook(desk: Desk, path: Path) -> None:
    write_workbook(path, _rows(desk), desk.settings.review.verdicts)


def _write_sheet(desk: Desk, path: Path) -> None:
    write_csv(path, _rows(desk))


def _rows(desk: Desk) -> list[SheetRow]:
    return gather_rows(desk.out, desk.store.latest_by_claim(), Choice())


def _write_reviews(desk: Desk, path: Path) -> None:
    with TableWriters(path.parent, ["csv"], ["reviews"]) as writers:
        writers.write("reviews", desk.store.all())
    (path.parent / "reviews.csv").replace(path)


EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        "review.xlsx": Export(
            "Claims to review (Excel)",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            _write_workbook,
        ),
        "review.csv": Export("Claims to review (CSV)", "text/csv; charset=utf-8", _write_sheet),
        "reviews.csv": Export("All decisions (CSV)", "text/csv; charset=utf-8", _write_reviews),
    }
)
"""The files on offer, by name."""
