"""Finds who says what: attributions from cue words, then the quotations that belong to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..syntax import child, children, has_finite, noun_phrase
from .carried import carry_over
from .cues import has_mark, is_cue
from .extent import ASIDE_RULES
from .found import Found, overlaps
from .further import cut_at_further_cues
from .holders import is_holder, user_of
from .quoted import attribute_quotations
from .reading import Reading
from .rules import CueRules

ATTITUDE_RULES = frozenset(
    {
        "adjective_clause",
        "adverb_alone",
        "clear_clause",
        "noun_clause",
        "noun_preposition",
        "open_noun_clause",
        "verb_idiom",
        "verb_infinitive",
        "verb_object",
        "verb_passive",
        "verb_preposition",
        "verb_seems",
    }
)
"""Rules whose content is a thing or an intention rather than a statement."""

LONGEST = 400
"""Tokens above which a content is a parse gone wrong: 1 of 22,061 contents in PolNeAR is longer."""

SPOKEN_RULES = frozenset(
    {
        "quotation",
        "quotation_after_colon",
        "source_in",
        "source_preposition",
        "speaker_colon",
        "speaker_dash",
    }
)
"""Rules whose written form shows a speaker, whatever the noun."""

TOLD_RULES = frozenset({"verb_aside", "verb_before_that", "verb_clause", "verb_in_relative"})
"""Rules that, inside another content, tell of a further speaker only with a verb of speech."""

CLAUSE_RULES = frozenset({"verb_alone", "verb_before_colon", "verb_between_commas", "verb_clause"})
"""Rules in which a verb of speech makes a speaker of any noun ("the lyrics say that ...")."""

SOURCED_RULES = ATTITUDE_RULES - {
    "adverb_alone",
    "open_noun_clause",
    "verb_infinitive",
    "verb_seems",
}
"""Rules that need a source."""

LONGEST_RELATIVE = 3
"""Tokens up to the pronoun of a relative clause: "some of whom"."""


def find_attributions(reading: Reading, rules: CueRules) -> list[Found]:
    """Find the attributions of a Doc, in the order of their first character."""
    if not reading.doc.has_annotation("DEP"):
        return []
    by_head = {found.head: found for found in _from_cues(reading, rules)}
    for found in attribute_quotations(reading, by_head):
        by_head[found.head] = found
    kept = _sift(reading, cut_at_further_cues(reading, by_head.values()))
    kept = [one for one in (_with_holder(reading, one) for one in kept) if one is not None]
    kept.extend(carry_over(reading, kept))
    return sorted(kept, key=lambda found: min(*found.content, *found.cue))


def _from_cues(reading: Reading, rules: CueRules) -> Iterator[Found]:
    idiom_end = 0  # "voiced doubts about" is one cue: its noun is none of its own
    for i, tried in rules.of_doc(reading):
        if i in reading.skipped or i < idiom_end:
            continue
        found = next(filter(None, (rule(reading, i) for rule in tried)), None)
        if found is not None and _size(found) <= LONGEST:
            idiom_end = found.cue[0][1] if found.rule == "verb_idiom" else idiom_end
            yield _without_contrast(reading, found)


def _without_contrast(reading: Reading, found: Found) -> Found:
    """Leave off what the author adds: "sales fell, the firm said, while costs rose".

    So it is with who was told: "..., she told lawmakers, some of whom laughed".
    """
    if found.rule not in ASIDE_RULES or len(found.content) != 2:
        return found
    statement, (start, end) = found.content
    tree = reading.tree
    contrasts = tree.words[start] in reading.words["clauses.contrasts"]
    relative = not {"WDT", "WP"}.isdisjoint(tree.tags[start : min(start + LONGEST_RELATIVE, end)])
    if not (contrasts or relative) or not has_finite(tree, *statement):
        return found
    return replace(found, content=(statement,))


def _size(found: Found) -> int:
    return sum(end - start for start, end in found.content)


def _sift(reading: Reading, found: list[Found]) -> list[Found]:
    """Drop what says nothing of its own about who holds what."""
    inside = frozenset(i for one in found for start, end in one.content for i in range(start, end))
    return [
        one
        for one in found
        if one.content
        and not (one.head in inside and _only_repeats(reading, one))
        and not (one.source is None and _needs_source(reading, one))
        and not _is_aside_of_author(reading, one)
    ]


def _needs_source(reading: Reading, found: Found) -> bool:
    """Say whether it would stay open whose attitude it is; "was reported" names nobody openly."""
    if found.rule == "verb_passive":
        # "Is known for its views": so says the author.
        unfit = reading.words["reporting.named_doers"] | reading.words["reporting.physical"]
        finite = child(reading.tree, found.head, "aux:pass", "nsubj:pass") is not None
        if reading.lemmas[found.head] == "know" and finite:
            return not any(
                part > found.head and has_mark(reading, part, "as")
                for part in children(reading.tree, found.head, "obl", "advcl")
            )
        return reading.lemmas[found.head] in unfit or not finite
    if found.rule == "noun_preposition":
        return False
    return found.rule in SOURCED_RULES


def _only_repeats(reading: Reading, found: Found) -> bool:
    """Say whether an attribution inside another one's content is but a part of it.

    In somebody's own words ("I think ...") the speaker stays the source, and what is thought or
    wanted inside reported content is part of what is reported. "A said that B said" stays.
    """
    if reading.is_quoted(found.head) or found.rule in ATTITUDE_RULES:
        return True
    return found.rule in TOLD_RULES and not is_cue(reading, found.head, "say", "show")


def _with_holder(reading: Reading, found: Found) -> Found | None:
    """Drop what no person, body or document holds: "rare images reveal", "the road offers".

    Where a person does it by a thing ("his speech to call for"), the person is the source.
    """
    if found.source is None or found.rule in SPOKEN_RULES or is_holder(reading, found.source):
        return found
    noun = reading.tree.tags[found.source[1] - 1].startswith("NN")
    if noun and found.rule in CLAUSE_RULES and is_cue(reading, found.head, "speech"):
        return found
    user = user_of(reading, found.head, found.source[1] - 1)
    if user is None:
        return None
    source = noun_phrase(reading.tree, user, clauses=False)
    return None if overlaps(source, (*found.content, *found.cue)) else replace(found, source=source)


def _is_aside_of_author(reading: Reading, found: Found) -> bool:
    """Say whether author or reader think ("I think", "you know"): that names no source."""
    if found.source is None or found.source[1] - found.source[0] > 1:
        return False
    person = reading.tree.words[found.source[0]] in reading.words["reporting.author"]
    return person and not is_cue(reading, found.head, "say")
