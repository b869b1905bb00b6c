"""Workers for tests of the engines, in a module that worker processes can import."""

from __future__ import annotations

import ctypes
import os
import signal
import threading
import time
from collections.abc import Sequence
from pathlib import Path


def open_doubler() -> Doubler:
    return Doubler()


class Doubler:
    """Doubles numbers; words tell it to go wrong."""

    def __call__(self, batch: Sequence[object]) -> list[object]:
        return [_do(task) for task in batch]

    def close(self) -> None:
        """Hold nothing open."""


def _do(task: object) -> object:
    match task:
        case int():
            return task * 2
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "crash":
            ctypes.string_at(0)
        case "spin":
            while True:
                pass
        case "wait":
            threading.Event().wait()
        case "err":
            raise ZeroDivisionError
        case "grow":
            return len([bytes(10_000_000) for _ in range(1_000)])
        case str():
            _do_later(task)
    return task


def _do_later(task: str) -> None:
    word, _, rest = task.partition(" ")
    if word == "nap":
        time.sleep(float(rest))
    elif word == "once" and not Path(rest).exists():
        Path(rest).touch()
        os.kill(os.getpid(), signal.SIGKILL)
