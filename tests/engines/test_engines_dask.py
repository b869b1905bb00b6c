from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from pipeline.engines import Lost, open_engine, spread
from pipeline.errors import SettingsError
from pipeline.settings import load_settings

dask = pytest.importorskip("dask", reason="the extra dask is not installed")
distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")
fakes = pytest.importorskip("fake_workers", reason="the folder of this file must be on sys.path")

pytestmark = pytest.mark.filterwarnings("ignore")  # Dask's own, while workers die


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    options = {"n_workers": 2, "threads_per_worker": 1, "host": "127.0.0.1"}
    # A worker takes seconds to start: each task is given to one worker only, not to four.
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        distributed.LocalCluster(dashboard_address=None, **options) as cluster,
    ):
        yield cluster


def spread_over(cluster: Any, batches: list[tuple[Any, ...]]) -> Iterator[Any]:
    chosen = {"name": "dask", "scheduler": cluster.scheduler_address, "memory": 0, "jobs": 2}
    engine = open_engine(load_settings(overrides={"engine": chosen}).engine)
    return spread(batches, engine, fakes.open_doubler)


def test_worker_killed_in_the_middle_costs_nothing(cluster: Any) -> None:
    results = spread_over(cluster, [(number, number + 1) for number in range(0, 60, 2)])
    first = next(results)
    workers = [worker.pid for worker in cluster.workers.values()]
    os.kill(workers[0], signal.SIGKILL)
    assert sorted([first, *results]) == [2 * number for number in range(60)]


def test_task_that_kills_every_worker_costs_itself_only(
    cluster: Any, request: pytest.FixtureRequest
) -> None:
    if request.config.getoption("--kill-points") < 300:
        pytest.skip("workers start three times, which takes long: tried with --kill-points 300")
    results = list(spread_over(cluster, [(0, 1), (2, "die", 3), (4, 5)]))
    [lost] = [one for one in results if isinstance(one, Lost)]
    assert lost.task == "die"
    assert "each worker that it was given to died" in lost.reason
    assert sorted(one for one in results if one is not lost) == [0, 2, 4, 6, 8, 10]


def test_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.engines.dask.CONNECT", "1s")
    chosen = {"name": "dask", "scheduler": "tcp://127.0.0.1:9"}
    engine = open_engine(load_settings(overrides={"engine": chosen}).engine)
    with pytest.raises(SettingsError, match=r"tcp://127\.0\.0\.1:9: no Dask scheduler answers"):
        list(spread([(1,)], engine, fakes.open_doubler))
