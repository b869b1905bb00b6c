"""Measure the exported model: tags, lemmas, trees and sentences; entities; words a second."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from pipeline.model import load_model
from pipeline.model.recogniser import FACTORY

KIND_BY_LABEL: Mapping[str, str] = {"PERSON": "person", "ORG": "organisation", "LOC": "place"}

# Words measured for speed: enough that loading caches does not matter.
_SPEED_WORDS = 60_000


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured number: what of which data."""

    data: str
    measure: str
    value: float


@dataclass(frozen=True, kw_only=True)
class Entity:
    """An exact span of a document with its kind; characters, end exclusive."""

    doc: str
    start: int
    end: int
    kind: str


def evaluate(model: Path, prepared: Path, *, gold: Path | None) -> tuple[Figure, ...]:
    """Measure the exported folder on the dev files, and on `gold` (txt/, gold.jsonl) if given."""
    nlp = load_model(str(model))
    figures: list[Figure] = []
    for path in sorted((prepared / "parse" / "dev").glob("*.spacy")):
        figures += _score_trees(nlp, path)
    for path in sorted((prepared / "entities" / "dev").glob("*.spacy")):
        docs = _read(path)
        texts = {str(i): doc.text for i, doc in enumerate(docs)}
        wanted = {entity for i, doc in enumerate(docs) for entity in to_entities(str(i), doc)}
        figures += score_entities(path.stem, find_entities(nlp, texts), wanted)
    if gold is not None:
        texts = {path.stem: path.read_text("utf8") for path in sorted(gold.glob("txt/*.txt"))}
        figures += score_entities(gold.name, find_entities(nlp, texts), _read_gold(gold))
    figures += _measure_speed(nlp, prepared / "entities" / "dev")
    return tuple(figures)


def to_table(figures: Iterable[Figure]) -> str:
    """Lay the figures out as a Markdown table."""
    rows = [f"| {f.data} | {f.measure} | {_format(f.value)} |" for f in figures]
    return "\n".join(["| data | measure | value |", "| --- | --- | --- |", *rows])


def find_entities(nlp: Language, texts: Mapping[str, str]) -> set[Entity]:
    """Find people, organisations and places in texts, by the exported model from raw text."""
    docs = nlp.pipe(texts.values())
    return {
        entity for name, doc in zip(texts, docs, strict=True) for entity in to_entities(name, doc)
    }


def to_entities(name: str, doc: Doc) -> Iterator[Entity]:
    """Yield a document's people, organisations and places."""
    for ent in doc.ents:
        if ent.label_ in KIND_BY_LABEL:
            kind = KIND_BY_LABEL[ent.label_]
            yield Entity(doc=name, start=ent.start_char, end=ent.end_char, kind=kind)


def score_entities(data: str, found: set[Entity], wanted: set[Entity]) -> list[Figure]:
    """Score exact spans: F for each kind and over all.

    >>> one = Entity(doc="a", start=0, end=4, kind="person")
    >>> two = Entity(doc="a", start=9, end=12, kind="person")
    >>> [round(figure.value, 1) for figure in score_entities("x", {one}, {one, two})]
    [66.7, 100.0, 50.0, 66.7, 0.0, 0.0]
    """
    figures = []
    right = len(found & wanted)
    parts = {
        "entities F": _f(right, len(found), len(wanted)),
        "entities precision": 100 * right / max(1, len(found)),
        "entities recall": 100 * right / max(1, len(wanted)),
    }
    for kind in KIND_BY_LABEL.values():
        ours = {entity for entity in found if entity.kind == kind}
        theirs = {entity for entity in wanted if entity.kind == kind}
        parts[f"{kind} F"] = _f(len(ours & theirs), len(ours), len(theirs))
    for measure, value in parts.items():
        figures.append(Figure(data=data, measure=measure, value=value))
    return figures


_TREE_MEASURES = {
    "tag_acc": "tag",
    "pos_acc": "part of speech",
    "morph_acc": "morphology",
    "lemma_acc": "lemma",
    "dep_uas": "UAS",
    "dep_las": "LAS",
    "sents_f": "sentence F",
}


def _score_trees(nlp: Language, path: Path) -> list[Figure]:
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in _read(path, nlp)]
    scores = nlp.evaluate(examples)
    return [
        Figure(data=path.stem, measure=measure, value=100 * scores[name])
        for name, measure in _TREE_MEASURES.items()
    ]


def _measure_speed(nlp: Language, folder: Path) -> list[Figure]:
    """Time the recogniser, and the tokenizer with all other components, on the same words."""
    texts = [doc.text for path in sorted(folder.glob("*.spacy")) for doc in _read(path)]
    first = nlp.pipe_names[0] == FACTORY  # or the names are found with all else
    began = time.process_time()
    docs = list(_take_words((nlp.make_doc(text) for text in texts), _SPEED_WORDS))
    tokenised = time.process_time()
    if first:
        docs = list(nlp.get_pipe(FACTORY).pipe(docs))
    recognised = time.process_time()
    with nlp.select_pipes(disable=FACTORY if first else ()):
        docs = list(nlp.pipe(docs))
    ended = time.process_time()
    words = sum(len(doc) for doc in docs)
    seconds = {"all": ended - began}
    if first:
        seconds["names"] = recognised - tokenised
        seconds["all but names"] = ended - recognised + tokenised - began
    return [
        Figure(data="speed", measure=f"words/CPU second, {part}", value=words / spent)
        for part, spent in seconds.items()
    ]


def _take_words(docs: Iterable[Doc], words: int) -> Iterator[Doc]:
    for doc in docs:
        if words <= 0:
            return
        words -= len(doc)
        yield doc


def _read(path: Path, nlp: Language | None = None) -> list[Doc]:
    vocab = (nlp or spacy.blank("en")).vocab
    return list(DocBin().from_disk(path).get_docs(vocab))


def _read_gold(gold: Path) -> set[Entity]:
    rows = (json.loads(line) for line in (gold / "gold.jsonl").read_text("utf8").splitlines())
    return {
        Entity(doc=row["doc"], start=row["start"], end=row["end"], kind=row["kind"]) for row in rows
    }


def _f(right: int, found: int, wanted: int) -> float:
    return 200 * right / max(1, found + wanted)


def _format(value: float) -> str:
    return f"{value:.1f}" if value <= 100 else f"{value:,.0f}"
