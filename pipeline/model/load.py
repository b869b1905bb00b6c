"""Load the pipeline that annotates English: the embedded one, or one that the user names."""

from __future__ import annotations

import re
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import is_package

from ..errors import SettingsError
from . import embedding as embedding  # it registers the part of our tok2vec
from . import recogniser
from . import sentences as sentences  # likewise its component
from .products import use_numpy_products
from .weights import (
    CNN_FOLDER,
    EMBEDDED,
    EMBEDDED_CNN,
    EMBEDDED_FOLDER,
    HASHES,
    NER_FOLDER,
    check_weights,
)

_OFFICIAL = re.compile(r"[a-z]{2,3}_(?:core|dep|ent|sent)_[a-z]+_(?:sm|md|lg|trf)")


def load_model(name_or_path: str = EMBEDDED, *, threads: int = 1) -> Language:
    """Load an embedded English pipeline, or an installed package or folder that spaCy can load.

    "embedded" is the better one, "embedded-cnn" the faster one, which does without onnxruntime.
    Every file of an embedded pipeline is checked against its SHA-256 first, and none is a
    pickle. A pipeline of the user's own is loaded with ``spacy.load``, which runs the code that
    its package brings: name only those that you trust. It must parse and tag; where it has no
    entity recogniser, ours is added. ``threads`` is how many cores the networks may use; for
    numpy's matrix products the limit holds for the whole process.
    """
    nlp = _load(name_or_path, threads=threads)
    use_numpy_products(nlp, threads=threads)
    return nlp


def _load(name_or_path: str, *, threads: int) -> Language:
    if name_or_path == EMBEDDED:
        return _load_exported(EMBEDDED_FOLDER, path=None, threads=threads)
    if name_or_path == EMBEDDED_CNN:
        return _load_exported(CNN_FOLDER, path=None, threads=threads)
    folder = Path(name_or_path)
    if (folder / HASHES).is_file():
        return _load_exported(folder, path=str(folder), threads=threads)
    nlp = _load_named(name_or_path)
    _check_parts(nlp, name_or_path)
    if not _sets_entities(nlp):
        nlp.add_pipe(recogniser.FACTORY, config={"threads": threads})
    return nlp


def _load_exported(folder: Path, *, path: str | None, threads: int) -> Language:
    check_weights(folder)
    nlp = spacy.load(folder)
    if not (folder / NER_FOLDER / "model.onnx").is_file():
        return nlp  # a pipeline that recognises names by itself
    # First, since our own tok2vec reads what the recogniser's network holds of each token.
    config = {"path": path, "threads": threads, "encode": True}
    nlp.add_pipe(recogniser.FACTORY, first=True, config=config)
    return nlp


def _load_named(name: str) -> Language:
    if not is_package(name) and not Path(name).exists():
        raise SettingsError(_say_missing(name))
    try:
        return spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        raise SettingsError(
            f"The model {name!r} cannot be loaded: {error} Expected a pipeline made for spaCy"
            f" {spacy.about.__version__}."
        ) from error


def _say_missing(name: str) -> str:
    expected = (
        f"The model {name!r} is not installed. Expected {EMBEDDED!r}, {EMBEDDED_CNN!r}, the name of"
        " an installed spaCy pipeline or the path of its folder."
    )
    if _OFFICIAL.fullmatch(name):
        return f"{expected} Install it: python -m spacy download {name}"
    if "/" in name or "\\" in name:
        return f"{expected} There is no folder {Path(name).absolute()}."
    return f"{expected} If it is a package, install it: pip install {name}"


def _check_parts(nlp: Language, name: str) -> None:
    lacking = [part for part, makes in _PARTS.items() if not _has_any(nlp, makes)]
    if lacking:
        raise SettingsError(
            f"The model {name!r} has no {' and no '.join(lacking)} (its parts:"
            f" {', '.join(nlp.pipe_names) or 'none'}). Claims are read from the parse: name a"
            f" pipeline that has both, or use {EMBEDDED!r}."
        )


_PARTS = {"parser": ("token.dep",), "tagger": ("token.tag", "token.pos")}


def _has_any(nlp: Language, attributes: tuple[str, ...]) -> bool:
    return any(set(attributes) & set(nlp.get_pipe_meta(pipe).assigns) for pipe in nlp.pipe_names)


def _sets_entities(nlp: Language) -> bool:
    return _has_any(nlp, ("doc.ents",))
