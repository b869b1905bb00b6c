"""``claimtable corroborate``: what the articles of a run say of the same thing."""

from __future__ import annotations

from pathlib import Path

import click

from . import options


@click.command()
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@options.formats
@options.settings
def corroborate(out: Path, formats: tuple[str, ...], file: Path | None) -> int:
    """Set side by side what the articles of the run in OUT say of the same thing.

    Statements with nearly the same sentence count as one origin. Nobody is called wrong.
    """
    from ..comparison import corroborate_run
    from ..tables import settings_beside

    settings = settings_beside(out, file, overrides=options.overrides({"formats": formats}))
    groups = corroborate_run(out, settings=settings)
    said = [f"{number} {agreement}" for agreement, number in sorted(groups.items())]
    click.echo(f"{out / 'corroborations'}\t{sum(groups.values())} groups")
    click.echo("; ".join(said) or "nothing that two articles state", err=True)
    return 0
