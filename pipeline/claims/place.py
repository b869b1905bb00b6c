"""Where a claim says that something is or happens: the words that name the place."""

from __future__ import annotations

from collections.abc import Iterator

from ..syntax import children, noun_phrase, phrase, preposition
from .facts import Facts
from .found import Range
from .parts import Parts
from .reading import Reading


def read_place(reading: Reading, head: int, parts: Parts, facts: Facts) -> Range | None:
    """Give the first stretch that says where, with its preposition; None where nothing does.

    Looked at in turn: the adjuncts, what takes the object's place ("was born in Norland"), the
    noun of "the town where ...", and what narrows the object or the subject.
    """
    stretches = (
        *parts.adjuncts,
        *_after_preposition(reading, parts.object),
        *_where(reading, head),
        *_within(reading, parts.object, facts),
        *_within(reading, parts.subject, facts),
    )
    for start, end in stretches:
        if not facts.has_place(start, end):
            continue
        first = reading.tree.words[start]
        if _names_place(reading, start, end, facts) and (
            first in reading.words["place.prepositions"] or _is_noun(reading, start)
        ):
            return start, end
    return None


def _names_place(reading: Reading, start: int, end: int, facts: Facts) -> bool:
    """Say whether the head of a phrase is a place, or lies in one ("a tower in Oslo").

    "In the wake of the fire at the Oslo works" says when.
    """
    tree = reading.tree
    head = next((i for i in range(start, end) if not start <= tree.heads[i] < end), start)
    if "place" in facts.kinds_in(head, head + 1):
        return True
    for part in children(tree, head, "nmod", "nmod:poss", "compound", "appos"):
        if "place" not in facts.kinds_in(part, part + 1) or not start <= part < end:
            continue
        of = preposition(tree, part) == "of"
        if not of or reading.lemmas[head] in reading.words["place.nouns"]:
            return True
    return False


def _is_noun(reading: Reading, start: int) -> bool:
    return reading.tree.tags[start] not in {"IN", "TO", "RB"}


def _after_preposition(reading: Reading, what: Range | None) -> Iterator[Range]:
    """Give an object that a preposition leads in, with it."""
    if what is not None and reading.tree.words[what[0] - 1] in reading.words["place.prepositions"]:
        yield what[0] - 1, what[1]


def _where(reading: Reading, head: int) -> Iterator[Range]:
    """Give the noun that "where" stands for."""
    tree = reading.tree
    links = children(tree, head, "advmod", "obl", "mark")
    where = next((i for i in links if tree.words[i] == "where"), None)
    if where is None:
        return
    if tree.roles[head] in {"acl", "acl:relcl"}:
        yield noun_phrase(tree, tree.heads[head], clauses=False)
        return
    before = where - 2 if tree.words[where - 1] == "," else where - 1
    if before >= 0 and tree.tags[before].startswith("NN"):
        yield noun_phrase(tree, before, clauses=False)


def _within(reading: Reading, part: Range | None, facts: Facts) -> Iterator[Range]:
    """Give the prepositional phrases that narrow a noun and may name a place."""
    if part is None or not facts.has_place(*part):
        return
    tree = reading.tree
    for i in range(*part):
        if tree.roles[i] in {"nmod", "obl"} and preposition(tree, i) is not None:
            start, end = phrase(tree, i)
            if part[0] <= start and end <= part[1]:
                yield start, end
