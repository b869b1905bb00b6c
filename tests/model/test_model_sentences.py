"""Sentence starts are preset where the network is sure; the parser decides on the rest."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from pipeline.model import load_model
from pipeline.model.sentences import SentenceStarts


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    return load_model()


@pytest.fixture
def component() -> SentenceStarts:
    return SentenceStarts(
        spacy.blank("en").vocab, None, "sentences", sure_start=0.5, sure_inside=0.8
    )


def marks(component: SentenceStarts, words: list[str], chances: list[float]) -> list[int]:
    doc = Doc(component.vocab, words=words)
    rows = np.array([[1 - chance, chance] for chance in chances], dtype=np.float32)
    component.model = type("Fixed", (), {"predict": lambda _, docs: [rows] * len(docs)})()
    component.set_annotations([doc], component.predict([doc]))
    return [{None: 0, True: 1, False: -1}[token.is_sent_start] for token in doc]


def test_only_what_is_sure_is_preset(component: SentenceStarts) -> None:
    words = ["Rain", "fell", "It", "stopped"]
    assert marks(component, words, [0.1, 0.1, 0.9, 0.3]) == [1, -1, 1, 0]


def test_a_line_break_starts_no_sentence(component: SentenceStarts) -> None:
    assert marks(component, ["Rain", "\n", "Snow"], [0.9, 0.9, 0.9]) == [1, -1, 1]


def test_what_is_given_stays(component: SentenceStarts) -> None:
    doc = Doc(component.vocab, words=["Rain", "fell", "again"])
    doc[1].is_sent_start, doc[2].is_sent_start = False, True
    component.set_annotations([doc], [np.array([1, 1, -1])])
    assert [token.is_sent_start for token in doc] == [True, False, True]


def test_the_speaker_after_a_quotation_stays_in_its_sentence(nlp: spacy.language.Language) -> None:
    text = 'The ferry runs again. "Nobody was hurt and the pier is open," Ms Odell said. She left.'
    assert len(list(nlp(text).sents)) == 3


def test_empty_docs_pass(nlp: spacy.language.Language) -> None:
    assert [len(doc) for doc in nlp.pipe(["", "Rain."])] == [0, 2]


def test_settings_survive_saving(nlp: spacy.language.Language) -> None:
    data = nlp.get_pipe("sentences").to_bytes()
    other = load_model().get_pipe("sentences")
    other.cfg["sure_start"] = 0.1
    assert other.from_bytes(data).cfg["sure_start"] == nlp.get_pipe("sentences").cfg["sure_start"]
