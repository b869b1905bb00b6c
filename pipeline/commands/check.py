"""``claimtable check``: claims against sources, or against an earlier run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import options
from .exits import DOCUMENTS_FAILED

if TYPE_CHECKING:
    from ..records import CheckFailure
    from ..settings import Settings

FAILURES_SHOWN = 20
"""Failures that are said on the terminal; the table has all of them."""


@click.command()
@click.argument("claims", type=click.Path(path_type=Path))
@click.option(
    "--sources",
    type=click.Path(path_type=Path),
    help="Folder of documents (or one file) to look for the claims in.",
)
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="CLAIMS",
    help="Claims of an earlier run: list what CLAIMS adds, drops and changes.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=options.OUTPUTS,
    show_default=True,
    help="Folder for the tables and the index of the sources.",
)
@options.model
@options.formats
@options.language
@options.settings
@options.verbose
def check(claims: Path, sources: Path | None, out: Path, verbose: bool, **chosen: Any) -> int:
    """Check CLAIMS against the documents in a folder, or against the claims of an earlier run.

    CLAIMS is the folder of a run, or a CSV, JSONL or XLSX file with a column text, and optionally
    id, doc, published and source (the one document that the claim is to be looked for in).
    """
    from ..tables import settings_beside

    against = chosen.pop("against")
    if bool(sources) == bool(against):
        raise click.UsageError("give --sources FOLDER to look in, or --against CLAIMS to compare")
    options.log(verbose)
    settings = settings_beside(claims, chosen["file"], overrides=options.overrides(chosen))
    if sources is None:
        return _compare(against, claims, out, settings)
    return _check(claims, sources, out, settings)


def _compare(before: Path, after: Path, out: Path, settings: Settings) -> int:
    from ..comparison import compare_runs

    changes = compare_runs(before, after, out, settings=settings)
    click.echo(f"{out / 'changes'}\t{sum(changes.values())} rows")
    said = [f"{number} {change}" for change, number in sorted(changes.items())]
    click.echo("; ".join(said) or "no change", err=True)
    return 0


def _check(claims: Path, sources: Path, out: Path, settings: Settings) -> int:
    from ..crosscheck import check as check_claims

    with options.ProgressBar() as progress:
        summary = check_claims(claims, sources, out, settings=settings, progress=progress)
    for failure in summary.failures[:FAILURES_SHOWN]:
        click.echo(f"failed: {_describe(failure)}", err=True)
    for name, rows in summary.rows.items():
        click.echo(f"{summary.out / name}\t{rows} rows")
    said = [f"{summary.read} sources read, {summary.unchanged} unchanged since the last check"]
    said += [f"{number} {verdict}" for verdict, number in sorted(summary.verdicts.items())]
    said += (
        [f"{len(summary.failures)} failed: see {out}/check_failures"] if summary.failures else []
    )
    click.echo("; ".join(said), err=True)
    return DOCUMENTS_FAILED if summary.failures else 0


def _describe(failure: CheckFailure) -> str:
    if failure.stage == "read":
        return failure.reason
    return (
        f"{failure.path}, claim {failure.claim}: {failure.reason}"
        if failure.claim
        else (f"{failure.path}, {failure.reason}")
    )
