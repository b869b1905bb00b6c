"""Gives each quotation its speaker: the cue that holds it, or the one beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..syntax import has_finite, trim
from .cues import is_cue
from .found import Found, Range
from .mark_rules import quotation_after_colon
from .quotations import is_open, is_title
from .reading import Reading
from .speakers import attribute_to_verb, close_bracket, speaker_of_quotation

NEAR = 20
"""Tokens on either side of a quotation in which its cue may stand."""

LONGEST_NAME = 8
"""Tokens that a speaker may have between a quotation and any verb ("“...,” Ann Lee laughed")."""

SHORTEST_QUOTATION = 4
"""Tokens, marks included, below which a quotation is a scare quote, not speech."""

AUXILIARIES = frozenset({"are", "did", "do", "does", "had", "has", "have", "is", "was", "were"})

MARKS = frozenset({'"', "'", "''", "``", "“", "”", "‘", "’", "«", "»"})


def attribute_quotations(reading: Reading, by_head: dict[int, Found]) -> Iterator[Found]:
    """Give each quotation a source: extend the attribution at hand, or look for a cue nearby."""
    covered = _covered(by_head.values())
    last: Found | None = None
    open_ones: list[Range] = []
    for start, end in reading.quotations:
        if start in reading.skipped or is_title(reading.doc, start, end):
            continue
        inside = next((covered[i] for i in range(start, end) if i in covered), None)
        if inside is not None and inside.head in range(start, end):
            inside = None
        long = end - start >= SHORTEST_QUOTATION or _is_led_in(reading, start)
        found = _attribute_quotation(reading, by_head, inside, (start, end)) if long else None
        if found is None and inside is not None:
            found = _extend(inside, (start, end))
        elif found is None and long and last is not None and _follows(reading, last, start):
            found = _extend(last, (start, end))
        if found is not None and open_ones:
            found = replace(found, content=_merge((*found.content, *open_ones)))
        # A paragraph whose quotation stays open is said by whoever says the next one.
        still_open = is_open(reading.doc, end)
        open_ones = [*open_ones, (start, end)] if still_open and found is None else []
        if found is not None:
            last = found
            yield found


def _attribute_quotation(
    reading: Reading, by_head: dict[int, Found], inside: Found | None, quotation: Range
) -> Found | None:
    """Attribute a quotation to the verb after it, else (if no cue holds it) to the one before."""
    start = quotation[0]
    if inside is not None and inside.head < start:
        return _attribute_to_participle(reading, quotation)
    found = _attribute_to_verb_after(reading, by_head, quotation)
    if found is not None or inside is not None:
        return found
    verb = _speech_verb(reading, range(start - 1, max(start - NEAR, -1), -1), start)
    verb = _any_verb_before(reading, start) if verb is None else verb
    if verb is None:
        return quotation_after_colon(reading, quotation)
    old = by_head.get(verb)
    if old is not None:
        return _extend(old, quotation)
    content = (_with_lead(reading, verb, quotation),)
    return attribute_to_verb(reading, verb, "quotation", content)


def _attribute_to_verb_after(
    reading: Reading, by_head: dict[int, Found], quotation: Range
) -> Found | None:
    start, end = quotation
    if not _goes_on(reading, start, end):
        return None
    after = range(end, min(end + NEAR, len(reading.doc)))
    verb = _speech_verb(reading, after, start)
    if verb is None and _is_tied(reading, start, end):
        verb = _any_verb(reading, quotation)
    # In "a “major breach”, adding: “...”" the participle has its own content behind it.
    if verb is None or reading.tree.tags[verb] == "VBG":
        return None
    old = by_head.get(verb)
    if old is not None and _is_fragment(reading, start) and min(old.content)[0] > verb:
        return None
    content = old.content if old else ()
    before = [(first, min(last, end)) for first, last in content if first < end]
    found = attribute_to_verb(reading, verb, "quotation", _merge((*before, quotation)))
    source = speaker_of_quotation(reading, verb, quotation)
    return replace(found, source=source and close_bracket(reading.tree, source))


def _is_led_in(reading: Reading, start: int) -> bool:
    """Say whether a verb and a comma lead into a quotation: a single word then is speech too."""
    if start < len(("said", ",")) or reading.tree.words[start - 1] not in {",", ":"}:
        return False
    return reading.lemmas[start - 2] in reading.words["reporting.say"]


def _is_fragment(reading: Reading, start: int) -> bool:
    """Say whether words of the same clause stand before a quotation ("Warning of “...,” he")."""
    first = reading.sentence_at(start)[0]
    before = [word for word in reading.tree.words[first:start] if not word.isspace()]
    return bool(before) and before[-1][-1].isalnum()


def _any_verb(reading: Reading, quotation: Range) -> int | None:
    """Give the verb that follows a quotation with nothing but a name between or behind.

    "“It leaks,” he laughed", "“It leaks,” laughed Ann Lee": next to speech any verb reports it.
    """
    tree, (_, end) = reading.tree, quotation
    last = min(end + LONGEST_NAME, len(tree.words))
    for i in range(end, last):
        tag = tree.tags[i]
        if tag in {"VBD", "VBZ", "VBP"} and tree.words[i] not in AUXILIARIES:
            named = i > end or tree.tags[i + 1 : i + 2] in {("NNP",), ("DT",), ("PRP",)}
            return i if named else None
        named = tag[:2] in {"NN", "PR", "DT", "JJ", "CD"} or tag in {"POS", "RB"}
        if reading.is_quoted(i) or not named:
            return None
    return None


def _any_verb_before(reading: Reading, start: int) -> int | None:
    """Give the verb in "Ann Lee laughed, “It leaks”", whatever it is."""
    tree = reading.tree
    if start < len(("Lee", "laughed", ",")) or tree.words[start - 1] != ",":
        return None
    verb = start - 2 - tree.tags[start - 2].startswith("RB")
    named = verb > 0 and tree.tags[verb - 1][:2] in {"NN", "PR"}
    return verb if named and tree.tags[verb] in {"VBD", "VBZ"} else None


def _with_lead(reading: Reading, verb: int, quotation: Range) -> Range:
    """Take in what leads into a quotation that goes on with a clause: "said it “leaks badly”"."""
    tree, (start, end) = reading.tree, quotation
    first = next((i for i in range(start, end) if tree.words[i] not in MARKS), start)
    if not _is_fragment(reading, start) or reading.text[reading.starts[first]].isupper():
        return quotation
    that = next((i for i in range(verb + 1, start) if tree.words[i] == "that"), None)
    if that is not None:
        return that, end
    if has_finite(tree, verb + 1, start):
        return trim(tree, verb + 1, end)
    return quotation


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
    if end >= len(reading.doc) or _last_words(reading, start, end)[-1:] == ["."]:
        return False
    opens = start == 0 or not reading.tree.words[start - 1][-1].isalnum()
    says = opens and reading.lemmas[end] in reading.words["reporting.say"]
    return _is_tied(reading, start, end) or says or _is_named_next(reading, start, end)


def _is_named_next(reading: Reading, start: int, end: int) -> bool:
    """Say whether a whole sentence in marks is followed by who says it: "“It leaks” Berg said"."""
    tree = reading.tree
    first = reading.sentence_at(start)[0]
    whole = start == first and end - start > LONGEST_NAME
    if not whole or not has_finite(tree, start, end):
        return False
    name = end
    while name < min(end + LONGEST_NAME, len(tree.words)) and tree.tags[name] in {"NNP", "PRP"}:
        name += 1
    return end < name < len(tree.words) and is_cue(reading, name, "say")


def _is_tied(reading: Reading, start: int, end: int) -> bool:
    """Say whether a comma or the like ties a quotation to what follows it."""
    ties = {",", "?", "!", "-", "--", "—", "…", "..."}
    following = reading.tree.words[end : end + 1]
    return bool(ties & {*_last_words(reading, start, end)[-1:], *following})


def _last_words(reading: Reading, start: int, end: int) -> list[str]:
    """Give the last tokens of a quotation but its marks and spaces."""
    words = reading.tree.words[max(start, end - 6) : end]
    return [word for word in words if not word.isspace() and word not in MARKS]


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
        attribute = reading.tree.roles[i] == "amod" and reading.tree.tags[i - 1] in {"DT", "PRP$"}
        if reading.lemmas[i] in says and reading.tree.tags[i].startswith("VB") and not attribute:
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
    if start - before > NEAR * 2:
        return False
    if is_open(reading.doc, before) and not reading.written(before, start).strip():
        return True
    starts_sentence = reading.sentence_at(start)[0] == start
    return starts_sentence and not any("\n" in word for word in reading.tree.words[before:start])


def _merge(ranges: Iterable[Range]) -> tuple[Range, ...]:
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
