"""A folder of files that break readers: each has its row, and costs no other article.

`pytest tests/reliability --kill-points 300` reads 200 of them, with the model too.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from poison import STORY, write_poison

if TYPE_CHECKING:
    from conftest import Trials

LARGE = 200
SMALL = 56
MEMORY = 1_000
"""Megabytes that a worker may take."""


@pytest.fixture(scope="module")
def number(request: pytest.FixtureRequest) -> int:
    return SMALL if request.config.getoption("--kill-points") < 300 else LARGE


@pytest.fixture(scope="module")
def poison(tmp_path_factory: pytest.TempPathFactory, number: int) -> Path:
    place = tmp_path_factory.mktemp("poison") / "articles"
    write_poison(place, number)
    return place


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("settings") / "small.toml"
    file.write_text(f"[engine]\nmemory = {MEMORY}\n[run]\nlanguage = 'any'\n")
    return file


def check_rows(out: Path, poison: Path, number: int) -> None:
    with (out / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    paths = [row["path"] for row in rows]
    assert len(set(paths)) == len(paths)
    files = {Path(path).relative_to(poison).parts[0] for path in paths if "\\" not in path}
    here = {name for name in os.listdir(poison) if name.isprintable() and name.isascii()}  # noqa: PTH208
    assert here - files == set()
    sound = [row for row in rows if row["path"].endswith("-sound.txt")]
    assert [row["status"] for row in sound] == ["ok"] * number
    texts = [json.loads(line) for line in (out / "articles.jsonl").read_bytes().splitlines()]
    found = {row["text"] for row in texts if row["doc"].endswith("-sound")}
    assert found == {STORY.format(at) for at in range(number)}


def test_poison_costs_no_neighbour(
    trials: Trials, poison: Path, settings: Path, tmp_path: Path, number: int
) -> None:
    out = tmp_path / "out"
    arguments = ["--jobs", "2", "--settings", str(settings)]
    assert trials.run(out, *arguments, articles=str(poison)) == 1, trials.said(out)
    check_rows(out, poison, number)


def test_poison_with_the_model(
    poison: Path, settings: Path, tmp_path: Path, request: pytest.FixtureRequest, number: int
) -> None:
    if request.config.getoption("--kill-points") < 300:
        pytest.skip("takes a minute: tried with --kill-points 300")
    out, log = tmp_path / "out", tmp_path / "log"
    command = [sys.executable, "-m", "pipeline", "run", poison, "--out", out, "--jobs", "2",
               "--settings", settings, "--log-json", log]  # fmt: skip
    assert subprocess.run(command, check=False).returncode == 1
    check_rows(out, poison, number)
    done: list[dict[str, Any]] = [json.loads(line) for line in log.read_text().splitlines()]
    for row in done:
        assert "worker" not in (row.get("reason") or "")
