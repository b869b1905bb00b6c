from __future__ import annotations

import gc
import importlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline import load_settings, run
from pipeline.batch import Done, Event, RunOptions
from pipeline.engines import Lost, open_engine, spread
from pipeline.errors import SettingsError
from pipeline.settings import Settings

dask = pytest.importorskip("dask", reason="the extra dask is not installed")
distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")
fakes = importlib.import_module("fake_workers")  # conftest.py puts its folder on sys.path

STORY = (
    "The council of Halden agreed on Friday to spend {number} million euros on bridge {number}. The"
    " work takes nine months, the mayor, Ola Berg, told reporters on 3 March 2024.\n\n"
)

pytestmark = pytest.mark.filterwarnings("ignore")  # Dask's own, while workers die


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    options = {"n_workers": 2, "threads_per_worker": 1, "host": "127.0.0.1"}
    # A worker takes seconds to start: each task is given to one worker only, not to four.
    # And a busy machine may take its time to start one anew.
    chosen = {
        "distributed.scheduler.allowed-failures": 0,
        "distributed.deploy.lost-worker-timeout": "15 minutes",
    }
    with (
        dask.config.set(chosen),
        distributed.LocalCluster(dashboard_address=None, **options) as cluster,
    ):
        yield cluster


def settings_for(cluster: Any, **changed: Any) -> Settings:
    chosen = {"name": "dask", "scheduler": cluster.scheduler_address, "memory": 0, **changed}
    return load_settings(overrides={"engine": chosen})


def spread_over(cluster: Any, batches: list[tuple[Any, ...]]) -> Iterator[Any]:
    return spread(batches, open_engine(settings_for(cluster).engine), fakes.open_doubler)


def tables(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.is_file()}


def test_worker_killed_in_the_middle_costs_nothing(cluster: Any) -> None:
    results = spread_over(cluster, [(number, number + 1) for number in range(0, 60, 2)])
    first = next(results)
    workers = [worker.pid for worker in cluster.workers.values()]
    os.kill(workers[0], signal.SIGKILL)
    assert sorted([first, *results]) == [2 * number for number in range(60)]


def test_tables_of_a_run_that_lost_a_worker_are_those_of_a_serial_run(
    cluster: Any, tmp_path: Path
) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(12):
        text = STORY.format(number=number) * (1 + number % 3)
        (articles / f"{number}.txt").write_text(text, encoding="utf-8")
    run(articles, tmp_path / "serial")
    seen = []

    def kill_a_worker_in_the_middle(event: Event) -> None:
        seen.append(event)
        if sum(isinstance(one, Done) for one in seen) == 4:
            os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)

    settings = settings_for(cluster, batch=1)
    options = RunOptions(engine=open_engine(settings.engine))
    summary = run(
        articles,
        tmp_path / "dask",
        settings=settings,
        options=options,
        watch=kill_a_worker_in_the_middle,
    )
    assert (summary.processed, summary.failed) == (12, 0)
    assert tables(tmp_path / "dask") == tables(tmp_path / "serial")


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


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "somewhere"])
def test_scheduler_that_does_not_answer_is_named(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr("pipeline.engines.dask.CONNECT", 1.0)
    with pytest.raises(SettingsError, match=f"{address}: no Dask scheduler answers"):
        connect(address)


def test_scheduler_that_wants_certificates_is_named() -> None:
    with pytest.raises(SettingsError, match=r"tls://127\.0\.0\.1:9: Dask has no certificates"):
        connect("tls://127.0.0.1:9")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "somewhere", "tls://127.0.0.1:9"])
def test_client_that_cannot_connect_is_closed_at_once(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr("pipeline.engines.dask.CONNECT", 1.0)
    before = {id(client) for client in half_open_clients()}
    with pytest.raises(SettingsError) as raised:
        connect(address)
    left = [client for client in half_open_clients() if id(client) not in before]
    assert left == [], raised.value


def half_open_clients() -> list[Any]:
    clients = (one for one in gc.get_objects() if type(one) is distributed.Client)
    return [client for client in clients if client.status not in ("closed", "newly-created")]


def connect(address: str) -> None:
    chosen = {"name": "dask", "scheduler": address}
    engine = open_engine(load_settings(overrides={"engine": chosen}).engine)
    next(spread([(1,)], engine, fakes.open_doubler))
