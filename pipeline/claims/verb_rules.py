"""Attributions whose cue is a verb; one short function per written form."""

from __future__ import annotations

from collections.abc import Iterator

from ..syntax import (
    child,
    children,
    is_passive,
    noun_phrase,
    own_subject,
    phrase,
    preposition,
    trim,
)
from .cues import has_mark, is_cue
from .found import Found, without
from .reading import Reading
from .speakers import attribute_to_verb

SHORTEST_CONTENT = 3
"""Tokens below which a stretch beside a cue is an accident of the parse, not a statement."""


def verb_clause(reading: Reading, verb: int) -> Found | None:
    """Read "officials said that the bridge was closed"."""
    tree = reading.tree
    if not is_cue(reading, verb, "say", "show", "think", "ask"):
        return None
    clauses = [part for part in children(tree, verb, "ccomp") if _has_words(reading, part)]
    clauses = clauses or _told(reading, verb)
    if not clauses:
        return None
    content = tuple(phrase(reading.tree, part) for part in clauses)
    return attribute_to_verb(reading, verb, "verb_clause", content)


def _told(reading: Reading, verb: int) -> list[int]:
    """Read "told [reporters that the bridge was closed]", where the clause hangs on the person."""
    tree = reading.tree
    if reading.lemmas[verb] not in reading.words["reporting.addressing"]:
        return []
    return [
        clause
        for person in children(tree, verb, "obj", "iobj")
        for clause in children(tree, person, "acl:relcl", "acl")
        if tree.words[tree.starts[clause]] == "that" and own_subject(tree, clause) is not None
    ][:1]


def _has_words(reading: Reading, part: int) -> bool:
    return reading.tree.ends[part] - reading.tree.starts[part] > 1


def verb_before_colon(reading: Reading, verb: int) -> Found | None:
    """Read "officials said: the bridge was closed", where the content stands beside the verb."""
    tree = reading.tree
    if not is_cue(reading, verb, "say", "show", "ask"):
        return None
    part = child(tree, verb, "parataxis")
    if part is not None and part > verb and own_subject(tree, part) is not None:
        content = phrase(tree, part)
    elif tree.words[verb + 1 : verb + 2] == (":",) and verb + 2 < len(tree.words):
        content = trim(tree, verb + 2, reading.sentences[reading.sentence_of[verb + 2]][1])
    else:
        return None
    return attribute_to_verb(reading, verb, "verb_before_colon", (content,))


def verb_aside(reading: Reading, verb: int) -> Found | None:
    """Read "the bridge, officials said, was closed" and "as officials said"."""
    tree = reading.tree
    if tree.roles[verb] not in {"parataxis", "advcl", "discourse"}:
        return None
    speaker = own_subject(tree, verb)
    if not is_cue(reading, verb, "say", "show") or speaker is None:
        return None
    if tree.roles[verb] == "advcl" and not has_mark(reading, verb, "as"):
        return None
    if child(tree, verb, "obj", "ccomp", "xcomp") is not None:
        return None
    host = tree.heads[verb]
    own = (speaker, *children(tree, verb, "mark", "advmod", "case", "aux"))
    aside = (min(verb, *(tree.starts[part] for part in own)), tree.ends[verb])
    content = without(tree, host, aside)
    if sum(end - start for start, end in content) < SHORTEST_CONTENT:
        return None
    return attribute_to_verb(reading, verb, "verb_aside", content)


def verb_infinitive(reading: Reading, verb: int) -> Found | None:
    """Read "the mayor vowed to rebuild it"."""
    tree = reading.tree
    if not is_cue(reading, verb, "intend", "ask"):
        return None
    part = child(tree, verb, "xcomp", "ccomp", "advcl")
    if part is None or part < verb or child(tree, part, "mark") is None:
        return None
    return attribute_to_verb(reading, verb, "verb_infinitive", (phrase(reading.tree, part),))


def verb_passive(reading: Reading, verb: int) -> Found | None:
    """Read "the plan was criticised by the union", "the tower is seen as a symbol"."""
    tree = reading.tree
    if not is_passive(tree, verb) or not is_cue(reading, verb, "judge", "say", "think", "ask"):
        return None
    part = own_subject(tree, verb)
    if part is None or tree.tags[part] in {"WDT", "WP"}:
        return None
    more = [phrase(reading.tree, extra) for extra in _complements(reading, verb)]
    return attribute_to_verb(reading, verb, "verb_passive", (phrase(reading.tree, part), *more))


def _complements(reading: Reading, verb: int) -> Iterator[int]:
    for part in children(reading.tree, verb, "xcomp", "ccomp", "obl", "advcl"):
        if part > verb and preposition(reading.tree, part) in {None, "as", "for", "of"}:
            yield part


def verb_object(reading: Reading, verb: int) -> Found | None:
    """Read "the union criticised the plan"."""
    tree = reading.tree
    if not is_cue(reading, verb, "judge"):
        return None
    part = child(tree, verb, "obj")
    if part is None or tree.tags[part] in {"WDT", "WP"}:
        return None
    more = [one for one in children(tree, verb, "obl", "xcomp") if one > part]
    start, end = phrase(reading.tree, part)
    end = max([end, *(phrase(reading.tree, one)[1] for one in more)])
    return attribute_to_verb(reading, verb, "verb_object", ((start, end),))


def verb_preposition(reading: Reading, verb: int) -> Found | None:
    """Read "the union called for a strike", "the mayor referred to the flood"."""
    tree = reading.tree
    table = reading.words.table("prepositional")
    wanted = table.get(reading.lemmas[verb])
    if wanted is None or not tree.tags[verb].startswith("VB") or is_passive(tree, verb):
        return None
    for noun in children(tree, verb, "obl", "advcl", "nmod", "xcomp"):
        lead = children(tree, noun, "case", "mark")
        if noun > verb and any(tree.words[part] in wanted for part in lead):
            bounds = (
                noun_phrase(tree, noun) if tree.roles[noun] == "obl" else phrase(reading.tree, noun)
            )
            return attribute_to_verb(reading, verb, "verb_preposition", (bounds,))
    return None
