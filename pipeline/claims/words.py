"""The stage's lexicon as sets, with the inflected forms of its verbs and nouns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

TALLIED = frozenset({"ambiguous", "priority"})
"""Tables whose words are looked for once in a text: ``tallied`` gives the lists of each word."""

VOWELS = frozenset("aeiou")


class Words(dict[str, frozenset[str]]):
    """Gives each table of the lexicon as a set: ``words["reporting.say"]``.

    A dictionary, because rules ask it some twenty times for each word of a text.
    """

    def __init__(self, lexicon: Mapping[str, Any]) -> None:
        super().__init__()
        self._tables: dict[str, Mapping[str, Any]] = {}
        for table, content in lexicon.items():
            self._tables[table] = content
            for key, value in content.items():
                if isinstance(value, list):
                    self[f"{table}.{key}"] = frozenset(value)
        self.tallied: Mapping[str, tuple[str, ...]] = self._lists_of(TALLIED)
        self._lemma_by_form: dict[str, str] = dict(lexicon.get("irregular", {}))
        lists = [words for name, words in self.items() if name.startswith("reporting.")]
        tables = [
            self._tables.get(name, ())
            for name in ("prepositional", "prepositional_nouns", "phrasal")
        ]
        for words in (*lists, *tables):
            for form, lemma in inflect(sorted(words)):
                self._lemma_by_form.setdefault(form, lemma)

    def _lists_of(self, tables: frozenset[str]) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for name, words in self.items():
            if name.partition(".")[0] in tables:
                for word in words:
                    found[word] = (*found.get(word, ()), name)
        return found

    def listed(self, name: str) -> Iterable[str]:
        """Give the words of a list, or those that a table has something for."""
        return self[name] if name in self else self._tables[name]

    def table(self, name: str) -> Mapping[str, Any]:
        """Give a whole table, for example of weights."""
        return self._tables[name]

    def lemmas(self, words: Iterable[str], guesses: Iterable[str]) -> Iterator[str]:
        """Give the lemma of each word that the lexicon knows, else the model's guess, if any.

        A small model's lemmas are wrong just often enough ("insiste") to lose attributions.
        """
        known = self._lemma_by_form
        for word, guess in zip(words, guesses, strict=True):
            yield known.get(word) or (guess or word).lower()


def inflect(lemmas: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give the regular forms of verbs and nouns with their lemma.

    >>> [form for form, _ in inflect(["deny"])]
    ['deny', 'denies', 'denied', 'denying']
    """
    for lemma in lemmas:
        yield lemma, lemma
        for stem, endings in _stems(lemma):
            for ending in endings:
                yield stem + ending, lemma


def _stems(lemma: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if lemma.endswith("e"):
        return (lemma, ("s", "d")), (lemma[:-1], ("ing",))
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return (lemma[:-1], ("ies", "ied")), (lemma, ("ing",))
    if lemma.endswith(("s", "sh", "ch", "x", "z")):
        return ((lemma, ("es", "ed", "ing")),)
    short = lemma[-1:] not in VOWELS | set("wyx") and lemma[-2:-1] in VOWELS
    doubled = (lemma + lemma[-1:], ("ed", "ing")) if short and lemma[-3:-2] not in VOWELS else None
    plain = (lemma, ("s", "ed", "ing"))
    return (plain, doubled) if doubled else (plain,)
