"""`claimtable check` from claims and a folder to tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.crosscheck import check
from pipeline.settings import Settings, load_settings

REPORT = (
    "The Harbour Board met on 4 March 2024.\n"
    "It approved a loan of $2.5 million for the ferry terminal in Port Ellery.\n"
    "Dr. Ilse Maurer will lead the works.\n"
)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "board.txt").write_text(REPORT, encoding="utf-8")
    (folder / "weather.txt").write_text("Rain fell on the hills all week.\n", encoding="utf-8")
    return folder


def run(
    tmp_path: Path, sources: Path, *claims: dict[str, str], settings: Settings | None = None
) -> dict[str, list[dict[str, Any]]]:
    file = tmp_path / "claims.jsonl"
    file.write_text("".join(json.dumps(claim) + "\n" for claim in claims), encoding="utf-8")
    check(file, sources, tmp_path / "out", settings=settings)
    return {
        name: [
            json.loads(line)
            for line in (tmp_path / "out" / f"{name}.jsonl").read_text("utf-8").splitlines()
        ]
        for name in ("checks", "verdicts", "retrieved")
    }


def test_each_facet_has_its_status_and_its_evidence(tmp_path: Path, sources: Path) -> None:
    text = "In March 2024 the Harbour Board approved $2,500,000 for Port Wessel."
    tables = run(tmp_path, sources, {"id": "a", "text": text})
    found = {text[row["start"] : row["end"]]: row for row in tables["checks"]}
    assert found["March 2024"]["status"] == "found"
    assert found["Harbour Board"]["status"] == "found"
    assert found["$2,500,000"]["value_evidence"] == "2,500,000 USD"
    assert found["Port Wessel"]["status"] == "absent"
    row = found["$2,500,000"]
    assert REPORT[row["evidence_start"] : row["evidence_end"]] == "$2.5 million"
    assert row["evidence"] in REPORT


def test_sources_are_read_once(tmp_path: Path, sources: Path) -> None:
    file = tmp_path / "claims.csv"
    file.write_text("text\nDr. Maurer leads the works.\n", encoding="utf-8")
    first = check(file, sources, tmp_path / "out")
    (sources / "board.txt").write_text(REPORT + "It rained.\n", encoding="utf-8")
    second = check(file, sources, tmp_path / "out")
    (sources / "weather.txt").unlink()
    third = check(file, sources, tmp_path / "out")
    assert (first.read, first.unchanged) == (2, 0)
    assert (second.read, second.unchanged) == (1, 1)
    assert (third.read, third.unchanged) == (0, 1)


def test_a_claim_can_be_limited_to_one_source(tmp_path: Path, sources: Path) -> None:
    claim = {"id": "a", "text": "Dr. Ilse Maurer will lead the works.", "source": "weather"}
    tables = run(tmp_path, sources, claim)
    assert {row["evidence_doc"] for row in tables["retrieved"]} <= {"weather"}
    assert tables["verdicts"][0]["verdict"] == "not_found"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The runners covered 71 metres.", "stand nowhere in the sources"),
        ("The runners covered 600 metres.", "or only as the same number or days of something else"),
    ],
)
def test_what_is_not_found_says_whether_the_same_number_stands_there(
    tmp_path: Path, text: str, reason: str
) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "jobs.txt").write_text("Talks about 600 jobs in Halden will end by 30 June 2026.\n")
    [verdict] = run(tmp_path, folder, {"id": "a", "text": text})["verdicts"]
    assert verdict["verdict"] == "not_found"
    assert verdict["reason"].endswith(reason)


@pytest.mark.parametrize(
    ("text", "setting", "strict"),
    [
        ("The board approved about $2.6 million for the ferry terminal in Port Ellery.", "about",
         0.01),
        ("The board approved $3 million for the ferry terminal in Port Ellery.", "rounding", 0.0),
    ],
)  # fmt: skip
def test_tolerance_is_a_setting_and_changes_the_verdict(
    tmp_path: Path, sources: Path, text: str, setting: str, strict: float
) -> None:
    claim = {"text": text, "source": "board"}
    usual = run(tmp_path, sources, claim)
    settings = load_settings(overrides={"check": {setting: strict}})
    exact = run(tmp_path, sources, claim, settings=settings)
    statuses = [
        next(row["status"] for row in tables["checks"] if row["facet"] == "quantity")
        for tables in (usual, exact)
    ]
    assert statuses == ["compatible", "differs"]
    assert [tables["verdicts"][0]["verdict"] for tables in (usual, exact)] == [
        "supported",
        "contradicted",
    ]
