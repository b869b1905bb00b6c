from __future__ import annotations

import spacy
from spacy.tokens import Doc

from pipeline.extensions import text_of

BLANK = spacy.blank("en")


def test_text_of_is_the_text_of_the_doc() -> None:
    doc = BLANK.make_doc("It  paid €5.\n")
    assert text_of(doc) == text_of(doc) == "It  paid €5.\n"


def test_text_of_a_doc_that_is_filled_later() -> None:
    doc = Doc(BLANK.vocab)
    assert text_of(doc) == ""
    doc.from_bytes(BLANK.make_doc("It paid €5.").to_bytes())
    assert text_of(doc) == "It paid €5."


def test_text_of_outlives_merged_tokens() -> None:
    doc = BLANK.make_doc("New York paid.")
    before = text_of(doc)
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[:2])
    assert text_of(doc) == before == doc.text
