"""Runs a folder of articles: plans, has the work done, and builds the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .assemble import assemble
from .changes import keep_claims, write_changes
from .engines import Engine, Lost, SerialEngine, spread
from .errors import InputError, StoppedError
from .fingerprint import run_fingerprint
from .locks import lock
from .plan import Decision, Listing, Part, Planner, Task, list_folder
from .read import MetadataTable, read_metadata
from .settings import Settings, load_settings
from .shards import Shards, cannot_write
from .worker import Receipt, WorkOrder, origin_of, to_failure

BYTES_PER_BATCH = 200_000
"""Size of files that a worker gets at a time: some seconds of work, so that all end together."""

BATCHES_PER_WORKER = 4
"""Least number of batches for each worker where there are few articles."""

NAMED = 3
"""How many articles an error message names."""


@dataclass(frozen=True, kw_only=True)
class RunOptions:
    """How a run goes; none of it changes a row.

    ``engine`` does the work (by default this process). ``part`` limits it to a part of the articles
    and builds no tables. ``tables_only`` does no work. ``max_failures`` is how many articles may
    fail before the run gives up.
    """

    engine: Engine = field(default_factory=SerialEngine)
    force: bool = False
    part: Part | None = None
    tables_only: bool = False
    max_failures: int | None = None


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
class Comparing:
    """Said when the folder has been listed: the results of earlier runs are looked at."""

    inputs: int


@dataclass(frozen=True, kw_only=True)
class Planned:
    """Said once, before the first article."""

    inputs: int
    unchanged: int


@dataclass(frozen=True, kw_only=True)
class Done:
    """Said of every article that was processed, in the order in which they end."""

    receipt: Receipt


@dataclass(frozen=True, kw_only=True)
class Assembling:
    """Said when the tables are being built."""

    inputs: int


@dataclass(frozen=True, kw_only=True)
class Passed:
    """Said of every article that has been compared, and of each whose rows have been written."""


Event = Comparing | Planned | Done | Assembling | Passed
Watch = Callable[[Event], None]
"""Is told what happens in a run, while it happens."""


def run(
    folder: Path | str,
    out: Path | str = "outputs",
    *,
    settings: Settings | None = None,
    options: RunOptions | None = None,
    watch: Watch | None = None,
) -> Summary:
    """Process every article in ``folder`` (or one file) and write the tables to ``out``.

    Articles that an earlier run into ``out`` has processed with the same settings, version and
    content are not processed again, unless ``force``. A file that cannot be processed becomes a
    row in ``failures``. Raises ``InputError`` where there is no article to read at all, and
    ``StoppedError`` where more than ``max_failures`` articles fail.
    """
    settings, options = settings or load_settings(), options or RunOptions()
    folder, out = Path(folder), Path(out)
    listing = list_folder(folder, out, options.part)
    metadata = read_metadata(folder)
    _make_folder(out)
    with lock(out, shared=options.part is not None):
        job = _Job(settings, options, out, watch or _ignore)
        job.work(listing, metadata)
        is_whole = _is_whole(folder, options)
        return job.finish(listing, _find_slips(listing, metadata) if is_whole else ())


def plan_run(
    folder: Path | str, out: Path | str, *, settings: Settings, options: RunOptions
) -> tuple[Listing, Iterator[Decision], tuple[str, ...]]:
    """Say what a run would do and warn of, without doing any of it or writing anything."""
    folder, out = Path(folder), Path(out)
    listing = list_folder(folder, out, options.part)
    metadata = read_metadata(folder)
    planner = Planner(settings, Shards(out), run_fingerprint(settings), force=options.force)
    slips = _find_slips(listing, metadata) if _is_whole(folder, options) else ()
    return listing, planner.plan(listing.inputs, metadata), slips


def _is_whole(folder: Path, options: RunOptions) -> bool:
    """Say whether metadata.csv tells of no other files than those of this run.

    A single file is one of many beside it: rows for the others are no slip.
    """
    return folder.is_dir() and options.part is None


def _find_slips(listing: Listing, metadata: MetadataTable) -> tuple[str, ...]:
    """Say which rows of metadata.csv stand for no input."""
    return metadata.warnings({metadata.find_name(source) or "" for source in listing.inputs})


class _Job:
    """The work of one run, and what came of it."""

    def __init__(self, settings: Settings, options: RunOptions, out: Path, watch: Watch) -> None:
        self._settings = settings
        self._options = options
        self._out = out
        self._watch = watch
        self._shards = Shards(out)
        self._fingerprint = run_fingerprint(settings)
        self._counts: Counter[str] = Counter()

    def work(self, listing: Listing, metadata: MetadataTable) -> None:
        """Process what is not done yet."""
        self._shards.sweep()
        tasks = self._find_work(listing, metadata)
        self._watch(Planned(inputs=len(listing.inputs), unchanged=self._counts["unchanged"]))
        if not tasks:
            return
        with self._shards.marked() as mark:
            order = WorkOrder(
                out=str(self._out.absolute()),
                settings=self._settings,
                fingerprint=self._fingerprint,
                force=self._options.force,
                mark=mark,
                sample=_find_sample(tasks),
            )
            for result in spread(self._to_batches(tasks), self._options.engine, order.open):
                self._take(self._record_loss(result) if isinstance(result, Lost) else result)

    def finish(self, listing: Listing, warnings: tuple[str, ...]) -> Summary:
        """Build the tables, unless this run has done a part only."""
        rows: dict[str, int] = {}
        if self._options.part is None:
            self._watch(Assembling(inputs=len(listing.inputs)))
            keep_claims(self._out)
            formats = self._settings.run.formats
            counts = assemble(listing, self._shards, self._out, formats, self._pass)
            try:
                changes = write_changes(self._out, formats)
            except InputError as error:
                changes = 0
                warnings = (*warnings, f"what this run has changed is not told: {error}")
            rows = {**counts.rows, "changes": changes} if changes else counts.rows
            self._counts |= Counter(counts.statuses)
        unchanged = self._counts["unchanged"]
        return Summary(
            out=self._out,
            processed=len(listing.inputs) - unchanged - self._counts["failed"],
            unchanged=unchanged,
            failed=self._counts["failed"],
            duplicates=self._counts["duplicate"],
            skipped=self._counts["skipped"],
            rows=rows,
            warnings=warnings,
        )

    def _find_work(self, listing: Listing, metadata: MetadataTable) -> list[Task]:
        planner = Planner(
            self._settings, self._shards, self._fingerprint, force=self._options.force
        )
        tasks: list[Task] = []
        self._watch(Comparing(inputs=len(listing.inputs)))
        for step in planner.plan(listing.inputs, metadata):
            self._pass()
            if step.is_done:
                self._counts["unchanged"] += 1
            elif not (self._options.tables_only and step.why == "failed before"):
                tasks.append(step.task)
        if tasks and self._options.tables_only:
            named = ", ".join(task.source.doc for task in tasks[:NAMED])
            raise InputError(
                f"{self._out}: {len(tasks):,} of {len(listing.inputs):,} articles are not processed"
                f" yet, among them {named}. Run without --tables-only first."
            )
        return tasks

    def _pass(self) -> None:
        self._watch(Passed())

    def _to_batches(self, tasks: list[Task]) -> Iterator[tuple[Task, ...]]:
        # A generator: asked for its first batch when the engine has started and knows its workers.
        yield from to_batches(tasks, self._settings.engine.batch, self._options.engine.at_once)

    def _record_loss(self, lost: Lost) -> Receipt:
        """Write the shard of an article whose worker could not."""
        task: Task = lost.task
        failure = to_failure(task, "process", f"{task.source.path}: {lost.reason}")
        self._shards.store_failure(origin_of(task, None, self._fingerprint), failure, None)
        return Receipt(task=task, seconds=0.0, failure=failure)

    def _take(self, receipt: Receipt) -> None:
        self._watch(Done(receipt=receipt))
        if receipt.failure is None:
            return
        self._counts["failed"] += 1
        limit = self._options.max_failures
        if limit is not None and self._counts["failed"] > limit:
            raise StoppedError(
                f"stopped: {self._counts['failed']} failed, and --max-failures allows {limit}."
                f" The last: {receipt.failure.reason} What is done is kept; no tables were"
                " written."
            )


def to_batches(tasks: list[Task], most: int, at_once: int) -> Iterator[tuple[Task, ...]]:
    """Group tasks, so that a worker gets some seconds of work at a time."""
    most = max(1, min(most, len(tasks) // (at_once * BATCHES_PER_WORKER)))
    batch: list[Task] = []
    size = 0
    for task in tasks:
        weight = _size_of(task)
        if batch and (len(batch) >= most or size + weight > BYTES_PER_BATCH):
            yield tuple(batch)
            batch, size = [], 0
        batch.append(task)
        size += weight
    yield tuple(batch)


def _find_sample(tasks: list[Task]) -> str:
    """Give a file that workers must see, or nothing where there is none on a disk."""
    file = tasks[0].source.file
    return file if Path(file).exists() else ""


def _size_of(task: Task) -> int:
    """Give the bytes of an article, or about so many where it is packed."""
    if task.source.steps:
        return task.source.steps[-1].size
    try:
        return Path(task.source.file).stat().st_size
    except OSError:
        return 0


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(out, error) from error


def _ignore(event: Event) -> None:
    """Take no notice."""
