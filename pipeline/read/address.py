"""Reaches files and folders by address (s3://, gs://, memory:// ...) through fsspec, an extra."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, TypeVar, cast

from ..errors import InputError

_ADDRESS = re.compile(r"(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]+)://")
_FOLDED = re.compile(r"(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]+):/(?!/)")

Given = TypeVar("Given")


def to_location(folder: Path | str) -> str:
    """Give a path as text; an address that went through ``Path`` gets its second slash back.

    >>> to_location(Path("s3://bucket/news"))
    's3://bucket/news'
    >>> to_location(Path("file:///news"))
    'file:///news'
    """
    location = os.fspath(folder)
    if isinstance(folder, Path) and not os.path.lexists(location):
        location = _FOLDED.sub(_unfold, location, count=1)
    return location


def _unfold(found: re.Match[str]) -> str:
    """Give the slashes back; an address of a file on this machine names no host."""
    scheme = found["scheme"]
    return f"{scheme}:///" if scheme in {"file", "local"} else f"{scheme}://"


def is_remote(location: str) -> bool:
    """Say whether a location is an address."""
    return _ADDRESS.match(location) is not None


def exists(address: str) -> bool:
    """Say whether there is something at an address."""
    return bool(ask(address, lambda system: system.exists(address)))


def is_folder(address: str) -> bool:
    """Say whether there is a folder at an address."""
    return bool(ask(address, lambda system: system.isdir(address)))


def open_file(address: str) -> IO[bytes]:
    """Open the file at an address."""
    return cast("IO[bytes]", ask(address, lambda system: system.open(address, "rb")))


def ask(address: str, question: Callable[[Any], Given]) -> Given:
    """Ask the storage at an address; raises ``InputError`` where it or a library is missing."""
    try:
        import fsspec
    except ImportError as error:
        raise InputError(
            f"{address}: addresses need fsspec: pip install 'claimtable[fsspec]'."
        ) from error
    try:
        system, _ = fsspec.url_to_fs(address)
        return question(system)
    except ImportError as error:
        raise InputError(
            f"{address}: {error}, for example pip install 'claimtable[s3]'."
        ) from error
    except Exception as error:
        raise InputError(
            f"{address}: cannot be reached ({error or type(error).__name__})."
        ) from error
