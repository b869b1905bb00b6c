from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from pipeline.commands import commands
from pipeline.errors import InputError


@contextmanager
def serving(out: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the command as a user does; gives the process and the address that it prints."""
    command = [sys.executable, "-m", "pipeline", "review", "serve", str(out), "--no-browser"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:  # fmt: skip
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def test_command_serves_until_it_is_interrupted(out: Path) -> None:
    with serving(out) as (process, address):
        parts = urlsplit(address)
        assert parts.hostname == "127.0.0.1"
        connection = HTTPConnection("127.0.0.1", parts.port or 0, timeout=30)
        connection.request("GET", f"/?{parts.query}")
        assert connection.getresponse().status == 303
        connection.close()
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        assert "stopped; every decision is kept" in process.stderr.read()
        assert process.wait() == 0


def test_taken_port_says_what_to_do(out: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        with pytest.raises(InputError, match=f"Port {port} cannot be used.*--port"):
            run("serve", str(out), "--no-browser", "--port", port)


@pytest.mark.parametrize("name", [".", "nowhere"])
def test_folder_that_is_no_run_says_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="no such table"):
        run("serve", str(tmp_path / name), "--no-browser")
    assert list(tmp_path.iterdir()) == []


def run(*arguments: str) -> None:
    result = CliRunner().invoke(commands, ["review", *arguments], standalone_mode=False)
    if result.exception:
        raise result.exception
