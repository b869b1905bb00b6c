"""Keeps two runs from writing the same tables at the same time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import OutputError
from .shards import FOLDER, cannot_write

try:
    import fcntl
except ImportError:  # Windows: runs there must keep apart by themselves
    fcntl = None  # type: ignore[assignment]

NAME = "lock"


@contextmanager
def lock(out: Path, *, shared: bool) -> Iterator[None]:
    """Hold an output folder; runs over parts of a folder share it, others have it alone.

    The system lets go of it when the process ends, however it ends.
    """
    path = out / FOLDER / NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab")
    except OSError as error:
        raise cannot_write(path, error) from error
    with file:
        if fcntl is not None:
            _lock(file.fileno(), out, shared=shared)
        yield


def _lock(number: int, out: Path, *, shared: bool) -> None:
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    try:
        fcntl.flock(number, kind | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise OutputError(
            f"{out}: another run writes there. Wait until it has ended, or name another --out. Runs"
            " over parts (--shard i/N) may write there together."
        ) from error
    except OSError:
        return  # a file system without locks
