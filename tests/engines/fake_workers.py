"""Workers for tests of the engines, in a module that worker processes can import."""

from __future__ import annotations

import ctypes
import os
import signal
import threading
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
        case "grow":
            return len([bytes(10_000_000) for _ in range(1_000)])
        case str() if task.startswith("once "):
            _die_once(Path(task.removeprefix("once ")))
    return task


def _die_once(mark: Path) -> None:
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
