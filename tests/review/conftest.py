"""The reviews of a run, in SQLite and in a PostgreSQL server that the tests start."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.records import Review
from pipeline.review import ReviewStore

from .sheets import write_run

POSTGRES_BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
NO_POSTGRES = "no PostgreSQL server on this machine; Debian has one: apt install postgresql"
NO_USER = "PostgreSQL does not run as root, and this machine has no user nobody to run it as"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Write the run of ``sheets``, to be reviewed."""
    return write_run(tmp_path / "out")


@pytest.fixture
def make_review() -> Callable[..., Review]:
    def make(claim: str = "c1", **values: Any) -> Review:
        defaults = {
            "text": "Halden built 482 km of track",
            "verdict": "true",
            "reviewer": "Ada",
            "checked_at": "2025-03-05T10:00:00Z",
        }
        return Review(claim=claim, **{**defaults, **values})

    return make


@pytest.fixture(scope="session")
def postgres_folder() -> Iterator[Path]:
    """Make a folder outside those of pytest, which another session of it may close to others."""
    with tempfile.TemporaryDirectory(prefix="claimtable-postgres-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def postgres(postgres_folder: Path) -> Iterator[str]:
    """Start a PostgreSQL server for the session; gives the URL of its database."""
    initdb, server = _binary("initdb"), _binary("postgres")
    if not initdb or not server:
        pytest.skip(NO_POSTGRES)
    data = postgres_folder
    run_as = _run_as_system_user(data)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--auth=trust", "--username=reviewer", "--no-sync", "--encoding=UTF8",
               "--locale=C"]  # fmt: skip
    subprocess.run([*run_as, initdb, "-D", str(data / "db"), *options], check=True, cwd="/",
                   capture_output=True)  # fmt: skip
    command = [*run_as, server, "-D", str(data / "db"), "-p", str(port), "-h", "127.0.0.1",
               "-k", str(data), "-F"]  # fmt: skip
    with (data / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd="/")
    try:
        _wait_until_ready(data / "db" / "postmaster.pid", process)
        yield f"postgresql://reviewer@127.0.0.1:{port}/postgres"
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Name an empty database: each test runs in SQLite and in PostgreSQL."""
    if request.param == "sqlite":
        return str(tmp_path)
    import psycopg

    url: str = request.getfixturevalue("postgres")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS reviews")
    return url


@pytest.fixture
def store(database: str) -> Iterator[ReviewStore]:
    with ReviewStore.open(database) as opened:
        yield opened


def _binary(name: str) -> str | None:
    found = [folder / name for folder in POSTGRES_BINARIES if (folder / name).is_file()]
    return str(found[-1]) if found else shutil.which(name)


def _run_as_system_user(data: Path) -> list[str]:
    """Give the words before a command that make it run as a user other than root."""
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    known = subprocess.run(["id", "nobody"], capture_output=True, check=False).returncode == 0
    if not setpriv or not known:
        pytest.skip(NO_USER)
    shutil.chown(data, "nobody")
    for folder in data.parents:  # pytest keeps its folders to their owner
        if folder.owner() == "root" and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o011)
    return [setpriv, "--reuid=nobody", "--clear-groups", "--"]


def _wait_until_ready(status: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait for the server's own word; it ends with a code where it cannot start."""
    while process.poll() is None:
        if status.is_file() and status.read_text().strip().endswith("ready"):
            return
        try:
            process.wait(timeout=0.02)
        except subprocess.TimeoutExpired:
            continue
    raise RuntimeError("PostgreSQL did not start")
