"""Attributions that the order of the words around a verb shows, whatever the parse says."""

from __future__ import annotations

from ..syntax import FINITE_TAGS, child, children, has_finite, is_passive, own_subject, trim
from .cues import SHORTEST_CONTENT, is_cue, verb_group
from .found import Found
from .reading import Reading

LONGEST_NAME = 9
"""Tokens that a name may have between a comma and its verb."""

LONGEST_EXTRA = 4
"""Tokens such as "on Monday" that may stand between "Berg said" and the comma after it."""


def verb_in_relative(reading: Reading, verb: int) -> Found | None:
    """Read "a ship which officials say has sunk" and "what Berg said was a mistake"."""
    tree = reading.tree
    if not is_cue(reading, verb, "say", "think") or tree.tags[verb] not in FINITE_TAGS:
        return None
    first, last = reading.sentence_at(verb)
    start, end = verb_group(reading, verb)
    after = end + (end < last and tree.tags[end] == "RB")
    if (
        after + 1 >= last
        or tree.tags[after] not in {*FINITE_TAGS, "VBN"}
        or reading.is_quoted(verb)
    ):
        return None
    relative = start - 1
    while relative > max(first, start - LONGEST_NAME) and _may_be_in_name(tree.tags[relative]):
        relative -= 1
    opens = tree.tags[relative] in {"WDT", "WP"} or tree.words[relative] == "that"
    if not opens or not _is_name(reading, relative + 1, start):
        return None
    whole = tree.ends[verb]
    comma = next((i for i in range(after + 1, last) if tree.words[i] in {",", ";"}), last)
    stop = whole if after < whole else comma
    return Found(
        rule="verb_in_relative",
        head=verb,
        cue=((start, end),),
        source=trim(tree, relative + 1, start),
        content=((relative, relative + 1), trim(tree, end, stop)),
    )


def _may_be_in_name(tag: str) -> bool:
    return tag[:2] in {"NN", "PR", "DT", "JJ", "CD", "PO"}


def verb_between_commas(reading: Reading, verb: int) -> Found | None:
    """Read "the dam, Berg said, was safe" and "the dam, said Berg, was safe" by their commas."""
    if not is_cue(reading, verb, "say", "show") or reading.is_quoted(verb):
        return None
    tree = reading.tree
    sentence = reading.sentence_at(verb)
    group = verb_group(reading, verb)
    left = _comma_before(reading, group[0], sentence[0])
    right = _comma_after(reading, group[1], sentence[1])
    if left is None or right is None or "MD" in tree.tags[group[0] : group[1]]:
        return None
    last = tree.words[right] != ","
    if last and not is_cue(reading, verb, "speech") and right > group[1]:
        return None
    if last and child(tree, verb, "ccomp", "obj") is not None:
        return None
    before, after = (left + 1, group[0]), (group[1], right)
    source = before if before[0] < before[1] else after
    own = own_subject(tree, verb)
    if source is before and _has_own_object(reading, verb, right):
        return None
    named = tree.tags[after[0]] == "NNP"
    if source is after and own is not None and own < left and not named:
        return None
    if not _is_name(reading, *source) or (source is before and right - group[1] > LONGEST_EXTRA):
        return None
    sides = ((sentence[0], left), (right + 1, sentence[1]))
    content = tuple(trim(tree, *side) for side in sides if side[1] - side[0] > 1)
    if not content or sum(end - start for start, end in content) < SHORTEST_CONTENT:
        return None
    told = is_passive(tree, verb)  # "The permit, he has been told, takes a day": by whom is open.
    return Found(
        rule="verb_between_commas",
        head=verb,
        cue=(group,),
        source=None if told else trim(tree, *source),
        content=content,
    )


def _has_own_object(reading: Reading, verb: int, end: int) -> bool:
    """Say whether what is said stands behind the verb: "In May, she wrote a letter, in red"."""
    if reading.lemmas[verb] in reading.words["reporting.addressing"]:
        return False
    return any(verb < part < end for part in children(reading.tree, verb, "obj", "ccomp"))


def verb_before_speaker(reading: Reading, verb: int) -> Found | None:
    """Read "the dam is safe, said a group of engineers who built it" by its comma."""
    tree = reading.tree
    if not is_cue(reading, verb, "speech") or reading.is_quoted(verb):
        return None
    first, last = reading.sentence_at(verb)
    start, end = verb_group(reading, verb)
    if start - 1 <= first or tree.words[start - 1] != "," or end >= last:
        return None
    content, source = trim(tree, first, start - 1), trim(tree, end, last)
    opens = tree.tags[end][:2] in {"NN", "DT", "JJ", "PR", "CD"} and tree.words[end] != "that"
    relative = next((i for i in range(*source) if tree.tags[i] in {"WP", "WDT"}), source[1])
    if not opens or has_finite(tree, source[0], relative):
        return None
    if not has_finite(tree, *content) or any(reading.is_quoted(i) for i in range(*content)):
        return None
    return Found(
        rule="verb_before_speaker",
        head=verb,
        cue=((start, end),),
        source=source,
        content=(content,),
    )


def asked_whether(reading: Reading, verb: int) -> Found | None:
    """Read "asked about the dam, Berg said ..." and "when asked if it was safe, ..."."""
    tree = reading.tree
    if not is_cue(reading, verb, "ask") or tree.tags[verb] not in {"VBN", "VBD"}:
        return None
    start, end = reading.sentence_at(verb)
    before = tree.words[verb - 1] if verb > start else ""
    if before not in {"", ",", "when"} or verb + 2 >= end or own_subject(tree, verb) is not None:
        return None
    asks = reading.words["reporting.openers"] | reading.words["certainty.conditions"] | {"about"}
    near = range(verb + 1, min(verb + LONGEST_EXTRA + 2, end))
    opener = next((i for i in near if tree.words[i] in asks), None)
    if opener is None:
        return None
    first = opener + (tree.words[opener] == "about")
    comma = next((i for i in range(first + 1, end) if tree.words[i] == ","), end)
    content = trim(tree, first, comma)
    cue = (verb, verb + 1) if opener > verb + 1 else (verb, first)
    return Found(rule="asked_whether", head=verb, cue=(cue,), source=None, content=(content,))


def verb_after_apposition(reading: Reading, verb: int) -> Found | None:
    """Read "traffic grew, the harbour master, Ann Lee, said on Monday" by its commas."""
    if not is_cue(reading, verb, "speech") or reading.is_quoted(verb):
        return None
    tree = reading.tree
    first, last = reading.sentence_at(verb)
    group = verb_group(reading, verb)
    right = group[0] - 1
    if right <= first or tree.words[right] != "," or last - group[1] > LONGEST_EXTRA + 1:
        return None
    middle = _comma_before(reading, right, first)
    left = None if middle is None else _comma_before(reading, middle, first)
    if middle is None or left is None:
        return None
    if not (_is_name(reading, left + 1, middle) and _is_name(reading, middle + 1, right)):
        return None
    content = trim(tree, first, left)
    if not has_finite(tree, *content):
        return None
    return Found(
        rule="verb_after_apposition",
        head=verb,
        cue=(group,),
        source=trim(tree, left + 1, right),
        content=(content,),
    )


def _comma_before(reading: Reading, i: int, start: int) -> int | None:
    """Give the comma before a verb and at most a name in front of it."""
    for place in range(i - 1, max(start, i - LONGEST_NAME) - 1, -1):
        if reading.tree.words[place] == ",":
            return place
    return None


def _comma_after(reading: Reading, i: int, end: int) -> int | None:
    """Give the comma or the end of the sentence after a verb and at most a name."""
    for place in range(i, min(end, i + LONGEST_NAME)):
        if reading.tree.words[place] in {",", ".", "—", "–"}:
            return place
    return None


def _is_name(reading: Reading, start: int, end: int) -> bool:
    """Say whether a stretch is a noun phrase by its tags: a noun and no verb."""
    tags, words = reading.tree.tags[start:end], reading.tree.words[start:end]
    noun = any(tag[:2] in {"NN", "PR"} for tag in tags)
    relative = next((i for i, tag in enumerate(tags) if tag in {"WP", "WDT"}), len(tags))
    if any(tag in FINITE_TAGS for tag in tags[:relative]) or "than" in words:
        return False
    return noun and not any(tag.startswith(("VB", "MD", "W", "CC", "IN")) for tag in tags[:2])
