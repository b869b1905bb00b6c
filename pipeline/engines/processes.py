"""Spreads work over processes of this machine, each of which may die without harm to others."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from typing import Any, cast

from pebble import ProcessExpired, ProcessPool

from ..errors import ClaimtableError
from ..settings import EngineSettings
from . import limits
from .dispatch import Batch, Loss, Worker, failed

BATCHES_AHEAD = 2
"""Batches given out for each worker, so that none waits for the next."""

SAFE_PATH = "PYTHONSAFEPATH"
"""The variable that keeps Python from importing what lies in the working folder."""

PRELOADED = ("spacy", "pipeline.single")
"""Modules that workers need and share: the process that they are forked from has imported them."""


class ProcessesEngine:
    """Worker processes with limits on time and memory, replaced when they die or have grown old."""

    def __init__(self, settings: EngineSettings) -> None:
        self._settings = settings
        self._jobs = settings.jobs or count_cores()
        self._open_worker: Callable[[], Worker] | None = None
        self._pool: ProcessPool | None = None
        self.at_once = self._jobs * BATCHES_AHEAD
        self.patience = limits.waiting_time(settings.timeout)

    def start(self, open_worker: Callable[[], Worker]) -> None:
        """Set up the pool; processes start when there is something to do."""
        self._open_worker = open_worker
        recycle = self._settings.recycle
        self._pool = ProcessPool(
            max_workers=self._jobs,
            max_tasks=max(1, recycle // self._settings.batch) if recycle else 0,
            initializer=_set_up,
            initargs=(open_worker, self._settings),
            context=_context(),
        )

    def submit(self, batch: Batch) -> Future[Sequence[Any]]:
        """Give a batch to a worker."""
        assert self._pool is not None
        _start_server()
        try:
            return cast(
                "Future[Sequence[Any]]",
                self._pool.schedule(_work, args=(batch,), timeout=self.patience),
            )
        except RuntimeError as error:  # the pool has broken since
            return failed(BrokenProcessPool(str(error)))

    def explain(self, error: BaseException) -> Loss:
        """Say what became of the worker."""
        settings = self._settings
        if isinstance(error, ClaimtableError):
            raise error
        if isinstance(error, (BrokenProcessPool, CancelledError)):
            return Loss(kind="broken", reason="all workers ended", blames_the_task=False)
        if isinstance(error, TimeoutError):
            return Loss(kind="timeout", reason=limits.say_slow(settings.timeout), is_final=True)
        if isinstance(error, MemoryError):
            return Loss(kind="memory", reason=limits.say_large(settings.memory))
        if isinstance(error, ProcessExpired):
            return _explain_exit(error.exitcode, settings)
        raise error

    def look_after(self, silent: float) -> bool:  # noqa: ARG002 - each has had its time
        """Take workers that do not answer for dead."""
        return True

    def restart(self) -> None:
        """End the processes and start new ones."""
        assert self._open_worker is not None
        self.stop()
        self.start(self._open_worker)

    def stop(self) -> None:
        """End all processes at once."""
        if self._pool is not None:
            cast("Any", self._pool).stop()
            self._pool.join()
            self._pool = None


def count_cores() -> int:
    """Count the cores that this process may use, which may be fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _context() -> BaseContext:
    """Start workers clean: forked from a process that has only imported what they need."""
    if not sys.platform.startswith("linux"):
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(PRELOADED))
    return context


def _start_server() -> None:
    """Start what workers are forked from, unless it runs.

    Python would let it import from the folder where the command is given, and a folder called
    "pipeline" there would stand for ours.
    """
    if not sys.platform.startswith("linux"):
        return
    before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = "1"
    try:
        forkserver.ensure_running()
    finally:
        if before is None:
            del os.environ[SAFE_PATH]
        else:
            os.environ[SAFE_PATH] = before


def _explain_exit(code: int, settings: EngineSettings) -> Loss:
    if code == limits.REPLACED:
        return Loss(kind="replaced", reason="a worker had grown", blames_the_task=False)
    if code in limits.TOO_SLOW and settings.timeout:
        return Loss(kind="timeout", reason=limits.say_slow(settings.timeout), is_final=True)
    how = f"signal {-code}" if code < 0 else f"exit code {code}"
    return Loss(reason=f"its worker process died ({how}), and so did a new one with this alone")


_opened: list[limits.GuardedWorker] = []
"""What this process works with: set once, when it starts, and never in the main process."""


def _set_up(open_worker: Callable[[], Worker], settings: EngineSettings) -> None:
    limits.die_with_parent()
    limits.limit_memory(settings.memory)
    _opened.append(limits.GuardedWorker(open_worker, settings))


def _work(batch: Batch) -> Sequence[Any]:
    return _opened[0](batch)
