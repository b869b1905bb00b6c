"""``claimtable run``: a folder of articles becomes tables of claims."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import StoppedError
from ..settings import load_settings
from . import options
from .exits import DOCUMENTS_FAILED

if TYPE_CHECKING:
    from ..batch import Event, RunOptions, Summary, Watch
    from ..settings import Settings


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
@click.option("--dry-run", is_flag=True, help="Say what would be done and why; do nothing.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Worker processes.  [default: cores]"
)
@click.option(
    "--shard", metavar="i/N", help="Do part i of N only, and no tables: run without it at the end."
)
@click.option(
    "--tables-only", is_flag=True, help="Build the tables from what is done; process nothing."
)
@click.option(
    "--timeout-per-doc",
    "timeout",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="Give an article up after so long; 0: never.  [default: 120]",
)
@click.option(
    "--max-failures",
    type=click.IntRange(min=0),
    metavar="N",
    help="Stop when more articles than this have failed.",
)
@click.option(
    "--engine",
    "engine",
    type=click.Choice(["processes", "serial", "dask"]),
    help="Who does the work.  [default: processes]",
)
@click.option("--scheduler", metavar="ADDRESS", help="Dask scheduler, for --engine dask.")
@click.option(
    "--log-json",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Add a line of JSON for every article to FILE.",
)
@options.verbose
def run(folder: Path, out: Path, verbose: bool, **chosen: Any) -> int:
    """Read FOLDER (or one file) and write tables of its claims.

    Articles are text, web pages, PDF and office files, JSON, mails, feeds and web archives, packed
    or not; FOLDER/metadata.csv (columns file, published, title, url, publisher, byline) may say
    when and where they were published. What an earlier run has done is not done again.
    """
    options.log(verbose)
    if chosen["tables_only"] and (chosen["force"] or chosen["shard"]):
        raise click.UsageError(
            "--tables-only builds the tables of all that is done, and does nothing else: leave"
            " --force and --shard out."
        )
    if chosen["scheduler"] and chosen["engine"] not in {None, "dask"}:
        raise click.UsageError("--scheduler is for --engine dask: leave one of them out.")
    settings = load_settings(chosen["file"], overrides=_overrides(chosen))
    how = _to_options(settings, chosen)
    if chosen["dry_run"]:
        return _say_plan(folder, out, settings, how)
    try:
        summary = _run(folder, out, settings, how, chosen["log_json"])
    except StoppedError as error:
        click.echo(f"claimtable: {error}", err=True)
        return DOCUMENTS_FAILED
    _report(summary, how)
    return DOCUMENTS_FAILED if summary.failed else 0


def _overrides(chosen: dict[str, Any]) -> dict[str, dict[str, Any]]:
    engine = {"name": "engine", "jobs": "jobs", "scheduler": "scheduler", "timeout": "timeout"}
    wanted = {key: chosen[name] for key, name in engine.items() if chosen[name] is not None}
    if chosen["scheduler"] and not chosen["engine"]:
        wanted["name"] = "dask"
    return {**options.overrides(chosen), "engine": wanted}


def _to_options(settings: Settings, chosen: dict[str, Any]) -> RunOptions:
    from ..batch import RunOptions
    from ..engines import open_engine
    from ..plan import Part

    return RunOptions(
        engine=open_engine(settings.engine),
        force=chosen["force"],
        part=None if chosen["shard"] is None else Part.parse(chosen["shard"]),
        tables_only=chosen["tables_only"],
        max_failures=chosen["max_failures"],
    )


def _run(
    folder: Path, out: Path, settings: Settings, how: RunOptions, log_json: Path | None
) -> Summary:
    from ..batch import run as run_batch
    from .progress import JsonLog, RunBar

    with ExitStack() as stack:
        stack.enter_context(_ending_in_order())
        watchers: list[Watch] = [stack.enter_context(RunBar())]
        if log_json is not None:
            watchers.append(stack.enter_context(JsonLog(log_json)))

        def watch(event: Event) -> None:
            for watcher in watchers:
                watcher(event)

        return run_batch(folder, out, settings=settings, options=how, watch=watch)


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Take SIGTERM as ctrl-C is taken: workers end, nothing half written is left."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _say_plan(folder: Path, out: Path, settings: Settings, how: RunOptions) -> int:
    from collections import Counter

    from ..batch import plan_run

    listing, steps, warnings = plan_run(folder, out, settings=settings, options=how)
    counts: Counter[str] = Counter()
    for step in steps:
        counts[step.why] += 1
        verb = "keep" if step.is_done else "process"
        click.echo(f"{verb}\t{_in_one_line(step.task.source.path)}\t{step.why}")
    for other in listing.others:
        click.echo(f"skip\t{_in_one_line(other.path)}\t{_in_one_line(other.reason)}")
    _warn(warnings)
    said = [f"{number:,} {why}" for why, number in counts.items()]
    said += [f"{len(listing.others):,} files of other kinds skipped"] if listing.others else []
    said += [f"{listing.elsewhere:,} in other shards"] if listing.elsewhere else []
    todo = sum(number for why, number in counts.items() if why != "unchanged")
    click.echo(f"dry run: {todo:,} to process ({'; '.join(said)}); nothing was done", err=True)
    return 0


def _in_one_line(name: str) -> str:
    """Show the line ends and hidden characters that names from an archive may hold."""
    from ..visible import to_visible

    return to_visible(name).replace("\n", "[U+000A]").replace("\t", "[U+0009]")


def _report(summary: Summary, how: RunOptions) -> None:
    _warn(summary.warnings)
    for name, rows in summary.rows.items():
        click.echo(f"{summary.out / name}\t{rows} rows")
    said = [f"{summary.processed:,} processed"]
    said += [f"{summary.unchanged:,} unchanged since the last run"] if summary.unchanged else []
    said += (
        [f"{summary.duplicates:,} with the same content as another"] if summary.duplicates else []
    )
    said += [f"{summary.skipped:,} files of other kinds skipped"] if summary.skipped else []
    said += [f"{summary.failed:,} failed{_where(summary)}"] if summary.failed else []
    if how.part is not None:
        said += [
            f"part {how.part.number} of {how.part.of} is done: when all are, run without --shard"
            " to build the tables"
        ]
    click.echo("; ".join(said), err=True)


def _warn(warnings: tuple[str, ...]) -> None:
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)


def _where(summary: Summary) -> str:
    return f": see {summary.out}/failures" if summary.rows else ""
