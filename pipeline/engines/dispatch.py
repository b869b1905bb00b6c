"""Gives every task of a run to a worker, and takes a batch that failed apart.

A batch that cost its worker is done again task by task, each alone, so that only the task that
costs a worker by itself is lost. It gets its last try at the end, when nothing else is under way.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass
from typing import Any, Protocol

from ..errors import ClaimtableError

logger = logging.getLogger(__name__)

Task = Any
Batch = Sequence[Task]


class Worker(Protocol):
    """Does tasks; what it holds open is closed at the end, unless its process just ends."""

    def __call__(self, batch: Batch) -> Sequence[Any]:
        """Do the tasks of a batch and give their results, in the same order."""
        ...

    def close(self) -> None:
        """Close what is open."""


TRIES = 2
"""How often a single task may cost a worker: the first time it may be another's fault, as when the
machine as a whole runs out of memory."""

MAX_REPLACED = 1_000
"""How often in a row workers may be replaced without any result, before the run gives up."""


@dataclass(frozen=True, kw_only=True)
class Loss:
    """Why a worker gave no result, and whether another try has a chance."""

    reason: str
    kind: str = "killed"
    blames_the_task: bool = True
    is_final: bool = False


@dataclass(frozen=True, kw_only=True)
class Lost:
    """A task that got no result."""

    task: Task
    reason: str


class Engine(Protocol):
    """What the dispatcher needs of an engine."""

    @property
    def at_once(self) -> int:
        """Give how many batches are given out at a time; it counts once the engine has started."""
        ...

    patience: float | None
    """Seconds without any result after which the engine looks after its workers."""

    def start(self, open_worker: Callable[[], Worker]) -> None:
        """Get the workers ready; each calls ``open_worker`` once, when it needs to."""

    def submit(self, batch: Batch) -> Future[Sequence[Any]]:
        """Give a batch to a worker."""
        ...

    def explain(self, error: BaseException) -> Loss:
        """Say what an error of a batch means; raise it where it concerns the whole run."""
        ...

    def look_after(self, silent: float) -> bool:
        """Say whether workers without a result for so many seconds are to be replaced; raise an
        error where it is no use to wait for any.
        """
        ...

    def restart(self) -> None:
        """Replace all workers; what was given out is forgotten."""

    def stop(self) -> None:
        """End all workers at once."""


def failed(error: BaseException) -> Future[Sequence[Any]]:
    """Give the future of a batch that could not even be given out."""
    future: Future[Sequence[Any]] = Future()
    future.set_exception(error)
    return future


@dataclass(frozen=True, kw_only=True)
class _Attempt:
    batch: Batch
    tries: int = 0


def spread(
    batches: Iterable[Batch], engine: Engine, open_worker: Callable[[], Worker]
) -> Iterator[Any]:
    """Give the result of every task, or ``Lost``, in the order in which they come."""
    try:
        engine.start(open_worker)
        yield from _Dispatcher(batches, engine).run()
    finally:
        engine.stop()


class _Dispatcher:
    def __init__(self, batches: Iterable[Batch], engine: Engine) -> None:
        self._batches = iter(batches)
        self._engine = engine
        self._again: deque[_Attempt] = deque()
        self._alone: deque[_Attempt] = deque()
        self._pending: dict[Future[Sequence[Any]], _Attempt] = {}
        self._replaced = 0

    def run(self) -> Iterator[Any]:
        """Keep the workers busy until nothing is left."""
        silent = 0.0
        while self._fill():
            patience = self._engine.patience
            done, _ = wait(self._pending, timeout=patience, return_when=FIRST_COMPLETED)
            silent = 0.0 if done or patience is None else silent + patience
            if silent and self._engine.look_after(silent):
                self._restart("no worker has answered for too long")
                silent = 0.0
            for future in done:
                if (attempt := self._pending.pop(future, None)) is not None:
                    yield from self._take(future, attempt)

    def _fill(self) -> bool:
        while len(self._pending) < self._engine.at_once:
            attempt = self._next()
            if attempt is None:
                break
            self._pending[self._engine.submit(attempt.batch)] = attempt
        return bool(self._pending)

    def _next(self) -> _Attempt | None:
        if self._again:
            return self._again.popleft()
        batch = next(self._batches, None)
        if batch is not None:
            return _Attempt(batch=batch)
        return self._alone.popleft() if self._alone and not self._pending else None

    def _take(self, future: Future[Sequence[Any]], attempt: _Attempt) -> Iterator[Any]:
        error = CancelledError() if future.cancelled() else future.exception()
        if error is None:
            self._replaced = 0
            yield from future.result()
            return
        loss = self._engine.explain(error)
        logger.info("worker lost (%s): %s", loss.kind, loss.reason)
        if loss.kind == "broken":
            self._again.append(attempt)
            self._restart(loss.reason)
        elif not loss.blames_the_task:
            self._count_replaced(loss.reason)
            self._again.append(attempt)
        elif len(attempt.batch) > 1:
            self._again.extend(_Attempt(batch=(task,)) for task in attempt.batch)
        elif loss.is_final or attempt.tries + 1 >= TRIES:
            yield Lost(task=attempt.batch[0], reason=loss.reason)
        else:
            self._alone.append(_Attempt(batch=attempt.batch, tries=attempt.tries + 1))

    def _restart(self, reason: str) -> None:
        """Begin with new workers; what they had in hand is done again."""
        self._count_replaced(reason)
        self._again.extend(self._pending.values())
        self._pending.clear()
        self._engine.restart()

    def _count_replaced(self, reason: str) -> None:
        self._replaced += 1
        if self._replaced > MAX_REPLACED:
            raise ClaimtableError(
                f"workers end before they have done anything ({reason}). Look at what --verbose"
                " says, or try --engine serial."
            )
