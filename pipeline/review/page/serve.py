"""Starts the page on this machine and opens it in the browser."""

from __future__ import annotations

import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from ...errors import InputError
from ...settings import Settings
from ...tables import read_run
from ..store import ReviewStore
from .app import create_app
from .desk import Desk
from .guard import Secrets

HOST = "127.0.0.1"
"""Only this machine: whoever reaches the page reads every article and decides in your name."""


class Server(uvicorn.Server):
    """The running page; ``address`` is what a browser has to open."""

    def __init__(self, desk: Desk, port: int = 0) -> None:
        secrets = Secrets.make()
        self.form_token = secrets.form
        self._socket = _listen(port)
        self.port: int = self._socket.getsockname()[1]
        self.address = f"http://{HOST}:{self.port}/?token={secrets.token}"
        super().__init__(
            uvicorn.Config(
                create_app(desk, secrets),
                access_log=False,
                http="h11",
                lifespan="off",
                log_level="warning",
                loop="asyncio",
                proxy_headers=False,
                server_header=False,
                timeout_graceful_shutdown=2,
                ws="none",
            )
        )

    def serve_until_stopped(self) -> None:
        """Answer requests until ``should_exit`` is set or the user interrupts."""
        self.run(sockets=[self._socket])


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """What is served to whom, and how."""

    out: Path
    settings: Settings
    reviewer: str
    database: str | None = None
    port: int = 0
    browse: bool = True


def serve(serving: Serving, opened: Callable[[str], None]) -> None:
    """Serve the page until the user interrupts it; ``opened`` is called with its address.

    Raises ``InputError`` where there is no run, the reviews cannot be opened or the port is taken.
    """
    read_run(serving.out).file_of("claims")  # is there a run at all?
    with ExitStack() as closing:
        store = closing.enter_context(ReviewStore.open(serving.database or serving.out))
        desk = Desk(serving.out, store, serving.settings, serving.reviewer)
        closing.callback(desk.close)
        server = Server(desk, serving.port)
        opened(server.address)
        if serving.browse:
            threading.Thread(target=webbrowser.open, args=(server.address,), daemon=True).start()
        server.serve_until_stopped()


def _listen(port: int) -> socket.socket:
    # asyncio sends small answers at once only where the protocol is named: 40 ms each.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        raise InputError(
            f"Port {port} cannot be used ({error.strerror}). Choose another with --port, or leave "
            "it out to get a free one."
        ) from error
    listening.listen(128)
    return listening
