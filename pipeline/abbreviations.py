"""Says where an abbreviation ends a sentence: treebanks hardly show it, and models miss it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from .lexicon import read_shipped

ABBREVIATION = re.compile(r"(?:[A-Za-z]\.){2,}|[A-Z]?[a-z]+\.")
"""A token that has its full stop within it; an initial ("J.") hardly ever ends a sentence."""


@cache
def _words() -> Mapping[str, frozenset[str]]:
    return {
        kind: frozenset(words) for kind, words in read_shipped("", "abbreviations.toml").items()
    }


def mark_after_abbreviations(doc: Doc, marks: NDArray[np.int64]) -> None:
    """Write 1 or -1 where it is plain whether a sentence starts behind an abbreviation.

    ``marks`` has an entry for each token; those that are set already stay.
    """
    forms = doc.to_array("ORTH")
    strings = doc.vocab.strings
    dotted = [key for key in np.unique(forms).tolist() if ABBREVIATION.fullmatch(strings[key])]
    for i in np.flatnonzero(np.isin(forms, dotted)).tolist():
        if i + 2 < len(doc) and doc[i].whitespace_ and not marks[i + 1]:
            marks[i + 1] = _starts_behind(doc, i)


def _starts_behind(doc: Doc, i: int) -> int:
    """Give 1 if a sentence starts behind an abbreviation, -1 if none does, 0 if it is not plain."""
    words = _words()
    before, word = doc[i].lower_, doc[i + 1].text
    if before in words["before_names"]:
        return 0
    if word in words["openers"]:
        return int(_goes_on_small(doc, i + 2))
    if word in words["opening_marks"]:
        return int(_is_spoken(doc, i + 2))
    if before not in words["clock"] or not word.isalpha():
        return 0
    if word in words["of_the_time"] or word.isupper():
        return -1
    is_adjunct = i > 1 and doc[i - 2].lower_ in words["determiners"]
    return 1 if word.istitle() and not is_adjunct else 0


def _goes_on_small(doc: Doc, i: int) -> bool:
    """Say whether no Headline With a Capital for Every Word goes on: "U.S. And Norland Agree"."""
    return any(token.is_alpha and token.is_lower for token in doc[i : i + 3])


def _is_spoken(doc: Doc, i: int) -> bool:
    """Say whether a quotation opens as a sentence does, and not as a title: "We are glad"."""
    first, second = doc[i].text, doc[i + 1].text if i + 1 < len(doc) else ""
    return not doc[i - 1].whitespace_ and first[:1].isupper() and (first == "I" or second.islower())
