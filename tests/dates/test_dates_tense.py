"""The tense over a date decides where the tagger is sure; Docs are made by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.dates import create_dates

NLP = spacy.blank("en")
FINDER = create_dates(NLP, "dates", None)


def make_doc(rows: list[tuple[str, str, str, str, int]]) -> Doc:
    """Build a parsed Doc from (word, tag, part of speech, label, head)."""
    words, tags, parts, labels, heads = zip(*rows, strict=True)
    doc = Doc(
        NLP.vocab,
        words=list(words),
        tags=list(tags),
        pos=list(parts),
        lemmas=list(words),
        deps=list(labels),
        heads=list(heads),
    )
    doc._.published = "2025-04-02"
    return FINDER(doc)


def value(doc: Doc) -> str | None:
    found: str | None = doc.spans["dates"][0]._.date.value
    return found


def test_future_puts_a_weekday_ahead() -> None:
    doc = make_doc(
        [
            ("They", "PRP", "PRON", "nsubj", 2),
            ("will", "MD", "AUX", "aux", 2),
            ("meet", "VB", "VERB", "ROOT", 2),
            ("Monday", "NNP", "PROPN", "obl", 2),
        ]
    )
    assert value(doc) == "2025-04-07"


def test_past_puts_a_weekday_back() -> None:
    doc = make_doc(
        [
            ("They", "PRP", "PRON", "nsubj", 1),
            ("met", "VBD", "VERB", "ROOT", 1),
            ("Monday", "NNP", "PROPN", "obl", 1),
        ]
    )
    assert value(doc) == "2025-03-31"


@pytest.mark.parametrize(
    ("modal", "tag", "verb", "expected"),
    [("will", "VB", "open", "2025-09"), ("had", "VBN", "opened", "2024-09")],
)
def test_tense_decides_a_far_month(modal: str, tag: str, verb: str, expected: str) -> None:
    doc = make_doc(
        [
            ("It", "PRP", "PRON", "nsubj", 2),
            (modal, "MD" if modal == "will" else "VBD", "AUX", "aux", 2),
            (verb, tag, "VERB", "ROOT", 2),
            ("in", "IN", "ADP", "case", 4),
            ("September", "NNP", "PROPN", "obl", 2),
        ]
    )
    assert value(doc) == expected


def test_modal_may_is_no_month() -> None:
    doc = make_doc(
        [
            ("May", "MD", "AUX", "aux", 2),
            ("they", "PRP", "PRON", "nsubj", 2),
            ("win", "VB", "VERB", "ROOT", 2),
        ]
    )
    assert list(doc.spans["dates"]) == []


def test_present_looks_ahead() -> None:
    doc = make_doc(
        [
            ("She", "PRP", "PRON", "nsubj", 1),
            ("leaves", "VBZ", "VERB", "ROOT", 1),
            ("Monday", "NNP", "PROPN", "obl", 1),
        ]
    )
    assert value(doc) == "2025-04-07"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The storm should pass the island late Friday.", "2025-04-04"),
        ("It sells the tickets printed in October.", "2024-10"),
        ("The market will be closed by the weekend.", "2025-W14-WE"),
        ("It rained over the weekend.", "2025-W13-WE"),
    ],
)
def test_verb_tells_where_a_date_lies(nlp: Language, text: str, expected: str) -> None:
    assert find_values(nlp, text)[-1] == expected


def test_night_that_is_over_is_not_the_one_before_a_day_to_come(nlp: Language) -> None:
    text = "He will be sentenced on April 18 at 10am. Two men were charged overnight with theft."
    assert find_values(nlp, text) == ["2025-04-18T10:00", "2025-04-01TNI"]


def test_length_in_which_so_many_were_counted_has_no_days(nlp: Language) -> None:
    doc = read(nlp, "It will run until July 13, with 63 matches in 29 days.")
    length = doc.spans["dates"][-1]._.date
    assert (length.value, length.start_date) == ("P29D", None)


def find_values(nlp: Language, text: str) -> list[str | None]:
    doc = read(nlp, text)
    return [span._.date.value for span in doc.spans["dates"]]


def read(nlp: Language, text: str) -> Doc:
    doc = nlp.make_doc(text)
    doc._.published = "2025-04-02"
    return nlp(doc)
