"""Keeps each article's result in a file of its own, so that a stopped run goes on where it was."""

from __future__ import annotations

import hashlib
import os
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec
from msgspec import to_builtins

from .records import Records
from .settings import Settings

FOLDER = ".claimtable"
"""Folder for shards within the output folder."""

AFTER_THE_RECORDS = (
    "/check/",
    "/commands/",
    "/comparison.py",
    "/crosscheck/",
    "/facts/",
    "/pytest_plugin.py",
    "/review/",
    "/show/",
    "/visible.py",
    "/tables/",
)
"""Code that works on records: a change of it makes no article be processed again."""

SETTINGS_AFTER_THE_RECORDS = frozenset({"check", "review", "show"})
"""Settings of that code."""


class _Shard(msgspec.Struct, frozen=True, kw_only=True):
    fingerprint: str
    records: Records


class Shards:
    """The shards of one output folder; a shard counts only while its fingerprint is the same."""

    def __init__(self, out: Path, fingerprint: str) -> None:
        self._folder = out / FOLDER / "shards"
        self._fingerprint = fingerprint

    def find(self, key: str) -> Records | None:
        """Give the records stored under ``key``, or None where there are none that still hold."""
        path = self._path(key)
        if not path.is_file():
            return None
        try:
            shard = msgspec.json.decode(path.read_bytes(), type=_Shard)
        except msgspec.DecodeError:  # written by another version, or damaged: made again
            return None
        return shard.records if shard.fingerprint == self._fingerprint else None

    def store(self, key: str, records: Records) -> None:
        """Write the records under ``key``: whole or not at all, even if the machine stops."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
        data = msgspec.json.encode(_Shard(fingerprint=self._fingerprint, records=records))
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"


def article_key(doc: str, sha256: str, metadata: object) -> str:
    """Give the shard key of an input: its name, its bytes and what metadata.csv says of it."""
    parts = msgspec.json.encode([doc, sha256, metadata])
    return hashlib.blake2b(parts, digest_size=20).hexdigest()


def run_fingerprint(settings: Settings) -> str:
    """Hash everything besides the article that a result depends on: settings, code and weights.

    The code is hashed as it lies on disk, so that no result outlives a change of a rule.
    """
    digest = hashlib.blake2b(digest_size=20)
    needed = {
        name: value
        for name, value in to_builtins(settings).items()
        if name not in SETTINGS_AFTER_THE_RECORDS
    }
    needed["run"].pop("formats")  # another table format needs no article processed again
    digest.update(msgspec.json.encode(needed, order="sorted"))
    for name, content in _package_files(resources.files(__package__), ""):
        if name.startswith(AFTER_THE_RECORDS):
            continue
        digest.update(name.encode())
        digest.update(content)
    return digest.hexdigest()


def _package_files(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{prefix}/{entry.name}"
        if entry.is_dir():
            found.extend(_package_files(entry, name))
        elif entry.name.endswith((".py", ".toml")) or entry.name == "hashes.json":
            found.append((name, entry.read_bytes()))
    return found
