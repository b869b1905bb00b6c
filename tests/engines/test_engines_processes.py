from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.engines import Lost, SerialEngine, open_engine, spread
from pipeline.settings import EngineSettings, load_settings

fakes = importlib.import_module("fake_workers")  # conftest.py puts its folder on sys.path


def engine_settings(**changed: Any) -> EngineSettings:
    chosen = {"jobs": 2, "memory": 600, **changed}
    return load_settings(overrides={"engine": chosen}).engine


def do(tasks: Sequence[object], size: int, **changed: Any) -> tuple[list[Any], dict[object, str]]:
    engine = open_engine(engine_settings(**changed))
    batches = [tasks[start : start + size] for start in range(0, len(tasks), size)]
    results = list(spread(batches, engine, fakes.open_doubler))
    lost = {one.task: one.reason for one in results if isinstance(one, Lost)}
    return sorted(one for one in results if not isinstance(one, Lost)), lost


def test_every_task_has_its_result() -> None:
    done, lost = do(range(20), size=3, recycle=3)
    assert (done, lost) == ([2 * number for number in range(20)], {})


@pytest.mark.parametrize(
    ("poison", "reason"),
    [
        ("die", "signal 9"),
        ("crash", "signal 11"),
        ("spin", "not done within 0.5 seconds"),
        ("wait", "not done within 0.5 seconds"),
        ("grow", "more than the 600 MB"),
    ],
)
def test_task_that_costs_its_worker_costs_no_neighbour(poison: str, reason: str) -> None:
    limit = 0.5 if poison == "spin" else 0.05 if poison == "wait" else 60
    done, lost = do([*range(5), poison, *range(5, 10)], size=4, timeout=limit)
    assert done == [2 * number for number in range(10)]
    assert list(lost) == [poison]
    assert reason.replace("0.5", f"{limit:g}") in lost[poison]


def test_task_that_dies_by_chance_is_done_again(tmp_path: Path) -> None:
    task = f"once {tmp_path / 'mark'}"
    engine = open_engine(engine_settings())
    assert list(spread([(task,)], engine, fakes.open_doubler)) == [task]


def test_serial_engine_gives_the_results_in_order() -> None:
    batches = [(1, 2), (3,)]
    assert list(spread(batches, SerialEngine(), fakes.open_doubler)) == [2, 4, 6]


def test_folder_called_like_the_package_is_not_taken_for_it(tmp_path: Path) -> None:
    (tmp_path / "pipeline").mkdir()
    (tmp_path / "pipeline" / "__init__.py").touch()
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("The dam leaked in 2019, Ann Lee said.")
    command = [str(Path(sys.executable).with_name("claimtable")), "run", "articles", "--jobs", "2"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
