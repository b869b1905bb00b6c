"""Brings the index of the sources up to date: new and changed files are read, those gone go."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from importlib import resources
from pathlib import Path

from ..check.index import SourceIndex
from ..errors import InputError
from ..fingerprint import run_fingerprint
from ..read import Input, Opener, Other, read_metadata, walk_inputs
from ..read.inputs import to_text
from ..records import SourceRow
from ..shards import article_key
from ..single import read_input
from .analyse import Analyser
from .report import Report

logger = logging.getLogger(__name__)

INDEXED_BY = ("index.py", "layout.py", "terms.py")
"""Code of the check that what lies in the index depends on, besides that of the pipeline."""


class Sources:
    """The files of a folder (or one file) that claims are looked for in."""

    def __init__(self, folder: Path, out: Path, analyser: Analyser) -> None:
        found = list(walk_inputs(folder, out=out))
        self.inputs = [one for one in found if isinstance(one, Input)]
        self._others = [one for one in found if isinstance(one, Other)]
        self._metadata = read_metadata(folder)
        self._analyser = analyser
        self._fingerprint = f"{run_fingerprint(analyser.settings)}:{_code_of_index()}"
        self._first_by_hash: dict[str, str] = {}
        self._opener = Opener()

    def update(self, index: SourceIndex, report: Report, step: Callable[[], None]) -> None:
        """Read what the index does not hold as it is now; a file that fails costs itself only."""
        keys = index.keys()
        index.remove(set(keys) - {source.doc for source in self.inputs})
        with self._opener:
            for source in self.inputs:
                known = keys.get(source.doc)
                row = self._bring_in(source, index, known)
                report.add_source(row, is_new=index.key(source.doc) != known)
                step()
        for other in self._others:
            row = SourceRow(path=to_text(other.path), doc="", status="skipped", reason=other.reason)
            report.add_source(row, is_new=False)

    def _bring_in(self, source: Input, index: SourceIndex, known: str | None) -> SourceRow:
        try:
            sha256 = self._put(source, index, known)
        except InputError as error:
            return self._fail(source, index, str(error))
        except Exception as error:  # one odd source must not cost the others
            logger.exception("%s: failed", source.path)
            reason = f"internal error, please report it: {type(error).__name__}: {error}"
            return self._fail(source, index, f"{source.path}: {reason}")
        first = self._first_by_hash.setdefault(sha256, source.doc)
        size = index.size(source.doc)
        is_copy = first != source.doc
        lacking = None if size else "no sentence in it to look for claims in"
        return SourceRow(
            path=to_text(source.path),
            doc=source.doc,
            status="duplicate" if is_copy else "ok",
            reason=f"same content as {first}" if is_copy else lacking,
            sha256=sha256,
            sentences=size,
        )

    def _put(self, source: Input, index: SourceIndex, known: str | None) -> str:
        """Read a source, analyse it unless the index holds it as it is, and give its hash."""
        row = self._metadata.find(source)
        article = read_input(source, row, self._analyser.settings, opener=self._opener)
        key = f"{self._fingerprint}:{article_key(source.doc, source.suffix, article.sha256, row)}"
        if known != key:
            index.put(source.doc, key, self._analyser.analyse(article))
        return article.sha256

    def _fail(self, source: Input, index: SourceIndex, reason: str) -> SourceRow:
        index.remove([source.doc])
        return SourceRow(path=to_text(source.path), doc=source.doc, status="failed", reason=reason)


def _code_of_index() -> str:
    folder = resources.files(__package__.rpartition(".")[0]).joinpath("check")
    code = b"".join(folder.joinpath(name).read_bytes() for name in INDEXED_BY)
    return hashlib.blake2b(code, digest_size=8).hexdigest()
