"""``claimtable review``: people decide on the claims of a run."""

from __future__ import annotations

import click

from . import review_page, review_sheet


@click.group()
def review() -> None:
    """Let people decide on the claims of a run; nothing that they decided is lost."""


review.add_command(review_page.serve)
review.add_command(review_sheet.export)
review.add_command(review_sheet.import_)
review.add_command(review_sheet.report)
