"""Give the trees' documents the encodings of the recogniser's network, for the parser to learn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Corpus, Example
from spacy.util import registry

from pipeline.model import sentences as sentences  # it registers the component that is trained
from pipeline.model.embedding import KEPT
from pipeline.model.network import load_network

Reader = Callable[[Language], Iterator[Example]]


@registry.readers("claimtable.EncodedCorpus.v1")
def read_encoded(
    path: Path, network: str, augmenter: Callable[..., Iterator[Example]] | None = None
) -> Reader:
    """Read documents as `spacy.Corpus.v1` does, each with the encodings of its tokens.

    `network` is the exported folder whose `ner/` holds the network. A text is encoded once and
    kept: the treebanks, as they are and as news, take 1.4 GB.
    """
    corpus = Corpus(path, augmenter=augmenter)
    loaded = load_network(network, threads=1)
    kept: dict[str, NDArray[np.float16]] = {}

    def read(nlp: Language) -> Iterator[Example]:
        for example in corpus(nlp):
            text = example.predicted.text
            if text not in kept:
                found = loaded.read([example.predicted], encode=True).encodings[0]
                kept[text] = found.astype(np.float16)
            example.predicted.user_data[KEPT] = kept[text]
            yield example

    return read


@registry.readers("claimtable.EncodedSentences.v1")
def read_sentences(
    path: Path, network: str, augmenter: Callable[..., Iterator[Example]] | None = None
) -> Reader:
    """Read as `claimtable.EncodedCorpus.v1` does, the sentence starts laid on spaCy's own tokens.

    Where spaCy cuts a treebank's token ("***"), only the first part starts a sentence.
    """
    encoded = read_encoded(path, network, augmenter)

    def read(nlp: Language) -> Iterator[Example]:
        for example in encoded(nlp):
            yield Example(example.predicted, _to_sentences(example))

    return read


def _to_sentences(example: Example) -> Doc:
    starts = {sentence.start_char for sentence in example.reference.sents}
    doc = example.predicted.copy()
    doc.user_data.clear()
    for token in doc:
        token.is_sent_start = token.idx in starts
    return doc
