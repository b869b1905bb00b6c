"""Shows what happens in a run while it happens: a bar on a terminal, lines in a log."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Self

import msgspec
from tqdm import tqdm

from ..batch import Assembling, Comparing, Done, Event, Passed, Planned
from ..errors import OutputError


class RunBar:
    """Bars with the rate and the time that is left; nothing where stderr is no terminal."""

    def __enter__(self) -> Self:
        """Open a bar when the number of articles is known."""
        self._bar: Any = None
        self._failed = 0
        return self

    def __call__(self, event: Event) -> None:
        """Take notice of an event."""
        match event:
            case Comparing():
                self._open(event.inputs, desc="comparing", leave=False)
            case Planned():
                self._open(event.inputs, initial=event.unchanged)
            case Done():
                if event.receipt.failure is not None:
                    self._failed += 1
                    self._bar.set_postfix(failed=self._failed, refresh=False)
                self._bar.update()
            case Assembling():
                self._open(event.inputs, desc="tables")
            case Passed():
                self._bar.update()

    def _open(self, inputs: int, **options: Any) -> None:
        """Begin a new bar below those that are done."""
        self._close()
        # disable=None: tqdm stays silent where stderr is not a terminal.
        self._bar = tqdm(unit="article", disable=None, file=sys.stderr, total=inputs, **options)

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()

    def __exit__(self, *error: object) -> None:
        """Close the bar."""
        self._close()


class JsonLog:
    """Adds a line of JSON to a file for every event."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Self:
        """Open the file; what stands in it stays."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file: IO[bytes] = self._path.open("ab")
        except OSError as error:
            raise self._cannot_write(error) from error
        return self

    def __call__(self, event: Event) -> None:
        """Write an event."""
        match event:
            case Planned():
                self._write("planned", inputs=event.inputs, unchanged=event.unchanged)
            case Done(receipt=receipt):
                failure = receipt.failure
                self._write(
                    "article",
                    doc=receipt.task.source.doc,
                    path=receipt.task.source.path,
                    status="ok" if failure is None else "failed",
                    claims=receipt.claims,
                    seconds=round(receipt.seconds, 3),
                    stage=failure and failure.stage,
                    reason=failure and failure.reason,
                )
            case Assembling():
                self._write("tables")

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        """Write how it ended, and close the file."""
        try:
            self._write("end", error=kind and kind.__name__)
        except OutputError:
            if kind is None:  # else what ended the run is told, which may be this same disk
                raise
        finally:
            with suppress(OSError):
                self._file.close()

    def _write(self, event: str, **fields: object) -> None:
        line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event}
        try:
            self._file.write(msgspec.json.encode({**line, **fields}) + b"\n")
            self._file.flush()
        except OSError as error:
            raise self._cannot_write(error) from error

    def _cannot_write(self, error: OSError) -> OutputError:
        return OutputError(
            f"{self._path}: cannot be written ({error.strerror}). What is done is kept: name"
            " another --log-json, or make room, and run the same command again."
        )
