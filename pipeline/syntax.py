"""Reads a parse in one way: Universal Dependencies and CLEAR labels give the same tree.

``read_tree`` rebuilds the parse of a Doc with Universal Dependencies labels and heads: where CLEAR
(``en_core_web_*``) hangs a noun under its preposition or a predicate under "be", the tree here
hangs both under the noun or the predicate. All questions (subject, object, clause, noun phrase ...)
are then asked of the tree. Reading is linear in the Doc; a question looks at a token's children.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc

Tense = Literal["past", "present", "future"]

UD_BY_CLEAR = {
    "ROOT": "root",
    "acomp": "xcomp",
    "agent": "prep",
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "discourse",
    "neg": "advmod",
    "npadvmod": "obl:unmarked",
    "nsubjpass": "nsubj:pass",
    "oprd": "xcomp",
    "poss": "nmod:poss",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "relcl": "acl:relcl",
}
"""Labels whose only difference is the name; the others are moved by ``_Builder``."""

SUBJECT_ROLES = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
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
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
PREPOSITION_LABELS = frozenset({"prep", "agent", "dative"})
VERB_POS = frozenset({"VERB", "AUX", "ADJ", "ADV"})
FUTURE_MODALS = frozenset({"will", "shall", "'ll", "’ll", "wo"})
EDGE_ROLES = frozenset({"punct", "cc", "cc:preconj"})
"""What is left off at either end of a clause or noun phrase."""

DEEPEST = 50
"""Steps up a tree after which a question is given up: only a parse gone wrong is deeper."""

BROADEST = 200
"""Children of a token above which its phrase is given up, for the same reason."""

AUXILIARY_ROLES = frozenset({"aux", "aux:pass", "cop"})


@dataclass(frozen=True, slots=True)
class Tree:
    """A parse with one set of labels; every list is indexed by token, ``ends`` are exclusive."""

    doc: Doc
    words: tuple[str, ...]
    tags: tuple[str, ...]
    roles: tuple[str, ...]
    heads: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    negators: frozenset[int]


def read_tree(doc: Doc) -> Tree:
    """Read the parse of a Doc; a Doc without a parse gives a tree of roots."""
    builder = _Builder(doc)
    builder.lift_spaces()
    builder.turn_prepositions()
    builder.turn_copulas()
    builder.flatten_conjuncts()
    return builder.build()


def children(tree: Tree, i: int, *roles: str) -> Iterator[int]:
    """Give the children of a token that have one of the roles, of the first ``BROADEST``.

    Every number of a page without a full stop may ask the same head for its subject.
    """
    return (child for child in tree.children[i][:BROADEST] if tree.roles[child] in roles)


def child(tree: Tree, i: int, *roles: str) -> int | None:
    """Give the first child of a token with one of the roles."""
    return next(children(tree, i, *roles), None)


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
        elif role not in {"conj", "advcl", "parataxis"}:
            return None
        i = head
    return None


def direct_object(tree: Tree, i: int) -> int | None:
    """Give the object of a verb, or the predicate itself where it stands with a form of "be"."""
    if child(tree, i, "cop") is not None:
        return i
    found = child(tree, i, "obj")
    return found if found is not None else child(tree, i, "xcomp", "ccomp")


def agent(tree: Tree, i: int) -> int | None:
    """Give the doer of a passive verb ("reinforced by soldiers")."""
    marked = child(tree, i, "obl:agent")
    if marked is not None or not is_passive(tree, i):
        return marked
    obliques = children(tree, i, "obl")
    return next((noun for noun in obliques if preposition(tree, noun) == "by"), None)


def preposition(tree: Tree, i: int) -> str | None:
    """Give the preposition of a noun in lower case, with what belongs to it ("according to")."""
    first = child(tree, i, "case")
    if first is None:
        return None
    fixed = [first, *children(tree, first, "fixed"), *children(tree, i, "case")]
    return " ".join(tree.words[part] for part in sorted(set(fixed)) if part < i)


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


def is_passive(tree: Tree, i: int) -> bool:
    """Say whether a verb is passive, with or without its auxiliary ("taken in May")."""
    if child(tree, i, "aux:pass") is not None:
        return True
    if tree.tags[i] in FINITE_TAGS or child(tree, i, "aux") is not None:
        return False
    bare = tree.tags[i] == "VBN" and tree.roles[i] in {"acl", "advcl"}
    return bare or child(tree, i, "nsubj:pass") is not None


def modal(tree: Tree, i: int) -> int | None:
    """Give the modal verb of a predicate ("could lead")."""
    return next((verb for verb in children(tree, i, "aux") if tree.tags[verb] == "MD"), None)


def tense(tree: Tree, i: int) -> Tense | None:
    """Give the tense that the finite verb of a clause shows."""
    verbs = sorted([i, *children(tree, i, *AUXILIARY_ROLES)])
    if any(tree.words[verb] in FUTURE_MODALS and tree.tags[verb] == "MD" for verb in verbs):
        return "future"
    finite = next((verb for verb in verbs if _is_finite_word(tree, verb)), None)
    if finite is None:
        return None
    past = tree.tags[finite] == "VBD" or "Past" in tree.doc[finite].morph.get("Tense", [])
    return "past" if past else "present"


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
    left_out = EDGE_ROLES | AUXILIARY_ROLES | SUBJECT_ROLES | {"case", "mark"}
    if not clauses:
        left_out |= {"acl", "acl:relcl", "advcl", "appos", "conj", "parataxis"}
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
    while start < i and (_is_edge(tree, start) or _links(tree, start, i)):
        start += 1
    return trim(tree, min(start, i), max(end, i + 1))


def trim(tree: Tree, start: int, end: int) -> tuple[int, int]:
    """Shorten a stretch by the punctuation, spaces and conjunctions at its edges."""
    while start < end - 1 and _is_edge(tree, start):
        start += 1
    while start < end - 1 and _is_edge(tree, end - 1):
        end -= 1
    return start, end


def _is_edge(tree: Tree, i: int) -> bool:
    return tree.roles[i] in EDGE_ROLES or tree.doc[i].is_space


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
    return "Fin" in tree.doc[i].morph.get("VerbForm", [])


COLUMNS = ("DEP", "TAG", "POS", "LOWER", "NORM", "MORPH")


def _read_columns(doc: Doc) -> Iterator[list[str]]:
    """Give what spaCy knows of each token, a column at a time: a loop over tokens is slower."""
    strings = doc.vocab.strings
    for column in doc.to_array(list(COLUMNS)).T.tolist():
        known = {key: strings[key] for key in set(column)}
        yield [known[key] for key in column]


class _Builder:
    """Heads and labels while they are being turned into Universal Dependencies."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        heads = doc.to_array(["HEAD"]).astype("int64").tolist()
        self.heads = [i + head for i, head in enumerate(heads)]
        self.labels, tags, self.pos, words, self.norms, self.morphs = _read_columns(doc)
        self.roles = [UD_BY_CLEAR.get(label, label) for label in self.labels]
        self.tags, self.words = tuple(tags), tuple(words)
        self.spaces = [word.isspace() for word in self.words]

    def lift_spaces(self) -> None:
        """Give the place of a space that the parser made a head to its most verbal child."""
        below: dict[int, list[int]] = {}
        for i, head in enumerate(self.heads):
            if head != i and self.spaces[head] and not self.spaces[i]:
                below.setdefault(head, []).append(i)
        clausal = {self.heads[i] for i, role in enumerate(self.roles) if role in SUBJECT_ROLES}
        for space, under in below.items():
            chosen = next((i for i in under if i in clausal), under[0])
            top = self.heads[space] if self.heads[space] != space else chosen
            self._place(chosen, top, self.roles[space] if top != chosen else "root")
            for i in (space, *under):
                if i != chosen:
                    self.heads[i] = chosen
            self.roles[space] = "punct"

    def turn_prepositions(self) -> None:
        """Hang the noun where its preposition hung, and the preposition under the noun."""
        nouns: dict[int, int] = {}
        for i, label in enumerate(self.labels):
            if label in {"pobj", "pcomp"}:
                nouns.setdefault(self.heads[i], i)
        for prep in range(len(self.heads) - 1, -1, -1):
            if self.labels[prep] not in PREPOSITION_LABELS:
                continue
            if prep not in nouns:
                self.roles[prep] = "advmod" if self.labels[prep] == "prep" else self.roles[prep]
                continue
            noun, head = nouns[prep], self.heads[prep]
            if self.labels[head] in PREPOSITION_LABELS:
                nouns.setdefault(head, noun)
            self._turn_preposition(prep, noun)

    def turn_copulas(self) -> None:
        """Make the predicate that CLEAR hangs under "be" the head of the clause."""
        existential = {self.heads[i] for i, role in enumerate(self.roles) if role == "expl"}
        predicates: dict[int, int] = {}
        for wanted in ({"attr", "acomp"}, {"pobj"}):
            for i, label in enumerate(self.labels):
                verb = self.heads[i]
                if label not in wanted or i < verb or not self._is_be(verb):
                    continue
                if verb not in existential:
                    predicates.setdefault(verb, i)
                elif label == "attr":
                    self.roles[i] = "nsubj"
        for i, head in enumerate(self.heads):
            if head in predicates and i not in {head, predicates[head]}:
                self.heads[i] = predicates[head]
        for verb, predicate in predicates.items():
            top = self.heads[verb]
            self._place(predicate, predicate if top == verb else top, self.roles[verb])
            self._place(verb, predicate, "cop")

    def flatten_conjuncts(self) -> None:
        """Hang all conjuncts on the first, and each conjunction on the conjunct after it."""
        waiting: dict[int, list[int]] = {}
        chained = "prep" in self.labels
        for i, role in enumerate(self.roles):
            head = self.heads[i]
            if role == "cc" and head < i:
                waiting.setdefault(head, []).append(i)
            elif role == "conj":
                for coordinator in waiting.pop(head, ()):
                    self.heads[coordinator] = i
                if chained and self.roles[head] == "conj":
                    self.heads[i] = self.heads[head]

    def build(self) -> Tree:
        """Freeze the tree and measure how far each token's subtree reaches."""
        self._break_cycles()
        below: dict[int, list[int]] = {}
        roots: list[int] = []
        for i, head in enumerate(self.heads):
            (roots if head == i else below.setdefault(head, [])).append(i)
        starts = list(range(len(self.heads)))
        ends = [i + 1 for i in starts]
        order = list(roots)
        for i in order:
            order.extend(below.get(i, ()))
        for i in reversed(order):
            head = self.heads[i]
            starts[head] = min(starts[head], starts[i])
            ends[head] = max(ends[head], ends[i])
        return Tree(
            doc=self.doc,
            words=self.words,
            tags=self.tags,
            roles=tuple(self.roles),
            heads=tuple(self.heads),
            children=tuple(tuple(below.get(i, ())) for i in range(len(self.heads))),
            starts=tuple(starts),
            ends=tuple(ends),
            negators=frozenset(self._negators()),
        )

    def _break_cycles(self) -> None:
        """Make a root of a token that heads itself by a detour, which only odd parses give."""
        seen_from = [-1] * len(self.heads)
        for start in range(len(self.heads)):
            i = start
            while seen_from[i] < 0:
                seen_from[i] = start
                i = self.heads[i]
            if seen_from[i] == start and self.heads[i] != i:
                self._place(i, i, "root")

    def _negators(self) -> Iterator[int]:
        words = zip(self.labels, self.norms, self.morphs, strict=True)
        for i, (label, norm, morph) in enumerate(words):
            if label == "neg" or norm == "not" or "Polarity=Neg" in morph:
                yield i

    def _turn_preposition(self, prep: int, noun: int) -> None:
        head = self.heads[prep]
        if head == prep:
            head = noun
        verbal = self.pos[head] in VERB_POS
        if self.labels[noun] == "pcomp":
            role, prep_role = ("advcl" if verbal else "acl"), "mark"
        elif self.labels[prep] == "agent":
            role, prep_role = "obl:agent", "case"
        else:
            role, prep_role = ("obl" if verbal else "nmod"), "case"
        self._place(noun, head, self.roles[prep] if head == noun else role)
        self._place(prep, noun, prep_role)

    def _is_be(self, verb: int) -> bool:
        return self.pos[verb] == "AUX" or self.doc[verb].lemma_ == "be"

    def _place(self, i: int, head: int, role: str) -> None:
        self.heads[i], self.roles[i] = head, role
