"""Finds what a quantity measures: "new fencing" in "482 kilometers of new fencing"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from .. import syntax
from ..lexicon import load_lexicon
from ..syntax import Tree
from .candidates import Candidate
from .reading import Reading

NOUN_TAGS = ("NN",)
PRONOUN_TAGS = frozenset({"PRP", "WP", "WDT", "EX", "DT"})
LEFT_OUT = frozenset({"DT", "PRP$", "WDT", "WP$", "PDT"})
"""Articles and possessives at the start of a noun phrase say nothing of the thing."""
LEFT_ROLES = frozenset(
    {"amod", "compound", "nmod:poss", "nummod", "flat", "nmod", "det", "goeswith"}
)
RIGHT_ROLES = frozenset({"flat", "compound", "goeswith", "fixed"})
NOUN_ROLES = frozenset({"appos", "dep", "nmod", "nmod:unmarked", "obl:unmarked"})
OBLIQUE_ROLES = frozenset({"obl", "obl:unmarked", "advmod", "nmod", "nmod:unmarked"})
BREAKS = frozenset({"CC", "IN", "MD", "TO", "VB"})
"""Tags (first two letters) that end the noun phrase behind a quantity."""
BEFORE_NOUN = frozenset({"CD", "DT", "HY", "JJ", "PR", "VB"})
"""Tags (first two letters) that may stand between "of" and its noun."""
MAX_AHEAD = 9
"""Tokens behind "of" or behind the unit in which the noun's head may stand."""
MAX_BACK = 25
"""Tokens before a quantity in which the nearest noun is taken where the parse names nothing."""
MAX_CLIMB = 5


class Extent(NamedTuple):
    """A candidate's tokens (end exclusive) and what it measures."""

    start: int
    end: int
    measured: str | None


def find_measured(
    reading: Reading, tree: Tree, candidates: Sequence[Candidate]
) -> list[str | None]:
    """Give for each candidate the noun phrase that it measures, None where there is none."""
    extents: list[Extent] = []
    for candidate in candidates:
        first, last = reading.token_at(candidate.start), reading.token_at(candidate.end - 1)
        search = _Search(tree, first, last, _keeps_empty(candidate), tuple(extents[-8:]))
        extents.append(Extent(first, last + 1, search.find()))
    return [extent.measured for extent in extents]


def _keeps_empty(candidate: Candidate) -> bool:
    """Say whether no near noun is taken: "you have one solution", "they waited 5 hours"."""
    return candidate.unit is not None and candidate.unit.dimension in {"count", "time"}


@cache
def _not_things() -> frozenset[str]:
    return frozenset(load_lexicon("quantities")["measured"]["not_things"])


class _Search(NamedTuple):
    tree: Tree
    first: int
    last: int
    keeps_empty: bool
    before: tuple[Extent, ...]

    def find(self) -> str | None:
        """Try the readings from the surest to the weakest."""
        noun = self.of_complement()
        if noun is not None:
            return self.read(*_phrase(self.tree, noun), noun)
        noun = self.modified_noun()
        if noun is not None:
            return self.read(self.last + 1, noun + 1, noun)
        noun = self.governing_noun()
        if noun is None and not self.keeps_empty:
            noun = self.nearest_noun()
        if noun is None:
            return None
        inside = next((extent for extent in self.before if extent.start <= noun < extent.end), None)
        return inside.measured if inside else self.read(*_phrase(self.tree, noun), noun)

    def of_complement(self) -> int | None:
        """Find the noun in "5 km of fencing", "13 percent of the economy"."""
        of = self.last + 1
        if of >= len(self.tree.words) or self.tree.words[of] != "of":
            return None
        behind = range(of + 1, min(of + MAX_AHEAD, len(self.tree.words)))
        return next((i for i in behind if of in self.tree.children[i]), self.noun_run(of + 1))

    def noun_run(self, start: int) -> int | None:
        """Find the last noun of "new fencing" by its tags, where the parse is odd."""
        noun = None
        for i in range(start, min(start + MAX_AHEAD, len(self.tree.words))):
            if self.is_noun(i):
                noun = i
            elif noun is not None or self.tree.tags[i][:2] not in BEFORE_NOUN:
                break
        return noun

    def modified_noun(self) -> int | None:
        """Find the noun in "a 750 metre swim", "50mph winds"."""
        head = self.tree.heads[self.top()]
        if head <= self.last or head - self.last > MAX_AHEAD or not self.is_noun(head):
            return None
        between = range(self.last + 1, head)
        breaks = any(
            self.tree.tags[i][:2] in BREAKS or self.tree.words[i] in {",", "("} for i in between
        )
        return None if breaks else head

    def governing_noun(self) -> int | None:
        """Find the noun the quantity stands behind, else the object or subject of its clause."""
        i = self.top()
        for _ in range(MAX_CLIMB):
            role, head = self.tree.roles[i], self.tree.heads[i]
            if head == i:
                break
            if role in NOUN_ROLES and head < self.first and self.is_noun(head):
                return head
            if role in OBLIQUE_ROLES and self.tree.tags[head].startswith("VB"):
                found = syntax.child(self.tree, head, "obj")
                if found is not None and found < self.first and self.is_noun(found):
                    return found
            i = head
            if syntax.is_predicate(self.tree, i) or self.tree.tags[i].startswith("VB"):
                break
        return self.subject_of(i)

    def subject_of(self, i: int) -> int | None:
        """Find the subject of a predicate, where it is a noun."""
        inner = (syntax.own_subject(self.tree, part) for part in range(self.first, self.last + 1))
        subject = next((part for part in inner if part is not None), syntax.subject(self.tree, i))
        if subject is None or self.first <= subject <= self.last:
            return None
        return subject if self.is_noun(subject) else None

    def nearest_noun(self) -> int | None:
        """Find the last noun before the quantity in its sentence."""
        for i in range(self.first - 1, max(-1, self.first - MAX_BACK), -1):
            if self.is_noun(i):
                return i
            if self.tree.doc[i].is_sent_start:
                return None
        return None

    def top(self) -> int:
        """Give the token of the quantity that hangs on something outside it."""
        for i in range(self.last, self.first - 1, -1):
            inside = self.first <= self.tree.heads[i] <= self.last
            if not inside and self.tree.roles[i] not in {"punct", "case", "cc"}:
                return i
        return self.last

    def is_noun(self, i: int) -> bool:
        """Say whether a token is a noun and no number or unit sign."""
        token = self.tree.doc[i]
        is_word = token.text[0].isalpha() and not token.like_num
        is_noun = is_word and self.tree.tags[i].startswith(NOUN_TAGS)
        return is_noun and self.tree.words[i] not in _not_things()

    def read(self, start: int, end: int, head: int) -> str | None:
        """Give the words of a noun phrase without articles and without the quantity itself."""
        end = self.first if start < self.first < end else end
        end = min([end, *(extent.start for extent in self.before if start < extent.start)])
        start = self.last + 1 if start <= self.last < end else start
        while start < end and (self.tree.tags[start] in LEFT_OUT or self.tree.doc[start].is_punct):
            start += 1
        while start < end and end - 1 != head and not self.is_noun(end - 1):
            end -= 1
        return " ".join(self.tree.doc[start:end].text.split()) or None if start < end else None


def _phrase(tree: Tree, noun: int) -> tuple[int, int]:
    """Give a noun with its modifiers and "of" complements, as start and end."""
    start, end = noun, noun + 1
    for part in _near(tree, noun):
        role = tree.roles[part]
        if part < noun and role in LEFT_ROLES and tree.ends[part] >= start:
            start = tree.starts[part]
        elif part > noun and tree.starts[part] <= end and _belongs(tree, part, role):
            end = max(end, _phrase(tree, part)[1])
    return start, end


def _near(tree: Tree, noun: int) -> Iterator[int]:
    """Give the children of a noun, the nearest first on either side."""
    children = tree.children[noun]
    yield from (part for part in reversed(children) if part < noun)
    yield from (part for part in children if part > noun)


def _belongs(tree: Tree, part: int, role: str) -> bool:
    return role in RIGHT_ROLES or (role == "nmod" and syntax.preposition(tree, part) == "of")
