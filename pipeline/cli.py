"""The command line: results go to stdout, talk to stderr, and the exit code says how it went.

Exit codes: 0 all well, 1 some documents failed, 2 wrong usage or settings, 3 known facts missed,
130 interrupted.
Imports of spaCy and pandas wait until a command needs them, so that ``--help`` answers at once.
"""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .errors import ClaimtableError
from .settings import load_settings

if TYPE_CHECKING:
    from .batch import Summary
    from .records import Records
    from .settings import Settings

OUTPUTS = Path("outputs")
"""Folder that a run writes to, if no other is named."""

DOCUMENTS_FAILED = 1
USAGE = 2
FACTS_MISSED = 3
INTERRUPTED = 130

_model = click.option("--model", help='"embedded-cnn", an installed spaCy pipeline or path of one.')
_formats = click.option(
    "--format", "formats", multiple=True, help="Table format: csv, jsonl. Repeatable."
)
_language = click.option("--language", help='Language expected (ISO 639-1), or "any".')
_settings = click.option(
    "--settings", "file", type=click.Path(path_type=Path), help="Settings (TOML file)."
)
_verbose = click.option(
    "--verbose", is_flag=True, help="Log what is done, and tracebacks of failures."
)

MARKDOWN_HEAD = "## {name}\n\n| column | type | meaning |\n| --- | --- | --- |"


def main() -> None:
    """Run the command line; an error that the user can mend is one line, not a traceback."""
    try:
        code = commands.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except ClaimtableError as error:
        click.echo(f"claimtable: {error}", err=True)
        code = USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("claimtable: interrupted; what is done is kept, run again to go on", err=True)
        code = INTERRUPTED
    sys.exit(code)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="claimtable")
def commands() -> None:
    """Turn a folder of news articles into tables of claims that can be checked."""


@commands.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=OUTPUTS,
    show_default=True,
    help="Folder for the tables.",
)
@_model
@_formats
@_language
@_settings
@click.option("--force", is_flag=True, help="Process again what an earlier run has done.")
@_verbose
def run(folder: Path, out: Path, force: bool, verbose: bool, **options: Any) -> int:
    """Read FOLDER (or one file) and write tables of its claims.

    Articles are .txt and .html files; FOLDER/metadata.csv (columns file, published, title, url,
    publisher, byline) may say when and where they were published.
    """
    from .batch import run as run_batch

    _log(verbose)
    settings = load_settings(options["file"], overrides=_overrides(options))
    with _ProgressBar() as progress:
        summary = run_batch(folder, out, settings=settings, force=force, progress=progress)
    _report(summary)
    return DOCUMENTS_FAILED if summary.failed else 0


@commands.command()
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
    default=OUTPUTS,
    show_default=True,
    help="Folder for the tables and the index of the sources.",
)
@_model
@_formats
@_language
@_settings
@_verbose
def check(claims: Path, sources: Path | None, out: Path, verbose: bool, **options: Any) -> int:
    """Check CLAIMS against the documents in a folder, or against the claims of an earlier run.

    CLAIMS is the folder of a run, or a CSV, JSONL or XLSX file with a column text, and optionally
    id, doc, published and source (the one document that the claim is to be looked for in).
    """
    against = options.pop("against")
    if bool(sources) == bool(against):
        raise click.UsageError("give --sources FOLDER to look in, or --against CLAIMS to compare")
    _log(verbose)
    settings = load_settings(options["file"], overrides=_overrides(options))
    if sources is None:
        return _compare(against, claims, out, settings)
    return _check(claims, sources, out, settings)


def _compare(before: Path, after: Path, out: Path, settings: Settings) -> int:
    from .comparison import compare_runs

    changes = compare_runs(before, after, out, settings=settings)
    click.echo(f"{out / 'changes'}\t{sum(changes.values())} rows")
    said = [f"{number} {change}" for change, number in sorted(changes.items())]
    click.echo("; ".join(said) or "no change", err=True)
    return 0


def _check(claims: Path, sources: Path, out: Path, settings: Settings) -> int:
    from .crosscheck import check as check_claims

    with _ProgressBar() as progress:
        summary = check_claims(claims, sources, out, settings=settings, progress=progress)
    for failure in summary.failures:
        click.echo(f"not read: {failure}", err=True)
    for name, rows in summary.rows.items():
        click.echo(f"{summary.out / name}\t{rows} rows")
    said = [f"{summary.read} sources read, {summary.unchanged} unchanged since the last check"]
    said += [f"{number} {verdict}" for verdict, number in sorted(summary.verdicts.items())]
    click.echo("; ".join(said), err=True)
    return DOCUMENTS_FAILED if summary.failures else 0


@commands.command()
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
@_model
@_settings
def show(
    article: str, out: Path | None, html: Path | None, everything: bool, **options: Any
) -> int:
    """Show ARTICLE with all that was found in it.

    ARTICLE is a file, which is processed now, or the key (column doc) of an article of a finished
    run.
    """
    from .show import print_article, read_records, to_html

    settings = load_settings(options["file"], overrides=_overrides(options))
    if out is None and Path(article).is_file():
        records = _process_one(Path(article), settings)
    else:
        records = read_records(out or OUTPUTS, article)
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
    from .single import load, process

    return process(path, pipeline=load(settings=settings))


@commands.command()
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@_formats
@_settings
def corroborate(out: Path, formats: tuple[str, ...], file: Path | None) -> int:
    """Set side by side what the articles of the run in OUT say of the same thing.

    Statements with nearly the same sentence count as one origin. Nobody is called wrong.
    """
    from .comparison import corroborate_run

    overrides = {"run": {"formats": list(formats)}} if formats else {}
    groups = corroborate_run(out, settings=load_settings(file, overrides=overrides))
    said = [f"{number} {agreement}" for agreement, number in sorted(groups.items())]
    click.echo(f"{out / 'corroborations'}\t{sum(groups.values())} groups")
    click.echo("; ".join(said) or "nothing that two articles state", err=True)
    return 0


@commands.command()
@click.argument("table", required=False)
@click.option("--markdown", is_flag=True, help="Write Markdown, as in docs/tables.md.")
def tables(table: str | None, markdown: bool) -> int:
    """List the columns of every table, or of TABLE, and what they mean."""
    from .tables import TABLES

    if table is not None and table not in TABLES:
        raise click.UsageError(f"no table {table!r}; expected one of {', '.join(TABLES)}")
    for name in [table] if table else TABLES:
        click.echo(MARKDOWN_HEAD.format(name=name) if markdown else name)
        for column in TABLES[name]:
            if markdown:
                click.echo(f"| `{column.name}` | {column.type} | {column.meaning} |")
            else:
                click.echo(f"  {column.name:<16}{column.type:<9}{column.meaning}")
        click.echo()
    return 0


@commands.command()
@click.argument("paths", metavar="[FACTS]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--outputs",
    type=click.Path(path_type=Path, file_okay=False),
    default=OUTPUTS,
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
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="REVIEWS",
    help="Write rows from the claims that reviewers accepted.",
)
def facts(
    paths: tuple[Path, ...],
    outputs: Path,
    format: str,
    suggest: Path | None,
    from_reviews: Path | None,
) -> int:
    """Check the known facts in FACTS (files *.facts.csv or *.facts.yaml, or folders of them).

    Exit code 3 means that a fact was missed. --suggest and --from-reviews write rows instead.
    """
    from . import facts as known

    if bool(paths or suggest) == bool(from_reviews):
        raise click.UsageError("give FACTS to check, or --suggest OUT, or --from-reviews REVIEWS")
    if from_reviews is not None:
        found = known.facts_from_reviews(from_reviews, outputs)
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


def _show_problems(problems: Sequence[object]) -> bool:
    for problem in problems:
        click.echo(str(problem), err=True)
    return bool(problems)


class _ProgressBar:
    """A progress bar on a terminal, nothing elsewhere; callable as ``batch.Progress``."""

    def __enter__(self) -> Callable[[int, int], None]:
        """Open the bar and give the function that moves it."""
        from tqdm import tqdm

        # disable=None: tqdm stays silent where stderr is not a terminal.
        self._bar = tqdm(unit="article", disable=None, file=sys.stderr)
        return self._show

    def _show(self, done: int, total: int) -> None:
        self._bar.total = total
        self._bar.update(done - self._bar.n)

    def __exit__(self, *error: object) -> None:
        """Close the bar."""
        self._bar.close()


def _log(verbose: bool) -> None:
    # Without --verbose a failure is one line in the closing report, not a traceback.
    level = logging.INFO if verbose else logging.CRITICAL
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")


def _overrides(options: dict[str, Any]) -> dict[str, dict[str, Any]]:
    chosen: dict[str, dict[str, Any]] = {"run": {}, "model": {}}
    if options.get("formats"):
        chosen["run"]["formats"] = list(options["formats"])
    if options.get("language"):
        chosen["run"]["language"] = options["language"]
    if options["model"]:
        chosen["model"]["name"] = options["model"]
    return chosen


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
