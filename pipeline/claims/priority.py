"""How much a claim is worth checking, from 0 to 1, with the reasons.

Hand-made features, each with one weight in ``lexicon.toml``; the score is their logistic sum.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..syntax import own_subject, tense
from .propositions import Proposition
from .reading import Reading


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a feature may look at: the claim, the facts in it and what the stage found out."""

    reading: Reading
    claim: Proposition
    kinds: frozenset[str]
    certainty: str
    speaker: str | None
    period: tuple[str | None, str | None] | None

    def has(self, table: str) -> bool:
        """Say whether a word or lemma of the claim stands in a list of the lexicon."""
        wanted = self.reading.words[table]
        span = range(self.claim.start, self.claim.end)
        words, lemmas = self.reading.tree.words, self.reading.lemmas
        return any(words[i] in wanted or lemmas[i] in wanted for i in span)

    def has_tag(self, *tags: str) -> bool:
        """Say whether a word of the claim has one of the tags."""
        return any(
            self.reading.tree.tags[i] in tags for i in range(self.claim.start, self.claim.end)
        )


def quantity(evidence: Evidence) -> bool:
    """A number with what it counts, or any cardinal number that is not part of a date."""
    return "quantity" in evidence.kinds or "number" in evidence.kinds


def dated(evidence: Evidence) -> bool:
    """A date."""
    return "date" in evidence.kinds


def named(evidence: Evidence) -> bool:
    """A person, place, organisation or other name."""
    return bool(evidence.kinds & {"person", "place", "organisation", "group", "name"})


def attributed(evidence: Evidence) -> bool:
    """Somebody is named as saying it."""
    return evidence.speaker is not None


def superlative(evidence: Evidence) -> bool:
    """Words such as "largest", "first", "record"."""
    return evidence.has_tag("JJS", "RBS") or evidence.has("priority.superlatives")


def comparison(evidence: Evidence) -> bool:
    """Words such as "more than", "twice"."""
    return evidence.has_tag("JJR", "RBR") or evidence.has("priority.comparisons")


def causal(evidence: Evidence) -> bool:
    """Words such as "caused", "because", "due"."""
    return evidence.has("priority.causes")


def change(evidence: Evidence) -> bool:
    """Words such as "rose", "cut", "built"."""
    return evidence.has("priority.changes")


def measured(evidence: Evidence) -> bool:
    """Words such as "percent", "jobs", "deaths"."""
    return evidence.has("priority.measures")


def past(evidence: Evidence) -> bool:
    """The clause says what happened."""
    return tense(evidence.reading.tree, evidence.claim.head) == "past"


def opinion(evidence: Evidence) -> bool:
    """Words of judgement such as "fascinating", "should"."""
    return evidence.has("priority.opinions")


def future(evidence: Evidence) -> bool:
    """The clause says what will happen, which nobody can check yet."""
    return tense(evidence.reading.tree, evidence.claim.head) == "future"


def question(evidence: Evidence) -> bool:
    """A question or a condition."""
    return evidence.certainty == "unknown"


def first_person(evidence: Evidence) -> bool:
    """Somebody speaks of themselves."""
    return evidence.has("priority.first_person")


def second_person(evidence: Evidence) -> bool:
    """The reader is addressed."""
    return evidence.has("priority.second_person")


def hedged(evidence: Evidence) -> bool:
    """It is stated with reserve."""
    return evidence.certainty == "hedged"


def no_subject(evidence: Evidence) -> bool:
    """Nobody does it: an order or a fragment."""
    return own_subject(evidence.reading.tree, evidence.claim.head) is None


def vague(evidence: Evidence) -> bool:
    """Nothing in it can be looked up: no number, date or name."""
    return not evidence.kinds


def short(evidence: Evidence) -> bool:
    """Fewer than eight words."""
    return evidence.claim.end - evidence.claim.start < 8


FEATURES: tuple[Callable[[Evidence], bool], ...] = (
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
    opinion,
    future,
    question,
    first_person,
    second_person,
    hedged,
    no_subject,
    vague,
    short,
)


def rate(evidence: Evidence, weights: Mapping[str, Any]) -> tuple[float, list[str]]:
    """Give the priority and the reasons, strongest first; a minus marks what lowers it."""
    found = [feature.__name__ for feature in FEATURES if feature(evidence)]
    total = weights["start"] + sum(weights[name] for name in found)
    found.sort(key=lambda name: -abs(weights[name]))
    reasons = [name if weights[name] > 0 else f"-{name}" for name in found if weights[name]]
    return round(1 / (1 + math.exp(-total)), 3), reasons
