"""Runs the command line in forked processes that are stopped at a chosen point.

A process of its own, so that what every trial needs is imported once and a fork is cheap. It reads
one trial a line from standard input, as JSON, and answers with how the process ended. The
articles are real files, the shards, tables, signals and processes too; only the model is not:
what stands in for it makes a claim of each line.
"""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pipeline.batch  # noqa: F401  loaded once
import pipeline.commands
import pipeline.engines.processes as processes
import pipeline.tables.sqlite  # noqa: F401  loaded once
from pipeline import single
from pipeline.extract import Identifiers, normalise
from pipeline.records import Article, Claim, Records

EVENTS = frozenset({"open", "os.rename", "os.mkdir", "os.remove", "os.scandir", "os.listdir"})
"""Steps of a run that touch the disk; ``fsync`` is added below, as Python does not audit it."""


def process_quickly(article: Article, _pipeline: object) -> Records:
    """Make a claim of each line; words tell it to go wrong."""
    if "kills its worker" in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    identifiers = Identifiers(article.doc)
    claims, start = [], 0
    for line in article.text.split("\n"):
        end = start + len(line)
        name = identifiers.of_claim(normalise(line), line)
        claims.append(Claim(id=name, doc=article.doc, start=start, end=end, text=line,
                            standalone=line, sentence=(start, end), priority=0.5))  # fmt: skip
        start = end + 1
    return Records(article=article, claims=tuple(claims))


class Fault:
    """What befalls the process at its n-th step."""

    def __init__(self, trial: dict[str, Any]) -> None:
        self._left = trial["at"]
        self._act: Callable[[], None] = getattr(self, trial["what"])
        self._in_worker = trial.get("in_worker", False)
        self._mark = Path(trial["mark"])
        self._within = trial["within"]
        self._only_writing = trial["what"] == "fill"

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Count a step; an audit hook."""
        if event not in EVENTS or self._is_worker() != self._in_worker:
            return
        if not str(arguments[0]).startswith(self._within):
            return
        if self._only_writing and not _is_writing(event, arguments):
            return
        self._left -= 1
        if self._left == 0 and not self._mark.exists():
            self._left = -1
            os.close(os.open(self._mark, os.O_CREAT))
            self._act()

    def _is_worker(self) -> bool:
        return multiprocessing.parent_process() is not None

    def kill(self) -> None:
        """End as by ``kill -9``."""
        os.kill(os.getpid(), signal.SIGKILL)

    def terminate(self) -> None:
        """End as by ``kill``."""
        signal.raise_signal(signal.SIGTERM)

    def interrupt(self) -> None:
        """End as by ctrl-C."""
        signal.raise_signal(signal.SIGINT)

    def fill(self) -> None:
        """Find the disk full."""
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def fail(self) -> None:
        """Find the disk broken."""
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    def nothing(self) -> None:
        """Go on."""


def _is_writing(event: str, arguments: tuple[Any, ...]) -> bool:
    if event != "open":
        return event in {"os.rename", "os.mkdir"}
    flags = arguments[2] if len(arguments) > 2 else os.O_WRONLY
    return bool(flags & (os.O_WRONLY | os.O_RDWR))


def run(trial: dict[str, Any]) -> int:
    """Run the command line in a child, and give its exit code or minus the signal."""
    child = os.fork()
    if child == 0:
        _run_here(trial)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _run_here(trial: dict[str, Any]) -> None:
    os.setsid()
    log = os.open(trial["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    # A test run in the background ignores ctrl-C, and so would its children.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = ["claimtable", *trial["arguments"]]
    if "what" in trial:
        sys.addaudithook(Fault(trial))
    try:
        pipeline.commands.main()
    except SystemExit as stop:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(stop.code or 0))
    finally:
        os._exit(70)


def _audit_fsync() -> None:
    real = os.fsync

    def fsync(number: int) -> None:
        name = (
            str(number)
            if sys.platform != "linux"
            else str(Path(f"/proc/self/fd/{number}").readlink())
        )
        sys.audit("open", name)
        real(number)

    os.fsync = fsync


def _stand_in() -> None:
    nlp = SimpleNamespace(memory_zone=nullcontext)
    single.load = lambda *_, **__: SimpleNamespace(nlp=nlp)  # type: ignore[assignment]
    single.process_article = process_quickly
    # Forked workers have what stands in for the model, and cost no import.
    processes._context = lambda: multiprocessing.get_context("fork")


def main() -> None:
    """Answer trials until there are no more."""
    _stand_in()
    _audit_fsync()
    assert threading.active_count() == 1, "a process with threads cannot be forked safely"
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
