"""``claimtable review export``, ``import`` and ``report``: claims go out, decisions come back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..settings import load_settings
from . import options
from .exits import DOCUMENTS_FAILED

if TYPE_CHECKING:
    from ..review import ReviewStore
    from ..review.take_in import Imported
    from ..settings import Settings

database = click.option(
    "--database",
    metavar="URL",
    help="Where the reviews are kept.  [default: OUT/reviews.sqlite]",
)
_file = click.Path(path_type=Path, dir_okay=False)
_folder = click.Path(path_type=Path, file_okay=False)
_out = click.argument("out", type=click.Path(path_type=Path, file_okay=False))


@click.command()
@_out
@click.option("--xlsx", type=_file, metavar="FILE", help="Write an Excel workbook for people.")
@click.option("--csv", type=_file, metavar="FILE", help="Write CSV for tools.")
@click.option(
    "--claimreview",
    type=_folder,
    metavar="DIR",
    help="Write what was decided as schema.org ClaimReview, a file for each claim.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    help="Write the table of all decisions into OUT in this format. Repeatable.",
)
@click.option("--reviewer", metavar="NAME", help="Fill in only this person's decisions.")
@click.option("--limit", type=click.IntRange(min=1), help="Only so many claims, best first.")
@click.option("--min-priority", type=click.FloatRange(0, 1), default=0.0, show_default=True)
@database
@options.settings
def export(out: Path, file: Path | None, **chosen: Any) -> int:
    """Write the claims of the run in OUT as a sheet, most worth checking first.

    What people decided can be written as ClaimReview and as a table too.
    """
    from ..review import ReviewStore

    if not any(chosen[name] for name in ("xlsx", "csv", "claimreview", "formats")):
        raise click.UsageError("give --xlsx, --csv, --claimreview or --format: what to write")
    settings = load_settings(file, overrides=options.overrides(chosen))
    with ReviewStore.open(chosen["database"] or out) as store:
        _write_sheets(out, store, settings, chosen)
        if chosen["claimreview"]:
            _write_claimreview(out, store, settings, chosen["claimreview"])
        if chosen["formats"]:
            _write_table(out, store, settings)
    return 0


def _write_sheets(
    out: Path, store: ReviewStore, settings: Settings, chosen: dict[str, Any]
) -> None:
    from ..review.delimited import write_csv
    from ..review.export import Choice, gather_rows
    from ..review.workbook import write_workbook

    xlsx, csv = chosen["xlsx"], chosen["csv"]
    if not (xlsx or csv):
        return
    choice = Choice(**{name: chosen[name] for name in ("reviewer", "limit", "min_priority")})
    rows = gather_rows(out, store.latest_by_claim(), choice)
    if xlsx is not None:
        write_workbook(xlsx, rows, settings.review.verdicts)
        click.echo(f"{xlsx}\t{len(rows)} rows")
    if csv is not None:
        write_csv(csv, rows)
        click.echo(f"{csv}\t{len(rows)} rows")


def _write_claimreview(out: Path, store: ReviewStore, settings: Settings, folder: Path) -> None:
    from ..review.claimreview import publish

    published = publish(out, folder, store.latest_by_claim(), settings.review)
    for reason, number in published.left_out.items():
        click.echo(f"left out, {reason}: {number}", err=True)
    click.echo(f"{folder}\t{published.written} claims")


def _write_table(out: Path, store: ReviewStore, settings: Settings) -> None:
    from ..tables import TableWriters

    with TableWriters(out, settings.run.formats, ("reviews",)) as writers:
        rows = writers.write("reviews", store.all())
    click.echo(f"{out / 'reviews'}\t{rows} rows")


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
def import_(out: Path, sheet: Path, dry_run: bool, file: Path | None, **chosen: Any) -> int:
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
            reviewer=chosen["reviewer"],
            now=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        ),
        accepted=Accepted(similar=chosen["accept_similar"], claims=frozenset(chosen["claims"])),
        dry_run=dry_run,
    )
    with ReviewStore.open(chosen["database"] or out) as store:
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


@click.command()
@_out
@click.option(
    "--to", "folder", type=_folder, metavar="DIR", help="Folder for the report.  [default: OUT]"
)
@database
@options.settings
def report(out: Path, folder: Path | None, database: str | None, file: Path | None) -> int:
    """Report on the reviews of the run in OUT: how many, by whom, and how far people agree.

    Writes a page, review-report.html, and its figures, review-report.csv.
    """
    from ..review import ReviewStore
    from ..review.figures import count
    from ..review.report import PAGE, write_report

    verdicts = load_settings(file).review.verdicts
    with ReviewStore.open(database or out) as store:
        figures = count(out, store.latest_by_claim(), verdicts)
    folder = folder or out
    write_report(folder, figures)
    click.echo(f"{folder / PAGE}\t{figures.checked} of {figures.claims} claims checked")
    return 0
