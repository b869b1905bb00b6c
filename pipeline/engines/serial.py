"""Does the work in this process, one batch after another: nothing to set up, nothing to see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

from .dispatch import Batch, Loss, Worker


class SerialEngine:
    """The engine of the library and of debuggers; an article that kills it ends the run."""

    at_once = 1
    patience: float | None = None

    def __init__(self) -> None:
        self._worker: Worker | None = None

    def start(self, open_worker: Callable[[], Worker]) -> None:
        """Open the worker."""
        self._worker = open_worker()

    def submit(self, batch: Batch) -> Future[Sequence[Any]]:
        """Do a batch before returning; what it raises is raised at once."""
        assert self._worker is not None
        future: Future[Sequence[Any]] = Future()
        try:
            future.set_result(self._worker(batch))
        except MemoryError as error:
            future.set_exception(error)
        return future

    def explain(self, error: BaseException) -> Loss:
        """Say that memory did not suffice; nothing else comes here."""
        return Loss(kind="memory", reason=f"it needs more memory than there is ({error}).")

    def look_after(self, silent: float) -> bool:  # noqa: ARG002 - it answers at once
        """Do nothing: there is no worker to wait for."""
        return False

    def restart(self) -> None:
        """Do nothing: there is no worker to replace."""

    def stop(self) -> None:
        """Close the worker."""
        if self._worker is not None:
            self._worker.close()
        self._worker = None
