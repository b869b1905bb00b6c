"""How far a word that hedges, asks, predicts or denies reaches within a claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..records import CueKind
from ..syntax import AUXILIARY_ROLES, SUBJECT_ROLES, child, clause, is_predicate, trim
from .found import Proposition, Range
from .reading import Reading

LONGEST_CHAIN = 4
"""Verbs that a predicate may chain ("is expected to have to sell")."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that change how a claim is meant, and the stretch whose truth they touch."""

    kind: CueKind
    words: Range
    scope: Range


def chain(reading: Reading, head: int) -> list[int]:
    """Follow "plans to sell" and "was forced to sell" to the verb that carries the object."""
    tree, verbs = reading.tree, [head]
    while len(verbs) < LONGEST_CHAIN:
        inner = child(tree, verbs[-1], "xcomp")
        if inner is None or inner < verbs[-1] or not _is_verbal(reading, inner):
            break
        if child(tree, verbs[-1], "obj") is not None:
            break
        verbs.append(inner)
    return verbs


def chains(reading: Reading, head: int) -> list[list[int]]:
    """Give the verbs of a predicate, and of each before it that lends it its own."""
    return [chain(reading, governor) for governor in governors(reading, head)]


def _is_verbal(reading: Reading, i: int) -> bool:
    """Say whether a token is a verb, or what "to be" leads in ("appears to be a ruin")."""
    below = {reading.tree.roles[part] for part in reading.tree.children[i]}
    return reading.tree.tags[i].startswith("VB") or {"cop", "mark"} <= below


def governors(reading: Reading, head: int) -> Iterator[int]:
    """Give a predicate and those before it that lend it their modal verb or their "not".

    "It could collapse and [kill] dozens", "they plan to open two and [close] three", "he did not
    come or [call]": a second verb without a subject and auxiliary of its own shares them.
    """
    tree = reading.tree
    yield head
    if tree.roles[head] != "conj" or not _shares_verbs(reading, head):
        return
    for _ in range(LONGEST_CHAIN):
        if tree.heads[head] == head:
            return
        head = tree.heads[head]
        yield head
        if tree.roles[head] != "xcomp" or tree.tags[head] != "VB":
            return


def _shares_verbs(reading: Reading, head: int) -> bool:
    tree = reading.tree
    own = child(tree, head, *SUBJECT_ROLES, *AUXILIARY_ROLES, "mark")
    if own is not None:
        return False
    coordinator = child(tree, head, "cc")
    or_nor = coordinator is not None and tree.words[coordinator] in {"or", "nor"}
    return tree.tags[head] == "VB" or (tree.tags[head] in {"VBN", "VBG"} and or_nor)


def reach(reading: Reading, claim: Proposition, cue: Range, head: int) -> Range:
    """Give what lies behind a cue in the clause of ``head``; before it where it stands last.

    "[The firm did not] build 482 kilometres of road", "[the tower is believed to] be a ruin".
    """
    start, end = clause(reading.tree, head)
    start, end = max(start, claim.start), min(end, claim.end)
    for part in reading.tree.children[head]:
        coordinated = reading.tree.roles[part] == "conj" and is_predicate(reading.tree, part)
        if coordinated and part > cue[0] and not _shares_verbs(reading, part):
            end = min(end, reading.tree.starts[part])
    if cue[1] < end and _holds_words(reading, cue[1], end):
        return trim(reading.tree, max(start, cue[1]), end)
    if start < cue[0]:
        return trim(reading.tree, start, min(cue[0], max(end, start + 1)))
    return claim.start, claim.end


def _holds_words(reading: Reading, start: int, end: int) -> bool:
    return any(reading.tree.roles[i] != "punct" for i in range(start, end))


def spread(one: int, other: int) -> Range:
    """Give the stretch from one token to another, both in it."""
    return min(one, other), max(one, other) + 1
