"""The parser's training documents carry the recogniser's encodings."""

from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

from pipeline.model.embedding import KEPT
from pipeline.model.weights import EMBEDDED_FOLDER
from training.encodings import read_encoded, read_sentences


def test_documents_are_read_with_a_row_for_each_predicted_token(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    docs = [Doc(nlp.vocab, words=["Rain", "fell", "."]), Doc(nlp.vocab, words=["Snow"])]
    DocBin(docs=docs).to_disk(tmp_path / "a.spacy")
    examples = list(read_encoded(tmp_path, str(EMBEDDED_FOLDER))(nlp))
    assert [len(example.predicted) for example in examples] == [3, 1]
    assert [len(example.predicted.user_data[KEPT]) for example in examples] == [3, 1]


def test_only_the_first_part_of_a_cut_token_starts_a_sentence(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    doc = Doc(
        nlp.vocab,
        words=["Rain", ".", "(Snow)"],
        spaces=[False, True, False],
        sent_starts=[True, False, True],
    )
    DocBin(docs=[doc]).to_disk(tmp_path / "a.spacy")
    [example] = read_sentences(tmp_path, str(EMBEDDED_FOLDER))(nlp)
    starts = [token.text for token in example.reference if token.is_sent_start]
    assert [token.text for token in example.reference] == ["Rain", ".", "(", "Snow", ")"]
    assert starts == ["Rain", "("]
    assert KEPT in example.predicted.user_data
