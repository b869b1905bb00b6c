"""Gives the names that articles use for the same person, place or body one key.

Within an article the mentions of an entity share a name already. Across articles one has "Ilse
Maurer" where another has "Maurer", or "WHO" where another has it in full. A short form counts only
where one full name alone fits it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .countries import country_of
from .names import INITIALS, bare_name, letters_of
from .source import words_of


class Name(NamedTuple):
    """A name as an article has it."""

    kind: str
    text: str


class Aliases:
    """The names of all articles together."""

    def __init__(self, names: Iterable[Name]) -> None:
        full = {(name.kind, _words(name)) for name in names}
        self._by_surname = _group(
            (words[-1], words) for kind, words in full if kind == "person" and len(words) > 1
        )
        self._by_initials = _group(
            (letters, words)
            for kind, words in full
            if kind != "person" and len(words) > 1
            for letters in letters_of(words)
            if len(letters) >= INITIALS
        )

    def key(self, name: Name) -> str:
        """Give the form of a name by which it is compared."""
        words = _words(name)
        short = self._by_surname if name.kind == "person" else self._by_initials
        if len(words) == 1 and (name.kind == "person" or name.text.replace(".", "").isupper()):
            found = short.get(words[0], set())
            words = next(iter(found)) if len(found) == 1 else words
        return " ".join(words)


def _words(name: Name) -> tuple[str, ...]:
    words = bare_name(words_of(name.text))
    if name.kind == "person":
        return words if len(words) < 3 else (words[0], words[-1])  # Ilse M. Maurer
    return country_of(" ".join(words)) or words


def _group(
    pairs: Iterable[tuple[str, tuple[str, ...]]],
) -> Mapping[str, set[tuple[str, ...]]]:
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for short, words in pairs:
        found[short].add(words)
    return found
