"""Write the shipped folder: the spaCy pipeline, the entity network, hashes, licence and card."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from training.export_entities import export_entities

HASHES = "hashes.json"

# Files that no loader reads, and hence need no hash.
_FREE = frozenset({HASHES, "LICENSE", "MODEL_CARD.md"})

_META: Mapping[str, Any] = {
    "name": "claimtable",
    "version": "1.1.0",
    "description": "English: tags, morphology, lemmas, Universal Dependencies trees, sentences.",
    "author": "The claimtable developers",
    "email": "",
    "url": "",
    "license": "CC BY-SA 4.0",
    "spacy_version": ">=3.8.5,<4",
}


def export_network(entity_weights: Path, start: Path, out: Path) -> None:
    """Write the entity network and its word pieces into `out`; the parser is trained on it."""
    _copy_papers(out)
    export_entities(entity_weights, start, out / "ner")
    write_hashes(out)


def export_pipeline(parse_model: Path, out: Path) -> None:
    """Write the trained spaCy pipeline, without paths of the machine that trained it."""
    _copy_papers(out)
    nlp = spacy.load(parse_model)
    _forget_paths(nlp)
    nlp.meta.update(_META)
    nlp.meta["performance"] = {}  # the model card says how the shipped whole does
    nlp.to_disk(out)
    write_hashes(out)


def write_hashes(out: Path) -> None:
    """Write hashes.json: the SHA-256 of every file that a loader reads."""
    files = sorted(path for path in out.rglob("*") if path.is_file())
    hashes = {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.relative_to(out).as_posix() not in _FREE
    }
    (out / HASHES).write_text(json.dumps(hashes, indent=2) + "\n", encoding="utf8")


def _copy_papers(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for name in ("LICENSE", "MODEL_CARD.md"):
        shutil.copyfile(Path(__file__).parent / "model" / name, out / name)


def _forget_paths(nlp: Language) -> None:
    config = nlp.config
    config["paths"] = dict.fromkeys(config["paths"])
    nlp.config = config
