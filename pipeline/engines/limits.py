"""Limits on the time and memory of a worker process, which it sets on itself."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import connection, parent_process
from pathlib import Path
from typing import Any

from ..settings import EngineSettings
from .dispatch import Batch, Worker

TOO_SLOW = (1, -getattr(signal, "SIGPROF", 0))
"""Exit codes of a process that ``faulthandler`` or the timer of the system ends."""

WAITING = 10
"""How many times the limit an article may last by the clock: the limit is one of processor time, so
that a busy machine loses no article, and what only waits is ended too."""

GRACE = 60.0
"""Seconds beyond that after which a worker that does not even notice is killed from outside:
loading the model counts too."""

REPLACED = 75
"""Exit code of a process that makes room for a new one, with nothing wrong ("try again")."""

GROWN = 0.6
"""Share of the memory limit above which a worker is replaced before it takes another batch, so
that each article finds about the same room whatever came before it."""

MEGABYTE = 1_000_000


def say_slow(seconds: float) -> str:
    """Say that an article took too long."""
    return (
        f"it was not done within {seconds:g} seconds of processor time. Look into the file,"
        " split it, or allow more with --timeout-per-doc."
    )


def say_large(megabytes: int) -> str:
    """Say that an article took too much memory."""
    return (
        f"it needs more than the {megabytes:,} MB that a worker may take. Split the file, or allow"
        " more with memory under [engine] in the settings."
    )


class GuardedWorker:
    """A worker that opens itself at its first batch and keeps its process within the limits."""

    def __init__(self, open_worker: Callable[[], Worker], settings: EngineSettings) -> None:
        self._open_worker = open_worker
        self._settings = settings
        self._worker: Worker | None = None

    def __call__(self, batch: Batch) -> Sequence[Any]:
        """Do a batch, or end the process."""
        limit = self._settings.memory
        if self._worker is None:
            self._worker = self._open_worker()
        elif limit and memory() > GROWN * limit * MEGABYTE:
            os._exit(REPLACED)
        # A batch of short articles has no more time than one long article: where it takes longer,
        # its articles are done again one by one, each with the whole limit.
        with time_limit(self._settings.timeout):
            return self._worker(batch)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """End this process where the block takes longer, whatever it is stuck in."""
    if not seconds:
        yield
        return
    # Neither needs the lock of the interpreter: code that is stuck in a library is ended too.
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(WAITING * seconds, exit=True, file=nowhere)
        _set_timer(seconds)
        try:
            yield
        finally:
            _set_timer(0)
            faulthandler.cancel_dump_traceback_later()


def waiting_time(seconds: float) -> float | None:
    """Give the time by the clock after which no answer of a worker is to be expected."""
    return WAITING * seconds + GRACE if seconds else None


def _set_timer(seconds: float) -> None:
    """Have the system end this process after so much processor time (not on Windows)."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def limit_memory(megabytes: int) -> None:
    """Make allocations fail that would take this process over the limit (Linux only)."""
    if not megabytes or not sys.platform.startswith("linux"):
        return
    import resource  # late: there is none on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = megabytes * MEGABYTE
    allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))


def memory() -> int:
    """Give the bytes of this process that are in memory; 0 where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def die_with_parent() -> None:
    """End this process when the one that started it is gone, so that none is left behind."""
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_wait_for_end, args=(parent.sentinel,), daemon=True).start()


def _wait_for_end(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(REPLACED)
