"""The subject, predicate and object of a claim, in its own words.

"The city [subject] has opened [predicate] 12 schools [object]"; a verb without an object takes its
preposition along: "was born in" "Norland". They help to sort and align; the claim is the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..syntax import (
    AUXILIARY_ROLES,
    agent,
    child,
    children,
    is_passive,
    noun_phrase,
    own_subject,
    phrase,
    preposition,
    subject,
)
from .found import Range
from .reading import Reading

LONGEST_CHAIN = 4
"""Verbs that a predicate may chain ("is expected to have to sell")."""

PREDICATE_ROLES = (*AUXILIARY_ROLES, "compound:prt", "mark", "expl")


@dataclass(frozen=True, slots=True)
class Parts:
    """The words of a claim's subject, predicate and object; None where it has none."""

    subject: str | None
    predicate: str | None
    object: str | None


def read_parts(reading: Reading, head: int) -> Parts:
    """Read the parts of the clause that a predicate heads."""
    verbs = _chain(reading, head)
    last = verbs[-1]
    words = {word for verb in verbs for word in _verb_words(reading, verb, first=verb == head)}
    what, role = _object(reading, last)
    if what is not None and role in {"obl", "obl:agent", "nmod"}:
        words.update(part for part in children(reading.tree, what, "case") if part < what)
    return Parts(
        subject=_subject_text(reading, head),
        predicate=" ".join(reading.doc[i].text for i in sorted(words)) or None,
        object=None if what is None else _object_text(reading, what, role),
    )


def _chain(reading: Reading, head: int) -> list[int]:
    """Follow "plans to sell" and "was forced to sell" to the verb that carries the object."""
    tree, verbs = reading.tree, [head]
    while len(verbs) < LONGEST_CHAIN:
        inner = child(tree, verbs[-1], "xcomp")
        if inner is None or inner < verbs[-1] or not tree.tags[inner].startswith("VB"):
            break
        if child(tree, verbs[-1], "obj") is not None:
            break
        verbs.append(inner)
    return verbs


def _verb_words(reading: Reading, verb: int, *, first: bool) -> list[int]:
    tree = reading.tree
    roles = PREDICATE_ROLES if not first else tuple(r for r in PREDICATE_ROLES if r != "mark")
    words = [*children(tree, verb, *roles)]
    words += [part for part in tree.children[verb] if part in tree.negators]
    if child(tree, verb, "cop") is None:
        words.append(verb)
    return words


def _object(reading: Reading, verb: int) -> tuple[int | None, str]:
    """Give the object of a verb, or what stands in for it, with its role."""
    tree = reading.tree
    if child(tree, verb, "cop") is not None:
        return verb, "cop"
    doer = agent(tree, verb) if is_passive(tree, verb) else None
    if doer is not None:
        return doer, "obl:agent"
    for role in ("obj", "ccomp", "xcomp", "obl"):
        following = (part for part in children(tree, verb, role) if part > verb)
        found = next((part for part in following if not _names_source(reading, part)), None)
        if found is not None:
            return found, role
    if child(tree, verb, "expl") is not None:
        return own_subject(tree, verb), "obj"
    return None, ""


def _names_source(reading: Reading, part: int) -> bool:
    return preposition(reading.tree, part) in reading.words["reporting.prepositions"]


def _subject_text(reading: Reading, head: int) -> str | None:
    tree = reading.tree
    who = subject(tree, head)
    if who is None or child(tree, head, "expl") is not None:
        return None
    return _text(reading, noun_phrase(tree, who, clauses=False))


def _object_text(reading: Reading, what: int, role: str) -> str:
    if role in {"ccomp", "xcomp"}:
        return _text(reading, phrase(reading.tree, what))
    return _text(reading, noun_phrase(reading.tree, what))


def _text(reading: Reading, bounds: Range) -> str:
    return str(reading.doc[bounds[0] : bounds[1]].text)
