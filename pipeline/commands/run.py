"""``claimtable run``: a folder of articles becomes tables of claims."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..settings import load_settings
from . import options
from .exits import DOCUMENTS_FAILED

if TYPE_CHECKING:
    from ..batch import Summary


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=options.OUTPUTS,
    show_default=True,
    help="Folder for the tables.",
)
@options.model
@options.formats
@options.language
@options.settings
@click.option("--force", is_flag=True, help="Process again what an earlier run has done.")
@options.verbose
def run(folder: Path, out: Path, force: bool, verbose: bool, **chosen: Any) -> int:
    """Read FOLDER (or one file) and write tables of its claims.

    Articles are .txt, .html and .json files, packed or not; FOLDER/metadata.csv (columns file,
    published, title, url, publisher, byline) may say when and where they were published.
    """
    from ..batch import run as run_batch

    options.log(verbose)
    settings = load_settings(chosen["file"], overrides=options.overrides(chosen))
    with options.ProgressBar() as progress:
        summary = run_batch(folder, out, settings=settings, force=force, progress=progress)
    _report(summary)
    return DOCUMENTS_FAILED if summary.failed else 0


def _report(summary: Summary) -> None:
    for warning in summary.warnings:
        click.echo(f"warning: {warning}", err=True)
    for name, rows in summary.rows.items():
        click.echo(f"{summary.out / name}\t{rows} rows")
    said = [f"{summary.processed} processed"]
    said += [f"{summary.unchanged} unchanged since the last run"] if summary.unchanged else []
    said += [f"{summary.duplicates} with the same content as another"] if summary.duplicates else []
    said += [f"{summary.skipped} files of other kinds skipped"] if summary.skipped else []
    said += [f"{summary.failed} failed: see {summary.out}/failures"] if summary.failed else []
    click.echo("; ".join(said), err=True)
