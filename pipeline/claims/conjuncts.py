"""Hangs a verb behind "and" on the speaker or on what is said, whichever has its tense."""

from __future__ import annotations

from collections.abc import Sequence

from ..syntax import (
    AUXILIARY_ROLES,
    FINITE_TAGS,
    Tree,
    child,
    children,
    own_subject,
    rehang,
)
from .words import Words

PAST_TAGS = frozenset({"VBD", "VBN"})
"""Tags of a past tense, which taggers take for a participle behind an infinitive."""


def settle_conjuncts(tree: Tree, lemmas: Sequence[str], words: Words) -> Tree:
    """Give a tree in which verbs behind "and" or "but" hang where their tense belongs.

    Parsers hang "and has accused him" on what is said before it ("says that would cost a million"),
    whose subject seldom speaks, and "but would save more" on the speaker ("says it would cost").
    """
    saying = words["reporting.say"]
    heads = {}
    for i, role in enumerate(tree.roles):
        if role != "conj" or not tree.tags[i].startswith("VB") or not _goes_on(tree, i):
            continue
        head = tree.heads[i]
        above = tree.heads[head]
        if _is_infinitive(tree, head) and tree.tags[i] in PAST_TAGS and tree.tags[above] == "VBD":
            heads[i] = above  # "urged them to talk and offered help"
        elif tree.roles[head] == "ccomp" and lemmas[i] in words["reporting.further"]:
            speaks = above < head < i and lemmas[above] in saying
            if speaks and _tense(tree, i) == _tense(tree, above) is not None:
                heads[i] = above
        elif lemmas[head] in saying and _tense(tree, i) == "MD" != _tense(tree, head):
            said = child(tree, head, "ccomp")
            if said is not None and head < said < i and _tense(tree, said) == "MD":
                heads[i] = said
    return rehang(tree, heads) if heads else tree


def _goes_on(tree: Tree, i: int) -> bool:
    """Say whether a verb stands behind "and" or "but" without subject or "that"."""
    link = child(tree, i, "cc")
    joined = link is not None and tree.words[link] in {"and", "but"}
    alone = own_subject(tree, i) is None and child(tree, i, "mark") is None
    return joined and alone


def _is_infinitive(tree: Tree, i: int) -> bool:
    marks = children(tree, i, "mark")
    return tree.tags[i] == "VB" and any(tree.words[mark] == "to" for mark in marks)


def _tense(tree: Tree, i: int) -> str | None:
    """Give the tag of the finite verb of a clause; one for both forms of the present."""
    verbs = (i, *children(tree, i, *AUXILIARY_ROLES))
    tag = next((tree.tags[verb] for verb in verbs if tree.tags[verb] in FINITE_TAGS), None)
    return "VBP" if tag == "VBZ" else tag
