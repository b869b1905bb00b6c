"""Loads the words (lexicon.toml) and the evidence (examples.toml) that lie beside a stage."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .errors import SettingsError


@cache
def load_lexicon(stage: str, override: str | None = None) -> Mapping[str, Any]:
    """Load the lexicon of a stage ("dates"), with the tables of a user's file put over it.

    ``override`` is the path of a TOML file: a list adds to the shipped list, a table adds to or
    replaces single keys. The result is read-only and shared.
    """
    words = _read_shipped(stage, "lexicon.toml")
    if override is not None:
        words = _merge(words, _read_user_file(Path(override)))
    return MappingProxyType(words)


def load_examples(stage: str) -> Mapping[str, Any]:
    """Load the examples of a stage: phrases with the value they must give, and look-alikes."""
    return MappingProxyType(_read_shipped(stage, "examples.toml"))


def _read_shipped(stage: str, name: str) -> dict[str, Any]:
    file = resources.files(__package__) / stage / name
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _read_user_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise SettingsError(f"{path}: no such lexicon file. Give the path of a TOML file.")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not a readable TOML file ({error}).") from error


def _merge(shipped: dict[str, Any], user: dict[str, Any]) -> dict[str, Any]:
    merged = dict(shipped)
    for key, value in user.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            merged[key] = _merge(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            merged[key] = [*old, *(word for word in value if word not in old)]
        else:
            merged[key] = value
    return merged
