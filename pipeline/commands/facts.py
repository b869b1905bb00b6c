"""``claimtable facts``: known facts against the tables of a run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import options
from .exits import FACTS_MISSED, USAGE

if TYPE_CHECKING:
    from ..records import Review


@click.command()
@click.argument("paths", metavar="[FACTS]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--outputs",
    type=click.Path(path_type=Path, file_okay=False),
    default=options.OUTPUTS,
    show_default=True,
    help="Folder that `claimtable run` wrote to.",
)
@click.option(
    "--format",
    type=click.Choice(["text", "json", "junit"]),
    default="text",
    show_default=True,
    help="How the outcome is written.",
)
@click.option(
    "--suggest",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="OUT",
    help="Propose rows from the run in OUT, beyond FACTS, for a person to confirm.",
)
@click.option(
    "--from-reviews",
    metavar="REVIEWS",
    help="Write rows from the claims that reviewers accepted or rejected: those in the folder of a"
    " run, in the database that a URL names, or in a table of reviews.",
)
def facts(
    paths: tuple[Path, ...],
    outputs: Path,
    format: str,
    suggest: Path | None,
    from_reviews: str | None,
) -> int:
    """Check the known facts in FACTS (files *.facts.csv or *.facts.yaml, or folders of them).

    Exit code 3 means that a fact was missed. --suggest and --from-reviews write rows instead.
    """
    from .. import facts as known

    if bool(paths or suggest) == bool(from_reviews):
        raise click.UsageError("give FACTS to check, or --suggest OUT, or --from-reviews REVIEWS")
    if from_reviews is not None:
        found = known.facts_from_reviews(_read_reviews(from_reviews), outputs)
        for reason, number in found.left_out.items():
            click.echo(f"left out, {reason}: {number}", err=True)
        click.echo(known.to_csv(found.rows), nl=False)
        return 0
    if suggest is not None:
        loaded = known.load_facts(paths)
        _show_problems(loaded.problems)
        click.echo(known.to_csv(known.suggest_facts(suggest, loaded.facts)), nl=False)
        return 0
    checked = known.check_files(paths, outputs)
    click.echo(known.FORMATS[format](checked))
    if _show_problems(checked.problems):
        return USAGE
    return FACTS_MISSED if checked.missed else 0


def _read_reviews(place: str) -> Path | tuple[Review, ...]:
    """Give the path of a table of reviews, or the rows in a run's folder or a database."""
    if "://" not in place and not Path(place).is_dir():
        return Path(place)
    from ..review import ReviewStore

    with ReviewStore.open(place) as store:
        return store.all()


def _show_problems(problems: Sequence[object]) -> bool:
    for problem in problems:
        click.echo(str(problem), err=True)
    return bool(problems)
