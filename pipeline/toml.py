"""Reads a TOML file that a user names, and puts tables over tables."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .errors import SettingsError


def read_toml(path: Path, kind: str) -> dict[str, Any]:
    """Read a user's file; raises ``SettingsError`` that names the file and its ``kind``."""
    if not path.is_file():
        raise SettingsError(f"{path}: no such {kind} file. Give the path of a TOML file.")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not a readable TOML file ({error}).") from error


def put_over(
    lower: Mapping[str, Any], upper: Mapping[str, Any], *, add_to_lists: bool = False
) -> dict[str, Any]:
    """Put ``upper`` over ``lower``, table by table; a list replaces a list or adds to it.

    >>> put_over({"a": {"b": [1], "c": 2}}, {"a": {"b": [3]}}, add_to_lists=True)
    {'a': {'b': [1, 3], 'c': 2}}
    """
    merged = dict(lower)
    for key, value in upper.items():
        old = merged.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            merged[key] = put_over(old, value, add_to_lists=add_to_lists)
        elif add_to_lists and isinstance(old, list) and isinstance(value, list):
            merged[key] = [*old, *(word for word in value if word not in old)]
        else:
            merged[key] = value
    return merged
