"""Spreads work over a cluster with Dask, which does the spreading, retrying and isolating.

Workers are those of the scheduler that is named, or of a cluster on this machine. All of them must
see the folder of articles and the output folder under the same paths.
"""

from __future__ import annotations

import asyncio
import logging
import math
import pickle
import time
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import ExitStack, suppress
from typing import Any

from ..errors import ClaimtableError, SettingsError
from ..settings import EngineSettings
from . import limits
from .dask_worker import AGAIN, Order, list_versions, read_versions, say_differing, work
from .dispatch import Batch, Loss, Worker, failed
from .processes import BATCHES_AHEAD, count_cores

logger = logging.getLogger(__name__)

CONNECT = 30.0
"""Seconds to wait for the scheduler, each time that it is asked something."""

LOOK = 30.0
"""Seconds after which the workers are counted again, and looked after if none has answered."""

WITHOUT_WORKERS = 900.0
"""Seconds that a run waits for a worker, where Dask's own ``no-workers-timeout`` does not say:
machines that start anew together are back by then."""

WORKERS_PER_BATCH = 4
"""How many workers a batch may cost, by Dask's own ``allowed-failures``, before it is an answer."""


class DaskEngine:
    """The workers of a Dask scheduler; each loads the model once."""

    patience: float | None = LOOK

    def __init__(self, settings: EngineSettings) -> None:
        self._distributed = _import_distributed()
        self._settings = settings
        self._client: Any = None
        self._own_cluster = ExitStack()
        self._order = b""
        self._workers = settings.jobs or count_cores()
        self._counted = -math.inf
        self._without_workers = 0.0

    @property
    def at_once(self) -> int:
        """Give as many batches as the workers take that there are now: they come and go."""
        if self._client is not None and time.monotonic() - self._counted > LOOK:
            self._counted = time.monotonic()
            self._workers = self._count_workers() or self._workers
        return self._workers * BATCHES_AHEAD

    def start(self, open_worker: Callable[[], Worker]) -> None:
        """Connect to the scheduler; workers are told what to open with each batch."""
        _talk_like_us()
        self._order = Order.make(open_worker, self._settings)
        self._client = self._connect()
        self._compare_versions()

    def submit(self, batch: Batch) -> Future[Sequence[Any]]:
        """Give a batch to a worker."""
        if self._client.status == "closed":
            return failed(CancelledError())
        what = pickle.dumps((work, self._order, batch))
        future = self._client.submit(_make_call(), what, pure=False)
        # Not by get_executor: where a worker dies after it has done a batch and before it has given
        # the result, its futures never end, or end with an error that is none of ours.
        return asyncio.run_coroutine_threadsafe(_wait_for(future), self._client.loop.asyncio_loop)

    def explain(self, error: BaseException) -> Loss:
        """Say what became of the worker."""
        if isinstance(error, ClaimtableError):
            raise error
        if isinstance(error, self._distributed.scheduler.KilledWorker):
            return Loss(reason=_say_killed(self._settings.timeout))
        if isinstance(error, MemoryError):
            return Loss(kind="memory", reason=limits.say_large(self._settings.memory))
        if isinstance(error, CancelledError):
            reason = f"the connection to {self._address} was lost"
            return Loss(kind="broken", reason=reason, blames_the_task=False)
        if isinstance(error, self._distributed.scheduler.NoWorkerError):
            raise self._no_workers() from error
        self._compare_versions()
        if isinstance(error, ImportError):
            raise SettingsError(
                f"a Dask worker cannot import claimtable ({error}): install the same on all"
                f" machines and start their workers anew. {AGAIN}"
            ) from error
        raise error

    def look_after(self, silent: float) -> bool:
        """Wait on while there are workers that may answer, or may come back."""
        workers = self._count_workers()
        if workers or silent <= LOOK:
            self._without_workers = 0
        else:
            if not self._without_workers:
                logger.warning("no worker of %s takes work: waiting for one", self._address)
            self._without_workers += LOOK
        if self._without_workers >= self._wait_for_workers():
            raise self._no_workers()
        longest = limits.waiting_time(self._settings.timeout)
        if longest is not None and silent > WORKERS_PER_BATCH * longest:
            raise ClaimtableError(
                f"none of the {workers} workers of {self._address} has answered for"
                f" {silent / 60:.0f} minutes: look at what they log. {AGAIN}"
            )
        return False

    def restart(self) -> None:
        """Connect anew; Dask replaces its workers itself."""
        self.stop()
        try:
            self._client = self._connect()
        except SettingsError as error:
            raise ClaimtableError(f"{self._address} has gone. {AGAIN}") from error

    def stop(self) -> None:
        """Give back the workers; a cluster on this machine ends."""
        if self._client is None:
            return
        client, self._client = self._client, None
        with suppress(OSError):  # a scheduler that does not answer is left as it is
            client.close(timeout=CONNECT)
        self._own_cluster.close()

    @property
    def _address(self) -> str:
        return f"the Dask scheduler {self._settings.scheduler}".rstrip()

    def _connect(self) -> Any:
        scheduler = self._settings.scheduler
        if not scheduler:
            return self._start_cluster()
        try:
            return self._open_client(scheduler)
        except TypeError as error:  # an address with TLS
            raise SettingsError(
                f"--scheduler {scheduler}: Dask has no certificates here. Set them as its"
                " documentation on TLS says."
            ) from error
        except (OSError, ValueError) as error:
            raise SettingsError(
                f"--scheduler {scheduler}: no Dask scheduler answers there ({error}). Start one"
                " with `dask scheduler`, and give the address that it shows."
            ) from error

    def _open_client(self, scheduler: str) -> Any:
        """Connect; a client that cannot is closed before the error goes on.

        Left to the collector of garbage, it may be closed while another client starts, and both
        then wait for each other for ever.
        """
        kind = self._distributed.Client
        client = kind.__new__(kind)
        try:
            client.__init__(scheduler, timeout=CONNECT)
        except (OSError, TypeError, ValueError):
            with suppress(AttributeError, OSError):  # it may not have got as far as that
                client.close(timeout=CONNECT)
            raise
        return client

    def _start_cluster(self) -> Any:
        from dask import config

        # Dask gives up a worker that has died and takes longer than that to start anew, which on a
        # busy machine happened to all of them.
        patient = {"distributed.deploy.lost-worker-timeout": f"{WITHOUT_WORKERS}s"}
        self._own_cluster.enter_context(config.set(patient))
        return self._distributed.Client(
            n_workers=self._settings.jobs or count_cores(),
            threads_per_worker=1,
            memory_limit=0,  # our own limit holds
            dashboard_address="127.0.0.1:0",  # any port: the usual one may be taken
            host="127.0.0.1",
        )

    def _count_workers(self) -> int:
        """Count the workers that take work; none where the scheduler does not say."""
        if self._client.status != "running":
            return 0
        try:
            said = self._ask(self._client.scheduler.identity, n_workers=-1)
        except OSError:
            return 0
        return [worker["status"] for worker in said["workers"].values()].count("running")

    def _compare_versions(self) -> None:
        """Raise an error where a worker that is there now has other versions."""
        if self._client.status != "running":
            return
        ours = list_versions()
        packages = [name for name in ours if name != "python"]  # which Dask tells unasked
        try:
            found = self._ask(self._client.get_versions, packages=packages)["workers"]
        except OSError:
            return
        for worker, said in found.items():
            problem = say_differing(worker, read_versions(said["packages"]), ours)
            if problem is not None:
                raise SettingsError(problem)

    def _no_workers(self) -> ClaimtableError:
        return ClaimtableError(
            f"no worker of {self._address} has taken work for {self._wait_for_workers() / 60:g}"
            " minutes: none is connected, the scheduler does not answer, or Dask has paused them"
            f" for taking more memory than their --memory-limit. {AGAIN}"
        )

    def _wait_for_workers(self) -> float:
        import dask

        chosen = dask.config.get("distributed.scheduler.no-workers-timeout", None)
        return WITHOUT_WORKERS if chosen is None else dask.utils.parse_timedelta(chosen)

    def _ask(self, question: Callable[..., Any], **what: Any) -> Any:
        return self._client.sync(question, **what, callback_timeout=CONNECT)


def _make_call() -> Callable[[bytes], Sequence[Any]]:
    """Make a function that has no name to import it by, and is therefore sent as it is.

    Dask ends a worker that cannot read what it is sent; one without claimtable reads this, and says
    that it is missing.
    """

    def claimtable(what: bytes) -> Sequence[Any]:
        import pickle

        do, order, batch = pickle.loads(what)
        done: Sequence[Any] = do(order, batch)
        return done

    return claimtable


async def _wait_for(future: Any) -> Sequence[Any]:
    try:
        done: Sequence[Any] = await future
    except OSError as error:
        if future.status == "error":  # raised by the batch itself
            raise
        raise CancelledError(str(error)) from error
    return done


def _import_distributed() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise SettingsError(
            "--engine dask needs Dask, which is not installed: pip install 'claimtable[dask]'"
        ) from error
    return distributed


def _talk_like_us() -> None:
    """Have Dask log what the rest logs: it sets levels of its own."""
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.getLogger().level)


def _say_killed(timeout: float) -> str:
    limit = f" or takes longer than {timeout:g} seconds" if timeout else ""
    return f"each worker that it was given to died: it kills its worker{limit}."
