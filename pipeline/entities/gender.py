"""Which pronoun a person takes: "he" or "she", where a title, a noun or a first name tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .links import Named
from .tokens import Tokens
from .words import Words


def title_gender(tokens: Tokens, start: int, words: Words) -> str | None:
    """Read it from the title before a name that starts at a token: "Mrs. Lee"."""
    before = tokens.bares[max(0, start - 2) : start]
    known = [words.gender_by_title[word] for word in before if word in words.gender_by_title]
    return known[-1] if known else None


def relation_gender(tokens: Tokens, start: int, words: Words) -> str | None:
    """Read it from the noun that a name follows: "his wife, Helen"."""
    return words.gender_by_noun.get(tokens.lower(relation_before(tokens, start)))


def relation_before(tokens: Tokens, start: int) -> int:
    """Give the place of the noun that a name follows, with a comma or without."""
    return start - 1 - (tokens.lower(start - 1) == ",")


def genders(tokens: Tokens, mentions: Iterable[Named], words: Words) -> Mapping[str, str]:
    """Give the pronoun of each person of whom it is known; a title counts more than a name."""
    found: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for name in mentions:
        if name.kind != "person":
            continue
        gender = title_gender(tokens, name.start, words)
        if gender is None:
            gender = relation_gender(tokens, name.start, words)
        if gender is not None:
            found.setdefault(name.entity, gender)
        first, *rest = name.entity.casefold().split()
        if rest and first in words.gender_by_first_name:
            by_name[name.entity] = words.gender_by_first_name[first]
    return by_name | found
