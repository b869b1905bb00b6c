"""Says whether what a rule took for a source can say or hold anything at all.

Persons, bodies and documents do; rows of houses and rare images do not, whatever the verb.
"""

from __future__ import annotations

from ..syntax import DEEPEST, FINITE_TAGS, clause_head, subject
from .found import Range
from .reading import Reading

HEADLINE_SHARE = 0.6
"""Share of a sentence's longer words with a capital from which capitals do not show names."""

SHORTEST_WORD = 4
"""Letters from which a word of a headline has a capital."""

AGENT_ENDINGS = ("er", "ist", "man", "men", "or", "people", "person", "woman", "women")
"""Endings of nouns of persons."""

PRONOUN_TAGS = frozenset({"PRP", "PRP$", "WP", "WDT"})
PHRASE_ENDS = FINITE_TAGS | {",", "IN", "TO", "VBG", "VBN", "WDT", "WP"}
"""Tags before which the head of a noun phrase stands, whatever the parse says."""


def may_speak(reading: Reading, who: int) -> bool:
    """Say whether a noun is a name, a person, a body or a document."""
    tree, words = reading.tree, reading.words
    lemma, word = reading.lemmas[who], tree.words[who]
    if who in reading.named or word in words["reporting.pronouns"]:
        return True
    if lemma in words["reporting.documents"] or lemma in words["reporting.people"]:
        return True
    if lemma in words["reporting.shares"]:
        return True
    noun = tree.tags[who].startswith("NN")
    if noun and lemma.endswith(AGENT_ENDINGS) and lemma not in words["reporting.things"]:
        return True
    if tree.tags[who] == "WP":
        return True
    return noun and _has_capital(reading, who)


def _has_capital(reading: Reading, i: int) -> bool:
    """Say whether a capital shows a name: not where a sentence starts, nor in a headline."""
    start, end = reading.sentence_at(i)
    if not reading.text[reading.starts[i]].isupper() or (
        i == start and reading.tree.tags[i][:3] != "NNP"
    ):
        return False
    longer = [t.text for t in reading.doc[start:end] if t.is_alpha and len(t) >= SHORTEST_WORD]
    capitals = sum(word[0].isupper() for word in longer)
    return capitals <= HEADLINE_SHARE * len(longer)


def is_holder(reading: Reading, source: Range) -> bool:
    """Say whether one of the words that head a source can hold or say what follows."""
    tags = reading.tree.tags
    return any(
        tags[i] in PRONOUN_TAGS or may_speak(reading, i) or _counts_people(reading, i)
        for i in _heads(reading, source)
    )


def _counts_people(reading: Reading, i: int) -> bool:
    """Say whether a number stands alone ("six in 10", "two of them"), not before tonnes."""
    tags = reading.tree.tags
    return tags[i] == "CD" and not "".join(tags[i + 1 : i + 2]).startswith(("NN", "JJ"))


def _heads(reading: Reading, source: Range) -> list[int]:
    """Give what hangs on something outside, and the head of the first phrase by its tags."""
    (start, end), tree = source, reading.tree
    outer = [i for i in range(start, end) if not start <= tree.heads[i] < end or tree.heads[i] == i]
    stop = next((i for i in range(start + 1, end) if tree.tags[i] in PHRASE_ENDS), end)
    return [*outer, stop - 1]


def user_of(reading: Reading, verb: int, thing: int) -> int | None:
    """Give who holds by a thing what a verb without tense says: "used the speech to call for"."""
    tree = reading.tree
    if tree.tags[verb] not in {"VB", "VBG", "VBN"}:
        return None
    for _ in range(DEEPEST):
        user = subject(tree, clause_head(tree, thing)) if tree.heads[thing] != thing else None
        if user is None or user == thing or user > verb:
            return None
        if may_speak(reading, user) or tree.tags[user] in PRONOUN_TAGS:
            return user
        thing = user
    return None
