"""The written forms in which news says who says what; one short function per form.

Every rule looks at one token, the head of a possible cue, and gives the attribution or None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
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

SHORTEST_CONTENT = 3
"""Tokens below which a stretch beside a cue is an accident of the parse, not a statement."""

LONGEST_SPEAKER = 7
"""Tokens that a name with its title may have before a colon or after a dash."""

SPEAKER_TAGS = frozenset({"NNP", "NNPS", "NN", "JJ", ",", "."})
"""Tags of which such a name is made: "Chair Anna Berg", "Gov. Berg"."""


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
    """Read "the bridge, officials said, was closed" and "as officials said"."""
    tree = reading.tree
    if tree.roles[verb] not in {"parataxis", "advcl", "discourse"}:
        return None
    if not _is_cue(reading, verb, "say", "show") or own_subject(tree, verb) is None:
        return None
    if tree.roles[verb] == "advcl" and not _has_mark(reading, verb, "as"):
        return None
    if child(tree, verb, "obj", "ccomp", "xcomp") is not None:
        return None
    host = tree.heads[verb]
    content = _without(tree, host, verb)
    if sum(end - start for start, end in content) < SHORTEST_CONTENT:
        return None
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
    if part is None or tree.tags[part] in {"WDT", "WP"}:
        return None
    more = [one for one in children(tree, verb, "obl", "xcomp") if one > part]
    start, end = _subtree(reading, part)
    end = max([end, *(_subtree(reading, one)[1] for one in more)])
    return attribute_to_verb(reading, verb, "verb_object", ((start, end),))


def verb_passive(reading: Reading, verb: int) -> Found | None:
    """Read "the plan was criticised by the union", "the tower is seen as a symbol"."""
    tree = reading.tree
    if not is_passive(tree, verb) or not _is_cue(reading, verb, "judge", "say", "think", "ask"):
        return None
    part = own_subject(tree, verb)
    if part is None or tree.tags[part] in {"WDT", "WP"}:
        return None
    more = [_subtree(reading, extra) for extra in _complements(reading, verb)]
    return attribute_to_verb(reading, verb, "verb_passive", (_subtree(reading, part), *more))


def _complements(reading: Reading, verb: int) -> Iterator[int]:
    for part in children(reading.tree, verb, "xcomp", "ccomp", "obl", "advcl"):
        if part > verb and preposition(reading.tree, part) in {None, "as", "for", "of"}:
            yield part


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
                noun_phrase(tree, noun) if tree.roles[noun] == "obl" else _subtree(reading, noun)
            )
            return attribute_to_verb(reading, verb, "verb_preposition", (bounds,))
    return None


def noun_preposition(reading: Reading, noun: int) -> Found | None:
    """Read "the union's criticism of the plan"."""
    tree = reading.tree
    wanted = reading.words.table("prepositional_nouns").get(reading.lemmas[noun])
    if wanted is None or not tree.tags[noun].startswith("NN"):
        return None
    owner = _owner(reading, noun)
    if owner is None:
        return None
    for part in children(tree, noun, "nmod", "acl"):
        if part > noun and part != owner and _has_mark(reading, part, *wanted):
            return Found(
                rule="noun_preposition",
                head=noun,
                cue=((noun, noun + 1),),
                source=noun_phrase(tree, owner),
                content=(noun_phrase(tree, part),),
            )
    return None


def adjective_clause(reading: Reading, adjective: int) -> Found | None:
    """Read "the mayor is confident that the bridge is safe"."""
    tree = reading.tree
    wanted = reading.words.table("adjectives").get(tree.words[adjective])
    if wanted is None or child(tree, adjective, "cop") is None:
        return None
    who = own_subject(tree, adjective)
    if who is None or tree.tags[who] == "EX" or tree.words[who] == "it":
        return None
    for part in children(tree, adjective, "ccomp", "xcomp", "advcl", "obl"):
        clause = tree.roles[part] == "ccomp" and "that" in wanted
        if part > adjective and (clause or _has_mark(reading, part, *wanted)):
            return Found(
                rule="adjective_clause",
                head=adjective,
                cue=(_verb_group(reading, adjective),),
                source=noun_phrase(tree, who),
                content=(_subtree(reading, part),),
            )
    return None


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
    if part is None or part < noun or not _has_mark(reading, part, "that", "to"):
        return None
    owner = _owner(reading, noun)
    source = noun_phrase(tree, owner) if owner is not None else None
    if source is None and _is_cue_word(reading, noun):
        source = noun_beside(reading, (noun, noun + 1), ((noun, tree.ends[noun]),))
    if source is None:
        return None
    return Found(
        rule="noun_clause",
        head=noun,
        cue=((noun, noun + 1),),
        source=source,
        content=(_subtree(reading, part),),
    )


def _owner(reading: Reading, noun: int) -> int | None:
    """Give whose claim it is: "Berg's claim", "the claim by Berg", "Berg rejected the claim"."""
    tree = reading.tree
    owner = child(tree, noun, "nmod:poss")
    if owner is None:
        nouns = children(tree, noun, "nmod")
        owner = next((one for one in nouns if preposition(tree, one) in {"by", "from", "of"}), None)
    if owner is None and tree.roles[noun] == "obj":
        owner = subject(tree, tree.heads[noun])
    return owner


def _is_cue_word(reading: Reading, i: int) -> bool:
    """Say whether a word taken for a noun may be a reporting verb ("the council plans to ...")."""
    before = reading.tree.tags[i - 1] if i > 0 else ""
    return before in {"NN", "NNS", "NNP", "NNPS", "PRP"} and any(
        reading.lemmas[i] in reading.words[f"reporting.{kind}"] for kind in ("say", "intend")
    )


def speaker_colon(reading: Reading, colon: int) -> Found | None:
    """Read "Anna Berg: The dam is safe" and "From Chair Berg: “...”"."""
    tree = reading.tree
    if tree.words[colon] != ":" or reading.is_quoted(colon):
        return None
    start = colon
    while start > 0 and colon - start < LONGEST_SPEAKER and not _ends_line(reading, start - 1):
        start -= 1
    if start == colon or (start > 0 and not _ends_line(reading, start - 1)):
        return None
    start += tree.words[start] == "from"
    if not all(tree.tags[i] in SPEAKER_TAGS for i in range(start, colon)):
        return None
    if "NNP" not in tree.tags[start:colon] or colon + 2 >= len(tree.words):
        return None
    end = reading.sentences[reading.sentence_of[colon + 1]][1]
    if reading.is_quoted(colon + 1):
        end = reading.quotations[reading.quotation_of[colon + 1]][1]
    if end - colon < SHORTEST_CONTENT or _ends_line(reading, colon + 1):
        return None
    content = trim(tree, colon + 1, end)
    return Found(
        rule="speaker_colon",
        head=colon,
        cue=((colon, colon + 1),),
        source=(start, colon),
        content=(content,),
    )


def speaker_dash(reading: Reading, dash: int) -> Found | None:
    """Read "“The dam is safe.” — Anna Berg"."""
    tree = reading.tree
    if tree.words[dash] not in reading.words["reporting.dashes"] or dash + 1 >= len(tree.words):
        return None
    before = dash - 1
    while before > 0 and reading.doc[before].is_space:
        before -= 1
    if before < 0 or not reading.is_quoted(before) or reading.is_quoted(dash):
        return None
    end = dash + 1
    while (
        end < len(tree.words) and end - dash <= LONGEST_SPEAKER and tree.tags[end] in SPEAKER_TAGS
    ):
        end += 1
    if "NNP" not in tree.tags[dash + 1 : end] or not _ends_line(reading, min(end, len(tree.words))):
        return None
    quotation = reading.quotations[reading.quotation_of[before]]
    return Found(
        rule="speaker_dash",
        head=dash,
        cue=((dash, dash + 1),),
        source=(dash + 1, end),
        content=(quotation,),
    )


def _ends_line(reading: Reading, i: int) -> bool:
    """Say whether a token is a line break or a full stop, or stands after the last one."""
    words = reading.tree.words
    return i >= len(words) or "\n" in words[i] or words[i] in {".", "!", "?", ")", "("}


RULES: tuple[Callable[[Reading, int], Found | None], ...] = (
    verb_clause,
    verb_before_colon,
    verb_aside,
    verb_infinitive,
    verb_passive,
    verb_object,
    verb_preposition,
    adjective_clause,
    noun_preposition,
    source_preposition,
    noun_clause,
    speaker_colon,
    speaker_dash,
)
"""In the order in which they are tried; the first that finds something wins."""


def attribute_to_verb(reading: Reading, verb: int, rule: str, content: tuple[Range, ...]) -> Found:
    """Build the attribution of a verb: its cue and the subject that is the source."""
    tree = reading.tree
    group = _verb_group(reading, verb)
    if is_passive(tree, verb):
        who = agent(tree, verb)
    else:
        who = own_subject(tree, verb)
        if who is None:
            who = subject(tree, verb)
    source = None if who is None else noun_phrase(tree, who)
    if source is not None and _overlap(source, content):
        source = None
    if source is None and not is_passive(tree, verb):
        source = noun_beside(reading, group, content)
    return Found(rule=rule, head=verb, cue=(group,), source=source, content=content)


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
    return noun and not reading.is_quoted(i) and not _overlap((i, i + 1), content)


def _is_direct(reading: Reading, i: int) -> bool:
    return i >= 0 and reading.is_quoted(i)


def _noun_phrase_around(
    reading: Reading, i: int, sentence: Range, content: tuple[Range, ...]
) -> Range:
    """Give the noun phrase that ends or begins at a noun, by its tags alone."""
    tags, start, end = reading.tree.tags, i, i + 1
    inner = {"NN", "NNS", "NNP", "NNPS", "DT", "JJ", "PRP$", "POS", "CD"}
    while start > sentence[0] and tags[start - 1] in inner and tags[i] != "PRP":
        if reading.is_quoted(start - 1) or _overlap((start - 1, start), content):
            break
        start -= 1
    while end < sentence[1] and tags[end] in {"NN", "NNS", "NNP", "NNPS"} and tags[i] != "PRP":
        if reading.is_quoted(end) or _overlap((end, end + 1), content):
            break
        end += 1
    return start, end


def _overlap(one: Range, others: tuple[Range, ...]) -> bool:
    return any(one[0] < end and start < one[1] for start, end in others)


def _is_cue(reading: Reading, verb: int, *kinds: str) -> bool:
    if not reading.tree.tags[verb].startswith("VB"):
        return False
    lemma = reading.lemmas[verb]
    return any(lemma in reading.words[f"reporting.{kind}"] for kind in kinds)


def _has_words(reading: Reading, part: int) -> bool:
    return reading.tree.ends[part] - reading.tree.starts[part] > 1


def _has_mark(reading: Reading, verb: int, *words: str) -> bool:
    marks = children(reading.tree, verb, "mark", "advmod", "case")
    return any(reading.tree.words[mark] in words for mark in marks)


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
