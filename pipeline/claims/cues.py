"""The words that report: whether a token is one, what marks it, and what belongs to it."""

from __future__ import annotations

from ..syntax import child, children
from .found import Range
from .reading import Reading

SHORTEST_CONTENT = 3
"""Tokens below which a stretch beside a cue is an accident of the parse, not a statement."""


def is_cue(reading: Reading, verb: int, *kinds: str) -> bool:
    """Say whether a token is a verb of one of the kinds in ``reporting``."""
    if not is_verb(reading, verb):
        return False
    lemma = reading.lemmas[verb]
    return any(lemma in reading.words[f"reporting.{kind}"] for kind in kinds)


def is_verb(reading: Reading, i: int) -> bool:
    """Say whether a token is a verb: by its tag, or as a form that hardly is anything else.

    Taggers take "Some say, the river rose" for an interjection and "One in five say" for a noun.
    """
    if reading.tree.tags[i].startswith("VB"):
        return True
    if reading.tree.words[i] not in reading.words["reporting.verb_forms"]:
        return False
    if reading.tree.roles[i] == "discourse" and reading.tree.words[i + 1 : i + 2] != (",",):
        return False
    return i > 0 and reading.tree.tags[i - 1] not in {"DT", "PRP$", "POS", "JJ"}


def is_phrasal(reading: Reading, verb: int) -> bool:
    """Say whether a verb judges with its particle: "played down the risk"."""
    wanted = reading.words.table("phrasal").get(reading.lemmas[verb])
    if wanted is None or not reading.tree.tags[verb].startswith("VB"):
        return False
    particles = children(reading.tree, verb, "compound:prt", "advmod")
    return any(part > verb and reading.tree.words[part] in wanted for part in particles)


def has_mark(reading: Reading, part: int, *words: str) -> bool:
    """Say whether one of the words introduces the phrase or clause of ``part``."""
    marks = children(reading.tree, part, "mark", "advmod", "case")
    return any(reading.tree.words[mark] in words for mark in marks)


def verb_group(reading: Reading, verb: int) -> Range:
    """Give a verb with the auxiliaries, adverbs and particle that stand beside it."""
    tree = reading.tree
    start, end = verb, verb + 1
    for part in sorted(tree.children[verb], reverse=True):
        role = tree.roles[part]
        near = part == start - 1 and tree.starts[part] == part
        near = near and not tree.tags[part].startswith(("N", "PR"))
        if near and role in {"aux", "aux:pass", "advmod", "cop"}:
            start = part
    if child(tree, verb, "compound:prt") == end:
        end += 1
    return start, end
