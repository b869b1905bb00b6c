"""Two runs of an edited article: what was added, dropped and changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.check.against import compare_claims
from pipeline.check.claims import ClaimRow
from pipeline.comparison import compare_runs


def claims(*texts: str) -> list[ClaimRow]:
    return [ClaimRow(id=f"c{i}", text=text, doc="a") for i, text in enumerate(texts)]


def test_a_changed_value_is_shown_with_both_wordings() -> None:
    before = claims("The dyke will cost $4 million.", "It rained.")
    after = claims("It rained.", "The dyke will cost $5 million.")
    [change] = compare_claims(before, after)
    assert change.change == "value changed"
    assert (change.words_before, change.words_after) == ("4", "5")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (["It rained."], ["It rained."], []),
        (["It rained!"], ["It  rained."], []),
        ([], ["It rained."], ["added"]),
        (["It rained."], [], ["gone"]),
        (["The old mill closed on Friday."], ["The mill closed on Friday."], ["reworded"]),
        (["Ten people were hurt there."], ["Twelve people were hurt there."], ["value changed"]),
        (["The mayor resigned."], ["A bridge was built in 1961."], ["added", "gone"]),
        (["It rained."], ["It rained.", "It rained."], ["added"]),
    ],
)
def test_kinds_of_change(before: list[str], after: list[str], expected: list[str]) -> None:
    found = [row.change for row in compare_claims(claims(*before), claims(*after))]
    assert sorted(found) == expected


def test_two_files_give_a_table(tmp_path: Path) -> None:
    for name, value in (("old.csv", 4), ("new.csv", 5)):
        (tmp_path / name).write_text(f"text\nIt cost {value} euros.\n", encoding="utf-8")
    changes = compare_runs(tmp_path / "old.csv", tmp_path / "new.csv", tmp_path / "out")
    assert changes == {"value changed": 1}
    assert (tmp_path / "out" / "changes.csv").is_file()
