"""Tell apart the mentions of one word that a person and a company of the article both bear."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from types import MappingProxyType

from .candidates import KINDS, Candidate
from .cues import MIDDLE, STRONG
from .tokens import Tokens
from .words import Words

# A full name that the model is less sure of says nothing about its short form.
LIKELY = 0.5

# Words that tell of the last name before them who bears it. Not "it", which may mean anything.
KIND_BY_PRONOUN: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("he", "her", "him", "his", "she", "who"), "person")
    | dict.fromkeys(("its", "itself", "which"), "organisation")
)


@dataclass(frozen=True, kw_only=True)
class Bearers:
    """By a surname or the short form of a company, the numbers of the full names that hold it."""

    persons: Mapping[str, Sequence[int]]
    companies: Mapping[str, Sequence[int]]

    def are_both(self, text: str) -> bool:
        """Say whether a person and a company of the article bear a name."""
        return text in self.persons and text in self.companies


def find_bearers(candidates: Sequence[Candidate], tokens: Tokens, words: Words) -> Bearers:
    """Find who may be meant by a short name: "Ann Lee" by "Lee", "Ashby Marine" by "Ashby"."""
    persons: dict[str, list[int]] = {}
    companies: dict[str, list[int]] = {}
    for i, each in enumerate(candidates):
        if each.end - each.start < 2 or not _is_likely(each):
            continue
        if each.kind == "person":
            persons.setdefault(tokens.texts[each.end - 1], []).append(i)
        elif each.kind == "organisation":
            for short in _companies(each, tokens, words):
                companies.setdefault(short, []).append(i)
    return Bearers(persons=persons, companies=companies)


def _is_likely(candidate: Candidate) -> bool:
    return candidate.scores[KINDS.index(candidate.kind)] >= LIKELY


def _companies(full: Candidate, tokens: Tokens, words: Words) -> Iterator[str]:
    inside = range(full.start + 1, full.end)
    last = tokens.lowers[full.end - 1]
    if last not in words.organisation_heads:
        yield from (tokens.text(full.start, end) for end in inside)
    yield from (tokens.text(start, full.end) for start in inside[:-1])
    if len(inside) == 1 and last not in words.country_names:
        yield tokens.texts[full.end - 1]


def tell_apart(
    own: Sequence[Counter[str]], candidates: Sequence[Candidate], bearers: Bearers, tokens: Tokens
) -> frozenset[int]:
    """Add to the votes which bearer each mention of a common name means; give their numbers.

    Whoever is named in full only further down cannot be meant. Where both are, it is the one
    whom the next "his" or "its" fits, then the person where that one was named in this sentence or
    the one before, then whom the name has meant first.
    """
    teller = _Teller(candidates, bearers, tokens)
    apart = set()
    for i, each in enumerate(candidates):
        text = tokens.text(each.start, each.end)
        if each.fixed or not bearers.are_both(text):
            continue
        apart.add(i)
        kind, weight = teller.tell(i, text)
        if kind is not None:
            own[i][kind] += weight  # type: ignore[assignment]
            own[i][OTHER[kind]] -= weight  # type: ignore[assignment]
    return frozenset(apart)


OTHER = MappingProxyType({"person": "organisation", "organisation": "person"})


class _Teller:
    """Goes through an article and remembers whom each common name has meant."""

    def __init__(self, candidates: Sequence[Candidate], bearers: Bearers, tokens: Tokens) -> None:
        self.candidates = candidates
        self.bearers = bearers
        self.tokens = tokens
        self.sentence_of = tuple(accumulate(tokens.starts))
        self.first: dict[str, str] = {}
        self.last_person: dict[str, int] = {}

    def tell(self, i: int, text: str) -> tuple[str | None, float]:
        """Give the kind that a mention has, and how much says so."""
        kind, weight = self._find(i, text)
        if kind is not None:
            self.first.setdefault(text, kind)
        if kind == "person":
            self.last_person[text] = i
        return kind, weight

    def _find(self, i: int, text: str) -> tuple[str | None, float]:
        persons = self.bearers.persons[text]
        before = bisect_left(persons, i)
        is_company = self.bearers.companies[text][0] < i
        if bool(before) != is_company:
            return ("person" if before else "organisation"), STRONG
        after = self._next_pronoun(i)
        if after is not None or not before:
            return after, STRONG
        if self._is_near(max(persons[before - 1], self.last_person.get(text, 0)), i):
            return "person", MIDDLE
        return self.first.get(text), STRONG

    def _next_pronoun(self, i: int) -> str | None:
        """Give the kind of which the next pronoun of the sentence tells, up to another name."""
        is_last = i + 1 == len(self.candidates)
        end = len(self.tokens) if is_last else self.candidates[i + 1].start
        for token in range(self.candidates[i].end, end):
            if self.tokens.starts[token]:
                return None
            if (kind := KIND_BY_PRONOUN.get(self.tokens.lowers[token])) is not None:
                return kind
        return None

    def _is_near(self, before: int, i: int) -> bool:
        """Say whether at most one sentence starts between two mentions."""
        last, first = self.candidates[before].end - 1, self.candidates[i].start
        return self.sentence_of[first] - self.sentence_of[last] < 2
