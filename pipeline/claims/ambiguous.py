"""What a claim leaves open even in its own form: words that lean on another sentence, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..syntax import child, children
from .found import Proposition, Range, places_in
from .names import Names
from .reading import Reading
from .standalone import Known
from .tally import Tally

LISTS = ("descriptions", "listeners", "pointing", "pronouns", "speakers", "we")


def find_ambiguous(
    reading: Reading,
    claim: Proposition,
    known: Known,
    replaced: Sequence[Range],
) -> Iterator[list[str]]:
    """Give the words of a claim that no name or date could be put for, each with the reason."""
    done = {i for start, end in replaced for i in range(start, end)}
    for i in known.leaning[places_in(known.leaning, claim.start, claim.end)]:
        reason = None if i in done else _reason(reading, claim, known.names, i)
        if reason is not None:
            start = i - 1 if reading.tree.tags[i] == "NN" else i
            yield [reading.written(start, i + 1), reason]
    for span in known.facts.open_dates(claim.start, claim.end):
        if not done & set(range(span.start, span.end)):
            yield [span.text, "no calendar date"]


def find_leaning(tally: Tally) -> list[int]:
    """Give the words of a Doc that may lean on another sentence."""
    return sorted({i for name in LISTS for i in tally.listed(f"ambiguous.{name}")})


def _reason(reading: Reading, claim: Proposition, names: Names, i: int) -> str | None:
    why = _why(reading, claim, i)
    return why if why is None or names.at(i) is None else None


def _why(reading: Reading, claim: Proposition, i: int) -> str | None:
    tree, words = reading.tree, reading.words
    word = tree.words[i]
    if word in words["ambiguous.we"]:
        return "the speaker and others"
    if word in words["ambiguous.speakers"]:
        return "the speaker"
    if word in words["ambiguous.listeners"]:
        return "the reader or listener"
    if word in words["ambiguous.pronouns"] and not _has_antecedent(reading, claim, i):
        return "no single name that it stands for"
    alone = tree.roles[i] in {"nsubj", "nsubj:pass", "obj"} and tree.tags[i] == "DT"
    if word in words["ambiguous.pointing"] and alone:
        return "points to another sentence"
    if tree.tags[i] == "NN" and reading.lemmas[i] in words["ambiguous.descriptions"]:
        bare = i > 0 and tree.words[i - 1] == "the" and tree.ends[i] == i + 1
        if bare and tree.roles[i] != "compound":
            return "no single name that it stands for"
    return None


def _has_antecedent(reading: Reading, claim: Proposition, i: int) -> bool:
    """Say whether a noun of the claim before the pronoun may be what it means, or "it" is empty."""
    tree = reading.tree
    if tree.words[i] == "it" and _stands_for_nothing(reading, i):
        return True
    subjects = {"nsubj", "nsubj:pass"}
    before = range(claim.start, i)
    return any(tree.roles[j] in subjects and tree.tags[j].startswith("NN") for j in before)


def _stands_for_nothing(reading: Reading, i: int) -> bool:
    """Tell an "it" that a clause explains ("it took years to build it"), of a cleft or a time."""
    tree, head = reading.tree, reading.tree.heads[i]
    if tree.roles[i] == "expl" or child(tree, head, "expl") == i:
        return True
    is_explained = child(tree, head, "csubj") is not None
    has_clause = child(tree, head, "ccomp") is not None
    if tree.roles[i] == "obj":
        return has_clause and child(tree, head, "xcomp") is not None
    if tree.roles[i] == "nsubj:pass":
        return is_explained or has_clause
    if tree.roles[i] != "nsubj":
        return False
    return is_explained or _is_cleft(reading, head) or _is_time(reading, head)


def _is_cleft(reading: Reading, head: int) -> bool:
    """Tell "it was in 1999 that the bridge fell": a phrase with a preposition, then a clause."""
    tree = reading.tree
    clauses = children(tree, head, "acl", "acl:relcl", "advcl", "ccomp", "csubj", "parataxis")
    leads = child(tree, head, "case") is not None and child(tree, head, "cop") is not None
    return leads and any("that" in tree.words[head + 1 : clause] for clause in clauses)


def _is_time(reading: Reading, head: int) -> bool:
    """Tell "it is Monday", "it was 8 p.m. when the crew left"."""
    tree = reading.tree
    is_date = head in reading.dated
    return is_date and child(tree, head, "cop") is not None and child(tree, head, "case") is None
