"""Who a claim says it was is compared with who the source says it was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.crosscheck import check


def rows_of(tmp_path: Path, claim: dict[str, str], source: str) -> dict[str, dict[str, Any]]:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text(f"{source}\n", encoding="utf-8")
    (tmp_path / "claims.jsonl").write_text(json.dumps(claim) + "\n", encoding="utf-8")
    check(tmp_path / "claims.jsonl", tmp_path / "sources", tmp_path / "out")
    lines = (tmp_path / "out" / "checks.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["facet"]: row for row in map(json.loads, lines)}


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("Ilse Maurer said the lock at Port Ellery was unsafe.", "found"),
        ("Dr. Maurer said the lock at Port Ellery was unsafe.", "compatible"),
        ("Hans Keller said the lock at Port Ellery was unsafe. Ilse Maurer disagreed. It rained. "
         "It snowed.", "unclear"),
        ("Hans Keller said the lock at Port Ellery was unsafe.", "differs"),
        ("Engineers said the lock at Port Ellery was unsafe.", "unclear"),
        ("The lock at Port Ellery was unsafe.", "absent"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_column", [True, False])
def test_speaker_is_compared_with_that_of_the_passage(
    tmp_path: Path, source: str, status: str, is_column: bool
) -> None:
    text = "The lock at Port Ellery was unsafe"
    claim = (
        {"text": f"{text}.", "speaker": "Ilse Maurer"}
        if is_column
        else {"text": f"{text}, Ilse Maurer said."}
    )
    assert rows_of(tmp_path, claim, source)["attribution"]["status"] == status


@pytest.mark.parametrize("speaker", ["the engineers", "She"])
def test_a_speaker_without_a_name_is_not_compared(tmp_path: Path, speaker: str) -> None:
    claim = {"text": "The lock at Port Ellery was unsafe.", "speaker": speaker}
    assert "attribution" not in rows_of(tmp_path, claim, "Hans Keller said the lock was unsafe.")


def test_what_somebody_else_said_is_not_supported(tmp_path: Path) -> None:
    text = "The engineers of the harbour repaired the lock at Port Ellery in March 2024."
    source = f"Hans Keller said that {text[0].lower()}{text[1:]}"
    claim = {"text": text, "speaker": "Ilse Maurer"}
    verdict = rows_of(tmp_path, claim, source)["verdict"]
    assert (verdict["status"], verdict["rule"]) == ("cannot_tell", "other_speaker")
