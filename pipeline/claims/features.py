"""What makes a claim more or less worth checking: each feature is one question about it.

A feature is answered with a strength from 0 to 1; its name is the reason that the tables give, and
its weight stands in ``lexicon.toml``. Words of judgement also count where they stand around the
claim in its sentence: who sneers in the main clause tells no plain fact in the next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..syntax import children, subject
from .facts import NAME_KINDS
from .found import Proposition, Range
from .reading import Reading
from .traits import Traits

LESSER_RULES = frozenset(
    {
        "adverbial_clause",
        "apposition",
        "participle_clause",
        "participle_of_subject",
        "relative_clause",
    }
)
"""Rules that give only part of what a sentence states."""

FEW_COUNT = 0.5
"""Strength of a number as small as that of "two men"."""

MANY_NAMES = 4
"""Words of names from which a claim is as much about them as can be."""

MUCH_JUDGEMENT = 3
"""Words of judgement from which a claim is as loaded as can be."""

MUCH_EMPHASIS = 2
"""Words of emphasis from which a claim is as emphatic as can be."""

POINTING_ASIDE = 0.3
"""Strength of a word such as "this" that is not what the claim is about."""

SHORT = 8
"""Words below which a claim says little."""

AROUND = 40
"""Tokens on either side of a claim that count as its surroundings: no sentence is read in full
for each of its clauses."""

HAVE = frozenset({"has", "have", "'ve", "’ve", "'s", "’s", "had", "'d", "’d"})
"""Forms of "have" before a participle."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a feature may look at: the claim, the facts in it and what the stage found out."""

    reading: Reading
    claim: Proposition
    kinds: Mapping[str, int]
    certainty: str
    speaker: str | None
    resolved: bool
    tense: str | None
    traits: Traits
    own: frozenset[str]
    """The traits that a word of the claim has."""
    around: Range
    """The claim, and its sentence before and behind it."""

    def has(self, trait: str) -> float:
        """Say whether a word of the claim has a trait."""
        return float(trait in self.own)

    def count(self, trait: str) -> int:
        """Count the words with a trait in and around the claim."""
        return self.traits.count(trait, self.around)


def around(reading: Reading, claim: Proposition) -> Range:
    """Give the tokens of the claim and of its sentence before and behind it."""
    start, end = reading.sentence_at(claim.head)
    first = min(claim.start, max(start, claim.start - AROUND))
    return first, max(claim.end, min(end, claim.end + AROUND))


def quantity(evidence: Evidence) -> float:
    """A number with what it counts; few of something ("two men") count half."""
    if "quantity" not in evidence.kinds and "number" not in evidence.kinds:
        return 0.0
    tree, few = evidence.reading.tree, evidence.reading.words["priority.few"]
    numbers = [
        tree.words[i]
        for i in range(evidence.claim.start, evidence.claim.end)
        if tree.tags[i] in {"CD", "$"}
    ]
    return FEW_COUNT if numbers and few.issuperset(numbers) else 1.0


def dated(evidence: Evidence) -> float:
    """A date."""
    return float("date" in evidence.kinds)


def named(evidence: Evidence) -> float:
    """Names of persons, places, organisations: the more words they have, the stronger."""
    count = sum(evidence.kinds.get(kind, 0) for kind in NAME_KINDS)
    return min(1.0, (count + evidence.resolved) / MANY_NAMES)


def attributed(evidence: Evidence) -> float:
    """Somebody is named as saying it, or it stands in quotation marks."""
    return float(evidence.speaker is not None or evidence.reading.is_quoted(evidence.claim.head))


def superlative(evidence: Evidence) -> float:
    """Words such as "largest", "first", "record"."""
    return evidence.has("superlative")


def comparison(evidence: Evidence) -> float:
    """Words such as "more than", "twice"."""
    return evidence.has("comparison")


def causal(evidence: Evidence) -> float:
    """Words such as "caused", "because", "due"."""
    return evidence.has("cause")


def change(evidence: Evidence) -> float:
    """Something rose, was cut, was built."""
    return evidence.has("change")


def on_record(evidence: Evidence) -> float:
    """Something was voted, signed, ruled: there is a record of it."""
    return evidence.has("act")


def measured(evidence: Evidence) -> float:
    """Words such as "percent", "unemployment", "debt"."""
    return evidence.has("measure")


def public(evidence: Evidence) -> float:
    """Words of public affairs such as "bill", "budget", "troops"."""
    return evidence.has("public")


def past(evidence: Evidence) -> float:
    """The clause says what happened ("built", "has built")."""
    return float(evidence.tense == "past" or _is_perfect(evidence))


def _is_perfect(evidence: Evidence) -> bool:
    tree, head = evidence.reading.tree, evidence.claim.head
    have = any(tree.words[i] in HAVE for i in children(tree, head, "aux"))
    return have and tree.tags[head] in {"VBN", "VBD"} and evidence.tense != "future"


def lasting(evidence: Evidence) -> float:
    """Words of a stretch of time such as "since", "during"."""
    return evidence.has("stretch")


def opinion(evidence: Evidence) -> float:
    """Words of judging and advising such as "should", "think", "of course"."""
    return min(1.0, evidence.count("opinion") / 2)


def loaded(evidence: Evidence) -> float:
    """Adjectives, adverbs, nouns and verbs of judgement: three are as strong as it gets."""
    return min(1.0, evidence.count("loaded") / MUCH_JUDGEMENT)


def emphatic(evidence: Evidence) -> float:
    """Words such as "very", "so", "just"."""
    return min(1.0, evidence.count("emphasis") / MUCH_EMPHASIS)


def judging(evidence: Evidence) -> float:
    """Something is called this or that ("the plan is a gift"), rather than told."""
    return min(1.0, evidence.count("copula"))


def modal(evidence: Evidence) -> float:
    """What can, must or might be."""
    return evidence.has("modal")


def intended(evidence: Evidence) -> float:
    """What somebody wants, has or is going to do."""
    return evidence.has("intention")


def future(evidence: Evidence) -> float:
    """It says what will happen, or what somebody predicts, which nobody can check yet."""
    return float(evidence.tense == "future" or evidence.certainty == "predicted")


def question(evidence: Evidence) -> float:
    """A question or a condition."""
    reading, claim = evidence.reading, evidence.claim
    end = reading.sentence_at(claim.head)[1]
    asked = "?" in reading.tree.words[max(claim.start, end - 2) : end]
    return float(asked or evidence.certainty in {"conditional", "questioned"})


def first_person(evidence: Evidence) -> float:
    """Somebody speaks of themselves."""
    return evidence.has("first_person")


def second_person(evidence: Evidence) -> float:
    """The reader is addressed."""
    return evidence.has("second_person")


def pointing(evidence: Evidence) -> float:
    """Words such as "this" and "things", which name nothing; most so as the subject."""
    tree, head = evidence.reading.tree, evidence.claim.head
    who = subject(tree, head)
    if who is not None and tree.words[who] in evidence.reading.words["priority.pointing"]:
        return 1.0
    return POINTING_ASIDE * evidence.has("pointing")


def hedged(evidence: Evidence) -> float:
    """It is stated with reserve."""
    return float(evidence.certainty == "hedged")


def vague(evidence: Evidence) -> float:
    """Nothing in it can be looked up: no number, date or name."""
    return float(not evidence.kinds and not evidence.resolved)


def short(evidence: Evidence) -> float:
    """Fewer than eight words."""
    return float(evidence.claim.end - evidence.claim.start < SHORT)


def partial(evidence: Evidence) -> float:
    """A lesser clause, which says only part of what its sentence says."""
    return float(evidence.claim.rule in LESSER_RULES)


def talk(evidence: Evidence) -> float:
    """Words about the talk itself such as "question", "discuss"."""
    return evidence.has("talk")


FEATURES: tuple[Callable[[Evidence], float], ...] = (
    quantity,
    dated,
    named,
    attributed,
    superlative,
    comparison,
    causal,
    change,
    on_record,
    measured,
    public,
    past,
    lasting,
    opinion,
    loaded,
    emphatic,
    judging,
    modal,
    intended,
    future,
    question,
    first_person,
    second_person,
    pointing,
    hedged,
    vague,
    short,
    partial,
    talk,
)
