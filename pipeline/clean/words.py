"""The lexicon as the rules use it: sets, and alternatives of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ..lexicon import load_lexicon


@dataclass(frozen=True, eq=False)
class Words:
    """The tables of lexicon.toml; equal only to itself, so that what it gives can be cached."""

    tables: Mapping[str, Mapping[str, tuple[str, ...]]]

    @cache  # noqa: B019  there is one object for each lexicon in use
    def find(self, table: str, name: str) -> frozenset[str]:
        """Give a list as a set of lower-case words."""
        return frozenset(word.casefold() for word in self.tables[table][name])


@cache
def load_words(override: str | None = None) -> Words:
    """Load the lexicon, with a user's file put over it."""
    return Words(load_lexicon("clean", override))


def to_pattern(words: Iterable[str]) -> str:
    """Give the words as alternatives of a regular expression, longest first."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)
