"""``claimtable tables``: the columns of every table and what they mean."""

from __future__ import annotations

import click

MARKDOWN_HEAD = "## {name}\n\n| column | type | meaning |\n| --- | --- | --- |"


@click.command()
@click.argument("table", required=False)
@click.option("--markdown", is_flag=True, help="Write Markdown, as in docs/tables.md.")
def tables(table: str | None, markdown: bool) -> int:
    """List the columns of every table, or of TABLE, and what they mean."""
    from ..tables import TABLES

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
