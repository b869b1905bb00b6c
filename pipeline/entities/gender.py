"""Which pronoun a person takes: "he" or "she", where a title or a first name tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.tokens import Doc, Span

from .words import Words


def title_gender(doc: Doc, start: int, words: Words) -> str | None:
    """Read it from the title before a name that starts at a token: "Mrs. Lee"."""
    before = [token.lower_.rstrip(".") for token in doc[max(0, start - 2) : start]]
    known = [words.gender_by_title[word] for word in before if word in words.gender_by_title]
    return known[-1] if known else None


def genders(doc: Doc, mentions: Iterable[Span], words: Words) -> Mapping[str, str]:
    """Give the pronoun of each person of whom it is known; a title counts more than a name."""
    found: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for span in mentions:
        if span.label_ != "person":
            continue
        entity = span._.entity
        gender = title_gender(doc, span.start, words)
        if gender is not None:
            found.setdefault(entity, gender)
        first, *rest = entity.casefold().split()
        if rest and first in words.gender_by_first_name:
            by_name[entity] = words.gender_by_first_name[first]
    return by_name | found
