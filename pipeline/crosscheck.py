"""Checks claims against a folder of sources: reads what is new, then compares records."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from .check.claims import ClaimRow, read_claims
from .check.examine import examine
from .check.index import SourceIndex
from .check.page import PageWriter
from .errors import InputError
from .read import Input, find_inputs, read_metadata
from .records import Analysis, Article, Block, Claim, Mention, Records
from .settings import Settings, load_settings
from .shards import FOLDER, article_key, run_fingerprint
from .single import Pipeline, analyse_article, analyse_articles, load, prepare_article, read_input
from .tables import CHECK_TABLES, TableWriters, read_run

logger = logging.getLogger(__name__)

INDEX = "sources.sqlite"
"""The index of the sources, in the output folder beside the shards of a run."""

PAGE = "checks.html"
"""The page of a check, for reading; the tables hold the same and more."""

BATCH = 64
"""Claims analysed together: the models read short texts several at a time."""

Progress = Callable[[int, int], None]
"""Called with the number of texts done and the number in all."""


@dataclass(frozen=True, kw_only=True)
class CheckSummary:
    """What a check did."""

    out: Path
    read: int
    unchanged: int
    failures: tuple[str, ...]
    verdicts: dict[str, int]
    rows: dict[str, int]


def check(
    claims: Path | str,
    sources: Path | str,
    out: Path | str = "outputs",
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> CheckSummary:
    """Check the claims of a run's folder, or of a file, against the documents in ``sources``.

    Writes the tables checks, verdicts and retrieved and a page, checks.html, to ``out``. Sources
    that an earlier check into ``out`` has read are not read again. Raises ``InputError`` where
    claims or sources are missing.
    """
    settings = settings or load_settings()
    out = Path(out)
    rows = read_claims(Path(claims))
    origin = _Origin(Path(claims))
    inputs = find_inputs(Path(sources))
    analyser = _Analyser(settings)
    (out / FOLDER).mkdir(parents=True, exist_ok=True)
    with SourceIndex(out / FOLDER / INDEX) as index:
        reading = _read_sources(Path(sources), inputs, index, analyser, progress)
        with (
            TableWriters(out, settings.run.formats, CHECK_TABLES) as writers,
            PageWriter(out / PAGE) as page,
        ):
            written, verdicts = _check_all(rows, origin, index, analyser, _Writers(writers, page))
    return CheckSummary(
        out=out,
        read=reading.read,
        unchanged=reading.unchanged,
        failures=tuple(reading.failures),
        verdicts=verdicts,
        rows=written,
    )


class _Analyser:
    """Loads the pipeline when the first text needs it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._pipeline: Pipeline | None = None

    def analyse(self, article: Article) -> Analysis:
        """Analyse a source that was read."""
        pipeline = self._load()
        article = prepare_article(article, self.settings)
        with pipeline.nlp.memory_zone():
            return analyse_article(article, pipeline)

    def analyse_claims(self, rows: Iterable[ClaimRow]) -> Iterator[tuple[ClaimRow, Analysis]]:
        """Analyse the texts of claims, many at a time, and give each beside its claim."""
        pipeline = self._load()
        left = iter(rows)
        while batch := list(islice(left, BATCH)):
            with pipeline.nlp.memory_zone():
                found = list(analyse_articles(map(to_article, batch), pipeline))
            yield from zip(batch, found, strict=True)

    def _load(self) -> Pipeline:
        if self._pipeline is None:
            self._pipeline = load(settings=self.settings)
        return self._pipeline


class _Lookup:
    """An article of a run, its claims and mentions found by id."""

    def __init__(self, records: Records) -> None:
        self.mentions = records.mentions
        self.claims = {claim.id: claim for claim in records.claims}
        self._places = {mention.id: place for place, mention in enumerate(self.mentions)}

    def mentions_of(self, claim: Claim) -> list[Mention]:
        """Give the mentions in a claim, in the order of the article."""
        places = {self._places[key] for key in claim.mentions if key in self._places}
        return [self.mentions[place] for place in sorted(places)]


class _Origin:
    """Where claims come from: in a run, "he" and "last year" were resolved in the article."""

    def __init__(self, claims: Path) -> None:
        self._run = read_run(claims)
        self._docs = frozenset(self._run.docs if self._run.has("articles") else ())
        self._load = lru_cache(maxsize=1)(self._look_up)

    def complete(self, row: ClaimRow, analysis: Analysis) -> Analysis:
        """Put the mentions that the run found in the claim in the place of those found anew."""
        if row.doc not in self._docs:
            return analysis
        article = self._load(row.doc)
        claim = article.claims.get(row.id)
        if claim is None or claim.text != row.text:
            return analysis
        mentions = tuple(
            replace(mention, start=mention.start - claim.start, end=mention.end - claim.start)
            for mention in article.mentions_of(claim)
        )
        moved = replace(claim, start=0, end=len(claim.text))
        records = replace(analysis.records, mentions=mentions, claims=(moved,))
        return replace(analysis, records=records)

    def _look_up(self, doc: str) -> _Lookup:
        return _Lookup(self._run.records(doc))


class _Writers(NamedTuple):
    tables: TableWriters
    page: PageWriter


@dataclass
class _Reading:
    read: int
    unchanged: int
    failures: list[str]


def _read_sources(
    folder: Path,
    inputs: tuple[Input, ...],
    index: SourceIndex,
    analyser: _Analyser,
    progress: Progress | None,
) -> _Reading:
    """Bring the index up to date: new and changed files are read, those that are gone go."""
    metadata = read_metadata(folder if folder.is_dir() else folder.parent)
    fingerprint = run_fingerprint(analyser.settings)
    known = index.keys()
    index.remove(set(known) - {source.doc for source in inputs})
    reading = _Reading(read=0, unchanged=0, failures=[])
    for done, source in enumerate(inputs, start=1):
        try:
            row = metadata.find(source)
            article = read_input(source, row, analyser.settings)
            key = f"{fingerprint}:{article_key(source.doc, article.sha256, row)}"
            if known.get(source.doc) == key:
                reading.unchanged += 1
            else:
                index.put(source.doc, key, analyser.analyse(article))
                reading.read += 1
        except InputError as error:
            index.remove([source.doc])
            reading.failures.append(str(error))
        except Exception as error:  # one odd source must not cost the others
            logger.exception("%s: failed", source.path)
            index.remove([source.doc])
            reading.failures.append(f"{source.path}: {type(error).__name__}: {error}")
        if progress is not None:
            progress(done, len(inputs))
    return reading


def _check_all(
    rows: tuple[ClaimRow, ...],
    origin: _Origin,
    index: SourceIndex,
    analyser: _Analyser,
    writers: _Writers,
) -> tuple[dict[str, int], dict[str, int]]:
    written: Counter[str] = Counter()
    verdicts: Counter[str] = Counter()
    for row, alone in analyser.analyse_claims(rows):
        analysis = origin.complete(row, alone)
        found = examine(row, analysis, index, settings=analyser.settings.check)
        written["checks"] += writers.tables.write("checks", found.checks)
        written["verdicts"] += writers.tables.write("verdicts", [found.verdict])
        written["retrieved"] += writers.tables.write("retrieved", found.retrieved)
        writers.page.write(found.verdict, found.checks)
        verdicts[found.verdict.verdict] += 1
    return dict(written), dict(verdicts)


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
