"""``claimtable show``: one article with all that was found in it."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..settings import load_settings
from . import options

if TYPE_CHECKING:
    from ..records import Records
    from ..settings import Settings


@click.command()
@click.argument("article")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Take ARTICLE from the run in this folder.  [default: outputs, if ARTICLE is no file]",
)
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write one HTML file in place of text; - writes it to the terminal.",
)
@click.option("--all", "everything", is_flag=True, help="Mark and list every claim.")
@options.model
@options.settings
def show(article: str, out: Path | None, html: Path | None, everything: bool, **chosen: Any) -> int:
    """Show ARTICLE with all that was found in it.

    ARTICLE is a file, which is processed now, or the key (column doc) of an article of a finished
    run.
    """
    from ..show import print_article, read_records, to_html

    settings = load_settings(chosen["file"], overrides=options.overrides(chosen))
    if out is None and Path(article).is_file():
        records = _process_one(Path(article), settings)
    else:
        records = read_records(out or options.OUTPUTS, article)
    worth_checking = settings.show.worth_checking
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # an article has letters that a console may lack
    if html is None:
        print_article(records, sys.stdout, worth_checking=worth_checking, everything=everything)
        return 0
    page = to_html(records, worth_checking=worth_checking)
    if str(html) == "-":
        click.echo(page.encode("utf-8"))
        return 0
    html.parent.mkdir(parents=True, exist_ok=True)
    html.write_text(page, encoding="utf-8")
    click.echo(f"{html}\t{len(records.claims)} claims")
    return 0


def _process_one(path: Path, settings: Settings) -> Records:
    from ..single import load, process

    return process(path, pipeline=load(settings=settings))
