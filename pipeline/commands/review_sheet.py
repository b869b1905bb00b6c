"""``claimtable review export`` and ``import``: claims go out as a sheet, decisions come back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..settings import load_settings
from . import options
from .exits import DOCUMENTS_FAILED

if TYPE_CHECKING:
    from ..review.take_in import Imported

database = click.option(
    "--database",
    metavar="URL",
    help="Where the reviews are kept.  [default: OUT/reviews.sqlite]",
)
_file = click.Path(path_type=Path, dir_okay=False)
_out = click.argument("out", type=click.Path(path_type=Path, file_okay=False))


@click.command()
@_out
@click.option("--xlsx", type=_file, metavar="FILE", help="Write an Excel workbook for people.")
@click.option("--csv", type=_file, metavar="FILE", help="Write CSV for tools.")
@click.option("--reviewer", metavar="NAME", help="Fill in only this person's decisions.")
@click.option("--limit", type=click.IntRange(min=1), help="Only so many claims, best first.")
@click.option("--min-priority", type=click.FloatRange(0, 1), default=0.0, show_default=True)
@database
@options.settings
def export(out: Path, file: Path | None, **options: Any) -> int:
    """Write the claims of the run in OUT as a sheet, most worth checking first."""
    from ..review import ReviewStore
    from ..review.delimited import write_csv
    from ..review.export import Choice, gather_rows
    from ..review.workbook import write_workbook

    xlsx, csv = options["xlsx"], options["csv"]
    if not (xlsx or csv):
        raise click.UsageError("give --xlsx FILE or --csv FILE to write")
    verdicts = load_settings(file).review.verdicts
    choice = Choice(**{name: options[name] for name in ("reviewer", "limit", "min_priority")})
    with ReviewStore.open(options["database"] or out) as store:
        rows = gather_rows(out, store.latest_by_claim(), choice)
    if xlsx is not None:
        write_workbook(xlsx, rows, verdicts)
        click.echo(f"{xlsx}\t{len(rows)} rows")
    if csv is not None:
        write_csv(csv, rows)
        click.echo(f"{csv}\t{len(rows)} rows")
    return 0


@click.command("import")
@_out
@click.argument("sheet", type=_file)
@click.option(
    "--reviewer", default="", metavar="NAME", help="Who decided where a row names nobody."
)
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option(
    "--accept-similar",
    is_flag=True,
    help="Let decisions follow claims whose words are the same in a sentence that was edited.",
)
@click.option(
    "--accept",
    "claims",
    multiple=True,
    metavar="ID",
    help="Let the decision on this claim follow the claim that was offered for it. Repeatable.",
)
@database
@options.settings
def import_(out: Path, sheet: Path, dry_run: bool, file: Path | None, **options: Any) -> int:
    """Take the decisions in SHEET (.xlsx, .csv, .ods) into the reviews of the run in OUT.

    Nothing that was decided before is overwritten, and every row that is not taken is named with
    the reason. Importing a sheet twice changes nothing.
    """
    from ..review import ReviewStore
    from ..review.answers import Expected
    from ..review.merge import Accepted
    from ..review.take_in import How, import_sheet

    how = How(
        expected=Expected(
            verdicts=load_settings(file).review.verdicts,
            reviewer=options["reviewer"],
            now=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        ),
        accepted=Accepted(similar=options["accept_similar"], claims=frozenset(options["claims"])),
        dry_run=dry_run,
    )
    with ReviewStore.open(options["database"] or out) as store:
        done = import_sheet(out, sheet, store, how)
    return _report(done, sheet, dry_run=dry_run)


def _report(done: Imported, sheet: Path, *, dry_run: bool) -> int:
    for outcome in done.outcomes:
        if outcome.said:
            place = f"{sheet}, {outcome.place}" if outcome.place else str(sheet)
            click.echo(f"{outcome.kind}: {place}, {outcome.claim}: {outcome.said}", err=True)
    said = [f"{number} {kind}" for kind, number in sorted(done.counts.items())]
    said += [f"{done.undecided} undecided"] if done.undecided else []
    would = "nothing was written; an import would give: " if dry_run else ""
    click.echo(would + ("; ".join(said) or "no decision in the sheet"))
    return DOCUMENTS_FAILED if done.counts["refused"] + done.counts["conflict"] else 0
