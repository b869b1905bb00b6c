"""Loads the words (lexicon.toml) and the evidence (examples.toml) that lie beside a stage."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .toml import put_over, read_toml


@cache
def load_lexicon(stage: str, override: str | None = None) -> Mapping[str, Any]:
    """Load the lexicon of a stage ("dates"), with the tables of a user's file put over it.

    ``override`` is the path of a TOML file: a list adds to the shipped list, a table adds to or
    replaces single keys. The result is read-only and shared.
    """
    words = read_shipped(stage, "lexicon.toml")
    if override is not None:
        words = put_over(words, read_toml(Path(override), "lexicon"), add_to_lists=True)
    return MappingProxyType(words)


def load_examples(stage: str) -> Mapping[str, Any]:
    """Load the examples of a stage: phrases with the value they must give, and look-alikes."""
    return MappingProxyType(read_shipped(stage, "examples.toml"))


def read_shipped(stage: str, name: str) -> dict[str, Any]:
    """Read a TOML file that lies beside a stage."""
    file = resources.files(__package__) / stage / name
    return tomllib.loads(file.read_text(encoding="utf-8"))
