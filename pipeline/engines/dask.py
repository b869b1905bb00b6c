"""Spreads work over a cluster with Dask, which does the spreading, retrying and isolating.

Workers are those of the scheduler that is named, or of a cluster on this machine. All of them must
see the folder of articles and the output folder under the same paths.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from typing import Any, cast

from ..errors import ClaimtableError, SettingsError
from ..settings import EngineSettings
from . import limits
from .dispatch import Batch, Loss, Worker
from .processes import BATCHES_AHEAD, count_cores

PLUGIN = "claimtable"

CONNECT = "30s"
"""How long to wait for the scheduler."""


class DaskEngine:
    """The workers of a Dask scheduler; each loads the model once, as a plugin of the worker."""

    def __init__(self, settings: EngineSettings) -> None:
        self._distributed = _import_distributed()
        self._settings = settings
        self._client: Any = None
        self._executor: Any = None
        self.at_once = (settings.jobs or count_cores()) * BATCHES_AHEAD
        self.patience: float | None = None

    def start(self, open_worker: Callable[[], Worker]) -> None:
        """Connect, and give every worker, now or later, what it needs to open itself."""
        self._client = self._connect()
        self._client.register_plugin(_make_plugin(open_worker, self._settings), name=PLUGIN)
        workers = len(self._client.scheduler_info(n_workers=-1)["workers"])
        self.at_once = max(self.at_once, workers * BATCHES_AHEAD)
        self._executor = self._client.get_executor(pure=False)

    def submit(self, batch: Batch) -> Future[Sequence[Any]]:
        """Give a batch to a worker."""
        return cast("Future[Sequence[Any]]", self._executor.submit(_work, batch))

    def explain(self, error: BaseException) -> Loss:
        """Say what became of the worker."""
        if isinstance(error, self._distributed.scheduler.KilledWorker):
            return Loss(reason=_say_killed(self._settings.timeout))
        if isinstance(error, MemoryError):
            return Loss(kind="memory", reason=limits.say_large(self._settings.memory))
        if isinstance(error, CancelledError):
            raise ClaimtableError(
                "the Dask scheduler has gone. What is done is kept: run the same command again."
            ) from error
        raise error

    def restart(self) -> None:
        """Do nothing: Dask replaces its workers itself."""

    def stop(self) -> None:
        """Give back the workers; a cluster on this machine ends."""
        if self._client is not None:
            self._executor.shutdown(wait=False)
            self._client.close()
            self._client = None

    def _connect(self) -> Any:
        scheduler = self._settings.scheduler
        if not scheduler:
            return self._distributed.Client(
                n_workers=self._settings.jobs or count_cores(),
                threads_per_worker=1,
                dashboard_address=None,
                host="127.0.0.1",
            )
        try:
            return self._distributed.Client(scheduler, timeout=CONNECT)
        except (OSError, ValueError) as error:
            raise SettingsError(
                f"--scheduler {scheduler}: no Dask scheduler answers there ({error}). Start one"
                " with `dask scheduler`, and give the address that it shows."
            ) from error


def _import_distributed() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise SettingsError(
            "--engine dask needs Dask, which is not installed: pip install 'claimtable[dask]'"
        ) from error
    return distributed


def _make_plugin(open_worker: Callable[[], Worker], settings: EngineSettings) -> Any:
    """Make the plugin of a worker; a class of its own, since Dask may not be installed."""
    from distributed import WorkerPlugin

    class OpenWorker(WorkerPlugin):
        def setup(self, worker: Any) -> None:  # noqa: ARG002
            limits.limit_memory(settings.memory)
            self.work = limits.GuardedWorker(open_worker, settings)

    return OpenWorker()


def _work(batch: Batch) -> Sequence[Any]:
    from distributed import get_worker

    plugin: Any = get_worker().plugins[PLUGIN]
    return cast("Sequence[Any]", plugin.work(batch))


def _say_killed(timeout: float) -> str:
    limit = f" or takes longer than {timeout:g} seconds" if timeout else ""
    return f"each worker that it was given to died: it kills its worker{limit}."
