"""Docs parsed by hand, so that a test says what it needs and depends on no model."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.lang.en import EnglishDefaults
from spacy.tokens import Doc
from spacy.vocab import create_vocab

POS_BY_TAG = {"NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "IN": "ADP", "JJ": "ADJ", "RB": "ADV"}


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], Doc]:
    """Build a Doc from ``word/tag/dependency/head`` items, one sentence per line."""
    vocab = create_vocab("en", EnglishDefaults)

    def build(text: str) -> Doc:
        words, tags, deps, heads = [], [], [], []
        for line in text.strip().splitlines():
            first = len(words)
            for item in line.split():
                word, tag, dep, head = item.rsplit("/", 3)
                words.append(word)
                tags.append(tag)
                deps.append(dep)
                heads.append(first + int(head))
        spaces = [after not in {",", "."} for after in [*words[1:], "."]]
        pos = [POS_BY_TAG.get(tag, "VERB" if tag.startswith("VB") else "X") for tag in tags]
        return Doc(vocab, words=words, spaces=spaces, tags=tags, pos=pos, deps=deps, heads=heads)

    return build
