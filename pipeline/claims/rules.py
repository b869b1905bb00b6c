"""The written forms in which news says who says what, in the order in which they are tried.

Every rule looks at one token, the head of a possible cue, and gives the attribution or None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from .comma_rules import (
    asked_whether,
    verb_after_apposition,
    verb_before_speaker,
    verb_between_commas,
    verb_in_relative,
)
from .cues import is_verb
from .found import Found
from .idiom_rules import clear_clause, verb_idiom
from .mark_rules import speaker_colon, speaker_dash
from .noun_rules import (
    adjective_clause,
    adverb_alone,
    noun_clause,
    noun_preposition,
    open_noun_clause,
    source_in,
    source_preposition,
    verb_taken_for_noun,
)
from .passive_rules import verb_asked, verb_passive, verb_seems
from .reading import Reading
from .verb_rules import (
    verb_alone,
    verb_aside,
    verb_before_colon,
    verb_before_that,
    verb_clause,
    verb_infinitive,
    verb_object,
    verb_preposition,
)
from .words import Words

Rule = Callable[[Reading, int], Found | None]

CUES: Mapping[Rule, tuple[str, ...]] = {
    asked_whether: ("reporting.ask",),
    verb_in_relative: ("reporting.say", "reporting.think"),
    verb_between_commas: ("reporting.say", "reporting.show"),
    verb_after_apposition: ("reporting.speech",),
    verb_before_speaker: ("reporting.speech",),
    verb_clause: (
        "reporting.ask",
        "reporting.judge",
        "reporting.say",
        "reporting.show",
        "reporting.think",
    ),
    verb_before_colon: ("reporting.ask", "reporting.say", "reporting.show"),
    verb_aside: ("reporting.say", "reporting.show", "reporting.think"),
    clear_clause: ("clauses.clear",),
    verb_before_that: ("reporting.say", "reporting.show", "reporting.think"),
    verb_infinitive: ("certainty.hedging_passives", "reporting.ask", "reporting.intend"),
    verb_seems: ("reporting.seem",),
    verb_asked: ("reporting.quizzing",),
    verb_passive: ("reporting.ask", "reporting.judge", "reporting.say", "reporting.think"),
    verb_idiom: ("idioms",),
    verb_object: ("phrasal", "reporting.judge", "reporting.seeing", "reporting.show"),
    verb_preposition: ("prepositional",),
    adjective_clause: ("adjectives",),
    noun_preposition: ("prepositional_nouns",),
    source_preposition: (),
    source_in: ("reporting.polls", "reporting.telling"),
    noun_clause: ("reporting.nouns",),
    open_noun_clause: ("reporting.open_nouns",),
    speaker_colon: (),
    speaker_dash: (),
    verb_alone: ("reporting.speech",),
    verb_taken_for_noun: (
        "reporting.intend",
        "reporting.judge",
        "reporting.say",
        "reporting.show",
    ),
    adverb_alone: ("reporting.adverbs",),
}
"""Where the words and lemmas of each rule's cue stand in the lexicon; none where a mark or a
preposition is the cue."""

RULES = tuple(CUES)
"""In the order in which they are tried; the first that finds something wins."""

MARK_RULES = (speaker_colon, speaker_dash)
PREPOSITION_RULES = frozenset({source_preposition})
"""Rules whose cue hangs on the word that they look at."""

WORD_RULES = (
    clear_clause,
    adjective_clause,
    noun_preposition,
    source_preposition,
    source_in,
    noun_clause,
    open_noun_clause,
    verb_taken_for_noun,
    adverb_alone,
)
"""Rules whose cue may be another word than a verb."""

LEAF_RULES = (clear_clause, verb_taken_for_noun, adverb_alone)
"""Those that look at a word without children; the others would find nothing."""

NO_RULES: frozenset[Rule] = frozenset()
CUELESS_TAGS = frozenset({"CC", "IN", "MD", "POS", "TO", "_SP", ",", ".", "``", "''"})


class CueRules:
    """Gives the rules that a token may head: trying all on each word is slow."""

    def __init__(self, words: Words) -> None:
        self._dashes = words["reporting.dashes"]
        rules: dict[str, set[Rule]] = {}
        for rule, names in CUES.items():
            for word in (word for name in names for word in words.listed(name)):
                rules.setdefault(word, set()).add(rule)
        self._by_word = {word: frozenset(found) for word, found in rules.items()}

    def of_doc(self, reading: Reading) -> Iterator[tuple[int, Sequence[Rule]]]:
        """Give each token that may head a cue, with the rules to try on it, in their order."""
        tree, listed = reading.tree, self._by_word
        words = zip(tree.words, reading.lemmas, tree.by_role, strict=True)
        for i, (word, lemma, by_role) in enumerate(words):
            if word == ":" or word[0] in self._dashes:
                yield i, MARK_RULES
            elif word in listed or lemma in listed or "case" in by_role:
                yield i, self._rules_of(reading, i)

    def _rules_of(self, reading: Reading, i: int) -> Sequence[Rule]:
        tree = reading.tree
        found = self._by_word.get(tree.words[i], NO_RULES)
        found |= self._by_word.get(reading.lemmas[i], NO_RULES)
        if "case" in tree.by_role[i]:
            found |= PREPOSITION_RULES
        if is_verb(reading, i):
            return [rule for rule in RULES if rule in found]
        if tree.tags[i] in CUELESS_TAGS:
            return ()
        return [rule for rule in (WORD_RULES if tree.children[i] else LEAF_RULES) if rule in found]
