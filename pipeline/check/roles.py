"""Finds verbs around which a claim and its passage have the names the other way round.

"Airbus sold ten jets to Iberia" holds every word of "Iberia sold ten jets to Airbus".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..lexicon import load_lexicon
from ..records import Analysis, Sentence
from .align import Alignment
from .terms import fold


class _Roles(NamedTuple):
    """A verb with the names before and behind it, in one voice."""

    lemma: str
    is_passive: bool
    subject: frozenset[str]
    others: frozenset[str]


def find_swapped_verb(claim: Analysis, alignment: Alignment) -> str | None:
    """Give a verb whose subject in the claim is no subject of it in the passage, but named behind.

    Both must be in one voice, and the verb none that goes both ways ("A met B").
    """
    if not alignment.core or alignment.best is None:
        return None
    passage = alignment.best.sentence(alignment.core[0][1])
    theirs = list(_roles_in(passage, alignment.best.text))
    for ours in _all_roles(claim):
        alike = [roles for roles in theirs if roles[:2] == ours[:2]]
        if alike and all(_are_swapped(ours, roles) for roles in alike):
            return ours.lemma
    return None


def _all_roles(claim: Analysis) -> Iterator[_Roles]:
    for sentence in claim.sentences:
        yield from _roles_in(sentence, claim.records.article.text)


def _are_swapped(one: _Roles, other: _Roles) -> bool:
    return bool(
        one.subject & other.others
        and one.others & other.subject
        and not one.subject & other.subject
    )


def _roles_in(sentence: Sentence, text: str) -> Iterator[_Roles]:
    both_ways = load_lexicon("check")["roles"]["both_ways"]
    below = _below(sentence)
    for place, verb in enumerate(sentence.words):
        if verb.pos != "VERB" or verb.lemma in both_ways:
            continue
        parts = below.get(place, [])
        subjects = [i for i in parts if sentence.words[i].dep.startswith("nsubj")]
        others = [i for i in parts if i > place and i not in subjects]
        yield _Roles(
            lemma=verb.lemma,
            is_passive=any("pass" in sentence.words[i].dep for i in subjects),
            subject=_names_under(sentence, text, subjects, below),
            others=_names_under(sentence, text, others, below),
        )


def _below(sentence: Sentence) -> dict[int, list[int]]:
    """Give the words that hang on each word of a sentence."""
    below: dict[int, list[int]] = {}
    for i, word in enumerate(sentence.words):
        if word.head != i:
            below.setdefault(word.head, []).append(i)
    return below


def _names_under(
    sentence: Sentence, text: str, tops: list[int], below: dict[int, list[int]]
) -> frozenset[str]:
    """Give the names that hang on some words, without those of clauses below them."""
    found, left = set(), list(tops)
    while left:
        place = left.pop()
        word = sentence.words[place]
        if word.pos == "PROPN":
            found.add(fold(text[word.start : word.end]))
        left += [i for i in below.get(place, ()) if sentence.words[i].pos != "VERB"]
    return frozenset(found)
