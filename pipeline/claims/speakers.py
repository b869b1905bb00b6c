"""Finds who a verb or noun belongs to: the source of what it reports."""

from __future__ import annotations

from ..syntax import (
    agent,
    child,
    children,
    is_passive,
    noun_phrase,
    own_subject,
    preposition,
    subject,
)
from .cues import verb_group
from .found import Found, Range, overlaps
from .reading import Reading


def attribute_to_verb(reading: Reading, verb: int, rule: str, content: tuple[Range, ...]) -> Found:
    """Build the attribution of a verb: its cue and the subject that is the source."""
    tree = reading.tree
    group = verb_group(reading, verb)
    if is_passive(tree, verb):
        who = agent(tree, verb)
    else:
        who = own_subject(tree, verb)
        if who is None:
            who = subject(tree, verb)
    source = None if who is None else noun_phrase(tree, who)
    if source is not None and overlaps(source, content):
        source = None
    if source is None and not is_passive(tree, verb):
        source = noun_beside(reading, group, content)
    return Found(rule=rule, head=verb, cue=(group,), source=source, content=content)


def owner_of(reading: Reading, noun: int) -> int | None:
    """Give whose claim it is: "Berg's claim", "the claim by Berg", "Berg rejected the claim"."""
    tree = reading.tree
    owner = child(tree, noun, "nmod:poss")
    if owner is None:
        nouns = children(tree, noun, "nmod")
        owner = next((one for one in nouns if preposition(tree, one) in {"by", "from", "of"}), None)
    if owner is None and tree.roles[noun] == "obj":
        owner = subject(tree, tree.heads[noun])
    return owner


def noun_beside(reading: Reading, group: Range, content: tuple[Range, ...]) -> Range | None:
    """Give the noun phrase next to a verb: before it ("Berg said"), else after it ("said Berg").

    For parses that give the verb no subject, or one out of what it reports.
    """
    tree = reading.tree
    sentence = reading.sentences[reading.sentence_of[group[0]]]
    before, after = group[0] - 1, group[1]
    while before >= sentence[0] and tree.tags[before].startswith("RB"):
        before -= 1
    if before >= sentence[0] and _may_speak(reading, before, content):
        return _noun_phrase_around(reading, before, sentence, content)
    if before >= sentence[0] and tree.words[before] == "," and _is_direct(reading, before - 1):
        return None
    while after < sentence[1] and tree.tags[after] in {"DT", "JJ", "PRP$", "NN", "RB", "POS"}:
        if tree.tags[after] == "NN" and tree.tags[after + 1 : after + 2] != ("NNP",):
            break
        after += 1
    if after < sentence[1] and _may_speak(reading, after, content):
        return _noun_phrase_around(reading, after, sentence, content)
    return None


def _may_speak(reading: Reading, i: int, content: tuple[Range, ...]) -> bool:
    noun = reading.tree.tags[i][:2] in {"NN", "PR", "WP"}
    return noun and not reading.is_quoted(i) and not overlaps((i, i + 1), content)


def _is_direct(reading: Reading, i: int) -> bool:
    return i >= 0 and reading.is_quoted(i)


def _noun_phrase_around(
    reading: Reading, i: int, sentence: Range, content: tuple[Range, ...]
) -> Range:
    """Give the noun phrase that ends or begins at a noun, by its tags alone."""
    tags, start, end = reading.tree.tags, i, i + 1
    inner = {"NN", "NNS", "NNP", "NNPS", "DT", "JJ", "PRP$", "POS", "CD"}
    while start > sentence[0] and tags[start - 1] in inner and tags[i] != "PRP":
        if reading.is_quoted(start - 1) or overlaps((start - 1, start), content):
            break
        start -= 1
    while end < sentence[1] and tags[end] in {"NN", "NNS", "NNP", "NNPS"} and tags[i] != "PRP":
        if reading.is_quoted(end) or overlaps((end, end + 1), content):
            break
        end += 1
    return start, end
