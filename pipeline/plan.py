"""Says what a run has to do with each input, and why."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .errors import InputError
from .read import Input, Metadata, MetadataTable, Opener, Other, walk_inputs
from .settings import Settings
from .shards import Header, Shards, article_key

Why = Literal[
    "new",
    "forced",
    "file or metadata changed",
    "settings, model or program changed",
    "failed before",
    "unchanged",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """What a folder holds: the articles of this run, and the files that are none."""

    inputs: tuple[Input, ...]
    others: tuple[Other, ...]
    elsewhere: int = 0
    """Articles that are for other shards."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """An article to be processed, with its row of metadata.csv: all that a worker is told."""

    source: Input
    metadata: Metadata | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """What is to be done with one input."""

    task: Task
    why: Why

    @property
    def is_done(self) -> bool:
        """Whether an earlier run has done it."""
        return self.why == "unchanged"


@dataclass(frozen=True, kw_only=True)
class Part:
    """Part ``number`` (from 1) of ``of``: articles are dealt out by a hash of their key."""

    number: int
    of: int

    @classmethod
    def parse(cls, text: str) -> Part:
        """Read a part as it is written on the command line.

        >>> Part.parse("2/8")
        Part(number=2, of=8)
        """
        number, _, of = text.partition("/")
        if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
            raise InputError(f"--shard {text}: expected i/N, such as 1/8 for the first of eight.")
        return cls(number=int(number), of=int(of))

    def holds(self, doc: str) -> bool:
        """Say whether an article is in this part; new files beside it change nothing."""
        digest = hashlib.blake2b(doc.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest, "big") % self.of == self.number - 1


def list_folder(folder: Path, out: Path, part: Part | None) -> Listing:
    """List what is to be read in a folder, or the part of it that is asked for."""
    inputs: list[Input] = []
    others: list[Other] = []
    elsewhere = 0
    for one in walk_inputs(folder, out=out):
        if isinstance(one, Other):
            others.append(one)
        elif part is None or part.holds(one.doc):
            inputs.append(one)
        else:
            elsewhere += 1
    kept = tuple(others) if part is None else ()
    return Listing(inputs=tuple(inputs), others=kept, elsewhere=elsewhere)


class Planner:
    """Compares inputs with the shards of earlier runs."""

    def __init__(
        self, settings: Settings, shards: Shards, fingerprint: str, *, force: bool
    ) -> None:
        self._settings = settings
        self._shards = shards
        self._fingerprint = fingerprint
        self._force = force

    def plan(self, inputs: Iterable[Input], metadata: MetadataTable) -> Iterator[Decision]:
        """Say for each input what is to be done; only files with a shard are read."""
        with Opener() as opener:
            for source in inputs:
                task = Task(source=source, metadata=metadata.find(source))
                yield Decision(task=task, why=self._why(task, opener))

    def _why(self, task: Task, opener: Opener) -> Why:
        header = self._shards.header(task.source.doc)
        if header is None:
            return "new"
        if self._force:
            return "forced"
        if header.failure is not None:
            return "failed before"
        if header.fingerprint != self._fingerprint:
            return "settings, model or program changed"
        return "unchanged" if self._is_same(header, task, opener) else "file or metadata changed"

    def _is_same(self, header: Header, task: Task, opener: Opener) -> bool:
        try:
            raw = opener.load(task.source, max_bytes=self._settings.read.max_bytes)
        except InputError:
            return False  # the worker says what is wrong with it
        source, sha256 = task.source, hashlib.sha256(raw).hexdigest()
        return header.key == article_key(source.doc, source.suffix, sha256, task.metadata)
