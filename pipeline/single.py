"""One article from its file to Records: the whole product on one screen.

The module is not called ``process``: a submodule of that name would hide the public function
``pipeline.process`` as soon as it is imported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import tee
from pathlib import Path

from confection import ConfigValidationError
from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc

from .annotate import COMPONENTS, annotate, to_doc
from .clean import clean_article
from .errors import InputError, SettingsError
from .extract import extract
from .language import detect_language
from .model import load_model
from .read import (
    Input,
    Metadata,
    Opener,
    find_inputs,
    read_article,
    read_metadata,
)
from .records import Analysis, Article, Records
from .sentences import list_sentences
from .settings import Settings, load_settings

STAGES = (
    "read",
    "clean",
    "annotate",
    "entities",
    "dates",
    "quantities",
    "claims",
    "extract",
    "tables",
    "check",
    "review",
)
"""The stages in the order in which an article goes through them."""


@dataclass(frozen=True, kw_only=True)
class Pipeline:
    """A loaded spaCy pipeline with our components, and the settings it was built from."""

    nlp: Language
    settings: Settings


def load(model: str | None = None, *, settings: Settings | None = None) -> Pipeline:
    """Load the pipeline once, to process many articles with it.

    ``model`` is "embedded", "embedded-cnn", the name of an installed spaCy pipeline or the path of
    one. Raises ``SettingsError`` where the model is missing or a component's settings are wrong.
    """
    settings = settings or load_settings()
    nlp = load_model(model or settings.model.name, threads=settings.model.threads)
    for name in COMPONENTS:
        _add_component(nlp, name, settings)
    nlp.max_length = max(nlp.max_length, settings.read.max_characters + 1)
    return Pipeline(nlp=nlp, settings=settings)


def process(source: Path | str, *, pipeline: Pipeline, published: date | None = None) -> Records:
    """Process one article: a ``Path`` is read from its file, a ``str`` is the text itself.

    ``published`` is the article's publication date; it wins over what the file or the text says.
    Raises ``InputError`` where the article cannot be read or is not in the language expected.
    """
    article = _read_file(source, pipeline) if isinstance(source, Path) else _from_text(source)
    if published is not None:
        article = replace(
            article,
            published=published,
            published_from="metadata",
            metadata_from={**article.metadata_from, "published": "given"},
        )
    return process_article(article, pipeline)


def process_article(article: Article, pipeline: Pipeline) -> Records:
    """Take an article that has been read through every further stage."""
    article = prepare_article(article, pipeline.settings)
    doc = annotate(article, pipeline.nlp)
    return extract(doc, article)


def prepare_article(article: Article, settings: Settings) -> Article:
    """Check the language of an article and label its blocks: what comes before spaCy."""
    _check_characters(article)
    article = _in_expected_language(article, settings)
    return clean_article(article, lexicon=settings.clean.lexicon or None)


def analyse_article(article: Article, pipeline: Pipeline) -> Analysis:
    """Process a prepared article and keep the words of its sentences, for a cross-check."""
    return _to_analysis(annotate(article, pipeline.nlp), article)


def analyse_articles(articles: Iterable[Article], pipeline: Pipeline) -> Iterator[Analysis]:
    """Analyse many short articles; the models read several at a time."""
    kept, docs = tee(articles)
    found = pipeline.nlp.pipe(to_doc(article, pipeline.nlp) for article in docs)
    for article, doc in zip(kept, found, strict=True):
        yield _to_analysis(doc, article)


def _to_analysis(doc: Doc, article: Article) -> Analysis:
    return Analysis(records=extract(doc, article), sentences=list_sentences(doc))


def _add_component(nlp: Language, name: str, settings: Settings) -> None:
    config = settings.components.get(name, {})
    try:
        nlp.add_pipe(name, config=config)
    except ConfigValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors)
        raise SettingsError(
            f"settings, table [components.{name}]: {wrong}. docs/settings.md lists what it takes."
        ) from error


def _read_file(path: Path, pipeline: Pipeline) -> Article:
    sources = find_inputs(path)
    if len(sources) > 1:
        raise InputError(
            f"{path}: expected one article, found {len(sources)}. `claimtable run` and `run()`"
            " process all of them."
        )
    [source] = sources
    return read_input(source, read_metadata(path).find(source), pipeline.settings)


def read_input(
    source: Input,
    metadata: Metadata | None,
    settings: Settings,
    *,
    opener: Opener | None = None,
) -> Article:
    """Read one article as the settings say; raises ``InputError`` where it cannot be read as text.

    With an ``opener`` the archive that it lies in stays open for the next.
    """
    return read_article(source, metadata, options=settings.read, opener=opener)


def _from_text(text: str) -> Article:
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(doc="text", text=text, sha256=sha256, path="", media_type="text/plain")


def _check_characters(article: Article) -> None:
    """Refuse half a character, which no file in UTF-8 holds, but JSON and Python strings may."""
    try:
        article.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            f"{article.path or article.doc}: half a character (a lone surrogate) at"
            f" {error.start:,}, which cannot be written. Decode the text anew from its source."
        ) from error


def _in_expected_language(article: Article, settings: Settings) -> Article:
    limit = settings.read.max_characters
    if len(article.text) > limit:
        raise InputError(
            f"{article.path}: {len(article.text):,} characters of text; at most {limit:,} are"
            " analysed. Split the file, or raise max_characters under [read] in the settings."
        )
    language = detect_language(article.text)
    expected = settings.run.language
    if language is not None and expected not in (language, "any"):
        raise InputError(
            f"{article.path}: the text is in language {language!r}, expected {expected!r}."
            ' To process it all the same, set language = "any" under [run] in the settings.'
        )
    return article if language is None else replace(article, language=language)
