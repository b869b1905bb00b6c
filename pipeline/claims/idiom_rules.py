"""Attributions by a verb and another word together: "made clear that", "took aim at"."""

from __future__ import annotations

from dataclasses import replace

from ..syntax import child, children, is_finite, is_passive, noun_phrase, phrase, trim
from .cues import has_mark
from .found import Found
from .reading import Reading
from .speakers import attribute_to_verb

FARTHEST_THAT = 9
"""Tokens behind "clear" in which its "that" may stand: "made clear to both towns in May that"."""


def verb_idiom(reading: Reading, verb: int) -> Found | None:
    """Read "the union took aim at the plan" and "the mayor cast doubt on the report"."""
    tree = reading.tree
    idioms = reading.words.table("idioms").get(reading.lemmas[verb])
    what = child(tree, verb, "obj")
    if idioms is None or what is None or not tree.tags[verb].startswith("VB"):
        return None
    wanted = idioms.get(reading.lemmas[what])
    if wanted is None or what < verb or is_passive(tree, verb):
        return None
    beside = [*children(tree, what, "nmod", "acl"), *children(tree, verb, "obl", "advcl")]
    for part in sorted(beside):
        if part > what and has_mark(reading, part, *wanted):
            whole = noun_phrase(tree, part) if tree.tags[part][:1] in "NPC" else phrase(tree, part)
            found = attribute_to_verb(reading, verb, "verb_idiom", (whole,))
            start, end = found.cue[0]
            return replace(found, cue=((start, max(end, what + 1)),))
    return None


def clear_clause(reading: Reading, adjective: int) -> Found | None:
    """Read "the mayor made (it) clear on Monday that the dam was safe"."""
    tree = reading.tree
    verb = tree.heads[adjective]
    if tree.words[adjective] not in reading.words["clauses.clear"] or verb >= adjective:
        return None
    if reading.lemmas[verb] != "make" or is_passive(tree, verb):
        return None
    end = reading.sentence_at(verb)[1]
    near = range(adjective + 1, min(adjective + FARTHEST_THAT, end))
    that = next((i for i in near if tree.words[i] in {"that", "what", "how", "why"}), None)
    if that is None:
        clause = child(tree, verb, "ccomp") or child(tree, adjective, "ccomp")
        that = None if clause is None or clause < adjective else tree.starts[clause]
    if that is None or any(reading.tree.words[i] == "," for i in range(adjective, that)):
        return None
    clause = next((i for i in range(that, end) if is_finite(tree, i) and tree.starts[i] == that), 0)
    content = phrase(tree, clause) if clause else trim(tree, that, end)
    found = attribute_to_verb(reading, verb, "clear_clause", (content,))
    return replace(found, cue=((found.cue[0][0], adjective + 1),))
