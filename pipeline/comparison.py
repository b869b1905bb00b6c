"""Compares what runs hold: two runs of an edited article, or many articles on the same thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from .check.against import compare_claims
from .check.claims import read_claims
from .check.compared import write_changes, write_corroborations
from .check.corroborate import corroborate
from .check.quantities import tolerance_of
from .check.statements import Statement, list_statements
from .settings import Settings
from .tables import TableWriters, read_run, settings_beside

CHANGES_PAGE, CORROBORATIONS_PAGE = "changes.html", "corroborations.html"
"""The pages of the two tables, for reading."""


def compare_runs(
    before: Path | str, after: Path | str, out: Path | str, *, settings: Settings | None = None
) -> dict[str, int]:
    """Write the table and page changes: claims that ``after`` added, dropped or changed.

    Both are the folder of a run or a file with a text column. Gives the number of each change.
    """
    settings = settings or settings_beside(Path(after))
    rows = list(compare_claims(read_claims(Path(before)), read_claims(Path(after))))
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    with TableWriters(out, settings.run.formats, ("changes",)) as writers:
        writers.write("changes", rows)
        write_changes(out / CHANGES_PAGE, rows)
    return dict(Counter(row.change for row in rows))


def corroborate_run(out: Path | str, *, settings: Settings | None = None) -> dict[str, int]:
    """Write the table and page corroborations into a run's folder; gives groups by agreement."""
    out = Path(out)
    settings = settings or settings_beside(out)
    rows = list(corroborate(_statements(out), tolerance_of(settings.check)))
    with TableWriters(out, settings.run.formats, ("corroborations",)) as writers:
        writers.write("corroborations", rows)
        write_corroborations(out / CORROBORATIONS_PAGE, rows)
    groups = {row.group: row.agreement for row in rows}
    return dict(Counter(groups.values()))


def _statements(out: Path) -> Iterator[Statement]:
    run = read_run(out)
    for doc in run.docs:
        yield from list_statements(run.records(doc))
