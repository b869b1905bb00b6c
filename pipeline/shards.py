"""Keeps each article's result in a file of its own, so that a stopped run goes on where it was."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import threading
import uuid
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NamedTuple

import msgspec
from msgspec.structs import replace

from .errors import OutputError
from .records import Article, Failure, Records

FOLDER = ".claimtable"
"""Folder for shards within the output folder."""

PACKING = 1
"""Level of zlib: a shard takes a fifth of the room, for 0.2 % of the time that its article takes.
Higher levels take twice that and save a tenth."""

SHARDS = "shards"
CONTENTS = "contents"
PARTS = "parts"
"""Folders within FOLDER: results, which article has a content, and files that are being written."""


class Origin(NamedTuple):
    """What a shard is made from: it holds while all three are the same."""

    doc: str
    key: str
    fingerprint: str


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in front of a shard: whose it is, and what it was made from."""

    doc: str
    key: str
    fingerprint: str
    sha256: str | None
    size: int
    """Bytes of what follows; a file of another length was cut off."""
    mentions: int = 0
    claims: int = 0
    failure: Failure | None = None
    content: str = ""
    """Hash of all that the article was analysed from, its name and place left out."""


class Shards:
    """The shards of one output folder: one file for each article, whatever wrote it.

    The name of a file is made from the article's key alone, so a folder can hold the shards of
    several runs over parts of the same articles, and copying them together merges the runs.
    """

    def __init__(self, out: Path) -> None:
        self._folder = out / FOLDER / SHARDS

    def header(self, doc: str) -> Header | None:
        """Give what is known of an article's shard, or None where there is none to be used."""
        try:
            with self._path(doc).open("rb") as file:
                return _read_header(file, doc)
        except OSError:  # none is there, the disk has damaged it, or it is another user's
            return None

    def load(self, doc: str) -> tuple[Header, Records | None] | None:
        """Give the shard of an article; a failure has no records. One that is damaged goes."""
        try:
            with self._path(doc).open("rb") as file:
                header = _read_header(file, doc)
                body = file.read()
        except OSError:
            return None
        if header is None or header.failure is not None:
            return None if header is None else (header, None)
        try:
            return header, msgspec.json.decode(zlib.decompress(body), type=Records)
        except (zlib.error, msgspec.DecodeError):  # the disk has damaged it
            self._path(doc).unlink(missing_ok=True)  # the next run makes it again
            return None

    def find_content(self, content: str, fingerprint: str) -> Records | None:
        """Give the records of an article that had this content, as ``content_key`` hashes it."""
        try:
            doc = self._content_path(content).read_text("utf-8", "surrogatepass")
        except (OSError, UnicodeDecodeError):
            return None
        header, records = self.load(doc) or (None, None)
        is_same = header is not None and (header.content, header.fingerprint) == (
            content,
            fingerprint,
        )
        return records if is_same else None

    def store(self, origin: Origin, records: Records, content: str = "") -> Header:
        """Write what an article gave: whole or not at all, even if the machine stops.

        With ``content`` the next article that has the same can take it over.
        """
        body = zlib.compress(msgspec.json.encode(records), PACKING)
        header = Header(
            doc=origin.doc,
            key=origin.key,
            fingerprint=origin.fingerprint,
            sha256=records.article.sha256,
            size=len(body),
            mentions=len(records.mentions),
            claims=len(records.claims),
            content=content,
        )
        self._write(header, body)
        if content:
            self._note_content(header)
        return header

    def store_failure(self, origin: Origin, failure: Failure, sha256: str | None) -> Header:
        """Write why an article could not be processed."""
        header = Header(
            doc=origin.doc,
            key=origin.key,
            fingerprint=origin.fingerprint,
            sha256=sha256,
            size=0,
            failure=failure,
        )
        self._write(header, b"")
        return header

    def sweep(self) -> None:
        """Remove what writers that were killed on this machine have left half written."""
        for path in self._parts.glob(f"{_host()}.*.part"):
            if not _is_running(int(path.name.split(".")[-2].partition("-")[0])):
                path.unlink(missing_ok=True)

    @contextmanager
    def marked(self) -> Iterator[str]:
        """Leave a mark here while a run goes on, by which its workers know the folder."""
        mark = self._parts / f"{_host()}.{os.getpid()}-{uuid.uuid4().hex}.part"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._parts.mkdir(exist_ok=True)
            mark.touch()
        except OSError as error:
            raise cannot_write(mark, error) from error
        try:
            yield mark.name
        finally:
            with suppress(OSError):
                mark.unlink(missing_ok=True)

    def has(self, mark: str) -> bool:
        """Say whether this is the folder in which the run has left its mark."""
        return (self._parts / mark).exists()

    @property
    def _parts(self) -> Path:
        return self._folder.parent / PARTS

    def _write(self, header: Header, body: bytes) -> None:
        path = self._path(header.doc)
        temporary = self._parts / f"{_host()}.{os.getpid()}-{threading.get_native_id()}.part"
        try:
            # No parents: where the disk of the run has gone, nothing is written in its place.
            path.parent.mkdir(exist_ok=True)
            with temporary.open("wb") as file:
                file.write(msgspec.json.encode(header) + b"\n" + body)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except OSError as error:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise cannot_write(path, error) from error

    def _note_content(self, header: Header) -> None:
        """Note whose content this is. Half a note, or one that is outdated, finds no shard."""
        path = self._content_path(header.content)
        try:
            path.parent.parent.mkdir(exist_ok=True)
            path.parent.mkdir(exist_ok=True)
            path.write_text(header.doc, "utf-8", "surrogatepass")
        except OSError as error:
            raise cannot_write(path, error) from error

    def _content_path(self, content: str) -> Path:
        return self._folder.parent / CONTENTS / content[:2] / content

    def _path(self, doc: str) -> Path:
        name = hashlib.blake2b(doc.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()
        return self._folder / name[:2] / f"{name}.shard"


def cannot_write(path: Path, error: Exception) -> OutputError:
    """Make the error of an output file that cannot be written."""
    why = getattr(error, "strerror", None) or error
    return OutputError(
        f"{path}: cannot be written ({why}). What is done is kept: make"
        " room, or see who may write there, and run the same command again."
    )


def _read_header(file: IO[bytes], doc: str) -> Header | None:
    """Read the first line; None where the file is cut off or belongs to another article."""
    line = file.readline()
    try:
        header = msgspec.json.decode(line, type=Header)
    except msgspec.DecodeError:
        return None
    whole = len(line) + header.size == os.fstat(file.fileno()).st_size
    return header if whole and header.doc == doc else None


def _host() -> str:
    return re.sub(r"[^\w-]", "_", platform.node()) or "host"


def _is_running(process: int) -> bool:
    if os.name == "nt":
        return True  # there, os.kill ends the process that it is to ask for
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def article_key(doc: str, suffix: str, sha256: str, metadata: object) -> str:
    """Hash an input: its name, its format, its bytes and what metadata.csv says of it.

    A file that is renamed from ``.txt`` to ``.md`` keeps its name and bytes, and is read otherwise.
    """
    parts = msgspec.json.encode([doc, suffix, sha256, metadata])
    return hashlib.blake2b(parts, digest_size=20).hexdigest()


def content_key(article: Article) -> str:
    """Hash an article as it was read, its name and place left out: what its analysis hangs on."""
    nameless = msgspec.json.encode(replace(article, doc="", path=""))
    return hashlib.blake2b(nameless, digest_size=20).hexdigest()
