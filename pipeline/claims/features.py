"""What makes a claim more or less worth checking: each feature is one question about it.

A feature is answered with a strength from 0 to 1; its name is the reason that the tables give, and
its weight stands in ``lexicon.toml``. Words of judgement also count where they stand around the
claim in its sentence: who sneers in the main clause tells no plain fact in the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..syntax import children, subject
from .found import Proposition
from .reading import Reading
from .tally import Tally, count

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

QUALITY_TAGS = ("JJ", "JJR", "JJS", "RB", "RBR", "RBS")
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
    tense: str | None
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

    def count(self, places: Sequence[int]) -> int:
        """Count the places in and around the claim."""
        around = self.around()
        return count(places, around.start, around.stop)

    def holds(self, places: Sequence[int]) -> bool:
        """Say whether one of the places is in the claim."""
        return count(places, self.claim.start, self.claim.end) > 0

    def has(self, table: str) -> float:
        """Say whether a word or lemma of the claim stands in a list of the lexicon."""
        return float(self.holds(self.tally.listed(table)))

    def has_word(self, table: str) -> float:
        """Say whether a word of the claim stands in a list, as it is written."""
        return float(self.holds(self.tally.written(table)))

    def has_tag(self, *tags: str) -> float:
        """Say whether a word of the claim has one of the tags."""
        return float(any(self.holds(self.tally.tagged(tag)) for tag in tags))


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
    return float(evidence.holds(evidence.tally.found(_find_changes)))


def on_record(evidence: Evidence) -> float:
    """Something was voted, signed, ruled: there is a record of it."""
    return float(evidence.holds(evidence.tally.found(_find_acts)))


def measured(evidence: Evidence) -> float:
    """Words such as "percent", "unemployment", "debt"."""
    return evidence.has("priority.measures")


def public(evidence: Evidence) -> float:
    """Words of public affairs such as "bill", "budget", "troops"."""
    return evidence.has("priority.public")


def past(evidence: Evidence) -> float:
    """The clause says what happened ("built", "has built")."""
    return float(evidence.tense == "past" or _is_perfect(evidence))


def _is_perfect(evidence: Evidence) -> bool:
    tree, head = evidence.reading.tree, evidence.claim.head
    have = any(tree.words[i] in HAVE for i in children(tree, head, "aux"))
    return have and tree.tags[head] in {"VBN", "VBD"} and evidence.tense != "future"


def lasting(evidence: Evidence) -> float:
    """Words of a stretch of time such as "since", "during"."""
    return evidence.has_word("priority.stretches")


def opinion(evidence: Evidence) -> float:
    """Words of judging and advising such as "should", "think", "of course"."""
    return min(1.0, evidence.count(evidence.tally.listed("priority.opinions")) / 2)


def loaded(evidence: Evidence) -> float:
    """Adjectives, adverbs, nouns and verbs of judgement: three are as strong as it gets."""
    return min(1.0, evidence.count(evidence.tally.found(_find_loaded)) / MUCH_JUDGEMENT)


def emphatic(evidence: Evidence) -> float:
    """Words such as "very", "so", "just"."""
    return min(1.0, evidence.count(evidence.tally.written("priority.emphasis")) / MUCH_EMPHASIS)


def judging(evidence: Evidence) -> float:
    """Something is called this or that ("the plan is a gift"), rather than told."""
    return min(1.0, evidence.count(evidence.tally.found(_find_copulas)))


def modal(evidence: Evidence) -> float:
    """What can, must or might be."""
    return evidence.has_tag("MD")


def intended(evidence: Evidence) -> float:
    """What somebody wants, has or is going to do."""
    return float(evidence.holds(evidence.tally.found(_find_intentions)))


def future(evidence: Evidence) -> float:
    """It says what will happen, or what somebody predicts, which nobody can check yet."""
    return float(evidence.tense == "future" or evidence.certainty == "predicted")


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


def _find_changes(tally: Tally) -> list[int]:
    return _told(tally, "priority.changes")


def _find_acts(tally: Tally) -> list[int]:
    return _told(tally, "priority.acts")


def _told(tally: Tally, table: str) -> list[int]:
    """Give the verbs of a list that tell what happens."""
    tags = tally.reading.tree.tags
    return [i for i in tally.listed(table) if tags[i] in TOLD_TAGS]


def _find_loaded(tally: Tally) -> list[int]:
    """Give the words that judge, taken as the part of speech that they are here."""
    reading = tally.reading
    tags = reading.tree.tags
    nouns = (i for i in tally.listed("priority.loaded_nouns") if tags[i] in {"NN", "NNS"})
    verbs = (i for i in tally.listed("priority.loaded_verbs") if tags[i].startswith("VB"))
    qualities = (i for tag in QUALITY_TAGS for i in tally.tagged(tag) if _is_loaded(reading, i))
    return sorted((*nouns, *verbs, *qualities))


def _is_loaded(reading: Reading, i: int) -> bool:
    """Say whether an adjective or adverb judges."""
    listed = reading.words["priority.loaded"]
    return any(form in listed for form in _forms(reading.tree.words[i], reading.lemmas[i]))


def _forms(word: str, lemma: str) -> Iterator[str]:
    """Give a word, its lemma and the adjectives that an adverb may come from."""
    yield word
    yield lemma
    if word.endswith("ly"):
        yield word[:-2]
        yield f"{word[:-1]}e"
        yield f"{word[:-3]}y"
        yield word.removesuffix("ally")


def _find_copulas(tally: Tally) -> list[int]:
    tags, roles = tally.reading.tree.tags, tally.reading.tree.roles
    return [i for i, role in enumerate(roles) if role == "cop" and tags[i] in {"VBZ", "VBP"}]


def _find_intentions(tally: Tally) -> list[int]:
    words = tally.reading.tree.words
    wishes = tally.written("priority.intentions")
    before_to = (i for i in wishes if words[i + 1 : i + 2] == ("to",))
    return sorted({*before_to, *tally.written("priority.exhortations")})
