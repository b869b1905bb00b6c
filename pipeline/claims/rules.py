"""The written forms in which news says who says what; one short function per form.

Every rule looks at one token, the head of a possible cue, and gives the attribution or None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..syntax import (
    EDGE_ROLES,
    Tree,
    agent,
    child,
    children,
    is_passive,
    noun_phrase,
    own_subject,
    preposition,
    subject,
    trim,
)
from .reading import Reading

Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An attribution as token ranges; ``head`` is the token that carries the cue."""

    rule: str
    head: int
    cue: tuple[Range, ...]
    source: Range | None
    content: tuple[Range, ...]


def verb_clause(reading: Reading, verb: int) -> Found | None:
    """Read "officials said that the bridge was closed"."""
    tree = reading.tree
    if not _is_cue(reading, verb, "say", "show", "think", "ask"):
        return None
    clauses = [part for part in children(tree, verb, "ccomp") if _has_words(reading, part)]
    if not clauses:
        return None
    content = tuple(_subtree(reading, part) for part in clauses)
    return attribute_to_verb(reading, verb, "verb_clause", content)


def verb_infinitive(reading: Reading, verb: int) -> Found | None:
    """Read "the mayor vowed to rebuild it"."""
    tree = reading.tree
    if not _is_cue(reading, verb, "intend", "ask"):
        return None
    part = child(tree, verb, "xcomp", "ccomp", "advcl")
    if part is None or part < verb or child(tree, part, "mark") is None:
        return None
    return attribute_to_verb(reading, verb, "verb_infinitive", (_subtree(reading, part),))


def verb_aside(reading: Reading, verb: int) -> Found | None:
    """Read "the bridge, officials said, was closed"."""
    tree = reading.tree
    if tree.roles[verb] not in {"parataxis", "advcl", "discourse"}:
        return None
    if not _is_cue(reading, verb, "say", "show", "think") or own_subject(tree, verb) is None:
        return None
    if tree.roles[verb] == "advcl" and not _has_mark(reading, verb, "as"):
        return None
    host = tree.heads[verb]
    content = _without(tree, host, verb)
    return attribute_to_verb(reading, verb, "verb_aside", content)


def verb_before_colon(reading: Reading, verb: int) -> Found | None:
    """Read "officials said: the bridge was closed", where the content hangs beside the verb."""
    tree = reading.tree
    if not _is_cue(reading, verb, "say", "show", "ask"):
        return None
    part = child(tree, verb, "parataxis")
    if part is None or own_subject(tree, part) is None:
        return None
    return attribute_to_verb(reading, verb, "verb_before_colon", (_subtree(reading, part),))


def verb_object(reading: Reading, verb: int) -> Found | None:
    """Read "the union criticised the plan"."""
    tree = reading.tree
    if not _is_cue(reading, verb, "judge"):
        return None
    part = child(tree, verb, "obj")
    passive = is_passive(tree, verb)
    if passive and agent(tree, verb) is not None:
        part = own_subject(tree, verb)
    if part is None or tree.tags[part] in {"WDT", "WP"}:
        return None
    content = [_subtree(reading, part)]
    content.extend(
        _subtree(reading, more) for more in children(tree, verb, "obl", "xcomp") if more > part
    )
    merged = (content[0][0], max(end for _, end in content)) if not passive else content[0]
    return attribute_to_verb(reading, verb, "verb_object", (merged,))


def source_preposition(reading: Reading, noun: int) -> Found | None:
    """Read "according to the agency, the bridge was closed"."""
    tree = reading.tree
    phrase = preposition(tree, noun)
    if phrase not in reading.words["reporting.prepositions"]:
        return None
    host = tree.heads[noun]
    cue_end = max(tree.ends[part] for part in children(tree, noun, "case") if part < noun)
    first = min(part for part in children(tree, noun, "case"))
    content = _without(tree, host, noun)
    return Found(
        rule="source_preposition",
        head=noun,
        cue=((first, cue_end),),
        source=noun_phrase(tree, noun),
        content=content,
    )


def noun_clause(reading: Reading, noun: int) -> Found | None:
    """Read "the minister's claim that the bridge was closed"."""
    tree = reading.tree
    if reading.lemmas[noun] not in reading.words["reporting.nouns"]:
        return None
    if not tree.tags[noun].startswith("NN"):
        return None
    part = child(tree, noun, "acl", "ccomp", "xcomp", "advcl")
    if part is None or part < noun or child(tree, part, "mark") is None:
        return None
    owner = child(tree, noun, "nmod:poss")
    if owner is None:
        nouns = children(tree, noun, "nmod")
        owner = next((one for one in nouns if preposition(tree, one) in {"by", "from", "of"}), None)
    if owner is None and tree.roles[noun] == "obj":
        owner = subject(tree, tree.heads[noun])
    return Found(
        rule="noun_clause",
        head=noun,
        cue=((noun, noun + 1),),
        source=None if owner is None else noun_phrase(tree, owner),
        content=(_subtree(reading, part),),
    )


RULES: tuple[Callable[[Reading, int], Found | None], ...] = (
    verb_clause,
    verb_before_colon,
    verb_aside,
    verb_infinitive,
    verb_object,
    source_preposition,
    noun_clause,
)
"""In the order in which they are tried; the first that finds something wins."""


def attribute_to_verb(reading: Reading, verb: int, rule: str, content: tuple[Range, ...]) -> Found:
    """Build the attribution of a verb: its cue and the subject that is the source."""
    tree = reading.tree
    who = agent(tree, verb) if is_passive(tree, verb) else subject(tree, verb)
    if not is_passive(tree, verb) and own_subject(tree, verb) is not None:
        who = own_subject(tree, verb)
    return Found(
        rule=rule,
        head=verb,
        cue=(_verb_group(reading, verb),),
        source=None if who is None else noun_phrase(tree, who),
        content=content,
    )


def _is_cue(reading: Reading, verb: int, *kinds: str) -> bool:
    if not reading.tree.tags[verb].startswith("VB"):
        return False
    lemma = reading.lemmas[verb]
    return any(lemma in reading.words[f"reporting.{kind}"] for kind in kinds)


def _has_words(reading: Reading, part: int) -> bool:
    return reading.tree.ends[part] - reading.tree.starts[part] > 1


def _has_mark(reading: Reading, verb: int, word: str) -> bool:
    marks = children(reading.tree, verb, "mark", "advmod", "case")
    return any(reading.tree.words[mark] == word for mark in marks)


def _verb_group(reading: Reading, verb: int) -> Range:
    tree = reading.tree
    start, end = verb, verb + 1
    for part in sorted(tree.children[verb], reverse=True):
        role = tree.roles[part]
        near = part == start - 1 and tree.starts[part] == part
        if near and role in {"aux", "aux:pass", "advmod", "cop"}:
            start = part
    if child(tree, verb, "compound:prt") == end:
        end += 1
    return start, end


def _subtree(reading: Reading, part: int) -> Range:
    return trim(reading.tree, reading.tree.starts[part], reading.tree.ends[part])


def _without(tree: Tree, whole: int, part: int) -> tuple[Range, ...]:
    """Give the subtree of ``whole`` as the stretches left and right of the subtree of ``part``."""
    start, end = tree.starts[whole], tree.ends[whole]
    cut_start, cut_end = tree.starts[part], tree.ends[part]
    if cut_end <= start or cut_start >= end:
        return (trim(tree, start, end),)
    sides = ((start, cut_start), (cut_end, end))
    return tuple(trim(tree, *side) for side in sides if _holds_words(tree, *side))


def _holds_words(tree: Tree, start: int, end: int) -> bool:
    return any(
        tree.roles[i] not in EDGE_ROLES and not tree.doc[i].is_space for i in range(start, end)
    )
