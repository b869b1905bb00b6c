"""SQLite: all tables in one file that Datasette opens with keys, full-text search and views.

Tables that a command does not write are carried over from the file that is there, so that a run
and a check share one file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from .columns import TABLES, Column
from .datasette import METADATA, to_metadata
from .file import Output, Row, sync, temporary_of
from .schema import INDEXES, SEARCHED, VIEWS, create_table, quote

NAME = "claimtable.sqlite"
"""The file, in the output folder."""

APPLICATION = 0x636C6D74
"""Marks the file as ours for ``file(1)``: "clmt"."""


class Database:
    """The format with all tables in one file."""

    def open(self, out: Path, tables: Iterable[str]) -> Output:
        """Start a new file with these tables."""
        return _File(out / NAME, tuple(tables))

    def drop(self, out: Path, tables: Iterable[str]) -> None:
        """Take these tables out of the file; a file without tables goes."""
        path = out / NAME
        if not path.is_file():
            return
        left = tables_in(path) - set(tables)
        if left:
            smaller = _File(path, (), left_out=tuple(tables))
            smaller.finish()
            smaller.place()
        else:
            path.unlink()
            (out / METADATA).unlink(missing_ok=True)

    def holds(self, out: Path, table: str) -> bool:
        """Say whether the file has this table."""
        return table in tables_in(out / NAME)


class _File:
    """A database under a temporary name."""

    def __init__(self, path: Path, tables: tuple[str, ...], left_out: tuple[str, ...] = ()) -> None:
        self._path = path
        self._metadata = path.with_name(METADATA)
        self._temporary, self._described = temporary_of(path), temporary_of(self._metadata)
        self._temporary.unlink(missing_ok=True)
        carried = tables_in(path) - {*tables, *left_out}
        self._carried = tuple(name for name in TABLES if name in carried)
        self._names = tuple(name for name in TABLES if name in {*tables, *self._carried})
        self._connection = sqlite3.connect(self._temporary, isolation_level=None, uri=True)
        self._create()
        self._inserts = {name: _insert(name) for name in self._names}

    def write(self, table: str, rows: list[Row]) -> None:
        """Add rows to a table."""
        columns = TABLES[table]
        cells = [[_to_cell(row[column.name], column) for column in columns] for row in rows]
        self._connection.executemany(self._inserts[table], cells)

    def finish(self) -> None:
        """Complete the file and what describes it under their temporary names."""
        self._complete()
        self._connection.close()
        self._described.write_bytes(to_metadata(self._path.stem, self._names))
        sync(self._temporary)
        sync(self._described)

    def discard(self) -> None:
        """Remove them."""
        self._connection.close()
        self._temporary.unlink()
        self._described.unlink(missing_ok=True)

    def place(self) -> None:
        """Put both in their places."""
        self._temporary.replace(self._path)
        self._described.replace(self._metadata)

    def _create(self) -> None:
        """Create the tables in one transaction, so that the bytes depend on the rows only."""
        run = self._connection.execute
        run(f"PRAGMA application_id = {APPLICATION}")
        run("PRAGMA journal_mode = OFF")  # the file is dropped where anything goes wrong
        run("PRAGMA synchronous = OFF")  # the disk is asked once, when the file is complete
        if self._carried:
            run("ATTACH ? AS earlier", (read_only(self._path),))
        run("BEGIN")
        for name in self._names:
            run(create_table(name, self._names))

    def _complete(self) -> None:
        run = self._connection.execute
        for name in self._carried:
            columns = ", ".join(quote(column.name) for column in TABLES[name])
            run(
                f"INSERT INTO main.{name} ({columns}) "
                f"SELECT {columns} FROM earlier.{name} ORDER BY rowid"
            )
        for name, statement in INDEXES.items():
            if name in self._names:
                run(statement)
        for name, searched in SEARCHED.items():
            if name in self._names:
                _make_searchable(self._connection, name, searched)
        for view in VIEWS:
            if set(view.tables) <= set(self._names):
                run(f"CREATE VIEW {view.name} AS {view.select}")
        run("COMMIT")


def _make_searchable(connection: sqlite3.Connection, name: str, columns: tuple[str, ...]) -> None:
    listed = ", ".join(columns)
    connection.execute(
        f"CREATE VIRTUAL TABLE {name}_fts USING fts5({listed}, content='{name}', "
        "tokenize='porter unicode61 remove_diacritics 2')"
    )
    connection.execute(f"INSERT INTO {name}_fts ({name}_fts) VALUES ('rebuild')")


def _insert(name: str) -> str:
    columns = TABLES[name]
    names = ", ".join(quote(column.name) for column in columns)
    return f"INSERT INTO main.{name} ({names}) VALUES ({', '.join('?' * len(columns))})"


def tables_in(path: Path) -> set[str]:
    """Give the tables of a file that have today's columns; others tell of another version."""
    if not path.is_file():
        return set()
    try:
        with closing(sqlite3.connect(read_only(path), uri=True)) as connection:
            return {name for name in TABLES if _has_columns(connection, name)}
    except sqlite3.DatabaseError:  # no database, or a damaged one: made anew
        return set()


def read_only(path: Path) -> str:
    """Give the address under which a file is opened without the right to change it."""
    return f"{path.absolute().as_uri()}?mode=ro"


def _has_columns(connection: sqlite3.Connection, name: str) -> bool:
    found = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
    return found == [column.name for column in TABLES[name]]


def _to_cell(value: Any, column: Column) -> Any:
    if column.type == "json" and value is not None:
        return msgspec.json.encode(value).decode("utf-8")
    return value
