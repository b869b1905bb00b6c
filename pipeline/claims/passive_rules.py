"""Attributions by a verb whose subject is what is said or judged, not who says it."""

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
    subject,
    trim,
)
from .cues import has_mark, is_cue, is_verb, verb_group
from .doers import Doer, doer_of
from .found import Found, Range, without
from .holders import may_speak
from .reading import Reading


def verb_seems(reading: Reading, verb: int) -> Found | None:
    """Read "the dam appears to be safe": somebody holds it, and the text does not say who."""
    tree = reading.tree
    if not is_verb(reading, verb) or reading.lemmas[verb] not in reading.words["reporting.seem"]:
        return None
    if reading.is_quoted(verb):
        return None
    who, part = own_subject(tree, verb), child(tree, verb, "xcomp", "ccomp")
    part = _likeness(reading, verb) if part is None else part
    if who is None or part is None or part < verb or tree.tags[who] in {"WDT", "WP"}:
        return None
    if may_speak(reading, who) and is_cue(reading, part, "say", "judge", "think"):
        return None  # "Berg seemed to criticise the plan" is Berg's criticism.
    about = child(tree, part, "ccomp", "xcomp", "advcl", "obl") is not None
    if about and may_speak(reading, who) and tree.words[part] in reading.words.table("adjectives"):
        return None  # "Berg seemed pleased with the plan": so is Berg.
    content = (phrase(tree, who), phrase(tree, part))
    return Found(
        rule="verb_seems",
        head=verb,
        cue=(verb_group(reading, verb),),
        source=None,
        content=content,
    )


def _likeness(reading: Reading, verb: int) -> int | None:
    """Read "seemed like a mistake", "appeared as if it might leak"."""
    parts = children(reading.tree, verb, "obl", "advcl", "nmod")
    return next((i for i in parts if i > verb and has_mark(reading, i, "as", "like")), None)


def verb_asked(reading: Reading, verb: int) -> Found | None:
    """Read "Berg was asked (by a reader) whether it was safe" and "was pressed about the dam"."""
    tree = reading.tree
    if (
        not is_passive(tree, verb)
        or reading.lemmas[verb] not in reading.words["reporting.quizzing"]
    ):
        return None
    doer = doer_of(reading, verb)
    for part in children(tree, verb, "ccomp", "advcl", "obl", "xcomp"):
        asks = tree.words[tree.starts[part]] in reading.words["reporting.openers"] | {"if"}
        about = has_mark(reading, part, "about", "on", "over", "to")
        if part > verb and (asks or about):
            bounds = noun_phrase(tree, part) if tree.roles[part] == "obl" else phrase(tree, part)
            if doer is not None and bounds[0] < doer.by < bounds[1]:
                bounds = trim(tree, bounds[0], doer.by)
            source = None if doer is None else doer.source
            cue = (verb_group(reading, verb),)
            return Found(rule="verb_asked", head=verb, cue=cue, source=source, content=(bounds,))
    return None


def verb_passive(reading: Reading, verb: int) -> Found | None:
    """Read "the plan was criticised by the union", "the tower is seen as a symbol"."""
    tree = reading.tree
    taken_for_past = tree.roles[verb] == "acl" and child(tree, verb, "obl:agent") is not None
    if not is_cue(reading, verb, "judge", "say", "think", "ask"):
        return None
    if not is_passive(tree, verb) and not taken_for_past:
        return None
    unfit = reading.words["reporting.quizzing"] | reading.words["reporting.publishing"]
    if reading.lemmas[verb] in unfit and not _is_seen_as(reading, verb):
        return None
    who, doer = own_subject(tree, verb), doer_of(reading, verb)
    if who is None and doer is not None and tree.roles[verb] == "conj":
        who = subject(tree, verb)  # "was mended and is now praised by the union"
    if who is None:
        return _opposed_by(reading, verb, doer)
    what = subject(tree, verb) if tree.tags[who] in {"WDT", "WP"} else None
    first = phrase(tree, who) if what is None else noun_phrase(tree, what, clauses=False)
    parts: list[Range] = [first]
    for extra in _complements(reading, verb):
        parts.extend(_without_doer(reading, extra, doer))
    if doer is not None and doer.tail is not None:
        parts.append(doer.tail)
    return Found(
        rule="verb_passive",
        head=verb,
        cue=(verb_group(reading, verb),),
        source=None if doer is None else doer.source,
        content=tuple(sorted(set(parts))),
    )


def _is_seen_as(reading: Reading, verb: int) -> bool:
    parts = children(reading.tree, verb, "obl", "advcl", "xcomp")
    return any(part > verb and has_mark(reading, part, "as") for part in parts)


def _opposed_by(reading: Reading, verb: int, doer: Doer | None) -> Found | None:
    """Read "a plan opposed by the union"."""
    tree = reading.tree
    if doer is None or tree.roles[verb] != "acl" or tree.heads[verb] > verb:
        return None
    parts = [noun_phrase(tree, tree.heads[verb], clauses=False)]
    for extra in _complements(reading, verb):
        parts.extend(_without_doer(reading, extra, doer))
    cue, content = (verb_group(reading, verb),), tuple(sorted(set(parts)))
    return Found(rule="verb_passive", head=verb, cue=cue, source=doer.source, content=content)


def _without_doer(reading: Reading, extra: int, doer: Doer | None) -> tuple[Range, ...]:
    if doer is None:
        return (phrase(reading.tree, extra),)
    if doer.by <= reading.tree.starts[extra] < doer.end:
        return ()
    return without(reading.tree, extra, (doer.by, doer.end))


def _complements(reading: Reading, verb: int) -> Iterator[int]:
    for part in children(reading.tree, verb, "xcomp", "ccomp", "obl", "advcl"):
        if part > verb and preposition(reading.tree, part) in {None, "as", "for", "of"}:
            yield part
