"""Finds the files of a folder, always in the same order, and loads their bytes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..errors import InputError

METADATA_NAME = "metadata.csv"


@dataclass(frozen=True, kw_only=True)
class Input:
    """A file to read. ``name`` is its path within the folder, ``doc`` its key in every table."""

    path: Path
    name: str
    doc: str
    suffix: str


def list_inputs(folder: Path, suffixes: tuple[str, ...]) -> tuple[Input, ...]:
    """List the files that end in one of the suffixes, in a folder and the folders below it."""
    found = [path for path in _walk(folder, suffixes) if _is_input(path, suffixes)]
    if not found:
        raise InputError(
            f"{folder}: there is no file to read here. Expected files ending in"
            f" {', '.join(suffixes)}."
        )
    return _name(found, folder)


def list_others(folder: Path, suffixes: tuple[str, ...]) -> tuple[Path, ...]:
    """List the files that ``list_inputs`` leaves out, but for hidden files and metadata.csv."""
    return tuple(
        path
        for path in _walk(folder, suffixes)
        if not _is_input(path, suffixes) and path != folder / METADATA_NAME
    )


def load_bytes(path: Path, *, max_bytes: int) -> bytes:
    """Load a file that is a plain file and not too large; pipes and devices are refused."""
    try:
        return _load(path, max_bytes)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}).") from error


def _load(path: Path, max_bytes: int) -> bytes:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise InputError(f"{path}: expected a file, found {_kind_of_file(found.st_mode)}.")
    if found.st_size > max_bytes:
        raise InputError(
            f"{path}: {found.st_size:,} bytes; at most {max_bytes:,} are read. Split the file, or"
            " raise max_bytes under [read] in the settings."
        )
    return path.read_bytes()


def _kind_of_file(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a pipe" if stat.S_ISFIFO(mode) else "a device or socket"


def _walk(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    if not os.path.lexists(folder):
        raise InputError(f"{folder}: there is no such file or folder.")
    if not folder.is_dir():
        yield folder
        return
    if not _can_be_opened(folder):
        raise InputError(f"{folder}: the folder cannot be opened. Check who may read it.")
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(root)
        yield from (here / name for name in sorted(files) if not name.startswith("."))
        yield from (here / name for name in folders if _is_listed(here / name, suffixes))


def _is_listed(folder: Path, suffixes: tuple[str, ...]) -> bool:
    """List a folder that is not entered, or that is empty and named like an article."""
    if folder.is_symlink() or not _can_be_opened(folder):
        return True
    return folder.suffix.lower() in suffixes and not any(folder.iterdir())


def _is_input(path: Path, suffixes: tuple[str, ...]) -> bool:
    """Take a folder that cannot be opened as an input too: that it is lost must be said."""
    is_shut = not path.is_symlink() and path.is_dir() and not _can_be_opened(path)
    return path.suffix.lower() in suffixes or is_shut


def _can_be_opened(folder: Path) -> bool:
    return os.access(folder, os.R_OK | os.X_OK)


def _name(found: list[Path], folder: Path) -> tuple[Input, ...]:
    """Name each file after its path without suffix; a name that is taken keeps its suffix."""
    inputs: dict[str, Input] = {}
    for path in sorted(found, key=_text_before_html):
        name = _name_within(folder, path)
        doc = _free_name(name, inputs)
        inputs[doc] = Input(path=path, name=name, doc=doc, suffix=path.suffix.lower())
    return tuple(inputs[doc] for doc in sorted(inputs))


def _text_before_html(path: Path) -> tuple[str, bool, str]:
    return path.with_suffix("").as_posix(), path.suffix.lower() != ".txt", path.suffix


def _name_within(folder: Path, path: Path) -> str:
    """Give the path within the folder, with ``/`` on every system and always writable as UTF-8."""
    relative = path.name if path == folder else path.relative_to(folder).as_posix()
    return os.fsencode(relative).decode("utf-8", errors="backslashreplace")


def _free_name(name: str, taken: Mapping[str, Input]) -> str:
    stem = str(PurePosixPath(name).with_suffix(""))
    numbered = (f"{name}.{number}" for number in range(2, len(taken) + 3))
    return next(doc for doc in (stem, name, *numbered) if doc not in taken)
