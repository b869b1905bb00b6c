"""One table file: written under a temporary name, put in its place when it is complete."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from .columns import TABLES, Column

Row = dict[str, Any]
"""The cells of a row as JSON values, by column."""


class TableFile:
    """The parent of the files that hold one table each."""

    def __init__(self, path: Path, columns: tuple[Column, ...]) -> None:
        self._path = path
        self._columns = columns
        self._temporary = temporary_of(path)

    def write(self, rows: list[Row]) -> None:
        """Add rows to the file."""
        raise NotImplementedError

    def complete(self) -> None:
        """Write what is left and close the file under its temporary name."""
        raise NotImplementedError

    def abandon(self) -> None:
        """Close the file; what it holds no longer matters, nor that the disk does not take it."""
        raise NotImplementedError

    def finish(self) -> None:
        """Complete the file, so that putting it in its place is all that is left."""
        self.complete()
        sync(self._temporary)

    def place(self) -> None:
        """Put the file in its place."""
        self._temporary.replace(self._path)

    def discard(self) -> None:
        """Remove what was written."""
        self.abandon()
        self._temporary.unlink(missing_ok=True)


class Format(Protocol):
    """A table format: how a command's tables are opened, and how older ones are dropped."""

    def open(self, out: Path, tables: Iterable[str]) -> Output:
        """Start writing these tables into the folder ``out``."""

    def drop(self, out: Path, tables: Iterable[str]) -> None:
        """Take these tables of an earlier command out of the folder, where they are there."""

    def holds(self, out: Path, table: str) -> bool:
        """Say whether the folder has this table."""


class Output(Protocol):
    """The tables of one command in one format."""

    def write(self, table: str, rows: list[Row]) -> None:
        """Add rows to a table."""

    def finish(self) -> None:
        """Complete what was written: all that a disk may refuse happens here."""

    def place(self) -> None:
        """Put what is complete in its place."""

    def discard(self) -> None:
        """Remove what was written, complete or not."""


class FilePerTable:
    """A format with a file for each table."""

    def __init__(self, suffix: str, kind: Callable[[Path, tuple[Column, ...]], TableFile]) -> None:
        self._suffix = suffix
        self._kind = kind

    def open(self, out: Path, tables: Iterable[str]) -> Output:
        """Open a file for each table under its temporary name."""
        return _Files({name: self._kind(self._path(out, name), TABLES[name]) for name in tables})

    def drop(self, out: Path, tables: Iterable[str]) -> None:
        """Remove the files of these tables."""
        for name in tables:
            self._path(out, name).unlink(missing_ok=True)

    def holds(self, out: Path, table: str) -> bool:
        """Say whether the file of this table is there."""
        return self._path(out, table).is_file()

    def _path(self, out: Path, name: str) -> Path:
        return out / f"{name}.{self._suffix}"


class _Files:
    def __init__(self, files: dict[str, TableFile]) -> None:
        self._files = files

    def write(self, table: str, rows: list[Row]) -> None:
        self._files[table].write(rows)

    def finish(self) -> None:
        for file in self._files.values():
            file.finish()

    def place(self) -> None:
        for file in self._files.values():
            file.place()

    def discard(self) -> None:
        for file in self._files.values():
            file.discard()


def temporary_of(path: Path) -> Path:
    """Give the name under which a file is written until it is complete."""
    return path.with_name(f".{path.name}.part")


def put_in_place(temporary: Path, path: Path) -> None:
    """Give a complete file its name, once the disk has all of it."""
    sync(temporary)
    temporary.replace(path)


def sync(path: Path) -> None:
    """Wait until the disk has all of a file."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
