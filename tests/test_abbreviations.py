"""Sentences that end with an abbreviation, and those that go on behind one."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.annotate import annotate
from pipeline.clean import clean_article
from pipeline.records import Article


def sentences(text: str, nlp: Language) -> list[str]:
    article = Article(doc="a", text=text, sha256="0", path="", media_type="text/plain")
    return [sentence.text for sentence in annotate(clean_article(article), nlp).sents]


@pytest.mark.parametrize(
    "text",
    [
        "The alert came only after 9 p.m. | “By then people were on their roofs,” she said.",
        'He works for Delmar Inc. | "We are glad," he said.',
        "The bar closed at 9 p.m. | Police said two men were held.",
        "The bar closed at 9 p.m. | The owner left.",
        "She moved to the U.S. | In 2012 she left.",
        "The ship came from the U.S. | And Norland still has two of them.",
    ],
)
def test_sentence_ends_with_an_abbreviation(nlp: Language, text: str) -> None:
    assert sentences(text.replace("| ", ""), nlp) == text.split(" | ")


@pytest.mark.parametrize(
    "text",
    [
        "At 4 p.m. Monday the dam broke.",
        "It begins at 5 p.m. EST and ends at noon.",
        "They met after the 9 p.m. Mass in the town hall.",
        "U.S. And Norland Agree On Steel Deal",
        "He watched the U.S. “Good Morning” show every day.",
        "She asked Mr. The about the dam.",
    ],
)
def test_sentence_goes_on_behind_an_abbreviation(nlp: Language, text: str) -> None:
    assert sentences(text, nlp) == [text]
