"""``claimtable review serve``: people decide on a page."""

from __future__ import annotations

import getpass
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from ..settings import load_settings
from . import options


@click.command()
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--database",
    metavar="URL",
    help="Keep the reviews in this database, postgresql://USER@HOST/NAME, not in OUT.",
)
@click.option("--reviewer", help="Who decides.  [default: the name you are logged in with]")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Port.  [default: a free one]"
)
@click.option("--no-browser", is_flag=True, help="Print the address and open nothing.")
@options.settings
def serve(out: Path, no_browser: bool, file: Path | None, **chosen: Any) -> int:
    """Open a page in the browser on which the claims of the run in OUT are checked.

    The page needs no network and is open to this machine alone. Ctrl-C stops it; every decision is
    kept in OUT/reviews.sqlite at once.
    """
    from ..review.page import Serving
    from ..review.page import serve as serve_page

    chosen["reviewer"] = chosen["reviewer"] or _login_name()
    settings = load_settings(file)
    with suppress(KeyboardInterrupt):
        serve_page(Serving(out=out, settings=settings, browse=not no_browser, **chosen), _say)
    click.echo("stopped; every decision is kept", err=True)
    return 0


def _say(address: str) -> None:
    click.echo(address)
    click.echo("Open this address to review; Ctrl-C stops the page.", err=True)


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user, as in some containers
        return "reviewer"
