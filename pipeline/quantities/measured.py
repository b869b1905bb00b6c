"""Finds what a quantity measures: "new fencing" in "482 kilometers of new fencing"."""

from __future__ import annotations

from .. import syntax
from ..syntax import Tree
from .candidates import Candidate
from .refine import Reading

NOUN_TAGS = ("NN",)
LEFT_OUT = frozenset({"DT", "PRP$", "WDT", "WP$", "PDT"})
"""Articles and possessives at the start of a noun phrase say nothing of the thing."""
MAX_AHEAD = 9
"""Tokens behind "of" or behind the unit in which the noun's head may stand."""


def find_measured(reading: Reading, tree: Tree, candidate: Candidate) -> str | None:
    """Give the noun phrase that is measured, or None where the sentence names none."""
    first, last = reading.token_at(candidate.start), reading.token_at(candidate.end - 1)
    found = (
        _of_complement(tree, last)
        or _modified_noun(tree, first, last)
        or _subject(tree, first, last)
    )
    if found is None:
        return None
    start, end = found
    while start < end - 1 and (tree.tags[start] in LEFT_OUT or tree.doc[start].is_punct):
        start += 1
    words = tree.doc[start:end].text.strip()
    return " ".join(words.split()) or None


def _of_complement(tree: Tree, last: int) -> tuple[int, int] | None:
    """Read "5 km of fencing", "13 percent of the economy"."""
    of = last + 1
    if of >= len(tree.words) or tree.words[of] != "of":
        return None
    for i in range(of + 1, min(of + MAX_AHEAD, len(tree.words))):
        if of in tree.children[i]:
            return _phrase(tree, i, of + 1)
    return None


def _modified_noun(tree: Tree, first: int, last: int) -> tuple[int, int] | None:
    """Read "a 750 metre swim", "50mph winds": the noun that number and unit modify."""
    i = _top(tree, first, last)
    head = tree.heads[i]
    if head <= last or head - last > MAX_AHEAD or not tree.tags[head].startswith(NOUN_TAGS):
        return None
    if any(tree.words[between] in {",", "and"} for between in range(last + 1, head)):
        return None
    return last + 1, head + 1


def _subject(tree: Tree, first: int, last: int) -> tuple[int, int] | None:
    """Take the subject of the clause, or the noun that the quantity stands behind."""
    i = _top(tree, first, last)
    for _ in range(4):
        head = tree.heads[i]
        if _stands_behind_noun(tree, i, first):
            return _phrase(tree, head, 0, first)
        if head == i:
            break
        i = head
        if syntax.is_predicate(tree, i) or tree.tags[i].startswith("VB"):
            break
    subject = syntax.subject(tree, i)
    if subject is None or first <= subject <= last:
        return None
    return _phrase(tree, subject, 0)


NOUN_ROLES = frozenset({"appos", "nmod", "parataxis", "dep", "nmod:unmarked", "conj"})


def _stands_behind_noun(tree: Tree, i: int, first: int) -> bool:
    head = tree.heads[i]
    is_noun = tree.tags[head].startswith(NOUN_TAGS)
    return tree.roles[i] in NOUN_ROLES and is_noun and head < first and not _is_measure(tree, head)


def _is_measure(tree: Tree, i: int) -> bool:
    return tree.doc[i].like_num


def _top(tree: Tree, first: int, last: int) -> int:
    """Give the token of the quantity that hangs on something outside it."""
    for i in range(last, first - 1, -1):
        if not first <= tree.heads[i] <= last and tree.roles[i] not in {"punct", "case"}:
            return i
    return last


def _phrase(tree: Tree, noun: int, least: int, most: int | None = None) -> tuple[int, int] | None:
    start, end = syntax.noun_phrase(tree, noun, clauses=False)
    for child in syntax.children(tree, noun, "nmod", "obl", "advmod", "parataxis", "punct"):
        if child > noun and syntax.preposition(tree, child) != "of":
            end = min(end, tree.starts[child])
    start, end = max(start, least), min(end, most or end)
    return (start, end) if start < end else None
