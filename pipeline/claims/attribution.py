"""Finds who says what: attributions from cue words, then the quotations that belong to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .cues import is_cue
from .found import Found, Range
from .further import cut_at_further_cues
from .reading import Reading
from .rules import RULES
from .speakers import attribute_to_verb, speaker_of_quotation

NEAR = 20
"""Tokens on either side of a quotation in which its cue may stand."""

ATTITUDE_RULES = frozenset(
    {
        "adjective_clause",
        "adverb_alone",
        "noun_clause",
        "noun_preposition",
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

SOURCED_RULES = ATTITUDE_RULES - {"adverb_alone", "verb_infinitive", "verb_seems"}
"""Rules that need a source."""

SHORTEST_QUOTATION = 4
"""Tokens, marks included, below which a quotation is a scare quote, not speech."""


def find_attributions(reading: Reading) -> list[Found]:
    """Find the attributions of a Doc, in the order of their first character."""
    if not reading.doc.has_annotation("DEP"):
        return []
    by_head = {found.head: found for found in _from_cues(reading)}
    for found in _from_quotations(reading, by_head):
        by_head[found.head] = found
    kept = _sift(reading, cut_at_further_cues(reading, by_head.values()))
    return sorted(kept, key=lambda found: min(*found.content, *found.cue))


def _from_cues(reading: Reading) -> Iterator[Found]:
    for i in range(len(reading.doc)):
        if i in reading.skipped:
            continue
        found = next(filter(None, (rule(reading, i) for rule in RULES)), None)
        if found is not None and _size(found) <= LONGEST:
            yield found


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
        seen_as = any(reading.tree.words[start] == "as" for start, _ in found.content[1:])
        subject = found.content[0][0]
        seen_as = seen_as and reading.tree.tags[subject] not in {"WDT", "WP"}
        return not seen_as and not is_cue(reading, found.head, "say", "ask")
    return found.rule in SOURCED_RULES


def _only_repeats(reading: Reading, found: Found) -> bool:
    """Say whether an attribution inside another one's content is but a part of it.

    In somebody's own words ("I think ...") the speaker stays the source, and what is thought or
    wanted inside reported content is part of what is reported. "A said that B said" stays.
    """
    if reading.is_quoted(found.head) or found.rule in ATTITUDE_RULES:
        return True
    return found.rule == "verb_clause" and not is_cue(reading, found.head, "say", "show")


def _is_aside_of_author(reading: Reading, found: Found) -> bool:
    """Say whether author or reader think ("I think", "you know"): that names no source."""
    if found.source is None or found.source[1] - found.source[0] > 1:
        return False
    person = reading.tree.words[found.source[0]] in reading.words["reporting.author"]
    return person and not is_cue(reading, found.head, "say")


def _from_quotations(reading: Reading, by_head: dict[int, Found]) -> Iterator[Found]:
    """Give each quotation a source: extend the attribution at hand, or look for a cue nearby."""
    covered = _covered(by_head.values())
    last: Found | None = None
    for start, end in reading.quotations:
        if start in reading.skipped:
            continue
        inside = next((covered[i] for i in range(start, end) if i in covered), None)
        if inside is not None and inside.head in range(start, end):
            inside = None
        long = end - start >= SHORTEST_QUOTATION
        found = _attribute_quotation(reading, by_head, inside, (start, end)) if long else None
        if found is None and inside is not None:
            found = _extend(inside, (start, end))
        elif found is None and long and last is not None and _follows(reading, last, start):
            found = _extend(last, (start, end))
        if found is not None:
            last = found
            yield found


def _attribute_quotation(
    reading: Reading, by_head: dict[int, Found], inside: Found | None, quotation: Range
) -> Found | None:
    """Attribute a quotation to the verb after it, else (if no cue holds it) to the one before."""
    start, end = quotation
    if inside is not None and inside.head < start:
        return _attribute_to_participle(reading, quotation)
    after = range(end, min(end + NEAR, len(reading.doc)))
    verb = _speech_verb(reading, after, start) if _goes_on(reading, start, end) else None
    if verb is not None:
        old = by_head.get(verb)
        content = old.content if old else ()
        before = [(first, min(last, end)) for first, last in content if first < end]
        found = attribute_to_verb(reading, verb, "quotation", _merge((*before, quotation)))
        return replace(found, source=speaker_of_quotation(reading, verb, quotation))
    if inside is not None:
        return None
    verb = _speech_verb(reading, range(start - 1, max(start - NEAR, -1), -1), start)
    if verb is None:
        return None
    old = by_head.get(verb)
    if old is not None:
        return _extend(old, quotation)
    return attribute_to_verb(reading, verb, "quotation", (quotation,))


def _attribute_to_participle(reading: Reading, quotation: Range) -> Found | None:
    """Read "said that it leaked, adding, “...”", where the parse puts all under "said"."""
    verb = _speech_verb(
        reading, range(quotation[0] - 1, max(quotation[0] - 4, -1), -1), quotation[0]
    )
    if verb is None or reading.tree.tags[verb] != "VBG" or reading.tree.words[verb - 1] != ",":
        return None
    return attribute_to_verb(reading, verb, "quotation", (quotation,))


def _goes_on(reading: Reading, start: int, end: int) -> bool:
    """Say whether the sentence goes on behind a quotation to its speaker: "“...,” Berg said".

    In "the “Bay” club said" the quotation is but a part of the speaker's name.
    """
    inside = [word for word in reading.tree.words[max(end - 3, 0) : end] if not word.isspace()]
    if end >= len(reading.doc) or "." in inside:
        return False
    following = reading.tree.words[end]
    tied = any(word in {",", "?", "!", "-", "--", "—", "…", "..."} for word in (*inside, following))
    opens = start == 0 or not reading.tree.words[start - 1][-1].isalnum()
    return tied or (opens and reading.lemmas[end] in reading.words["reporting.say"])


def _covered(found: Iterable[Found]) -> dict[int, Found]:
    covered: dict[int, Found] = {}
    for one in found:
        if one.rule in {"noun_clause", "verb_object"}:
            continue
        for start, end in one.content:
            for i in range(start, end):
                covered.setdefault(i, one)
    return covered


def _extend(found: Found, quotation: Range) -> Found:
    return replace(found, content=_merge((*found.content, quotation)))


def _speech_verb(reading: Reading, near: Iterable[int], start: int) -> int | None:
    """Give the first reporting verb among the tokens next to a quotation."""
    says = reading.words["reporting.say"] | reading.words["reporting.ask"]
    for i in near:
        if reading.is_quoted(i) or _breaks(reading, i, start):
            return None
        if reading.lemmas[i] in says and reading.tree.tags[i].startswith("VB"):
            return i
    return None


def _breaks(reading: Reading, i: int, start: int) -> bool:
    """Say whether a cue beyond this token cannot belong to the quotation at ``start``."""
    word = reading.tree.words[i]
    if "\n" in word:
        return not (i == start - 1 and i > 0 and reading.tree.words[i - 1] == ":")
    return word in {".", "!", "?"}


def _follows(reading: Reading, last: Found, start: int) -> bool:
    """Say whether a quotation goes on with what the source before it says."""
    if not any(reading.is_quoted(first) for first, _ in last.content):
        return False
    before = max(end for _, end in (*last.content, *last.cue))
    between = reading.doc[before:start]
    if len(between) > NEAR * 2:
        return False
    starts_sentence = reading.sentences[reading.sentence_of[start]][0] == start
    return starts_sentence and not any("\n" in token.text for token in between)


def _merge(ranges: Iterable[Range]) -> tuple[Range, ...]:
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
