"""Finds the document that somebody names, by its key or by its file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath

LONGEST_SUFFIX = 5
"""Letters after a full stop that may be the suffix of a file; "Dr. Maurer" has none."""


class DocumentNames:
    """The names of documents: paths within their folder, without suffix."""

    def __init__(self, docs: Iterable[str]) -> None:
        self._docs = frozenset(docs)
        self._by_last_part = _group_by_last_part(self._docs)

    def find(self, name: str) -> str | None:
        """Give the document of a name: its key, its file, or the last part of its path.

        >>> names = DocumentNames(["2024/report", "minutes"])
        >>> names.find("minutes.pdf"), names.find("report"), names.find("2024/report.txt")
        ('minutes', '2024/report', '2024/report')
        """
        path = PurePosixPath(name.strip().replace("\\", "/"))
        keys = (name, str(path), str(_without_suffix(path)))
        exact = next((key for key in keys if key in self._docs), None)
        if exact is not None:
            return exact
        for part in (path.name, _without_suffix(path).name):
            found = self._by_last_part.get(part.casefold(), [])
            if len(found) == 1:
                return found[0]
        return None

    def suggest(self, name: str) -> str:
        """Say which documents have a name that is nearly this one; nothing where none has."""
        near = get_close_matches(name, sorted(self._docs), n=3, cutoff=0.6)
        return f" Did you mean {' or '.join(near)}?" if near else ""


def _group_by_last_part(docs: Iterable[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for doc in sorted(docs):
        found[PurePosixPath(doc).name.casefold()].append(doc)
    return found


def _without_suffix(path: PurePosixPath) -> PurePosixPath:
    is_file = path.name and len(path.suffix) <= LONGEST_SUFFIX
    return path.with_suffix("") if is_file else path
