"""One module calls dateparser, on spans of a bounded length."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.absolute import read_absolute

PACKAGE = Path(__file__).parent.parent / "pipeline"


@pytest.mark.parametrize(
    ("written", "order", "day"),
    [
        ("14-Mar-2021", "MDY", date(2021, 3, 14)),
        ("2020/23/Sep", "YMD", date(2020, 9, 23)),
        ("3rd of March, 2024", "DMY", date(2024, 3, 3)),
        ("04/03/2024", "DMY", date(2024, 3, 4)),
        ("04/03/2024", "MDY", date(2024, 4, 3)),
    ],
)
def test_full_date_is_read_in_the_order_asked_for(written: str, order: str, day: date) -> None:
    assert read_absolute(written, order=order) == day


@pytest.mark.parametrize("written", ["March 2021", "yesterday", "1" * 5000, "31 February 2024"])
def test_what_is_no_full_date_gives_none(written: str) -> None:
    assert read_absolute(written) is None


def test_dateparser_is_imported_in_one_module() -> None:
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if "dateparser import" in path.read_text(encoding="utf-8")
    }
    assert users == {"absolute.py"}
