"""What other articles say is read back from every format that a run may have written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.records import Corroboration
from pipeline.review.page.elsewhere import Statements
from pipeline.tables import read_run


@pytest.mark.parametrize("format", ["jsonl", "csv", "sqlite"])
def test_goals_have_no_unit(tmp_path: Path, write: Callable[..., None], format: str) -> None:
    rows = [
        Corroboration(
            group="g", name="Halden", measured="goals", unit="", time=None, doc=doc, claim=claim,
            start=0, end=1, stated="2 goals", value="2", speaker=None, same_value=1,
            sentence="Halden shot 2 goals.", origin=1, origins=2, agreement="same",
        )
        for claim, doc in (("c1", "cup"), ("c2", "final"))
    ]  # fmt: skip
    write(tmp_path, {"corroborations": rows}, format)
    [other] = Statements(read_run(tmp_path)).find("c1")
    assert (other.doc, other.stated, other.speaker) == ("final", "2 goals", "")
