"""Processes the articles of a batch, wherever it runs, and writes their shards.

Only a short receipt goes back: what was found lies in the output folder, which every worker sees.
"""

from __future__ import annotations

import gc
import logging
import platform
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import ClaimtableError, InputError, OutputError, SettingsError
from .fingerprint import run_fingerprint
from .plan import Task
from .read import Opener
from .records import Article, Failure, Records
from .settings import Settings
from .shards import Header, Origin, Shards, article_key, content_key

if TYPE_CHECKING:
    from .single import Pipeline

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """What became of one article."""

    task: Task
    seconds: float
    claims: int = 0
    failure: Failure | None = None


@dataclass(frozen=True, kw_only=True)
class WorkOrder:
    """All that a worker on any machine needs to know before its first article."""

    out: str
    settings: Settings
    fingerprint: str
    mark: str
    """What the run has left in ``out``."""
    sample: str
    """An article's file, by which a worker knows that it sees the articles; may be empty."""
    force: bool = False
    """Whether every article is analysed, even where one with the same content has been."""

    def open(self) -> ArticleWorker:
        """Get ready, unless this machine would give other results, or put them elsewhere."""
        if not Shards(Path(self.out)).has(self.mark):
            raise OutputError(
                f"{self.out} on {platform.node()} is not the output folder of this run: workers"
                " must see it under the same path. Share the folder, or name another --out."
            )
        if run_fingerprint(self.settings) != self.fingerprint:
            raise SettingsError(
                f"claimtable on {platform.node()} is not the same as where the run began, or was"
                " changed since. Install the same version on all machines and run the same command"
                " again."
            )
        self.check_articles()
        return ArticleWorker(self)

    def check_articles(self) -> None:
        """Raise ``InputError`` where this machine does not see the folder of articles."""
        if self.sample and not Path(self.sample).exists():
            raise InputError(
                f"{self.sample} cannot be seen on {platform.node()}: workers must see the articles"
                " under the same path. Share their folder, and run the same command again."
            )


class ArticleWorker:
    """Holds a loaded pipeline; whatever goes wrong with an article costs that article only."""

    def __init__(self, order: WorkOrder) -> None:
        self._order = order
        self._shards = Shards(Path(order.out))
        self._pipeline: Pipeline | None = None
        self._opener = Opener()

    def __call__(self, batch: Sequence[Task]) -> tuple[Receipt, ...]:
        """Process the articles of a batch."""
        return tuple(self._work(task) for task in batch)

    def close(self) -> None:
        """Close the archive that the last article came from."""
        self._opener.close()

    def _work(self, task: Task) -> Receipt:
        started = time.perf_counter()
        header = self._process(task)
        return Receipt(
            task=task,
            seconds=time.perf_counter() - started,
            claims=header.claims,
            failure=header.failure,
        )

    def _process(self, task: Task) -> Header:
        # Late: whoever sends work out needs no spaCy.
        from .single import read_input

        try:
            article = read_input(
                task.source, task.metadata, self._order.settings, opener=self._opener
            )
        except Exception as error:  # one odd file must not cost the others
            self._order.check_articles()  # nor a disk that has gone all that lie on it
            return self._fail(task, "read", error, sha256=None)
        content = content_key(article)
        get_records = self._find_way(content)
        try:
            records = get_records(article)
        except Exception as error:  # one odd article must not cost the others
            stage = "language" if isinstance(error, InputError) else "process"
            return self._fail(task, stage, error, sha256=article.sha256)
        return self._shards.store(self._origin(task, article.sha256), records, content)

    def _find_way(self, content: str) -> Callable[[Article], Records]:
        """Take the records of an article with the same content, where there are some; else analyse.

        Loading the model is no article's fault, so it comes before the article.
        """
        from .copies import copy_records
        from .single import process_article

        order = self._order
        found = None if order.force else self._shards.find_content(content, order.fingerprint)
        if found is not None:
            return lambda article: copy_records(found, doc=article.doc, path=article.path)
        pipeline = self._load()

        def analyse(article: Article) -> Records:
            with pipeline.nlp.memory_zone():
                return process_article(article, pipeline)

        return analyse

    def _load(self) -> Pipeline:
        from .single import load

        if self._pipeline is None:
            self._pipeline = load(settings=self._order.settings)
            gc.freeze()  # the model stays: no collection of garbage need look through it
        return self._pipeline

    def _fail(self, task: Task, stage: str, error: Exception, *, sha256: str | None) -> Header:
        if _is_out_of_memory(error):
            raise MemoryError(str(error)) from error
        if isinstance(error, ClaimtableError):
            reason = str(error)
        else:
            logger.error("%s: failed in stage %s", task.source.path, stage, exc_info=error)
            reason = f"internal error, please report it: {type(error).__name__}: {error}"
            reason = f"{task.source.path}: {reason}"
        failure = to_failure(task, stage, reason)
        return self._shards.store_failure(self._origin(task, sha256), failure, sha256)

    def _origin(self, task: Task, sha256: str | None) -> Origin:
        return origin_of(task, sha256, self._order.fingerprint)


def origin_of(task: Task, sha256: str | None, fingerprint: str) -> Origin:
    """Say what the shard of a task is made from."""
    source = task.source
    key = article_key(source.doc, source.suffix, sha256 or "", task.metadata)
    return Origin(doc=source.doc, key=key, fingerprint=fingerprint)


def to_failure(task: Task, stage: str, reason: str) -> Failure:
    """Make the row of an input that could not be processed."""
    return Failure(path=task.source.path, doc=task.source.doc, stage=stage, reason=reason)


def _is_out_of_memory(error: Exception) -> bool:
    """Recognise a lack of memory, as Python and as the libraries in C++ say it."""
    said = str(error).lower()
    return isinstance(error, MemoryError) or "bad_alloc" in said or "failed to allocate" in said
