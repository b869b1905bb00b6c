"""The tok2vec's view of a word needs the recogniser's encodings, and says so where they lack."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from pipeline.model import load_model
from pipeline.model.embedding import KEPT, embed_encodings

WIDTH = 8


def make_doc(words: list[str], columns: int) -> Doc:
    doc = Doc(spacy.blank("en").vocab, words=words)
    doc.tensor = np.ones((len(words), columns), dtype=np.float16)
    return doc


def test_embedding_gives_a_row_for_each_token() -> None:
    model = embed_encodings(WIDTH, 4, ["NORM", "SHAPE"], [50, 50], 6)
    docs = [make_doc(["Rain", "fell", "."], 6), make_doc([], 6)]
    model.initialize(X=docs)
    assert [row.shape for row in model.predict(docs)] == [(3, WIDTH), (0, WIDTH)]


def test_embedding_reads_what_training_kept() -> None:
    model = embed_encodings(WIDTH, 4, ["NORM"], [50], 6)
    doc = make_doc(["Rain"], 6)
    model.initialize(X=[doc])
    expected = model.predict([doc])[0]
    doc.user_data[KEPT], doc.tensor = doc.tensor, np.zeros((1, WIDTH))
    assert np.array_equal(model.predict([doc])[0], expected)


def test_docs_without_encodings_are_refused() -> None:
    model = embed_encodings(WIDTH, 4, ["NORM"], [50], 6)
    model.initialize(X=[make_doc(["Rain"], 6)])
    with pytest.raises(ValueError, match="the recogniser must run before the tok2vec"):
        model.predict([make_doc(["Rain"], 0)])


def test_embedded_pipeline_refuses_to_parse_without_the_recogniser() -> None:
    nlp = load_model()
    with pytest.raises(ValueError, match="must run before"):
        nlp("Rain fell.", disable=["claimtable_recogniser"])


def test_encodings_do_not_stay_in_memory() -> None:
    nlp = load_model()
    doc = nlp("Rain fell.")
    assert doc.tensor.shape == (3, nlp.get_pipe("tok2vec").model.get_dim("nO"))
