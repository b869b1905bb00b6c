"""A run that is stopped at any point goes on to the tables of a run that was not.

`pytest tests/reliability --kill-points 300` tries more points than the few that are always tried.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Trials

STEPS_SERIAL, STEPS_MAIN, STEPS_WORKER = 100, 60, 20
"""About how many steps touch the output folder, in a process that does all, in the main process of
a run with workers, and in each worker."""

SERIAL = ("--engine", "serial")
WORKERS = ("--engine", "processes", "--jobs", "2")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "point" in metafunc.fixturenames:
        number = metafunc.config.getoption("--kill-points")
        share, steps = metafunc.function.points
        chosen = random.Random(metafunc.function.__name__)
        points = [chosen.randint(1, steps) for _ in range(round(number * share))]
        metafunc.parametrize("point", points, ids=[f"{at}-{i}" for i, at in enumerate(points)])


def points(share: float, steps: int):
    """Try this share of all points, at steps up to ``steps``."""

    def mark(function):
        function.points = share, steps
        return function

    return mark


@points(0.6, STEPS_SERIAL)
def test_killed_run_goes_on(trials: Trials, tmp_path: Path, point: int) -> None:
    out = tmp_path / "out"
    assert trials.run(out, *SERIAL, what="kill", at=point) == -9
    assert trials.run(out, *SERIAL) == 1
    assert trials.tables(out) == trials.undisturbed


@points(0.2, STEPS_MAIN)
def test_run_whose_main_process_is_killed_goes_on(
    trials: Trials, tmp_path: Path, point: int
) -> None:
    out = tmp_path / "out"
    trials.run(out, *WORKERS, what="kill", at=point)
    assert trials.run(out, *SERIAL) == 1
    assert trials.tables(out) == trials.undisturbed


@points(0.2, STEPS_WORKER)
def test_run_with_a_killed_worker_loses_nothing(trials: Trials, tmp_path: Path, point: int) -> None:
    out = tmp_path / "out"
    assert trials.run(out, *WORKERS, what="kill", at=point, in_worker=True) == 1
    assert trials.tables(out) == trials.undisturbed


@pytest.mark.parametrize("what", ["interrupt", "terminate"])
@pytest.mark.parametrize(("engine", "at"), [(SERIAL, 5), (SERIAL, 70), (WORKERS, 1), (WORKERS, 30)])
def test_interrupted_run_says_so_and_goes_on(
    trials: Trials, tmp_path: Path, what: str, engine: tuple[str, ...], at: int
) -> None:
    out = tmp_path / "out"
    assert trials.run(out, *engine, what=what, at=at) == 130
    assert "interrupted; what is done is kept" in trials.said(out)
    assert "Traceback" not in trials.said(out)
    assert trials.run(out, *engine) == 1
    assert trials.tables(out) == trials.undisturbed
