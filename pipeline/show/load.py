"""Finds one article of a run by its key or its file, and reads what was found in it."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path, PurePath

import msgspec

from ..errors import InputError
from ..records import Records
from ..tables import Run, read_run


class _Name(msgspec.Struct):
    doc: str
    path: str = ""


def read_records(out: Path, name: str) -> Records:
    """Read the article called ``name`` from the tables in ``out``.

    The name is the article's key (``doc``), or the file that it was read from. Raises
    ``InputError`` where there is no such run, or no such article in it.
    """
    doc = _find_doc(read_run(out), name)
    return read_run(out, {doc}).records(doc)


def _find_doc(run: Run, name: str) -> str:
    docs: list[str] = []
    for key in run.stream("articles", _Name):
        if name in {key.doc, key.path} or PurePath(key.path) == PurePath(name):
            return key.doc
        docs.append(key.doc)
    near = get_close_matches(name, docs, n=3, cutoff=0.5)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise InputError(f"{name}: no such file, and no such article in {run.out}.{hint}")
