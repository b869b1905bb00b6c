"""The recogniser as a spaCy component."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.errors import SettingsError
from pipeline.model.recogniser import GROUP, SCORES

TEXT = "Ann Lee of the World Bank flew to Paris."


@pytest.fixture(scope="module")
def alone() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("claimtable_recogniser")
    return nlp


def found(doc: Doc) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in doc.ents]


def test_recogniser_works_without_a_parser(alone: Language) -> None:
    assert found(alone(TEXT)) == [("Ann Lee", "PERSON"), ("World Bank", "ORG"), ("Paris", "LOC")]


def test_recogniser_gives_a_score_for_each_span(alone: Language) -> None:
    group = alone(TEXT).spans[GROUP]
    assert len(group.attrs[SCORES]) == len(group)
    assert all(abs(sum(row) - 1) < 0.01 for row in group.attrs[SCORES])


def test_recogniser_leaves_earlier_entities_alone(alone: Language) -> None:
    doc = alone.make_doc(TEXT)
    doc.set_ents([Span(doc, 3, 6, label="CUSTOM")])
    alone.get_pipe("claimtable_recogniser")(doc)
    assert found(doc) == [("Ann Lee", "PERSON"), ("the World Bank", "CUSTOM"), ("Paris", "LOC")]


@pytest.mark.parametrize(
    "text", ["", "a", "\n\n", "😀", " \x00 ", "日本語", "x" * 5000, "word " * 3000]
)
def test_recogniser_reads_any_text(alone: Language, text: str) -> None:
    assert alone(text).text == text


def test_no_name_crosses_a_blank_line(alone: Language) -> None:
    assert all("\n\n" not in ent.text for ent in alone("He left New\n\nYork was cold.").ents)


def test_pipe_finds_what_call_finds(alone: Language) -> None:
    texts = [TEXT, "", "Rain in Oslo.", TEXT * 20]
    assert [found(doc) for doc in alone.pipe(texts)] == [found(alone(text)) for text in texts]


def test_two_processes_find_what_one_finds(alone: Language) -> None:
    docs = list(alone.pipe([TEXT] * 4, n_process=2, batch_size=2))
    assert [found(doc) for doc in docs] == [found(alone(TEXT))] * 4


def test_recogniser_survives_bytes_and_disk(alone: Language, tmp_path: Path) -> None:
    alone.to_disk(tmp_path)
    copy = spacy.blank("en")
    copy.add_pipe("claimtable_recogniser", config={"threads": 2})
    copy.from_bytes(alone.to_bytes())
    assert found(spacy.load(tmp_path)(TEXT)) == found(copy(TEXT)) == found(alone(TEXT))
    assert copy.get_pipe("claimtable_recogniser").config["threads"] == 1


def test_recogniser_leaves_encodings_if_asked_to(alone: Language) -> None:
    encoder = spacy.blank("en")
    encoder.add_pipe("claimtable_recogniser", config={"encode": True})
    doc, plain = encoder(TEXT), alone(TEXT)
    assert doc.tensor.shape == (len(doc), 1152)
    assert plain.tensor.size == 0
    assert found(doc) == found(plain)


def test_line_break_has_the_encoding_of_the_token_before_it() -> None:
    encoder = spacy.blank("en")
    encoder.add_pipe("claimtable_recogniser", config={"encode": True})
    doc = encoder("\nRain.\n\nIt rained.\n")
    assert [token.is_space for token in doc] == [
        True,
        False,
        False,
        True,
        False,
        False,
        False,
        True,
    ]
    assert not doc.tensor[0].any()
    assert np.array_equal(doc.tensor[[3, 7]], doc.tensor[[2, 6]])


def test_missing_weights_are_named(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("claimtable_recogniser", config={"path": str(tmp_path)})
    with pytest.raises(SettingsError, match=r"model\.onnx: there is no such file"):
        nlp(TEXT)
