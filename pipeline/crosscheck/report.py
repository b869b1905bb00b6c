"""Writes the tables and the page of a check as rows come, and counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from ..check.claims import Unusable
from ..check.examine import Examined
from ..check.page import PageWriter
from ..records import CheckFailure, Record, SourceRow
from ..settings import Settings
from ..tables import CHECK_TABLES, TableWriters

PAGE = "checks.html"
"""The page of a check, for reading; the tables hold the same and more."""


@dataclass(frozen=True, kw_only=True)
class CheckSummary:
    """What a check did."""

    out: Path
    read: int
    unchanged: int
    failures: tuple[CheckFailure, ...]
    verdicts: dict[str, int]
    rows: dict[str, int]


class Report:
    """The files that a check writes. Use as a context manager; if it raises, none is changed."""

    def __init__(self, out: Path, settings: Settings) -> None:
        self._out = out
        self._files = ExitStack()
        self._tables = self._files.enter_context(
            TableWriters(out, settings.run.formats, CHECK_TABLES)
        )
        self._page = self._files.enter_context(PageWriter(out / PAGE))
        self._rows = Counter(dict.fromkeys(CHECK_TABLES, 0))
        self._verdicts: Counter[str] = Counter()
        self._read = 0
        self._unchanged = 0
        self._failures: list[CheckFailure] = []

    def __enter__(self) -> Self:
        """Give the report; its files are open."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Put the files in their places, or drop them where the block raised."""
        self._files.__exit__(kind, error, traceback)

    def add_source(self, row: SourceRow, *, is_new: bool) -> None:
        """Add a file of the sources; one that could not be read is a failure, too."""
        self._write("sources", [row])
        if row.status == "failed":
            self._fail(
                CheckFailure(path=row.path, doc=row.doc, stage="read", reason=row.reason or "")
            )
        elif row.status != "skipped":
            self._read += is_new
            self._unchanged += not is_new

    def add_unusable(self, file: Path, row: Unusable) -> None:
        """Add a row of the claims that holds no claim."""
        reason = f"{row.place}: {row.reason}"
        self._fail(
            CheckFailure(path=str(file), claim=row.id or None, stage="claims", reason=reason)
        )

    def add_claim(self, found: Examined, failed_in: Path | None) -> None:
        """Add what was found for a claim; one that could not be checked is a failure, too."""
        verdict = found.verdict
        self._write("checks", found.checks)
        self._write("verdicts", [verdict])
        self._write("retrieved", found.retrieved)
        self._page.write(found)
        self._verdicts[verdict.verdict] += 1
        if failed_in is not None:
            self._fail(
                CheckFailure(
                    path=str(failed_in),
                    doc=verdict.doc,
                    claim=verdict.claim,
                    stage="check",
                    reason=verdict.reason,
                )
            )

    def summary(self) -> CheckSummary:
        """Give the counts of the whole check."""
        return CheckSummary(
            out=self._out,
            read=self._read,
            unchanged=self._unchanged,
            failures=tuple(self._failures),
            verdicts=dict(self._verdicts),
            rows=dict(self._rows),
        )

    def _fail(self, failure: CheckFailure) -> None:
        self._failures.append(failure)
        self._page.failures += 1
        self._write("check_failures", [failure])

    def _write(self, table: str, rows: Sequence[Record]) -> None:
        self._rows[table] += self._tables.write(table, rows)
