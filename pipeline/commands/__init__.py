"""The command line: results go to stdout, talk to stderr, and the exit code says how it went.

Exit codes: 0 all well, 1 some documents failed, 2 wrong usage or settings, 3 known facts missed,
130 interrupted. Each command is one module, named after it, with its line in ``commands`` below.
Imports of spaCy and pandas wait until a command needs them, so that ``--help`` answers at once.
"""

from __future__ import annotations

import sys

import click

from ..errors import ClaimtableError
from . import check, corroborate, facts, review, run, show, tables
from .exits import INTERRUPTED, USAGE


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
    except OSError as error:  # a disk is full, or nobody may write there: no bug of ours
        reason = error.strerror or error  # what is raised over the network has words alone
        click.echo(f"claimtable: {error.filename or 'the output'}: {reason}.", err=True)
        code = USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("claimtable: interrupted; what is done is kept, run again to go on", err=True)
        code = INTERRUPTED
    sys.exit(code)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="claimtable")
def commands() -> None:
    """Turn a folder of news articles into tables of claims that can be checked."""


commands.add_command(run.run)
commands.add_command(check.check)
commands.add_command(show.show)
commands.add_command(corroborate.corroborate)
commands.add_command(tables.tables)
commands.add_command(facts.facts)
commands.add_command(review.review)
