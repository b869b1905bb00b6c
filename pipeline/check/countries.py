"""Knows the names of countries and peoples that mean one country."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ..lexicon import load_lexicon
from .source import words_of

Words = tuple[str, ...]


def country_forms(name: str) -> tuple[Words, ...]:
    """Give the names and the words for the people of the country that a name belongs to."""
    return _countries().get(name, ())


def country_of(name: str) -> Words | None:
    """Give the words of the first name of the country that a name or people belongs to.

    >>> country_of("germans"), country_of("halden")
    (('germany',), None)
    """
    forms = country_forms(name)
    return forms[0] if forms else None


@cache
def _countries() -> Mapping[str, tuple[Words, ...]]:
    forms: dict[str, tuple[Words, ...]] = {}
    for country in load_lexicon("entities")["country"]:
        names = [country["name"], *country.get("aliases", ()), *country.get("people", ())]
        group = tuple(_without_article(words_of(name)) for name in names)
        for words in group:
            forms[" ".join(words)] = group
    return forms


def _without_article(words: Words) -> Words:
    return words[1:] if len(words) > 1 and words[0] == "the" else words
