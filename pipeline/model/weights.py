"""Find the embedded weights on disk and check that they are the ones we shipped."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from ..errors import SettingsError

EMBEDDED, EMBEDDED_CNN = "embedded", "embedded-cnn"
"""The names of the two models that come with the package."""

EMBEDDED_FOLDER = Path(__file__).parent / "en"
CNN_FOLDER = Path(__file__).parent / "en_cnn"
HASHES = "hashes.json"
NER_FOLDER = "ner"


def check_weights(folder: Path, *, part: str = "") -> None:
    """Compare every file of an exported pipeline with its SHA-256 before anything is parsed.

    ``part`` limits the check to one folder inside it ("ner"). A file that is missing, changed or
    not listed raises a SettingsError that names it.
    """
    expected = _read_hashes(folder)
    for name, digest in expected.items():
        if name.startswith(part):
            _check_file(folder, name, digest)
    for file in sorted((folder / part).rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_file() and name not in expected and not _is_free(name):
            raise SettingsError(f"{file}: this file is not part of the model. {_advice(folder)}")


def _is_free(name: str) -> bool:
    return name == HASHES or name.startswith(("LICENSE", "README")) or name.endswith((".py", ".md"))


def _check_file(folder: Path, name: str, digest: str) -> None:
    file = folder / name
    if not file.is_file():
        raise SettingsError(f"{file}: this file of the model is missing. {_advice(folder)}")
    with file.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != digest:
        raise SettingsError(
            f"{file}: this file of the model is damaged (SHA-256 {found[:12]}…, expected"
            f" {digest[:12]}…). {_advice(folder)}"
        )


def _read_hashes(folder: Path) -> dict[str, str]:
    file = folder / HASHES
    if not file.is_file():
        raise SettingsError(f"{file}: the model's list of files is missing. {_advice(folder)}")
    try:
        hashes: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise SettingsError(
            f"{file}: the model's list of files is damaged ({error}). {_advice(folder)}"
        ) from error
    return hashes


def _advice(folder: Path) -> str:
    if folder in (EMBEDDED_FOLDER, CNN_FOLDER):
        return "Install claimtable again: pip install --force-reinstall claimtable"
    return "Export the model again (training/README.md says how)."
