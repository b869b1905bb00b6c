"""Read several folders of documents as one corpus: some hold trees, others names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from spacy.language import Language
from spacy.training import Corpus, Example
from spacy.util import registry

Reader = Callable[[Language], Iterator[Example]]


@registry.readers("claimtable.Corpora.v1")
def read_corpora(
    trees: Path, names: Path, augmenter: Callable[..., Iterator[Example]] | None = None
) -> Reader:
    """Read the documents of both folders; a component learns from those that say what it learns."""
    corpora = [Corpus(path, augmenter=augmenter) for path in (trees, names)]

    def read(nlp: Language) -> Iterator[Example]:
        return chain.from_iterable(corpus(nlp) for corpus in corpora)

    return read
