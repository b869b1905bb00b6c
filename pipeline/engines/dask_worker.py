"""What runs in a worker of a Dask cluster: it refuses to work where it does not fit the run."""

from __future__ import annotations

import os
import pickle
import platform
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from ..errors import SettingsError
from ..settings import EngineSettings
from . import limits
from .dispatch import Batch, Worker

PACKAGE = "claimtable"

RUNS_AT_A_TIME = 2
"""Runs whose models a worker keeps loaded, for two users of a cluster or one run after another."""

AGAIN = "What is done is kept: run the same command again."


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a worker is told before its first batch; pickled, it names the run."""

    open_worker: Callable[[], Worker]
    settings: EngineSettings
    folder: str
    """Where the command was given: the paths of articles may be relative to it."""
    versions: Mapping[str, str]

    @classmethod
    def make(cls, open_worker: Callable[[], Worker], settings: EngineSettings) -> bytes:
        """Say on the machine of the command what its workers need to know."""
        order = cls(
            open_worker=open_worker,
            settings=settings,
            folder=str(Path.cwd()),
            versions=list_versions(),
        )
        return pickle.dumps(order)


def list_versions() -> dict[str, str]:
    """List what a result may depend on: Python, claimtable and the packages that it needs."""
    needed = [line for line in metadata.requires(PACKAGE) or () if "extra ==" not in line]
    names = [PACKAGE, *(re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in needed)]
    return read_versions({"python": platform.python_version(), **{n: _version(n) for n in names}})


def read_versions(found: Mapping[str, str | None]) -> dict[str, str]:
    """Read versions as Dask tells them; what is missing is left out, as are fixes of Python."""
    known = {name: version for name, version in found.items() if version}
    known["python"] = ".".join(known["python"].split(".")[:2])
    return known


def say_differing(worker: str, theirs: Mapping[str, str], ours: Mapping[str, str]) -> str | None:
    """Name the versions in which a worker differs from this machine, if any."""
    differing = [
        f"{name} {theirs.get(name, 'missing')} (here {version})"
        for name, version in ours.items()
        if theirs.get(name) != version
    ]
    if not differing:
        return None
    return (
        f"the Dask worker {worker} has {', '.join(differing)}: it might give other results. Install"
        f" the same versions on all machines and start their workers anew. {AGAIN}"
    )


def work(order: bytes, batch: Batch) -> Sequence[Any]:
    """Do a batch of the run that the order is for."""
    return _open(order)(batch)


@lru_cache(maxsize=RUNS_AT_A_TIME)
def _open(order: bytes) -> limits.GuardedWorker:
    """Make this process ready for a run; what does not fit is an error for the whole run."""
    from distributed import get_worker

    given: Order = pickle.loads(order)
    worker = get_worker()
    for problem in (
        say_differing(worker.address, list_versions(), given.versions),
        _say_threads(worker),
        _say_memory(worker, given.settings.memory),
    ):
        if problem is not None:
            raise SettingsError(problem)
    with suppress(OSError):  # where the articles cannot be seen from here, the worker says so
        os.chdir(given.folder)
    limits.limit_memory(given.settings.memory)
    return limits.GuardedWorker(given.open_worker, given.settings)


def _say_threads(worker: Any) -> str | None:
    if worker.state.nthreads == 1:
        return None
    return (
        f"the Dask worker {worker.address} has {worker.state.nthreads} threads, and a model is used"
        f" by one article at a time: start workers with --nthreads 1 --nworkers -1. {AGAIN}"
    )


def _say_memory(worker: Any, megabytes: int) -> str | None:
    """Refuse a limit of Dask's at which it pauses a worker that keeps to ours, maybe for ever."""
    manager = worker.memory_manager
    room = (manager.memory_limit or 0) * (manager.memory_pause_fraction or 1) / limits.MEGABYTE
    if not room or not megabytes or room >= megabytes:
        return None
    return (
        f"the Dask worker {worker.address} is stopped by Dask at {room:,.0f} MB, before it reaches"
        f" claimtable's own limit of {megabytes:,} MB: start workers with --memory-limit 0, or set"
        f" memory under [engine] in the settings to {room:.0f} or less. {AGAIN}"
    )


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
