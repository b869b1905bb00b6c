"""Lays the index of the sources out as an SQLite file, for one process at a time."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ..errors import InputError

LAYOUT = 3
"""Raised whenever the tables below change, so that an older index is not misread."""

_SCHEMA = """
create table if not exists documents (
    id integer primary key, doc text not null unique, key text not null,
    first integer not null, last integer not null, analysis blob not null
);
create table if not exists sentences (
    id integer primary key, keys text not null,
    start integer not null, stop integer not null, content text not null
);
create table if not exists vocabulary (key text primary key, sentences integer not null)
    without rowid;
create table if not exists numbers (document integer not null, value real not null, unit text);
create index if not exists numbers_by_value on numbers (value);
create index if not exists numbers_by_document on numbers (document);
create virtual table if not exists windows using fts5(
    terms, tokenize = "porter unicode61 remove_diacritics 2"
);
create virtual table if not exists texts using fts5(
    terms, tokenize = "porter unicode61 remove_diacritics 2"
);
"""
"""``first`` and ``last`` are the rowids in ``windows`` of a document's sentences; ``first`` is the
number of the document, too. They come from its name, so that sentences of equal score have the same
order whenever their documents were added."""


def open_index(path: Path | str) -> sqlite3.Connection:
    """Open an index for this process alone; what another version laid out, or is torn, is redone.

    Raises ``InputError`` where another process holds it.
    """
    try:
        connection = _connect(path)
    except sqlite3.OperationalError as error:
        raise InputError(
            f"{path}: {error}. Is another check writing to the same folder? Wait for it, or give"
            " another folder with --out."
        ) from error
    except sqlite3.DatabaseError:
        connection = None
    if connection is not None:
        return connection
    Path(path).unlink()
    return open_index(path)


def _connect(path: Path | str) -> sqlite3.Connection | None:
    """Lock and lay out an index; None where it has another layout."""
    connection = sqlite3.connect(path, timeout=0)
    is_kept = False
    try:
        connection.execute("pragma locking_mode = exclusive")
        connection.execute("begin exclusive")
        connection.commit()
        if connection.execute("pragma user_version").fetchone()[0] in {0, LAYOUT}:
            connection.executescript(_SCHEMA)
            connection.execute(f"pragma user_version = {LAYOUT}")
            is_kept = True
    finally:
        if not is_kept:
            connection.close()
    return connection if is_kept else None
