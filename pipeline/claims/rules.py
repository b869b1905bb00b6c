"""The written forms in which news says who says what, in the order in which they are tried.

Every rule looks at one token, the head of a possible cue, and gives the attribution or None.
"""

from __future__ import annotations

from collections.abc import Callable

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

RULES: tuple[Callable[[Reading, int], Found | None], ...] = (
    asked_whether,
    verb_in_relative,
    verb_between_commas,
    verb_after_apposition,
    verb_before_speaker,
    verb_clause,
    verb_before_colon,
    verb_aside,
    clear_clause,
    verb_before_that,
    verb_infinitive,
    verb_seems,
    verb_asked,
    verb_passive,
    verb_idiom,
    verb_object,
    verb_preposition,
    adjective_clause,
    noun_preposition,
    source_preposition,
    source_in,
    noun_clause,
    open_noun_clause,
    speaker_colon,
    speaker_dash,
    verb_alone,
    verb_taken_for_noun,
    adverb_alone,
)
"""In the order in which they are tried; the first that finds something wins."""

MARK_RULES = (speaker_colon, speaker_dash)
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

CUELESS_TAGS = frozenset({"CC", "IN", "MD", "POS", "TO", "_SP", ",", ".", "``", "''"})


def rules_for(reading: Reading, i: int) -> tuple[Callable[[Reading, int], Found | None], ...]:
    """Give the rules that a token may head, in their order: trying all on each word is slow."""
    word = reading.tree.words[i]
    if word == ":" or word[0] in reading.words["reporting.dashes"]:
        return MARK_RULES
    if is_verb(reading, i):
        return RULES
    if reading.tree.tags[i] in CUELESS_TAGS:
        return ()
    return WORD_RULES if reading.tree.children[i] else LEAF_RULES
