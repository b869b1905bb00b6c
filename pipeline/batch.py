"""Many articles: skips what is done, records what fails, builds the tables."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from msgspec.structs import replace

from .errors import InputError
from .read import Input, MetadataTable, Opener, Other, read_metadata, walk_inputs
from .records import Failure, ManifestRow, Record, Records, Status
from .settings import Settings, load_settings
from .shards import Shards, article_key, run_fingerprint
from .single import Pipeline, load, process_article, read_input
from .tables import TableWriters

logger = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Called with the number of inputs done and the number in all."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What a run did; every input is counted once in ``processed``, ``unchanged`` or ``failed``."""

    out: Path
    processed: int
    unchanged: int
    failed: int
    duplicates: int
    skipped: int
    rows: dict[str, int]
    warnings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Outcome:
    source: Input
    sha256: str | None = None
    records: Records | None = None
    failure: Failure | None = None
    unchanged: bool = False


def run(
    folder: Path | str,
    out: Path | str = "outputs",
    *,
    settings: Settings | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Process every article in ``folder`` (or one file) and write the tables to ``out``.

    Articles that an earlier run into ``out`` has processed with the same settings, version and
    content are not processed again, unless ``force``. A file that cannot be processed becomes a
    row in ``failures``. Raises ``InputError`` where there is no article to read at all.
    """
    settings = settings or load_settings()
    folder, out = Path(folder), Path(out)
    found = list(walk_inputs(folder, out=out))
    inputs = [one for one in found if isinstance(one, Input)]
    metadata = read_metadata(folder if folder.is_dir() else folder.parent)
    out.mkdir(parents=True, exist_ok=True)
    worker = _Worker(settings, metadata, Shards(out, run_fingerprint(settings)), force=force)
    with worker, TableWriters(out, settings.run.formats) as writers:
        tally = _Tally(writers)
        for done, outcome in enumerate(map(worker.work, inputs), start=1):
            tally.add(outcome)
            if progress is not None:
                progress(done, len(inputs))
        for other in found:
            if isinstance(other, Other):
                tally.skip(other)
    # A single file is one of many beside metadata.csv: rows for the others are no slip.
    warnings = metadata.warnings(worker.used) if folder.is_dir() else ()
    return tally.summary(out, warnings)


class _Worker:
    """Turns one input into its outcome; the pipeline is loaded when it is first needed."""

    def __init__(
        self, settings: Settings, metadata: MetadataTable, shards: Shards, *, force: bool
    ) -> None:
        self._settings = settings
        self._metadata = metadata
        self._shards = shards
        self._force = force
        self._pipeline: Pipeline | None = None
        self._opener = Opener()
        self.used: set[str] = set()
        """Names in metadata.csv that stand for an input."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._opener.close()

    def work(self, source: Input) -> _Outcome:
        """Process one input; whatever goes wrong costs this input only."""
        try:
            row = self._metadata.find(source)
            self.used.add(self._metadata.find_name(source) or "")
            article = read_input(source, row, self._settings, opener=self._opener)
        except InputError as error:
            return _failed(source, "read", str(error))
        except Exception as error:  # one odd file must not cost the others
            return _broken(source, "read", error)
        key = article_key(source.doc, article.sha256, row)
        stored = None if self._force else self._shards.find(key)
        if stored is not None:
            here = replace(stored.article, path=article.path)
            records = replace(stored, article=here)
            return _Outcome(source=source, sha256=article.sha256, records=records, unchanged=True)
        if self._pipeline is None:
            self._pipeline = load(settings=self._settings)
        try:
            with self._pipeline.nlp.memory_zone():
                records = process_article(article, self._pipeline)
        except InputError as error:
            return _failed(source, "language", str(error))
        except Exception as error:  # one odd article must not cost the others
            return _broken(source, "process", error)
        self._shards.store(key, records)
        return _Outcome(source=source, sha256=article.sha256, records=records)


def _broken(source: Input, stage: str, error: Exception) -> _Outcome:
    logger.exception("%s: failed in stage %s", source.path, stage)
    reason = f"internal error, please report it: {type(error).__name__}: {error}"
    return _failed(source, stage, f"{source.path}: {reason}")


def _failed(source: Input, stage: str, reason: str) -> _Outcome:
    failure = Failure(path=source.path, doc=source.doc, stage=stage, reason=reason)
    return _Outcome(source=source, failure=failure)


class _Tally:
    """Writes outcomes to the tables as they come, and counts them."""

    def __init__(self, writers: TableWriters) -> None:
        self._writers = writers
        self._counts: Counter[str] = Counter()
        self._rows: Counter[str] = Counter()
        self._first_by_hash: dict[str, str] = {}

    def add(self, outcome: _Outcome) -> None:
        """Write the rows of one input."""
        if outcome.failure is not None:
            self._counts["failed"] += 1
            self._write("failures", [outcome.failure])
            self._write("manifest", [_manifest_row(outcome, "failed", outcome.failure.reason)])
            return
        self._counts["unchanged" if outcome.unchanged else "processed"] += 1
        self._write_records(outcome)
        self._write("manifest", [self._success_row(outcome)])

    def skip(self, other: Other) -> None:
        """Write the manifest row of a file that is no article."""
        self._counts["skipped"] += 1
        row = ManifestRow(path=other.path, doc="", status="skipped", reason=other.reason)
        self._write("manifest", [row])

    def summary(self, out: Path, warnings: tuple[str, ...]) -> Summary:
        """Give the counts of the whole run."""
        return Summary(
            out=out,
            processed=self._counts["processed"],
            unchanged=self._counts["unchanged"],
            failed=self._counts["failed"],
            duplicates=self._counts["duplicate"],
            skipped=self._counts["skipped"],
            rows=dict(self._rows),
            warnings=warnings,
        )

    def _write_records(self, outcome: _Outcome) -> None:
        records = outcome.records
        assert records is not None
        self._write("articles", [records.article])
        self._write("mentions", records.mentions)
        self._write("attributions", records.attributions)
        self._write("claims", records.claims)

    def _success_row(self, outcome: _Outcome) -> ManifestRow:
        sha256 = outcome.sha256 or ""
        first = self._first_by_hash.setdefault(sha256, outcome.source.doc)
        if first != outcome.source.doc:
            self._counts["duplicate"] += 1
            return _manifest_row(outcome, "duplicate", f"same content as {first}")
        return _manifest_row(outcome, "ok", _what_is_missing(outcome))

    def _write(self, table: str, records: Sequence[Record]) -> None:
        self._rows[table] += self._writers.write(table, records)


def _manifest_row(outcome: _Outcome, status: Status, reason: str | None) -> ManifestRow:
    records = outcome.records
    return ManifestRow(
        path=outcome.source.path,
        doc=outcome.source.doc,
        status=status,
        reason=reason,
        sha256=outcome.sha256,
        mentions=len(records.mentions) if records else 0,
        claims=len(records.claims) if records else 0,
    )


def _what_is_missing(outcome: _Outcome) -> str | None:
    records = outcome.records
    assert records is not None
    if not records.claims:
        return "no claim found: no sentence of the body states anything"
    if records.article.published is None:
        return "no publication date: relative dates stay unresolved"
    return None
