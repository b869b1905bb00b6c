"""Takes sources and claims through the pipeline, which is loaded when the first text needs it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from ..check.claims import ClaimRow
from ..errors import InputError
from ..records import Analysis, Article, Block
from ..settings import Settings
from ..single import Pipeline, analyse_article, analyse_articles, load, prepare_article

logger = logging.getLogger(__name__)

BATCH = 64
"""Claims analysed together: the models read short texts several at a time."""


class Analyser:
    """A pipeline that is loaded late: where nothing is new, none is needed."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._pipeline: Pipeline | None = None

    def analyse(self, article: Article) -> Analysis:
        """Analyse a source that was read."""
        pipeline = self._load()
        article = prepare_article(article, self.settings)
        with pipeline.nlp.memory_zone():
            return analyse_article(article, pipeline)

    def analyse_claims(
        self, rows: Iterable[ClaimRow]
    ) -> Iterator[tuple[ClaimRow, Analysis | Exception]]:
        """Give each claim with its analysis, or with the error that its text raised."""
        left = iter(rows)
        while batch := list(islice(left, BATCH)):
            yield from zip(batch, self._analyse_batch(batch), strict=True)

    def _analyse_batch(self, batch: Sequence[ClaimRow]) -> Sequence[Analysis | Exception]:
        short = [row for row in batch if len(row.text) <= self.settings.read.max_characters]
        if len(short) < len(batch):
            return [self._analyse_claim(row) for row in batch]
        try:
            return self._analyse_together(batch)
        except Exception:  # one odd claim must not cost the others: each is tried by itself
            logger.exception("claims failed together; each is analysed by itself")
            return [self._analyse_claim(row) for row in batch]

    def _analyse_together(self, batch: Sequence[ClaimRow]) -> list[Analysis]:
        pipeline = self._load()
        with pipeline.nlp.memory_zone():
            return list(analyse_articles(map(to_article, batch), pipeline))

    def _analyse_claim(self, row: ClaimRow) -> Analysis | Exception:
        limit = self.settings.read.max_characters
        if len(row.text) > limit:
            return InputError(
                f"it has {len(row.text):,} characters; at most {limit:,} are analysed"
            )
        try:
            return self._analyse_together([row])[0]
        except Exception as error:  # one odd claim must not cost the others
            logger.exception("claim %s: failed", row.id)
            return error

    def _load(self) -> Pipeline:
        if self._pipeline is None:
            self._pipeline = load(settings=self.settings)
        return self._pipeline


def to_article(claim: ClaimRow) -> Article:
    """Make an article of a claim: one paragraph, published when the claim was."""
    return Article(
        doc=claim.id,
        text=claim.text,
        sha256="",
        path="",
        media_type="text/plain",
        published=claim.published,
        published_from="metadata" if claim.published else None,
        blocks=(Block(kind="paragraph", start=0, end=len(claim.text)),),
    )
