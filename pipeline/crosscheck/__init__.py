"""Checks claims against a folder of sources: reads what is new, then compares records."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

from ..check.claims import ClaimRow, Claims, read_claims
from ..check.examine import Examined, abstain, examine
from ..check.index import SourceIndex
from ..errors import InputError
from ..records import Analysis
from ..settings import Settings
from ..shards import FOLDER
from ..tables import settings_beside
from .analyse import Analyser
from .origin import Origin
from .report import CheckSummary, Report
from .sources import Sources

__all__ = ["CheckSummary", "check"]

logger = logging.getLogger(__name__)

INDEX = "sources.sqlite"
"""The index of the sources, in the output folder beside the shards of a run."""

Progress = Callable[[int, int], None]
"""Called with the number of texts done and the number in all."""


def check(
    claims: Path | str,
    sources: Path | str,
    out: Path | str = "outputs",
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> CheckSummary:
    """Check the claims of a run's folder, or of a file, against the documents in ``sources``.

    Writes the tables checks, verdicts, retrieved, sources and check_failures and a page,
    checks.html, to ``out``. Sources that an earlier check into ``out`` has read are not read again.
    A source that cannot be read, or a claim that cannot be checked, costs itself only. Raises
    ``InputError`` where claims or sources are missing.
    """
    settings = settings or settings_beside(Path(claims))
    out = Path(out)
    rows = read_claims(Path(claims))
    analyser = Analyser(settings)
    found = Sources(Path(sources), out, analyser)
    (out / FOLDER).mkdir(parents=True, exist_ok=True)
    steps = _Steps(progress, len(found.inputs) + len(rows))
    with SourceIndex(out / FOLDER / INDEX) as index, Report(out, settings) as report:
        found.update(index, report, steps.take)
        checker = _Checker(Origin(Path(claims)), index, analyser)
        for row in rows.unusable:
            report.add_unusable(rows.file, row)
        for examined, is_failed in checker.check(rows):
            report.add_claim(examined, rows.file if is_failed else None)
            steps.take()
        return report.summary()


class _Steps:
    """Counts what is done, for the progress bar."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def take(self) -> None:
        """Count one more text."""
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, self._total)


class _Checker:
    """Checks claims one by one, in their order."""

    def __init__(self, origin: Origin, index: SourceIndex, analyser: Analyser) -> None:
        self._origin = origin
        self._index = index
        self._analyser = analyser

    def check(self, rows: Claims) -> Iterator[tuple[Examined, bool]]:
        """Give what was found for each claim, and whether its check failed."""
        for row, alone in self._analyser.analyse_claims(rows):
            yield self._check(row, alone)

    def _check(self, row: ClaimRow, alone: Analysis | Exception) -> tuple[Examined, bool]:
        if isinstance(alone, Exception):
            return _give_up(row, alone), True
        if self._index.is_empty():
            return abstain(row, rule="no_source", reason="no source could be read"), False
        try:
            analysis = self._origin.complete(row, alone)
            settings = self._analyser.settings.check
            return examine(row, analysis, self._index, settings=settings), False
        except InputError as error:
            return _give_up(row, error), True
        except Exception as error:  # one odd claim must not cost the others
            logger.exception("claim %s: failed", row.id)
            return _give_up(row, error), True


def _give_up(row: ClaimRow, error: Exception) -> Examined:
    if isinstance(error, InputError):
        return abstain(row, rule="input", reason=str(error))
    reason = f"internal error, please report it: {type(error).__name__}: {error}"
    return abstain(row, rule="internal_error", reason=reason)
