"""Turn the publishers' files into documents to train on, and check them by their SHA-256."""

from __future__ import annotations

import hashlib
import logging
import tomllib
from collections.abc import Mapping
from pathlib import Path

from training.entity_data import to_doc_bins
from training.treebanks import Split, ewt_sentences, gum_sentences, to_doc_bin

CHECKSUMS = Path(__file__).parent / "checksums.toml"

SPLITS: tuple[Split, ...] = ("train", "dev")

_log = logging.getLogger(__name__)


def prepare(data: Path, out: Path) -> Mapping[str, str]:
    """Write `parse/` and `entities/`, each with `train/` and `dev/`; return the files' SHA-256.

    `data` holds a folder for each data set, as sources.toml names them.
    """
    for split in SPLITS:
        for kind in ("parse", "entities"):
            (out / kind / split).mkdir(parents=True, exist_ok=True)
        ewt = tuple(ewt_sentences(data / "UD_English-EWT", split))
        gum = tuple(gum_sentences(data / "gum", split))
        for name, sentences in (("ewt", ewt), ("gum", gum)):
            folder = out / "parse" / split
            to_doc_bin(sentences).to_disk(folder / f"ud_{name}.spacy")
            if split == "train":
                to_doc_bin(sentences, as_news=True).to_disk(folder / f"ud_{name}_as_news.spacy")
    for (data_set, split), documents in to_doc_bins(data).items():
        documents.to_disk(out / "entities" / split / f"{data_set}.spacy")
    return read_checksums(out)


def read_checksums(prepared: Path) -> Mapping[str, str]:
    """Return the SHA-256 of every prepared file, by its path."""
    return {
        path.relative_to(prepared).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(prepared.rglob("*.spacy"))
    }


def find_differences(found: Mapping[str, str]) -> tuple[str, ...]:
    """Name the prepared files that are not those that the shipped model was trained on."""
    expected = tomllib.loads(CHECKSUMS.read_text("utf8"))["prepared"]
    names = sorted({*expected, *found})
    return tuple(name for name in names if expected.get(name) != found.get(name))


def write_checksums(found: Mapping[str, str]) -> None:
    """Record the prepared files' SHA-256 in checksums.toml."""
    lines = [
        "# SHA-256 of the prepared files that the shipped model was trained on and chosen by.",
        "# The step `prepare` compares; another version of spaCy may pack differently.",
        "",
        "[prepared]",
        *(f'"{name}" = "{digest}"' for name, digest in sorted(found.items())),
    ]
    CHECKSUMS.write_text("\n".join(lines) + "\n", encoding="utf8")
