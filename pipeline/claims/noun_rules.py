"""Attributions whose cue is a noun, an adjective or a preposition."""

from __future__ import annotations

from itertools import pairwise

from ..syntax import (
    FINITE_TAGS,
    SUBJECT_ROLES,
    child,
    children,
    clause_head,
    has_finite,
    noun_phrase,
    own_subject,
    phrase,
    preposition,
    subject,
    trim,
)
from .cues import SHORTEST_CONTENT, has_mark, is_cue, verb_group
from .found import Found, Range, without
from .reading import Reading
from .speakers import noun_beside, owner_of

PREDICATE_ROLES = frozenset({"acl:relcl", "advcl", "appos", "ccomp", "conj", "parataxis", "root"})
"""Roles in which a plural noun behind another noun may be a verb."""

OPENERS = frozenset({"how", "what", "when", "where", "whether", "who", "why"})
"""Words that open a question behind "of" or "about"."""


def source_preposition(reading: Reading, noun: int) -> Found | None:
    """Read "according to the agency, the bridge was closed"."""
    tree = reading.tree
    phrase = preposition(tree, noun)
    if phrase not in reading.words["reporting.prepositions"]:
        return None
    cue_end = max(tree.ends[part] for part in children(tree, noun, "case") if part < noun)
    first = min(part for part in children(tree, noun, "case"))
    start, _ = reading.sentence_at(noun)
    read = _named_first if first == _after_lead(reading, start, first) else _named_later
    parts = read(reading, noun, (first, cue_end))
    if parts is None:
        return None
    source, content = parts
    return Found(
        rule="source_preposition",
        head=noun,
        cue=((first, cue_end),),
        source=source,
        content=content,
    )


def _named_first(reading: Reading, noun: int, cue: Range) -> tuple[Range, tuple[Range, ...]] | None:
    """Give source and content of "According to the agency, the dam ...".

    Parsers take what stands there for one long name: the comma is surer.
    """
    tree, host = reading.tree, reading.tree.heads[noun]
    end = reading.sentence_at(noun)[1]
    comma = _comma_before_clause(reading, cue[1] + 1, end)
    if comma is not None:
        comma = _comma_before_subject(reading, host, cue[1], comma)
    elif host == noun or own_subject(tree, host) is None:
        comma = next((i for i in range(cue[1] + 1, end) if tree.words[i] == ","), end)
        if end - comma <= SHORTEST_CONTENT:
            return None
    else:
        return noun_phrase(tree, noun), without(tree, host, (tree.starts[noun], tree.ends[noun]))
    return (cue[1], comma), (trim(tree, comma + 1, end),)


def _named_later(reading: Reading, noun: int, cue: Range) -> tuple[Range, tuple[Range, ...]]:
    """Give source and content of "The dam leaked, according to the agency"."""
    tree, (first, cue_end) = reading.tree, cue
    start, end = reading.sentence_at(noun)
    source = noun_phrase(tree, noun)
    content = without(tree, tree.heads[noun], (tree.starts[noun], tree.ends[noun]))
    before, rest = trim(tree, start, first), (source[1], end)
    follows = tree.words[first - 1] == ","
    if follows and has_finite(tree, *before):
        if _runs_on(reading, rest):
            # "..., according to a poll released Friday that names ...": all of it is the source.
            return trim(tree, cue_end, end), (before,)
        comma = _comma_before_and(reading, source)
        if comma is not None:
            return (source[0], comma), (before,)
    elif follows:
        comma = next((i for i in range(cue_end, end - 1) if tree.words[i] == ","), None)
        if comma is not None and _opens_with_finite(reading, comma + 1):
            # "The dam, according to the agency, was ...": parsers take the agency for the subject.
            return (cue_end, comma), (before, trim(tree, comma + 1, end))
    if not any(has_finite(tree, *part) for part in content):
        content = (trim(tree, start, first),)
        comma = next((i for i in range(source[1], end) if tree.words[i] == ","), end)
        whole = trim(tree, cue_end, comma)
        source = source if has_finite(tree, *whole) else whole
    return source, content


def source_in(reading: Reading, noun: int) -> Found | None:
    """Read "in Berg's words, the dam is a sieve" and "Berg leads by 12 points in the poll"."""
    tree = reading.tree
    case = child(tree, noun, "case")
    if case is None or preposition(tree, noun) != "in" or tree.heads[noun] == noun:
        return None
    host, owner = clause_head(tree, tree.heads[noun]), child(tree, noun, "nmod:poss")
    whole = (min(case, tree.starts[noun]), tree.ends[noun])
    content = without(tree, host, whole)
    if tree.words[noun] in reading.words["reporting.telling"] and owner is not None:
        source = noun_phrase(tree, owner)
    elif reading.lemmas[noun] in reading.words["reporting.polls"]:
        told = is_cue(reading, host, "say", "show", "think", "ask", "judge")
        counts = any(tree.tags[i] == "CD" for part in content for i in range(*part))
        if told or not counts:
            return None
        source = noun_phrase(tree, noun)
    else:
        return None
    if not any(has_finite(tree, *part) for part in content):
        return None
    cue = ((case, case + 1),)
    return Found(rule="source_in", head=noun, cue=cue, source=source, content=content)


def _after_lead(reading: Reading, start: int, first: int) -> int:
    """Give where a sentence starts behind "But," and the like."""
    tree = reading.tree
    while start < first and (tree.tags[start] in {"CC", "RB", "_SP"} or tree.words[start] == ","):
        start += 1
    return start


def _runs_on(reading: Reading, rest: Range) -> bool:
    """Say whether words go on behind a source without a comma or a dash."""
    words = reading.tree.words[slice(*rest)]
    return len(words) > 1 and words[0].isalnum() and not set(words) & {",", ";", "-", "—", "–"}


def _comma_before_clause(reading: Reading, start: int, end: int) -> int | None:
    """Give the first comma with a clause of its own behind it, past "who led it" and "a body"."""
    tree = reading.tree
    commas = [i for i in range(start, end) if tree.words[i] == ","]
    for comma, following in pairwise([*commas, end]):
        relative = tree.tags[comma + 1 : comma + 2] in {("WDT",), ("WP",), ("WRB",)}
        if not relative and has_finite(tree, comma, following):
            return comma
    return None


def _comma_before_and(reading: Reading, source: Range) -> int | None:
    """Give where a clause of its own begins in "according to a report, and half are ill"."""
    tree, (start, end) = reading.tree, source
    joints = (i for i in range(start, end - 1) if tree.words[i] == "," and tree.tags[i + 1] == "CC")
    return next((i for i in joints if has_finite(tree, i, end)), None)


def _comma_before_subject(reading: Reading, host: int, start: int, comma: int) -> int:
    """Give the comma before the subject in "according to police, the driver, aged 34, was held".

    A clause that begins with its verb has its subject before the comma, and there the parse tells
    who it is; else it is the first that nothing joins to the source ("Ann Lee, a lawyer").
    """
    tree = reading.tree
    if not _opens_with_finite(reading, comma + 1):
        return comma
    subjects = (i for i in children(tree, host, *SUBJECT_ROLES) if start < i < comma)
    before = (tree.starts[i] - 1 for i in subjects)
    told = next((i for i in before if i > start and tree.words[i] == ","), None)
    if told is not None:
        return told
    first, *further = [i for i in range(start, comma + 1) if tree.words[i] == ","]
    describes = tree.words[first + 1] in {"a", "an"} or tree.tags[first + 1] == "WP"
    return further[0] if describes and len(further) > 2 else first


def _opens_with_finite(reading: Reading, start: int) -> bool:
    """Say whether a verb comes next, adverbs aside: "was arrested", "also fell"."""
    tags = reading.tree.tags
    following = range(start, reading.sentence_at(start)[1])
    return next((tags[i] for i in following if not tags[i].startswith("RB")), "") in FINITE_TAGS


def noun_clause(reading: Reading, noun: int) -> Found | None:
    """Read "the minister's claim that the bridge was closed"."""
    tree = reading.tree
    if reading.lemmas[noun] not in reading.words["reporting.nouns"]:
        return None
    if not tree.tags[noun].startswith("NN"):
        return None
    part = _clause_of(reading, noun)
    if part is None:
        return None
    owner = owner_of(reading, noun)
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
        content=(phrase(reading.tree, part),),
    )


def open_noun_clause(reading: Reading, noun: int) -> Found | None:
    """Read "rumours that the dam leaked": somebody says so, and the text does not say who."""
    if reading.lemmas[noun] not in reading.words["reporting.open_nouns"]:
        return None
    if not reading.tree.tags[noun].startswith("NN") or reading.is_quoted(noun):
        return None
    part = _clause_of(reading, noun)
    if part is None or reading.tree.words[reading.tree.starts[part]] == "to":
        return None
    content = (phrase(reading.tree, part),)
    cue = ((noun, noun + 1),)
    return Found(rule="open_noun_clause", head=noun, cue=cue, source=None, content=content)


def _clause_of(reading: Reading, noun: int) -> int | None:
    """Give the clause of "claim that ...", "plan to ...", "question (of) whether ..."."""
    tree = reading.tree
    for part in children(tree, noun, "acl", "acl:relcl", "ccomp", "xcomp", "advcl"):
        if part < noun:
            continue
        first = tree.words[tree.starts[part]]
        if has_mark(reading, part, "that", "to") and tree.roles[part] != "acl:relcl":
            return part
        if first == "that" and own_subject(tree, part) is not None and _is_full(reading, part):
            return part
        if {first, tree.words[min(tree.starts[part] + 1, len(tree.words) - 1)]} & {
            "whether",
            "how",
        }:
            return part
    return None


def _is_full(reading: Reading, part: int) -> bool:
    """Say whether a clause is complete: its "that" is not its own subject or object."""
    who = own_subject(reading.tree, part)
    return who is not None and reading.tree.words[who] != "that"


def _is_cue_word(reading: Reading, i: int) -> bool:
    """Say whether a word taken for a noun may be a reporting verb ("the council plans to ...")."""
    before = reading.tree.tags[i - 1] if i > 0 else ""
    return before in {"NN", "NNS", "NNP", "NNPS", "PRP"} and any(
        reading.lemmas[i] in reading.words[f"reporting.{kind}"] for kind in ("say", "intend")
    )


def adverb_alone(reading: Reading, adverb: int) -> Found | None:
    """Read "the dam reportedly leaked": somebody said so, and the text does not say who."""
    tree = reading.tree
    host = tree.heads[adverb]
    if tree.words[adverb] not in reading.words["reporting.adverbs"] or reading.is_quoted(adverb):
        return None
    if host == adverb or not tree.tags[host].startswith("VB"):
        return None
    cut = (adverb, adverb + 1)
    content = without(tree, host, cut)
    if not content:
        return None
    return Found(rule="adverb_alone", head=adverb, cue=(cut,), source=None, content=content)


def verb_taken_for_noun(reading: Reading, noun: int) -> Found | None:
    """Read "Berg claims/NNS he is safe" and the headline "Another Mayor Endorses/NNPS Berg"."""
    tree = reading.tree
    if tree.tags[noun] not in {"NNS", "NNPS"} or tree.roles[noun] not in PREDICATE_ROLES:
        return None
    start, end = reading.sentence_at(noun)
    if noun + 2 >= end or not _takes_content(reading, noun):
        return None
    before = noun - 1
    while before > start and tree.tags[before].startswith("RB"):
        before -= 1
    source = trim(tree, min(tree.starts[noun], before), before + 1)
    if not start <= before < noun or tree.tags[before] not in {"NN", "NNP", "NNPS", "PRP"}:
        return None
    if any(tree.tags[i] in FINITE_TAGS | {"IN", "POS"} for i in range(*source)):
        return None
    return Found(
        rule="verb_taken_for_noun",
        head=noun,
        cue=((before + 1, noun + 1),),
        source=source,
        content=(trim(tree, noun + 1, end),),
    )


def _takes_content(reading: Reading, noun: int) -> bool:
    """Say whether a verb of speech or judgement is followed by what it may report."""
    words = reading.words
    lemma, following = reading.lemmas[noun], reading.tree.tags[noun + 1]
    if reading.tree.words[noun + 1] == "to":
        return lemma in words["reporting.intend"]
    verbs = words["reporting.say"] | words["reporting.judge"] | words["reporting.show"]
    opens = following[:2] in {"NN", "PR", "DT", "JJ", "``"} or following == "WDT"
    return lemma in verbs and (opens or reading.tree.words[noun + 1] == "that")


def noun_preposition(reading: Reading, noun: int) -> Found | None:
    """Read "the union's criticism of the plan"."""
    tree = reading.tree
    wanted = reading.words.table("prepositional_nouns").get(reading.lemmas[noun])
    if wanted is None or not tree.tags[noun].startswith("NN"):
        return None
    owner = owner_of(reading, noun)
    if owner is None and reading.lemmas[noun] not in reading.words["reporting.open_nouns"]:
        return None
    for part in children(tree, noun, "nmod", "acl"):
        if part > noun and part != owner and has_mark(reading, part, *wanted):
            content = noun_phrase(tree, part)
            link = min(content[0], tree.starts[part])
            opener = next((i for i in (link, link + 1) if tree.words[i] in OPENERS), None)
            return Found(
                rule="noun_preposition",
                head=noun,
                cue=((noun, noun + 1),),
                source=None if owner is None else noun_phrase(tree, owner),
                # "The question of whether the dam held" is one of the whole clause.
                content=(content if opener is None else trim(tree, opener, tree.ends[part]),),
            )
    return None


def adjective_clause(reading: Reading, adjective: int) -> Found | None:
    """Read "the mayor is confident that the bridge is safe"."""
    tree = reading.tree
    wanted = reading.words.table("adjectives").get(tree.words[adjective])
    if wanted is None:
        return None
    who = _who_is(reading, adjective)
    if who is None or tree.tags[who] == "EX" or tree.words[who] == "it":
        return None
    for part in children(tree, adjective, "ccomp", "xcomp", "advcl", "obl"):
        clause = tree.roles[part] == "ccomp" and "that" in wanted
        if part > adjective and (clause or has_mark(reading, part, *wanted)):
            return Found(
                rule="adjective_clause",
                head=adjective,
                cue=(verb_group(reading, adjective),),
                source=noun_phrase(tree, who),
                content=(phrase(reading.tree, part),),
            )
    return None


def _who_is(reading: Reading, adjective: int) -> int | None:
    """Give who is sure, who "remains sure" and who did it, "sure that it was safe"."""
    tree = reading.tree
    if child(tree, adjective, "cop", "aux:pass") is not None:
        return own_subject(tree, adjective)
    role, head = tree.roles[adjective], tree.heads[adjective]
    if role == "xcomp" and reading.lemmas[head] in reading.words["reporting.staying"]:
        return own_subject(tree, head)
    beside = adjective > 0 and tree.words[adjective - 1] in {",", "-", "–", "—"}
    if not beside or head > adjective or role not in {"acl", "advcl", "amod", "conj", "parataxis"}:
        return None
    return head if tree.tags[head].startswith("NN") else subject(tree, head)
