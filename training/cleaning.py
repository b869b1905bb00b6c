"""Make the labels of all data sets follow one guideline.

People without their title, names without "the", peoples apart from countries, no Twitter handles.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from training.passages import Passage

LABELS = ("PERSON", "ORG", "LOC", "NORP", "MISC")

# Names of which "The" is a part ("The Hague").
_KEEPS_ARTICLE = frozenset({"hague"})

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Words:
    """The word lists of lexicon.toml."""

    countries: frozenset[str]
    demonyms: frozenset[str]
    titles: frozenset[str]
    courtesy_titles: frozenset[str]
    name_starts: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Name:
    """A labelled stretch of tokens, end exclusive."""

    start: int
    end: int
    label: str


def load_words() -> Words:
    """Load the word lists."""
    lists = tomllib.loads((_FOLDER / "lexicon.toml").read_text("utf8"))
    return Words(**{name: frozenset(words) for name, words in lists.items()})


def load_labels() -> Mapping[str, Mapping[str, str]]:
    """Load, for each data set, our label by the publisher's."""
    tables = tomllib.loads((_FOLDER / "labels.toml").read_text("utf8"))
    return {
        data_set: {theirs: ours for ours, listed in table.items() for theirs in listed}
        for data_set, table in tables.items()
    }


def to_doc(passage: Passage, nlp: Language, labels: Mapping[str, str]) -> Doc:
    """Tokenise a passage as the shipped pipeline does and set its entities, with our labels."""
    doc = nlp.make_doc(passage.text)
    spans: list[Span] = []
    for stretch in passage.stretches:
        label = labels.get(stretch.label)
        span = doc.char_span(stretch.start, stretch.end, label=label or "", alignment_mode="expand")
        if label and span is not None and not any(s.end > span.start for s in spans[-1:]):
            spans.append(span)
    doc.set_ents(spans)
    return doc


def clean(doc: Doc, words: Words, *, add_demonyms: bool) -> Doc:
    """Return a copy of the document with cleaned entities.

    `add_demonyms` labels peoples in data whose publisher does not ("the Iraqi army").
    """
    names = [Name(start=ent.start, end=ent.end, label=ent.label_) for ent in doc.ents]
    names = [_strip(doc, name, words) for name in names if not _is_handle(doc, name)]
    names = [_relabel(doc, name, words) for name in names if name.start < name.end]
    names = _merge(doc, names, words)
    if add_demonyms:
        names = _add_demonyms(doc, names, words)
    cleaned = doc.copy()
    cleaned.set_ents([Span(cleaned, name.start, name.end, name.label) for name in names])
    return cleaned


def _is_handle(doc: Doc, name: Name) -> bool:
    before = doc[name.start - 1] if name.start else None
    attached = before is not None and before.text in ("@", "#") and not before.whitespace_
    return attached or doc[name.start].text.startswith(("@", "#", "http"))


def _strip(doc: Doc, name: Name, words: Words) -> Name:
    start, end = name.start, name.end
    while start < end and doc[end - 1].text in ("'s", "’s", "'", "’", ",", '"', ";", ":"):
        end -= 1
    while start < end and doc[start].text in ("'", "’", ",", '"', ";", ":", "“", "‘"):
        start += 1
    article = name.label != "MISC" and doc[end - 1].lower_ not in _KEEPS_ARTICLE
    if article:
        while end - start > 1 and doc[start].lower_ in ("the", "a", "an"):
            start += 1
    if name.label == "PERSON":
        courtesy = [i for i in range(start, end - 1) if doc[i].lower_ in words.courtesy_titles]
        start = courtesy[-1] + 1 if courtesy else start
        while end - start > 1 and doc[start].lower_ in words.titles:
            start += 1
    return replace(name, start=start, end=end)


def _relabel(doc: Doc, name: Name, words: Words) -> Name:
    text = doc[name.start : name.end].text.lower()
    tokens = text.split()
    before = doc[name.start - 1].lower_ if name.start else ""
    if text in words.demonyms or all(token in words.demonyms for token in tokens):
        return replace(name, label="NORP")
    if name.label in ("ORG", "NORP", "MISC") and text in words.countries:
        return replace(name, label="LOC")
    if name.label in ("ORG", "LOC") and before in words.courtesy_titles:
        return replace(name, label="PERSON")
    return name


def _merge(doc: Doc, names: list[Name], words: Words) -> list[Name]:
    merged: list[Name] = []
    for name in names:
        first = name.start
        whole = doc[first - 1 : name.end].text.lower() if first else ""
        known = whole in words.countries or whole in words.demonyms
        if known and doc[first - 1].lower_ in words.name_starts:
            merged = [m for m in merged if m.end < first]
            name = replace(name, start=first - 1)
        merged.append(name)
    return merged


def _add_demonyms(doc: Doc, names: list[Name], words: Words) -> list[Name]:
    taken = {i for name in names for i in range(name.start, name.end)}
    found = [
        Name(start=token.i, end=token.i + 1, label="NORP")
        for token in doc
        if token.i not in taken and token.text[:1].isupper() and token.lower_ in words.demonyms
    ]
    return sorted([*names, *found], key=lambda name: name.start)
