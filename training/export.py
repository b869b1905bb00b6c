"""Write the shipped folder: the spaCy pipeline, the entity network, hashes, licence and card."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import spacy
import srsly
from spacy.language import Language

from training.export_entities import export_entities

HASHES = "hashes.json"
SENTENCES = "sentences"

SURE: Mapping[str, float] = {"sure_start": 0.5, "sure_inside": 0.95}
"""When the parser has to follow the component that finds sentences, by the dev files."""

# Files that no loader reads, and hence need no hash.
_FREE = frozenset({HASHES, "LICENSE", "MODEL_CARD.md"})

_META: Mapping[str, Any] = {
    "name": "claimtable",
    "version": "1.2.0",
    "description": "English: tags, morphology, lemmas, Universal Dependencies trees, sentences.",
    "author": "The claimtable developers",
    "email": "",
    "url": "",
    "license": "CC BY-SA 4.0",
    "spacy_version": ">=3.8.5,<4",
}


def export_network(entity_weights: Path, start: Path, out: Path) -> None:
    """Write the entity network and its word pieces into `out`; the parser is trained on it."""
    _copy_papers(out, "model")
    export_entities(entity_weights, start, out / "ner")
    write_hashes(out)


def export_pipeline(parse_model: Path, sentences_model: Path, out: Path) -> None:
    """Write the trained spaCy pipeline, the component that finds sentences before the tok2vec."""
    nlp = spacy.load(parse_model)
    nlp.add_pipe(SENTENCES, source=spacy.load(sentences_model), before="tok2vec")
    # Sure enough that LAS does not fall; a sentence that the parser would cut in two stays whole.
    nlp.get_pipe(SENTENCES).cfg.update(SURE)
    _write(nlp, out, papers="model")


def export_cnn(model: Path, out: Path) -> None:
    """Write the pipeline that does without the entity network."""
    _write(spacy.load(model), out, papers="model_cnn")


def write_hashes(out: Path) -> None:
    """Write hashes.json: the SHA-256 of every file that a loader reads."""
    files = sorted(path for path in out.rglob("*") if path.is_file())
    hashes = {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.relative_to(out).as_posix() not in _FREE
    }
    (out / HASHES).write_text(json.dumps(hashes, indent=2) + "\n", encoding="utf8")


def _write(nlp: Language, out: Path, *, papers: str) -> None:
    """Write a pipeline without paths of the machine that trained it."""
    _copy_papers(out, papers)
    _forget_paths(nlp)
    nlp.meta.update(_META)
    nlp.meta["performance"] = {}  # the model card says how the shipped whole does
    nlp.to_disk(out)
    keep_needed_strings(nlp, out)
    write_hashes(out)


def keep_needed_strings(nlp: Language, out: Path) -> None:
    """Leave of the vocabulary's strings those that a component looks up: labels, edits of lemmas.

    spaCy keeps every word that it met in training, names and user names of the corpora among them.
    """
    needed = {str(label) for _, pipe in nlp.pipeline for label in getattr(pipe, "labels", ())}
    for file in out.glob("*/trees"):
        for tree in srsly.msgpack_loads(file.read_bytes())["trees"]:
            needed.update(
                nlp.vocab.strings[tree[key]] for key in ("orig", "subst") if tree.get(key)
            )
    file = out / "vocab" / "strings.json"
    srsly.write_json(file, sorted(needed & set(srsly.read_json(file))))


def _copy_papers(out: Path, papers: str) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for name in ("LICENSE", "MODEL_CARD.md"):
        shutil.copyfile(Path(__file__).parent / papers / name, out / name)


def _forget_paths(nlp: Language) -> None:
    config = nlp.config
    config["paths"] = dict.fromkeys(config["paths"])
    nlp.config = config
