"""Whether a claim is denied, and the word that denies it."""

from __future__ import annotations

from ..syntax import children, negation
from .found import Found
from .propositions import Proposition
from .reading import Reading


def read_negation(reading: Reading, claim: Proposition, attribution: Found | None) -> str | None:
    """Give the word that negates the claim, or None."""
    for i in (
        _own_negation(reading, claim.head),
        _negative_verb(reading, claim.head),
        _negative_noun(reading, claim.head),
        _negative_report(reading, claim, attribution),
    ):
        if i is not None:
            return reading.doc[i].text
    return None


def _own_negation(reading: Reading, head: int) -> int | None:
    """Read "not", "never", "hardly", and "nearly" where it belongs to the verb."""
    tree = reading.tree
    found = negation(tree, head)
    if found is not None:
        return found
    for part in children(tree, head, "advmod", "cc:preconj", "det"):
        word = tree.words[part]
        if word in reading.words["negation.adverbs"]:
            return part
        if word in reading.words["negation.almost"] and tree.tags[head].startswith("VB"):
            return part
    return None


def _negative_verb(reading: Reading, head: int) -> int | None:
    """Read "failed to build", "refused to leave": the verb denies its infinitive."""
    tree = reading.tree
    infinitive = next(children(tree, head, "xcomp"), None)
    denies = reading.lemmas[head] in reading.words["negation.verbs"]
    return head if denies and infinitive is not None else None


def _negative_noun(reading: Reading, head: int) -> int | None:
    """Read "no one came", "they found no trace", "there was no trace"."""
    tree = reading.tree
    for noun in (head, *children(tree, head, "nsubj", "nsubj:pass", "obj")):
        if tree.words[noun] in reading.words["negation.nouns"]:
            return noun
        for part in children(tree, noun, "det", "advmod"):
            if tree.words[part] in reading.words["negation.determiners"]:
                return part
    return None


def _negative_report(reading: Reading, claim: Proposition, attribution: Found | None) -> int | None:
    """Read "denied that ...", "there is no evidence that ..."."""
    tree, words = reading.tree, reading.words
    role, above = tree.roles[claim.head], tree.heads[claim.head]
    if role not in {"ccomp", "acl", "xcomp"}:
        return None
    denies = reading.lemmas[above] in words["negation.reports"]
    if attribution is not None and above == attribution.head and denies:
        is_denied = report_is_denied(reading, attribution) is not None
        return None if is_denied else attribution.head
    if reading.lemmas[above] not in words["negation.proof"]:
        return None
    determiners = children(tree, above, "det")
    return next(
        (part for part in determiners if tree.words[part] in words["negation.determiners"]), None
    )


def report_is_denied(reading: Reading, attribution: Found) -> int | None:
    """Give the word that says nobody said so: "did [not] say", "[nobody] believes", "[not] all"."""
    tree, words = reading.tree, reading.words
    found = negation(tree, attribution.head)
    if found is not None or attribution.source is None:
        return found
    first = attribution.source[0]
    denying = words["negation.nouns"] | words["negation.determiners"] | words["negation.sources"]
    return first if tree.words[first] in denying else None
