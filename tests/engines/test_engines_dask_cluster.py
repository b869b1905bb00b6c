"""A cluster that goes away, comes late or does not fit: a finished run or an error, never a wait
without end. The workers are threads of this process; nothing kills them.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import pickle
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from pipeline.engines import dask as engine_module
from pipeline.engines import dask_worker, open_engine, spread
from pipeline.errors import ClaimtableError, SettingsError
from pipeline.settings import load_settings

dask = pytest.importorskip("dask", reason="the extra dask is not installed")
distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")
fakes = importlib.import_module("fake_workers")  # conftest.py puts its folder on sys.path

pytestmark = pytest.mark.filterwarnings("ignore")  # Dask's own, while workers go

NAPS = [(f"nap 0.{number}",) for number in range(10, 30)]


@pytest.fixture
def cluster() -> Iterator[Any]:
    with make_cluster() as cluster:
        yield cluster


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(engine_module, "CONNECT", 2.0)
    monkeypatch.setattr(engine_module, "LOOK", 0.2)
    monkeypatch.setattr(engine_module.DaskEngine, "patience", 0.2)
    yield
    gc.collect()  # sockets that Dask leaves open where a connection breaks warn here, and only here


def make_cluster(**changed: Any) -> Any:
    options = {"n_workers": 2, "threads_per_worker": 1, "memory_limit": 0, "host": "127.0.0.1"}
    return distributed.LocalCluster(
        processes=False, protocol="tcp://", dashboard_address=None, **{**options, **changed}
    )


def make_engine(cluster: Any, **changed: Any) -> Any:
    chosen = {"name": "dask", "scheduler": cluster.scheduler_address, "memory": 0, **changed}
    return open_engine(load_settings(overrides={"engine": chosen}).engine)


def spread_over(cluster: Any, batches: list[tuple[Any, ...]], **changed: Any) -> Iterator[Any]:
    return spread(batches, make_engine(cluster, **changed), fakes.open_doubler)


def test_scheduler_that_goes_away_ends_the_run_with_advice() -> None:
    with make_cluster() as cluster:
        results = spread_over(cluster, NAPS)
        next(results)
        cluster.close()
        with pytest.raises(ClaimtableError, match=r"has gone.*run the same command again"):
            list(results)


def test_connection_that_breaks_is_made_anew(cluster: Any) -> None:
    engine = make_engine(cluster)
    results = spread(NAPS, engine, fakes.open_doubler)
    first = next(results)
    engine._client.loop.add_callback(engine._client.scheduler_comm.comm.abort)
    assert sorted([first, *results]) == sorted(task for (task,) in NAPS)


def test_futures_that_are_cancelled_are_given_out_again(cluster: Any) -> None:
    engine = make_engine(cluster)
    results = spread(NAPS, engine, fakes.open_doubler)
    first = next(results)
    with distributed.Client(cluster, set_as_default=False) as another:
        another.cancel([distributed.Future(key, another) for key in engine._client.futures])
    assert sorted([first, *results]) == sorted(task for (task,) in NAPS)


def test_run_without_workers_waits_for_some_to_come() -> None:
    with make_cluster(n_workers=0) as cluster:
        engine = make_engine(cluster)
        engine.look_after = lambda _: bool(cluster.scale(1))
        assert list(spread([(1, 2)], engine, fakes.open_doubler)) == [2, 4]


def test_run_whose_workers_stay_away_ends_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "WITHOUT_WORKERS", 0.5)
    with (
        make_cluster(n_workers=0) as cluster,
        pytest.raises(ClaimtableError, match=r"no worker of .* run the same command again"),
    ):
        list(spread_over(cluster, [(1,)]))


def test_run_waits_for_workers_as_long_as_the_scheduler_does() -> None:
    with (
        dask.config.set({"distributed.scheduler.no-workers-timeout": "0.3s"}),
        make_cluster(n_workers=0) as cluster,
        pytest.raises(ClaimtableError, match=r"no worker of .* run the same command again"),
    ):
        list(spread_over(cluster, [(1,)]))


def test_workers_that_do_not_answer_end_the_run_with_advice(
    cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module.limits, "waiting_time", lambda _: 0.2)
    with pytest.raises(ClaimtableError, match="none of the 2 workers"):
        list(spread_over(cluster, [("nap 3",)]))


def test_result_that_is_lost_with_its_worker_costs_nothing() -> None:
    """A worker has done a batch and dies before it gives the result; so does the next."""
    with make_cluster(n_workers=3) as cluster:
        scheduler = cluster.scheduler
        scheduler.allowed_failures = 0
        gather = scheduler.handlers["gather"]

        async def remove_worker_of(key: Any, state: str) -> None:
            while (task := scheduler.tasks[key]).state != state:
                await asyncio.sleep(0.01)
            worker = task.processing_on or next(iter(task.who_has))
            await scheduler.remove_worker(worker.address, stimulus_id="test")

        async def gather_too_late(keys: Any, **options: Any) -> Any:
            scheduler.handlers["gather"] = gather
            await remove_worker_of(keys[0], "memory")
            await remove_worker_of(keys[0], "processing")
            return await gather(keys, **options)

        scheduler.handlers["gather"] = gather_too_late
        assert list(spread_over(cluster, [("nap 0.3", "nap 0.1")])) == ["nap 0.3", "nap 0.1"]


def test_worker_of_another_version_is_named(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = make_engine(cluster)
    engine.start(fakes.open_doubler)
    monkeypatch.setattr(dask_worker.metadata, "version", lambda _: "0.0.9")
    future = engine.submit((1,))
    with pytest.raises(SettingsError, match=r"worker tcp://.* has claimtable 0\.0\.9 \(here 0\.1"):
        engine.explain(future.exception())
    engine.stop()


@pytest.mark.parametrize("version", ["0.0.9", None])
def test_worker_of_another_version_is_found_before_it_gets_work(
    cluster: Any, monkeypatch: pytest.MonkeyPatch, version: str | None
) -> None:
    monkeypatch.setattr("distributed.versions._version_cached", lambda _: version)
    with pytest.raises(SettingsError, match=f"claimtable {version or 'missing'}"):
        next(spread_over(cluster, [(1,)]))


def test_worker_that_cannot_import_claimtable_says_so(
    cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = make_engine(cluster)
    engine.start(fakes.open_doubler)
    what = pickle.dumps((dask_worker.work, b"", ()))
    monkeypatch.setitem(sys.modules, "pipeline.engines.dask_worker", None)
    future = engine._client.submit(engine_module._make_call(), what)
    with pytest.raises(SettingsError, match="a Dask worker cannot import claimtable"):
        engine.explain(future.exception())
    engine.stop()


def test_error_of_the_same_version_is_raised(cluster: Any) -> None:
    with pytest.raises(ZeroDivisionError):
        list(spread_over(cluster, [("err",)]))


@pytest.mark.parametrize(
    ("options", "advice"),
    [({"threads_per_worker": 2}, "--nthreads 1"), ({"memory_limit": "2GB"}, "--memory-limit 0")],
)
def test_worker_that_does_not_fit_is_named(options: dict[str, Any], advice: str) -> None:
    with (
        make_cluster(n_workers=1, **options) as cluster,
        pytest.raises(SettingsError, match=rf"worker tcp://.*{advice}"),
    ):
        list(spread_over(cluster, [(1,)], memory=2_000))


def test_workers_that_come_later_get_work_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "LOOK", 0.0)
    with make_cluster(n_workers=1) as cluster:
        engine = make_engine(cluster, jobs=5)
        engine.start(fakes.open_doubler)
        before = engine.at_once
        cluster.scale(3)
        cluster.wait_for_workers(3)
        assert (before, engine.at_once) == (2, 6)
        engine.stop()
