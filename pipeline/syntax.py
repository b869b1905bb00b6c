"""Answers questions about a parse: subject, object, clause and noun phrase of a token.

All are asked of the ``Tree`` that ``read_tree`` gives, so Universal Dependencies and CLEAR labels
give the same answers. A question looks at a token's children.
"""

from __future__ import annotations

from typing import Literal

from .tree import AUXILIARY_ROLES as AUXILIARY_ROLES
from .tree import BROADEST as BROADEST
from .tree import EDGE_ROLES as EDGE_ROLES
from .tree import FINITE_TAGS as FINITE_TAGS
from .tree import SUBJECT_ROLES as SUBJECT_ROLES
from .tree import Tree as Tree
from .tree import read_tree as read_tree
from .tree import rehang as rehang

Tense = Literal["past", "present", "future"]

CLAUSE_ROLES = frozenset(
    {
        "root",
        "ccomp",
        "advcl",
        "advcl:relcl",
        "acl",
        "acl:relcl",
        "parataxis",
        "csubj",
        "csubj:pass",
    }
)
FUTURE_MODALS = frozenset({"will", "shall", "'ll", "’ll", "wo"})
NOT_IN_PHRASE = EDGE_ROLES | AUXILIARY_ROLES | SUBJECT_ROLES | {"case", "mark"}
"""What hangs on a noun, or on a noun that is a predicate, and is no part of its phrase."""

NOT_IN_SHORT_PHRASE = NOT_IN_PHRASE | {"acl", "acl:relcl", "advcl", "appos", "conj", "parataxis"}

LONGEST_BRACKET = 200
"""Tokens before a closing bracket in which its opening one is looked for; no claim is longer."""

DEEPEST = 50
"""Steps up a tree after which a question is given up: only a parse gone wrong is deeper."""


def children(tree: Tree, i: int, *roles: str) -> list[int]:
    """Give the children of a token that have one of the roles, of the first ``BROADEST``.

    Every number of a page without a full stop may ask the same head for its subject.
    """
    by_role = tree.by_role[i]
    found: list[int] = []
    for role in roles:
        if role in by_role:
            found += by_role[role]
    found.sort()
    return found


def child(tree: Tree, i: int, *roles: str) -> int | None:
    """Give the first child of a token with one of the roles."""
    by_role, first = tree.by_role[i], None
    for role in roles:
        if role in by_role and (first is None or by_role[role][0] < first):
            first = by_role[role][0]
    return first


def own_subject(tree: Tree, i: int) -> int | None:
    """Give the subject that the clause of ``i`` states itself."""
    return child(tree, i, "nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer")


def subject(tree: Tree, i: int) -> int | None:
    """Give the subject of a predicate, also where another clause of the sentence states it.

    "He came and left" (left), "she wants to go" (go), "images taken in May" (taken) and "the man
    who left" (left, whose subject is "man") have one.
    """
    for _ in range(DEEPEST):
        own = own_subject(tree, i)
        if own is not None:
            return _antecedent(tree, i, own)
        role, head = tree.roles[i], tree.heads[i]
        if role in {"acl", "acl:relcl"}:
            return head
        if role == "xcomp":
            controller = child(tree, head, "obj")
            if controller is not None:
                return controller
        elif role not in {"conj", "advcl", "parataxis"} or _is_ground_for(tree, i, head):
            return None
        i = head
    return None


def _is_ground_for(tree: Tree, i: int, verb: int) -> bool:
    """Say whether "for" leads in why something is done to an object: "thanked her for giving".

    Who gives is told by the verb: of "won a prize for drawing" it is the subject.
    """
    return (
        tree.tags[i] == "VBG"
        and any(tree.words[part] == "for" for part in children(tree, i, "mark", "case"))
        and child(tree, verb, "obj") is not None
    )


def agent(tree: Tree, i: int) -> int | None:
    """Give the doer of a passive verb ("reinforced by soldiers")."""
    marked = child(tree, i, "obl:agent")
    if marked is not None or not is_passive(tree, i):
        return marked
    obliques = children(tree, i, "obl")
    return next((noun for noun in obliques if preposition(tree, noun) == "by"), None)


def preposition(tree: Tree, i: int) -> str | None:
    """Give the preposition of a noun in lower case, with what belongs to it ("according to")."""
    cases = tree.by_role[i].get("case")
    if cases is None:
        return None
    if len(cases) == 1 and "fixed" not in tree.by_role[cases[0]]:
        return tree.words[cases[0]] if cases[0] < i else ""
    parts = sorted({*cases, *children(tree, cases[0], "fixed")})
    return " ".join([tree.words[part] for part in parts if part < i])


def clause_head(tree: Tree, i: int) -> int:
    """Give the predicate of the smallest clause that holds the token."""
    for _ in range(DEEPEST):
        if is_predicate(tree, i) or tree.heads[i] == i:
            break
        i = tree.heads[i]
    return i


def is_predicate(tree: Tree, i: int) -> bool:
    """Say whether a token heads a clause (finite or not)."""
    role = tree.roles[i]
    if role in CLAUSE_ROLES or (role == "xcomp" and tree.tags[i].startswith("VB")):
        return True
    return role == "conj" and (tree.tags[i].startswith("VB") or own_subject(tree, i) is not None)


def is_finite(tree: Tree, i: int) -> bool:
    """Say whether the clause headed by ``i`` has a finite verb, its own or an auxiliary."""
    verbs = [i, *children(tree, i, *AUXILIARY_ROLES)]
    if any(_is_finite_word(tree, verb) for verb in verbs):
        return True
    # "The bank collapsed": taggers take many past tenses for participles.
    return tree.tags[i] == "VBN" and len(verbs) == 1 and child(tree, i, "nsubj") is not None


def has_finite(tree: Tree, start: int, end: int) -> bool:
    """Say whether a finite verb stands in a stretch, by its tags alone."""
    return any(tree.tags[i] in FINITE_TAGS for i in range(start, end))


def is_passive(tree: Tree, i: int) -> bool:
    """Say whether a verb is passive, with or without its auxiliary ("taken in May")."""
    if child(tree, i, "aux:pass") is not None:
        return True
    if tree.tags[i] in FINITE_TAGS or child(tree, i, "aux") is not None:
        return False
    bare = tree.tags[i] == "VBN" and tree.roles[i] in {"acl", "advcl"}
    return bare or child(tree, i, "nsubj:pass") is not None


def tense(tree: Tree, i: int) -> Tense | None:
    """Give the tense that the finite verb of a clause shows."""
    if future_modal(tree, i) is not None:
        return "future"
    for verb in sorted((i, *children(tree, i, *AUXILIARY_ROLES))):
        if _is_finite_word(tree, verb):
            past = tree.tags[verb] == "VBD" or "Tense=Past" in tree.morphs[verb]
            return "past" if past else "present"
    return None


def future_modal(tree: Tree, i: int) -> int | None:
    """Give the "will" or the like of a predicate; the noun of "the will will" is none."""
    verbs = (i, *children(tree, i, *AUXILIARY_ROLES))
    return next((verb for verb in verbs if _is_future_modal(tree, verb)), None)


def negation(tree: Tree, i: int) -> int | None:
    """Give the word that negates a predicate ("not", "n't", whatever the parse calls negative)."""
    return next((part for part in tree.children[i] if part in tree.negators), None)


def phrase(tree: Tree, i: int) -> tuple[int, int]:
    """Give all that hangs on a token, as start and end, without punctuation at the edges."""
    return trim(tree, tree.starts[i], tree.ends[i])


def noun_phrase(tree: Tree, i: int, *, clauses: bool = True) -> tuple[int, int]:
    """Give the noun phrase of a noun without its preposition, as start and end.

    With ``clauses=False`` it stops before a relative clause, participle, apposition or conjunct.
    """
    if len(tree.children[i]) > BROADEST:
        return i, i + 1
    left_out = NOT_IN_PHRASE if clauses else NOT_IN_SHORT_PHRASE
    start, end, first = i, i + 1, tree.starts[i]
    for part in tree.children[i]:
        if tree.roles[part] in left_out or tree.tags[part] == "WRB":
            first = max(first, tree.ends[part]) if tree.ends[part] <= i else first
        else:
            start, end = min(start, tree.starts[part]), max(end, tree.ends[part])
    return trim(tree, min(max(start, first), i), end)


def clause(tree: Tree, i: int) -> tuple[int, int]:
    """Give the clause of a predicate, as start and end.

    Left off are the conjunction, "that" or "where" before it, punctuation at its edges, and
    coordinated clauses with a subject of their own.
    """
    start, end = tree.starts[i], tree.ends[i]
    for part in tree.children[i]:
        if tree.roles[part] in {"conj", "parataxis"} and own_subject(tree, part) is not None:
            if part > i:
                end = min(end, tree.starts[part])
            elif tree.roles[part] == "parataxis":
                start = max(start, tree.ends[part])
    start, end = trim(tree, start, end)
    while start < i and (tree.edges[start] or _links(tree, start, i)):
        start += 1
    return trim(tree, min(start, i), max(end, i + 1))


def trim(tree: Tree, start: int, end: int) -> tuple[int, int]:
    """Shorten a stretch by the punctuation, spaces and conjunctions at its edges.

    A bracket that was opened within stays closed.
    """
    edges, last = tree.edges, end - 1
    while start < last and edges[start]:
        start += 1
    while start < last and edges[last]:
        last -= 1
    if tree.words[last + 1 : min(last + 2, end)] == (")",):
        inside = tree.words[max(start, last + 1 - LONGEST_BRACKET) : last + 1]
        last += inside.count("(") > inside.count(")")
    return start, last + 1


def _links(tree: Tree, word: int, i: int) -> bool:
    """Say whether a word only ties the clause of ``i`` to another: "that", "where" (also "where
    rows of houses stretch", hung on the subject)."""
    head = tree.heads[word]
    own = head == i or (tree.heads[head] == i and tree.roles[head] in SUBJECT_ROLES)
    return own and (tree.roles[word] == "mark" or tree.tags[word] == "WRB")


def _antecedent(tree: Tree, i: int, own: int) -> int:
    relative = tree.tags[own] in {"WDT", "WP"} and tree.roles[i] == "acl:relcl"
    return tree.heads[i] if relative else own


def _is_finite_word(tree: Tree, i: int) -> bool:
    if tree.tags[i]:
        return tree.tags[i] in FINITE_TAGS
    return "VerbForm=Fin" in tree.morphs[i]


def _is_future_modal(tree: Tree, i: int) -> bool:
    return tree.tags[i] == "MD" and tree.words[i] in FUTURE_MODALS
