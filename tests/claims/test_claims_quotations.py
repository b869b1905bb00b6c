"""Quotations are found whatever their marks; odd marks cost a quotation and never more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.claims.quotations import find_quotations

ENGLISH = English()


@pytest.fixture(scope="module")
def english() -> Language:
    return ENGLISH


def quoted(nlp: Language, text: str) -> list[str]:
    doc = nlp.make_doc(text)
    return [doc[start:end].text for start, end in find(doc)]


def find(doc: Doc) -> tuple[tuple[int, int], ...]:
    return find_quotations(doc.text, [token.idx for token in doc])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “all is well” today.", ["“all is well”"]),
        ('He said "all is well" today.', ['"all is well"']),
        ("He said ‘all isn’t well’ today.", ["‘all isn’t well’"]),
        ("He said 'all isn't well' today.", ["'all isn't well'"]),
        ("He said «all is well» today.", ["«all is well»"]),
        ("He said ''all is well'' today.", ["''all is well''"]),
        ("“One two three,” he said. “Four five.”", ["“One two three,”", "“Four five.”"]),
        ("The workers' union and the drivers' club met.", []),
        ("Back in the '90s, the '80s were gone.", []),
        ("A board of 6' by 4' and 3\" thick.", []),
    ],
)
def test_marks_are_paired(english: Language, text: str, expected: list[str]) -> None:
    assert quoted(english, text) == expected


def test_quotation_runs_over_paragraphs(english: Language) -> None:
    found = quoted(english, "“The first part.\n\n“The second part,” he said.")
    assert found == ["“The first part.", "“The second part,”"]


def test_mark_without_partner_costs_its_quotation_only(english: Language) -> None:
    found = quoted(english, "He said “all is lost.\n\nShe said “all is well” today.")
    assert found == ["“all is well”"]


@given(st.text(alphabet="ab .,\n\"'“”‘’«»`", max_size=80))
def test_any_marks_are_read(text: str) -> None:
    doc = ENGLISH.make_doc(text)
    ranges = find(doc)
    assert all(0 <= start < end <= len(doc) for start, end in ranges)
