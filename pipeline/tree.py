"""Reads a parse in one way: Universal Dependencies and CLEAR labels give the same tree.

``read_tree`` rebuilds the parse of a Doc with Universal Dependencies labels and heads: where CLEAR
(``en_core_web_*``) hangs a noun under its preposition or a predicate under "be", the tree here
hangs both under the noun or the predicate. Reading is linear in the Doc. What the tree says
(subject, object, clause, noun phrase ...) is asked in ``syntax``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from spacy.tokens import Doc

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

AUXILIARY_ROLES = frozenset({"aux", "aux:pass", "cop"})
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECT_ROLES = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
CLAUSE_ROLES = frozenset({"ccomp", "conj", "parataxis", "xcomp"})
JOINING_ROLES = frozenset({"cc", "expl", "mark", "punct"})
EDGE_ROLES = frozenset({"punct", "cc", "cc:preconj"})
"""What is left off at either end of a clause or noun phrase."""

PREDICATE_LABELS = frozenset({"acomp", "attr", "pobj"})
PREPOSITION_LABELS = frozenset({"prep", "agent", "dative"})
VERB_POS = frozenset({"VERB", "AUX", "ADJ", "ADV"})


BROADEST = 200
"""Children of a token above which its phrase is given up: only a parse gone wrong is broader."""

LONGEST_PHRASE = 40
"""Tokens above which what follows a participle is not searched for the verb of its noun."""

COLUMNS = ("HEAD", "DEP", "TAG", "POS", "LOWER", "LEMMA", "NORM", "MORPH")
"""What a tree is read from."""

NOUN_TAGS = frozenset({"JJ", "NN", "NNP", "NNPS", "NNS"})

NO_CHILDREN: Mapping[str, list[int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Tree:
    """A parse with one set of labels; every list is indexed by token, ``ends`` are exclusive."""

    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    roles: tuple[str, ...]
    heads: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    by_role: tuple[Mapping[str, list[int]], ...]
    """The children of each token by their role, of the first ``BROADEST``."""
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    spaces: tuple[bool, ...]
    edges: tuple[bool, ...]
    """Whether a token is left off at either end of a phrase: a mark, a conjunction, a space."""
    morphs: tuple[str, ...]
    """What is known of each word's form: ``Tense=Past|VerbForm=Fin``."""
    negators: frozenset[int]


_READ: MutableMapping[Doc, tuple[Any, Tree]] = WeakKeyDictionary()
"""The columns and the tree of each living Doc: two stages ask for it."""


def read_tree(doc: Doc) -> Tree:
    """Read the parse of a Doc; a Doc without a parse gives a tree of roots.

    A Doc is read again only where a component has changed what the tree is read from.
    """
    columns = doc.to_array(list(COLUMNS))
    known = _READ.get(doc)
    if known is not None and np.array_equal(known[0], columns):
        return known[1]
    builder = _Builder(doc, columns)
    builder.lift_spaces()
    builder.turn_prepositions()
    builder.turn_copulas()
    builder.flatten_conjuncts()
    builder.join_subjects()
    builder.lift_main_clauses()
    builder.return_participles()
    tree = builder.build()
    _READ[doc] = columns, tree
    return tree


def rehang(tree: Tree, heads: Mapping[int, int]) -> Tree:
    """Hang tokens elsewhere with what hangs on them: the new head of each, none below itself."""
    changed = [heads.get(i, head) for i, head in enumerate(tree.heads)]
    children, order = _hang(changed)
    starts, ends = _reach(changed, order)
    return replace(
        tree,
        heads=tuple(changed),
        children=tuple(map(tuple, children)),
        by_role=tuple(_by_role(tree.roles, children)),
        starts=tuple(starts),
        ends=tuple(ends),
    )


def _hang(heads: Sequence[int]) -> tuple[list[Sequence[int]], list[int]]:
    """Give the children of each token, and all tokens that a root holds, heads first."""
    below = _below(heads)
    order = [i for i, head in enumerate(heads) if head == i]
    for i in order:
        if i in below:
            order += below[i]
    return [below.get(i, ()) for i in range(len(heads))], order


def _below(heads: Sequence[int]) -> dict[int, list[int]]:
    """Give the children of each token that has any."""
    below: dict[int, list[int]] = {}
    for i, head in enumerate(heads):
        if head != i:
            below.setdefault(head, []).append(i)
    return below


def _reach(heads: Sequence[int], order: Sequence[int]) -> tuple[list[int], list[int]]:
    starts = list(range(len(heads)))
    ends = [i + 1 for i in starts]
    for i in reversed(order):
        head = heads[i]
        if starts[i] < starts[head]:
            starts[head] = starts[i]
        if ends[i] > ends[head]:
            ends[head] = ends[i]
    return starts, ends


def _by_role(
    roles: Sequence[str], children: Sequence[Sequence[int]]
) -> Iterator[Mapping[str, list[int]]]:
    for parts in children:
        if not parts:
            yield NO_CHILDREN
            continue
        by_role: dict[str, list[int]] = {}
        for part in parts[:BROADEST]:
            role = roles[part]
            if role in by_role:
                by_role[role].append(part)
            else:
                by_role[role] = [part]
        yield by_role


class _Builder:
    """Heads and labels while they are being turned into Universal Dependencies."""

    def __init__(self, doc: Doc, columns: Any) -> None:
        steps, labels, tags, pos, words, lemmas, norms, morphs = columns.T
        self.heads: list[int] = (steps.astype("int64") + np.arange(len(steps))).tolist()
        deps, forms = _Column(doc, labels), _Column(doc, words)
        self.labels: list[str] = deps.read()
        self.roles: list[str] = deps.read(lambda label: UD_BY_CLEAR.get(label, label))
        self.scheme = frozenset(deps.strings)
        self.words: tuple[str, ...] = tuple(forms.read())
        self.spaces: tuple[bool, ...] = tuple(forms.read(str.isspace))
        self.tags: tuple[str, ...] = tuple(_Column(doc, tags).read())
        self.pos: list[str] = _Column(doc, pos).read()
        self.lemmas: tuple[str, ...] = tuple(_Column(doc, lemmas).read())
        features = _Column(doc, morphs)
        self.morphs: tuple[str, ...] = tuple(features.read())
        denies = deps.where(lambda label: label == "neg")
        denies |= features.where(lambda features: "Polarity=Neg" in features)
        denies |= norms == doc.vocab.strings["not"]
        self.negators: list[int] = np.flatnonzero(denies).tolist()

    def lift_spaces(self) -> None:
        """Give the place of a space that the parser made a head to its most verbal child."""
        below: dict[int, list[int]] = {}
        for i, head in enumerate(self.heads):
            if head != i and self.spaces[head] and not self.spaces[i]:
                below.setdefault(head, []).append(i)
        if not below:
            return
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
        if self.scheme.isdisjoint(PREPOSITION_LABELS):
            return
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
        if self.scheme.isdisjoint(PREDICATE_LABELS):
            return
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

    def join_subjects(self) -> None:
        """Hang what stands before a title and a name on the name, where both are subjects.

        "Northern Union policy chief Ann Lee said": parsers call "Union" and "Ann" subjects.
        """
        before: dict[int, int] = {}
        for i, role in enumerate(self.roles):
            if role not in SUBJECT_ROLES or self.heads[i] < i:
                continue
            first = before.get(self.heads[i])
            before[self.heads[i]] = i
            if first is not None and all(tag in NOUN_TAGS for tag in self.tags[first : i + 1]):
                self._place(first, i, "compound")

    def lift_main_clauses(self) -> None:
        """Turn round a main clause that the parser made the subject of a participle before it.

        "Officially known as the Republic, Norland has been poor for years": "poor", which has a
        subject and a finite verb of its own, hangs as the subject of "known" in some parses.
        """
        subjects, finite = self._subjects(), self._finite()
        turned: dict[int, int] = {}
        for i, own in subjects.items():
            top = self.heads[i]
            participle = self.tags[top] in {"VBN", "VBG"} and top not in finite
            if participle and i in finite and top < own < i and subjects.get(top) == i:
                turned[top] = i
        for top, i in turned.items():
            self._place(i, i if self.heads[top] == top else self.heads[top], self.roles[top])
            self._place(top, i, "advcl")
        for i, role in enumerate(self.roles):
            if role == "punct" and turned.get(self.heads[i], i) < i:
                self.heads[i] = turned[self.heads[i]]

    def return_participles(self) -> None:
        """Hang a participle on the noun that the parser made its subject, where a verb follows.

        "They said tools found in 2019 were old": some parses make "tools found" a clause, and "were
        old" another, which has no subject and is joined by nothing.
        """
        subjects = self._subjects()
        below = _below(self.heads)
        for predicate in sorted(self._finite() - subjects.keys()):
            own = below.get(predicate, ())
            if self.roles[predicate] not in CLAUSE_ROLES or self.heads[predicate] > predicate:
                continue
            before = [i for i in own if i < predicate]
            end = min(before, default=predicate)
            participle = self._participle_before(end, self.heads[predicate])
            if participle is None or any(self.roles[i] in JOINING_ROLES for i in before):
                continue
            noun = subjects.get(participle)
            if noun != participle - 1 or self.tags[noun] not in {"NN", "NNS"}:
                continue
            if self._reaches(participle, end, below):
                self._return_participle(participle, noun, predicate, below)

    def _participle_before(self, end: int, top: int) -> int | None:
        """Give the last word that may be a participle and is, or hangs on, a head before it."""
        for i in range(end - 1, max(top, end - LONGEST_PHRASE) - 1, -1):
            if self.tags[i] in {"VBD", "VBN"} and (i == top or self.heads[i] == top):
                return i
        return None

    def _reaches(self, verb: int, end: int, below: Mapping[int, Sequence[int]]) -> bool:
        """Say whether plain phrases on a verb without auxiliary fill all up to a token.

        A last object may be the subject of what follows: "the team found the tools were old".
        """
        within: list[int] = [verb]
        for head in within:
            within += [i for i in below.get(head, ()) if verb < i < end and i not in within]
        breaks = SUBJECT_ROLES | {"punct"}
        if len(within) < end - verb or any(self.roles[i] in breaks for i in within[1:]):
            return False
        own = below.get(verb, ())
        last = max((i for i in own if verb < i < end), default=verb)
        has_auxiliary = any(self.roles[i] in AUXILIARY_ROLES for i in own)
        return last > verb and self.roles[last] != "obj" and not has_auxiliary

    def _return_participle(
        self, participle: int, noun: int, predicate: int, below: Mapping[int, Sequence[int]]
    ) -> None:
        top = self.heads[participle]
        self._place(predicate, predicate if top == participle else top, self.roles[participle])
        for i in below.get(participle, ()):
            if self.heads[i] == participle and (i < participle or self.roles[i] == "punct"):
                self.heads[i] = predicate
        self._place(noun, predicate, "nsubj")
        self._place(participle, noun, "acl")

    def _subjects(self) -> dict[int, int]:
        """Give the first subject of each token that has one."""
        subjects: dict[int, int] = {}
        for i, role in enumerate(self.roles):
            if role in SUBJECT_ROLES:
                subjects.setdefault(self.heads[i], i)
        return subjects

    def _finite(self) -> set[int]:
        """Give the finite verbs, and the predicates that have one as an auxiliary."""
        finite = {i for i, tag in enumerate(self.tags) if tag in FINITE_TAGS}
        for i, role in enumerate(self.roles):
            if role in AUXILIARY_ROLES and i in finite:
                finite.add(self.heads[i])
        return finite

    def build(self) -> Tree:
        """Freeze the tree and measure how far each subtree reaches."""
        children, order = _hang(self.heads)
        if len(order) < len(self.heads):
            self._break_cycles()
            children, order = _hang(self.heads)
        starts, ends = _reach(self.heads, order)
        return Tree(
            words=self.words,
            lemmas=self.lemmas,
            tags=self.tags,
            roles=tuple(self.roles),
            heads=tuple(self.heads),
            children=tuple(map(tuple, children)),
            by_role=tuple(_by_role(self.roles, children)),
            starts=tuple(starts),
            ends=tuple(ends),
            spaces=self.spaces,
            edges=tuple(
                [
                    space or role in EDGE_ROLES
                    for space, role in zip(self.spaces, self.roles, strict=True)
                ]
            ),
            morphs=self.morphs,
            negators=frozenset(self.negators),
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
        return self.pos[verb] == "AUX" or self.lemmas[verb] == "be"

    def _place(self, i: int, head: int, role: str) -> None:
        self.heads[i], self.roles[i] = head, role


class _Column:
    """What spaCy knows of each token as a hash: most come again, and each is looked up once."""

    def __init__(self, doc: Doc, hashes: Any) -> None:
        known, self._places = np.unique(hashes, return_inverse=True)
        self.strings = [doc.vocab.strings[key] for key in known.tolist()]

    def read(self, to: Callable[[str], Any] = str) -> list[Any]:
        """Give for each token its string, or what a function makes of it."""
        values = np.empty(len(self.strings), dtype=object)
        values[:] = [to(string) for string in self.strings]
        read: list[Any] = values[self._places].tolist()
        return read

    def where(self, holds: Callable[[str], bool]) -> Any:
        """Say for each token whether something holds of its string."""
        return np.array([holds(string) for string in self.strings], dtype=bool)[self._places]
