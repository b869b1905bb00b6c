"""Finds who does what a passive verb says: "was accused of fraud by the mayor"."""

from __future__ import annotations

from dataclasses import dataclass

from ..syntax import agent, children, noun_phrase, trim
from .found import Range
from .holders import may_speak
from .reading import Reading

FARTHEST = 3
"""Steps up the tree from "by the mayor" to the verb: it may hang on "fraud" or "a mistake"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doer:
    """A doer with the "by" before it, and what the verb goes on with behind it."""

    by: int
    source: Range
    end: int
    tail: Range | None


def doer_of(reading: Reading, verb: int) -> Doer | None:
    """Find the doer of a passive verb, also where the parse hangs it on another noun."""
    tree = reading.tree
    who = agent(tree, verb)
    if who is not None and tree.tags[who] == "CD":
        return None  # "was passed by seven to four"
    if who is None:
        who = _far_doer(reading, verb)
    if who is None:
        return None
    by = next((part for part in children(tree, who, "case") if part < who), who)
    start, end = noun_phrase(tree, who)
    cut = next((i for i in range(who + 1, end) if _goes_on(reading, verb, i)), end)
    tail = trim(tree, cut, end) if cut < end else None
    return Doer(by=by, source=trim(tree, start, cut), end=end, tail=tail)


def _far_doer(reading: Reading, verb: int) -> int | None:
    tree = reading.tree
    for by in range(verb + 1, tree.ends[verb]):
        if tree.words[by] != "by" or tree.roles[by] != "case":
            continue
        noun = tree.heads[by]
        speaks = may_speak(reading, noun) or tree.tags[noun] == "PRP"
        if noun > by and speaks and _hangs_on(reading, noun, verb):
            return noun
    return None


def _hangs_on(reading: Reading, noun: int, verb: int) -> bool:
    """Say whether only nouns stand between: "a book written by Berg" is no doing of the verb's."""
    tree = reading.tree
    i = tree.heads[noun]
    for _ in range(FARTHEST):
        if i == verb:
            return True
        if tree.tags[i].startswith("V") or tree.heads[i] == i or i < verb:
            return False
        i = tree.heads[i]
    return False


def _goes_on(reading: Reading, verb: int, i: int) -> bool:
    """Say whether a word behind the doer leads back to the verb: "accused by the mayor of ..."."""
    tree = reading.tree
    wanted = reading.words.table("complements").get(reading.lemmas[verb], ())
    if tree.words[i] not in wanted and tree.words[i] not in {"of", "for", "as"}:
        return False
    return tree.words[i] in wanted or tree.tags[i + 1 : i + 2] == ("VBG",)
