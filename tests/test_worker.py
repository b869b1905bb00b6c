"""A worker on another machine that sees other folders, or runs other code, says so at once."""

from __future__ import annotations

import pickle
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline import load_settings
from pipeline.batch import RunOptions, run
from pipeline.engines import SerialEngine
from pipeline.errors import ClaimtableError, InputError, OutputError, SettingsError
from pipeline.fingerprint import run_fingerprint
from pipeline.plan import Planner, Task, list_folder
from pipeline.read import read_metadata
from pipeline.shards import Shards
from pipeline.worker import WorkOrder

STORY = "The council of Halden agreed on Friday to spend 2.5 million euros on bridge {number}.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(STORY.format(number=number), encoding="utf-8")
    return folder


@pytest.fixture
def order(folder: Path, tmp_path: Path) -> Any:
    settings = load_settings()
    with Shards(tmp_path / "out").marked() as mark:
        yield WorkOrder(
            out=str(tmp_path / "out"),
            settings=settings,
            fingerprint=run_fingerprint(settings),
            mark=mark,
            sample=str(folder / "0.txt"),
        )


def find_tasks(folder: Path, out: Path) -> list[Task]:
    settings = load_settings()
    planner = Planner(settings, Shards(out), run_fingerprint(settings), force=False)
    listing = list_folder(folder, out, None)
    return [step.task for step in planner.plan(listing.inputs, read_metadata(folder))]


def test_order_opens_a_worker_on_a_machine_that_fits(order: WorkOrder) -> None:
    pickle.loads(pickle.dumps(order)).open().close()


@pytest.mark.parametrize(
    ("changed", "kind", "said"),
    [
        ({"out": "/nowhere"}, OutputError, "/nowhere on .* is not the output folder of this run"),
        ({"mark": "another.1-run.part"}, OutputError, "is not the output folder of this run"),
        ({"fingerprint": "another"}, SettingsError, "not the same as where the run began"),
        ({"sample": "/nowhere/a.txt"}, InputError, "/nowhere/a.txt cannot be seen on"),
    ],
)
def test_machine_that_does_not_fit_is_an_error(
    order: WorkOrder, changed: dict[str, str], kind: type[ClaimtableError], said: str
) -> None:
    with pytest.raises(kind, match=said):
        replace(order, **changed).open()


def test_articles_on_a_disk_that_has_gone_are_no_failures(
    order: WorkOrder, folder: Path, tmp_path: Path
) -> None:
    tasks = find_tasks(folder, tmp_path / "out")
    with closing(order.open()) as worker:
        folder.rename(tmp_path / "unmounted")
        with pytest.raises(InputError, match="cannot be seen on"):
            worker(tasks)


def test_results_are_not_written_in_the_place_of_a_disk_that_has_gone(
    order: WorkOrder, folder: Path, tmp_path: Path
) -> None:
    tasks = find_tasks(folder, tmp_path / "out")
    with closing(order.open()) as worker:
        (tmp_path / "out").rename(tmp_path / "unmounted")
        with pytest.raises(OutputError, match="cannot be written"):
            worker(tasks)
    assert not (tmp_path / "out").exists()


def test_run_leaves_no_mark(folder: Path, tmp_path: Path) -> None:
    run(folder, tmp_path / "out")
    assert list((tmp_path / "out" / ".claimtable" / "parts").iterdir()) == []


def test_batches_are_made_for_the_workers_that_the_engine_finds(
    folder: Path, tmp_path: Path
) -> None:
    class Growing(SerialEngine):
        at_once = 1_000

        def start(self, open_worker: Any) -> None:
            super().start(open_worker)
            self.at_once = 1

        def submit(self, batch: Any) -> Any:
            sizes.append(len(batch))
            return super().submit(batch)

    sizes: list[int] = []
    for number in range(3, 8):
        (folder / f"{number}.txt").write_text(STORY.format(number=number), encoding="utf-8")
    run(folder, tmp_path / "out", options=RunOptions(engine=Growing()))
    assert sizes == [2, 2, 2, 2]
