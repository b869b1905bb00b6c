"""What makes a claim more or less worth checking: each feature is one question about it.

A feature is answered with a strength from 0 to 1; its name is the reason that the tables give, and
its weight stands in ``lexicon.toml``. Words of judgement also count where they stand around the
claim in its sentence: who sneers in the main clause tells no plain fact in the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..syntax import children, subject, tense
from .found import Proposition
from .reading import Reading
from .tally import Tally

NAME_KINDS = frozenset({"person", "place", "organisation", "group", "other", "name"})

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

TOLD_TAGS = frozenset({"VBD", "VBN", "VBZ", "VBP"})
"""Forms of a verb that say what happens, not what is to happen ("to build")."""


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
    tally: Tally

    def span(self) -> range:
        """Give the tokens of the claim."""
        return range(self.claim.start, self.claim.end)

    def bounds(self) -> tuple[int, int]:
        """Give the start and end of the claim's sentence."""
        return self.reading.sentences[self.reading.sentence_of[self.claim.head]]

    def around(self) -> range:
        """Give the tokens of the claim and of its sentence before and behind it."""
        (start, end), claim = self.bounds(), self.claim
        first = min(claim.start, max(start, claim.start - AROUND))
        return range(first, max(claim.end, min(end, claim.end + AROUND)))

    def count(self, is_one: Callable[[Reading, int], bool]) -> int:
        """Count the words in and around the claim that are ``is_one``."""
        around = self.around()
        return self.tally.count(is_one, around.start, around.stop)

    def has(self, table: str) -> float:
        """Say whether a word or lemma of the claim stands in a list of the lexicon."""
        wanted, (words, lemmas) = self.reading.words[table], self._written()
        return float(not (wanted.isdisjoint(words) and wanted.isdisjoint(lemmas)))

    def has_verb(self, table: str) -> float:
        """Say whether a verb of the claim that tells what happens stands in a list."""
        wanted, tree, lemmas = self.reading.words[table], self.reading.tree, self.reading.lemmas
        return float(
            any(
                tree.tags[i] in TOLD_TAGS and (tree.words[i] in wanted or lemmas[i] in wanted)
                for i in self.span()
            )
        )

    def has_word(self, table: str) -> float:
        """Say whether a word of the claim stands in a list, as it is written."""
        words, _ = self._written()
        return float(not self.reading.words[table].isdisjoint(words))

    def has_tag(self, *tags: str) -> float:
        """Say whether a word of the claim has one of the tags."""
        own = self.reading.tree.tags[self.claim.start : self.claim.end]
        return float(any(tag in own for tag in tags))

    def _written(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give the words and the lemmas of the claim."""
        own = slice(self.claim.start, self.claim.end)
        return self.reading.tree.words[own], self.reading.lemmas[own]

    def tense(self) -> str | None:
        """Give the tense of the claim's predicate."""
        return tense(self.reading.tree, self.claim.head)


def quantity(evidence: Evidence) -> float:
    """A number with what it counts; few of something ("two men") count half."""
    if "quantity" not in evidence.kinds and "number" not in evidence.kinds:
        return 0.0
    tree, few = evidence.reading.tree, evidence.reading.words["priority.few"]
    numbers = [tree.words[i] for i in evidence.span() if tree.tags[i] in {"CD", "$"}]
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
    return max(evidence.has_tag("JJS", "RBS"), evidence.has("priority.superlatives"))


def comparison(evidence: Evidence) -> float:
    """Words such as "more than", "twice"."""
    return max(evidence.has_tag("JJR", "RBR"), evidence.has("priority.comparisons"))


def causal(evidence: Evidence) -> float:
    """Words such as "caused", "because", "due"."""
    return evidence.has("priority.causes")


def change(evidence: Evidence) -> float:
    """Something rose, was cut, was built."""
    return evidence.has_verb("priority.changes")


def on_record(evidence: Evidence) -> float:
    """Something was voted, signed, ruled: there is a record of it."""
    return evidence.has_verb("priority.acts")


def measured(evidence: Evidence) -> float:
    """Words such as "percent", "unemployment", "debt"."""
    return evidence.has("priority.measures")


def public(evidence: Evidence) -> float:
    """Words of public affairs such as "bill", "budget", "troops"."""
    return evidence.has("priority.public")


def past(evidence: Evidence) -> float:
    """The clause says what happened ("built", "has built")."""
    return float(evidence.tense() == "past" or _is_perfect(evidence))


def _is_perfect(evidence: Evidence) -> bool:
    tree, head = evidence.reading.tree, evidence.claim.head
    have = any(tree.words[i] in HAVE for i in children(tree, head, "aux"))
    return have and tree.tags[head] in {"VBN", "VBD"} and evidence.tense() != "future"


def lasting(evidence: Evidence) -> float:
    """Words of a stretch of time such as "since", "during"."""
    return evidence.has_word("priority.stretches")


def opinion(evidence: Evidence) -> float:
    """Words of judging and advising such as "should", "think", "of course"."""
    return min(1.0, evidence.count(_is_opinion) / 2)


def loaded(evidence: Evidence) -> float:
    """Adjectives, adverbs, nouns and verbs of judgement: three are as strong as it gets."""
    return min(1.0, evidence.count(is_loaded) / MUCH_JUDGEMENT)


def emphatic(evidence: Evidence) -> float:
    """Words such as "very", "so", "just"."""
    return min(1.0, evidence.count(_is_emphatic) / MUCH_EMPHASIS)


def judging(evidence: Evidence) -> float:
    """Something is called this or that ("the plan is a gift"), rather than told."""
    return min(1.0, evidence.count(_is_copula))


def modal(evidence: Evidence) -> float:
    """What can, must or might be."""
    return evidence.has_tag("MD")


def intended(evidence: Evidence) -> float:
    """What somebody wants, has or is going to do."""
    reading = evidence.reading
    return float(any(_is_intention(reading, i) for i in evidence.span()))


def future(evidence: Evidence) -> float:
    """It says what will happen, or what somebody predicts, which nobody can check yet."""
    return float(evidence.tense() == "future" or evidence.certainty == "predicted")


def question(evidence: Evidence) -> float:
    """A question or a condition."""
    tree, (_, end) = evidence.reading.tree, evidence.bounds()
    asked = "?" in tree.words[max(evidence.claim.start, end - 2) : end]
    return float(asked or evidence.certainty in {"conditional", "questioned"})


def first_person(evidence: Evidence) -> float:
    """Somebody speaks of themselves."""
    return evidence.has_word("priority.first_person")


def second_person(evidence: Evidence) -> float:
    """The reader is addressed."""
    return evidence.has_word("priority.second_person")


def pointing(evidence: Evidence) -> float:
    """Words such as "this" and "things", which name nothing; most so as the subject."""
    tree, head = evidence.reading.tree, evidence.claim.head
    who = subject(tree, head)
    if who is not None and tree.words[who] in evidence.reading.words["priority.pointing"]:
        return 1.0
    return POINTING_ASIDE * evidence.has_word("priority.pointing")


def hedged(evidence: Evidence) -> float:
    """It is stated with reserve."""
    return float(evidence.certainty == "hedged")


def vague(evidence: Evidence) -> float:
    """Nothing in it can be looked up: no number, date or name."""
    return float(not evidence.kinds and not evidence.resolved)


def short(evidence: Evidence) -> float:
    """Fewer than eight words."""
    return float(len(evidence.span()) < SHORT)


def partial(evidence: Evidence) -> float:
    """A lesser clause, which says only part of what its sentence says."""
    return float(evidence.claim.rule in LESSER_RULES)


def talk(evidence: Evidence) -> float:
    """Words about the talk itself such as "question", "discuss"."""
    return evidence.has("priority.talk")


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


def is_loaded(reading: Reading, i: int) -> bool:
    """Say whether a word judges, taken as the part of speech that it is here."""
    tag, words = reading.tree.tags[i], reading.words
    if tag.startswith(("JJ", "RB")):
        listed = words["priority.loaded"]
        return any(form in listed for form in _forms(reading.tree.words[i], reading.lemmas[i]))
    if tag in {"NN", "NNS"}:
        return _is_listed(reading, i, "priority.loaded_nouns")
    return tag.startswith("VB") and _is_listed(reading, i, "priority.loaded_verbs")


def _forms(word: str, lemma: str) -> Iterator[str]:
    """Give a word, its lemma and the adjectives that an adverb may come from."""
    yield word
    yield lemma
    if word.endswith("ly"):
        yield word[:-2]
        yield f"{word[:-1]}e"
        yield f"{word[:-3]}y"
        yield word.removesuffix("ally")


def _is_listed(reading: Reading, i: int, table: str) -> bool:
    wanted = reading.words[table]
    return reading.tree.words[i] in wanted or reading.lemmas[i] in wanted


def _is_opinion(reading: Reading, i: int) -> bool:
    return _is_listed(reading, i, "priority.opinions")


def _is_emphatic(reading: Reading, i: int) -> bool:
    return reading.tree.words[i] in reading.words["priority.emphasis"]


def _is_copula(reading: Reading, i: int) -> bool:
    return reading.tree.roles[i] == "cop" and reading.tree.tags[i] in {"VBZ", "VBP"}


def _is_intention(reading: Reading, i: int) -> bool:
    words, listed = reading.tree.words, reading.words
    before_to = words[i] in listed["priority.intentions"] and words[i + 1 : i + 2] == ("to",)
    return before_to or words[i] in listed["priority.exhortations"]
