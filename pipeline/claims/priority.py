"""How much a claim is worth checking, from 0 to 1, with the reasons.

Hand-made features, each with one weight in ``lexicon.toml``; the score is their logistic sum. A
feature is a question about the claim, answered with a strength from 0 to 1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..syntax import tense
from .propositions import Proposition
from .reading import Reading

NAME_KINDS = frozenset({"person", "place", "organisation", "group", "other", "name"})

DENSE_NAMES = 4.0
"""A claim of which a quarter is names is as much about them as can be: strength 1."""

NOTEWORTHY = 0.3
"""Strength from which a feature is given as a reason."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a feature may look at: the claim, the facts in it and what the stage found out."""

    reading: Reading
    claim: Proposition
    kinds: Mapping[str, int]
    certainty: str
    negated: bool
    speaker: str | None
    resolved: bool

    def span(self) -> range:
        """Give the tokens of the claim."""
        return range(self.claim.start, self.claim.end)

    def has(self, table: str) -> float:
        """Say whether a word or lemma of the claim stands in a list of the lexicon."""
        wanted = self.reading.words[table]
        words, lemmas = self.reading.tree.words, self.reading.lemmas
        return float(any(words[i] in wanted or lemmas[i] in wanted for i in self.span()))

    def has_word(self, table: str) -> float:
        """Say whether a word of the claim stands in a list, as it is written."""
        wanted = self.reading.words[table]
        return float(any(self.reading.tree.words[i] in wanted for i in self.span()))

    def has_tag(self, *tags: str) -> float:
        """Say whether a word of the claim has one of the tags."""
        return float(self.count_tags(*tags) > 0)

    def count_tags(self, *tags: str) -> int:
        """Count the words of the claim that have one of the tags."""
        return sum(self.reading.tree.tags[i] in tags for i in self.span())

    def tense(self) -> str | None:
        """Give the tense of the claim's predicate."""
        return tense(self.reading.tree, self.claim.head)


def quantity(evidence: Evidence) -> float:
    """A number with what it counts, or any cardinal number that is not part of a date."""
    return float("quantity" in evidence.kinds or "number" in evidence.kinds)


def dated(evidence: Evidence) -> float:
    """A date."""
    return float("date" in evidence.kinds)


def named(evidence: Evidence) -> float:
    """Names of persons, places, organisations: the more of the claim they are, the stronger."""
    count = sum(evidence.kinds.get(kind, 0) for kind in NAME_KINDS)
    return min(1.0, DENSE_NAMES * (count + evidence.resolved) / len(evidence.span()))


def attributed(evidence: Evidence) -> float:
    """Somebody is named as saying it."""
    return float(evidence.speaker is not None)


def superlative(evidence: Evidence) -> float:
    """Words such as "largest", "first", "record"."""
    return max(evidence.has_tag("JJS", "RBS"), evidence.has("priority.superlatives"))


def comparison(evidence: Evidence) -> float:
    """Words such as "more than", "twice"."""
    return max(evidence.has_tag("JJR", "RBR"), evidence.has("priority.comparisons"))


def causal(evidence: Evidence) -> float:
    """Words such as "caused", "because", "due"."""
    return evidence.has("priority.causes")


def change(evidence: Evidence) -> float:
    """Words such as "rose", "cut", "built"."""
    return evidence.has("priority.changes")


def measured(evidence: Evidence) -> float:
    """Words such as "percent", "jobs", "deaths"."""
    return evidence.has("priority.measures")


def past(evidence: Evidence) -> float:
    """The clause says what happened."""
    return float(evidence.tense() == "past")


def negative(evidence: Evidence) -> float:
    """Something is denied."""
    return float(evidence.negated)


def opinion(evidence: Evidence) -> float:
    """Words of judgement such as "fascinating", "should"."""
    return evidence.has("priority.opinions")


def loaded(evidence: Evidence) -> float:
    """Adjectives and adverbs of judgement: two are as strong as it gets."""
    tree, wanted = evidence.reading.tree, evidence.reading.words["priority.loaded"]
    count = sum(
        tree.words[i] in wanted and tree.tags[i].startswith(("JJ", "RB")) for i in evidence.span()
    )
    return min(1.0, count / 2)


def emphatic(evidence: Evidence) -> float:
    """Words such as "very", "so", "just"."""
    return evidence.has("priority.emphasis")


def modal(evidence: Evidence) -> float:
    """What can, must or might be."""
    return evidence.has_tag("MD")


def future(evidence: Evidence) -> float:
    """The clause says what will happen, which nobody can check yet."""
    return float(evidence.tense() == "future")


def question(evidence: Evidence) -> float:
    """A question or a condition."""
    return float(evidence.certainty in {"conditional", "questioned"})


def first_person(evidence: Evidence) -> float:
    """Somebody speaks of themselves."""
    return evidence.has_word("priority.first_person")


def second_person(evidence: Evidence) -> float:
    """The reader is addressed."""
    return evidence.has_word("priority.second_person")


def pointing(evidence: Evidence) -> float:
    """Words such as "this" and "it", which lean on what was said before."""
    return evidence.has_word("priority.pointing")


def hedged(evidence: Evidence) -> float:
    """It is stated with reserve."""
    return float(evidence.certainty == "hedged")


def vague(evidence: Evidence) -> float:
    """Nothing in it can be looked up: no number, date or name."""
    return float(not evidence.kinds and not evidence.resolved)


def short(evidence: Evidence) -> float:
    """Fewer than eight words."""
    return float(len(evidence.span()) < 8)


FEATURES: tuple[Callable[[Evidence], float], ...] = (
    quantity,
    dated,
    named,
    attributed,
    superlative,
    comparison,
    causal,
    change,
    measured,
    past,
    negative,
    opinion,
    loaded,
    emphatic,
    modal,
    future,
    question,
    first_person,
    second_person,
    pointing,
    hedged,
    vague,
    short,
)


def rate(evidence: Evidence, weights: Mapping[str, Any]) -> tuple[float, list[str]]:
    """Give the priority and the reasons, strongest first; a minus marks what lowers it."""
    strengths = {feature.__name__: feature(evidence) for feature in FEATURES}
    parts = {name: strength * weights[name] for name, strength in strengths.items()}
    reasons = [name for name in parts if strengths[name] >= NOTEWORTHY and weights[name]]
    reasons.sort(key=lambda name: -abs(parts[name]))
    total = weights["start"] + sum(parts.values())
    signed = [name if parts[name] > 0 else f"-{name}" for name in reasons]
    return round(1 / (1 + math.exp(-total)), 3), signed
