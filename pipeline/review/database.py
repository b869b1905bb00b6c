"""Opens the database that keeps the reviews: a SQLite file, or PostgreSQL for a team."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    event,
    text,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.schema import CreateTable

from ..errors import InputError

FILE = "reviews.sqlite"
"""The reviews of a run, in its output folder."""

BUSY_SECONDS = 60
"""How long a decision waits for others to finish theirs before it is an error."""

REVIEWS = Table(
    "reviews",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("claim", Text, nullable=False),
    Column("doc", Text),
    Column("text", Text, nullable=False),
    Column("sentence", Text),
    Column("verdict", Text, nullable=False),
    Column("corrected_to", Text),
    Column("evidence_url", Text),
    Column("note", Text),
    Column("reviewer", Text, nullable=False),
    Column("checked_at", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("origin", Text, nullable=False),
    Column("action", Text),
    UniqueConstraint("claim", "reviewer", "revision"),
    sqlite_autoincrement=True,
)

_LOCK_ALL = text("SELECT pg_advisory_xact_lock(hashtext('claimtable reviews'))")
_LOCK_CLAIM = text("SELECT pg_advisory_xact_lock(hashtext(:claim))")

_NEVER_CHANGE = {
    "sqlite": (
        """
        CREATE TRIGGER IF NOT EXISTS reviews_no_{change} BEFORE {change} ON reviews
        BEGIN SELECT RAISE(ABORT, 'reviews are never changed: add a row'); END
        """,
    ),
    "postgresql": (
        """
        CREATE OR REPLACE FUNCTION reviews_append_only() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE EXCEPTION 'reviews are never changed: add a row'; END $$
        """,
        "DROP TRIGGER IF EXISTS reviews_no_{change} ON reviews",
        """
        CREATE TRIGGER reviews_no_{change} BEFORE {change} ON reviews
        FOR EACH STATEMENT EXECUTE FUNCTION reviews_append_only()
        """,
    ),
}


def open_database(url_or_out: str | Path) -> Engine:
    """Open the database of an output folder, or the one that a URL names; makes what is missing.

    Raises ``InputError`` where that cannot be done, without the password.
    """
    url = _to_url(url_or_out)
    engine = _create_engine(url)
    try:
        with engine.begin() as connection:
            _create_table(connection)
    except DBAPIError as error:
        engine.dispose()
        reason = str(error.orig).strip().splitlines()[0]
        place = url.database if url.drivername == "sqlite" else url.render_as_string()
        raise InputError(
            f"{place}: the database of reviews cannot be opened ({reason}). Check that the "
            "place exists, that you may write there, and that it is a database."
        ) from error
    return engine


def lock_claim(connection: Connection, claim: str) -> None:
    """Let nobody else add a row on the claim until the transaction ends.

    SQLite has one writer at a time in any case: its transactions begin with the lock.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(_LOCK_CLAIM, {"claim": claim})


def _to_url(url_or_out: str | Path) -> URL:
    if "://" not in str(url_or_out):
        folder = Path(url_or_out)
        if not folder.is_dir():
            raise InputError(f"{folder}: no such folder. Name the output folder of a run.")
        return URL.create("sqlite", database=str(folder / FILE))
    try:
        url = make_url(str(url_or_out))
    except ArgumentError as error:
        raise InputError(
            "The address of the database cannot be read; expected postgresql://USER@HOST/NAME."
        ) from error
    if url.get_backend_name() not in _NEVER_CHANGE:
        raise InputError(
            f"{url.get_backend_name()}: reviews are kept in SQLite or PostgreSQL; expected "
            "sqlite:///FILE or postgresql://USER@HOST/NAME."
        )
    return url


def _create_engine(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        if find_spec("psycopg") is None:
            raise InputError(
                "PostgreSQL needs one more package: pip install 'claimtable[postgres]'."
            )
        return create_engine(
            url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, pool_timeout=BUSY_SECONDS
        )
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, pool_timeout=BUSY_SECONDS)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_with_the_lock)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # SQLAlchemy begins transactions itself, below; the driver would do so later, without the lock.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")  # readers never wait for a writer
    connection.execute("PRAGMA synchronous=FULL")  # a decision outlives a power cut


def _begin_with_the_lock(connection: Connection) -> None:
    # A transaction that reads first and locks later fails at once where another wrote meanwhile.
    reads = connection.get_execution_options().get("reads")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _create_table(connection: Connection) -> None:
    name = connection.dialect.name
    if name == "postgresql":
        connection.execute(_LOCK_ALL)
    if connection.dialect.has_table(connection, REVIEWS.name):
        return
    connection.execute(CreateTable(REVIEWS, if_not_exists=True))
    for change in ("update", "delete"):
        for statement in _NEVER_CHANGE[name]:
            connection.exec_driver_sql(statement.format(change=change))
