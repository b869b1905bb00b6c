"""Finds what a quantity measures: "new fencing" in "482 kilometers of new fencing".

The readings of the parse are tried from the surest to the weakest. Behind the noun measured stand
the noun it is a part of and the subject of its clause: "sales, footwear brand" in "the footwear
brand grew sales by 35 per cent".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from .. import syntax
from ..syntax import Tree
from .candidates import Candidate
from .phrases import Phrases, is_noun, read_phrases, write_phrase
from .reading import Reading

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
SUBSTANCES = frozenset({"energy", "mass", "power", "volume"})
"""Dimensions of which the subject has, makes or loses an amount: "the field gave 9 t of wheat"."""


def find_measured(
    reading: Reading, tree: Tree, candidates: Sequence[Candidate]
) -> list[str | None]:
    """Give for each candidate the parts of the noun phrase that it measures, None for none."""
    phrases = read_phrases(
        reading.doc,
        tree,
        frozenset(i for c in candidates for i in _tokens(reading, c)),
        reading.vocabulary,
        {
            i: (tokens[0], tokens[-1] + 1)
            for tokens in (_tokens(reading, c) for c in candidates if c.rule == "age")
            for i in tokens
        },
    )
    found: list[str | None] = []
    shared: list[int] = []
    for i, candidate in enumerate(candidates):
        if i and _restates(reading, candidates[i - 1], candidate):
            found.append(found[-1])
            continue
        first, last = reading.token_at(candidate.start), reading.token_at(candidate.end - 1)
        found.append(_Search(phrases, tree, first, last, candidate).find())
        if candidate.rule == "shared_unit" and i + 1 < len(candidates):
            shared.append(i)
    for i in reversed(shared):
        found[i] = found[i + 1]
    return found


def _tokens(reading: Reading, candidate: Candidate) -> range:
    """Give the tokens of number and unit; of a thing counted the number alone.

    A hyphened count is part of a name for the thing: "a four-cylinder engine".
    """
    is_counted = _is_count(candidate) and candidate.rule != "number_unit"
    end = candidate.number_end if is_counted else candidate.end
    if is_counted and reading.text[end : end + 1] == "-":
        return range(0)
    return range(reading.token_at(candidate.start), reading.token_at(end - 1) + 1)


def _restates(reading: Reading, before: Candidate, candidate: Candidate) -> bool:
    """Say whether a quantity gives the one before again: another unit, or the level reached."""
    if _is_count(before) or _is_count(candidate):
        return False
    return _RESTATED.fullmatch(reading.text, before.end, candidate.start) is not None


_RESTATED = re.compile(
    r"(?:\s?[(](?:or\s)?|,?\sor\s|\s(?:to|from|at)\s)"
    r"(?:(?:an?|about|around|close|just|nearly|of|over|record|roughly|some|under)\s){0,4}",
    re.IGNORECASE,
)
"""What stands between a quantity and the same again: "9 euros ($10)", "rose 5 % to 80"."""


def _is_count(candidate: Candidate) -> bool:
    unit = candidate.unit
    return unit is not None and unit.dimension == "count" and unit.name != "point"


class _Search(NamedTuple):
    """The tokens ``first`` to ``last`` of a quantity, and the noun they measure."""

    phrases: Phrases
    tree: Tree
    first: int
    last: int
    candidate: Candidate

    @property
    def words(self) -> Mapping[str, list[str]]:
        words: Mapping[str, list[str]] = self.phrases.vocabulary.words["measured"]
        return words

    def find(self) -> str | None:
        """Write the noun measured; where it stands apart, also its whole and the subject."""
        if self.is_one_of() or self.is_moment():
            return None
        noun = self.of_complement()
        if noun is not None:
            return self.write(noun, self.subject() if self.dimension() in SUBSTANCES else None)
        for certain in (self.bracketed_noun, self.labelling_noun, self.changed_noun):
            noun = certain()
            if noun is not None:
                return self.write(noun)
        noun = next((noun for noun in self.readings() if noun is not None), None)
        if noun is None:
            return self.subject_by_age()
        is_aged = self.dimension() == "age" and noun > self.last
        whole = None if is_aged else self.whole_of(noun)
        return self.write(noun, whole, None if self.is_alone(noun) else self.subject())

    def write(self, *nouns: int | None) -> str | None:
        """Write the phrases of the nouns; none twice."""
        phrases = self.phrases
        if _is_count(self.candidate) and self.first not in phrases.amounts:
            phrases = replace(phrases, own=range(self.first, self.last + 1))
        parts = [
            part
            for noun in nouns
            if noun is not None
            for part in write_phrase(phrases, noun, self.first, self.last)
        ]
        return ", ".join(dict.fromkeys(parts)) or None

    def dimension(self) -> str | None:
        """Give the dimension of the quantity, None where it has no unit."""
        return self.candidate.unit.dimension if self.candidate.unit is not None else None

    def subject(self) -> int | None:
        """Find the subject of the quantity's clause."""
        return self.subject_of(self.clause())

    def readings(self) -> Iterator[int | None]:
        """Give what each reading of the parse finds, the surest first."""
        yield self.modified_noun()
        is_count = _is_count(self.candidate)
        if is_count and not self.is_bare():
            return
        yield self.target()
        yield self.noun_beside()
        yield self.governing_noun()
        yield self.outer_subject()
        is_time = self.candidate.unit is not None and self.candidate.unit.dimension == "time"
        if not (is_count or is_time or self.own_pronoun()):
            yield self.nearest_noun()

    def is_one_of(self) -> bool:
        """Say whether it is one of a group, which measures nothing: "one of the oldest parks"."""
        low, high = self.candidate.low, self.candidate.high
        is_unit = self.candidate.rule == "number_unit"  # "one count of fraud"
        return low == high == 1 and _is_count(self.candidate) and not is_unit

    def is_moment(self) -> bool:
        """Say whether a time tells when, not how long: "two years later", "after 55 minutes"."""
        if self.dimension() != "time":
            return False
        behind = self.last + 1
        if behind < len(self.tree.words) and self.tree.words[behind] in self.words["behind_moment"]:
            return True
        return syntax.preposition(self.tree, self.top()) in self.words["before_moment"]

    def is_bare(self) -> bool:
        """Say whether a count is no mere place, part or setting of something.

        Those are "at two mosques", "a chunk of the 68 games", "With eight picks left, ...".
        """
        top = self.top()
        if self.tree.roles[top] not in {"obl", "nmod", "advmod"}:
            return True
        head = self.tree.heads[top]
        if self.tree.words[head] in self.words["parts"]:
            return False
        before = syntax.preposition(self.tree, top)
        subject = syntax.own_subject(self.tree, head)
        is_fronted = before is not None and subject is not None and subject > self.last
        return not is_fronted and (before is None or before in self.words["belonging"])

    def is_alone(self, noun: int) -> bool:
        """Say whether the subject acts on the noun measured: "sells the phone for $900".

        So too a noun that is compared with ("below the limit of 5 %") or valued ("worth $8").
        """
        if syntax.preposition(self.tree, noun) in self.words["comparing"]:
            return True
        if "worth" in self.tree.words[max(noun + 1, self.first - MAX_AHEAD) : self.first]:
            return True
        if self.dimension() == "money" and noun == self.target():
            return True
        if self.tree.roles[noun] != "obj":
            return False
        behind = self.last + 1
        if behind < len(self.tree.words) and self.tree.words[behind] in {"higher", "lower"}:
            return True
        is_price = self.dimension() == "money" and self.tree.roles[self.top()] == "obl"
        return is_price and syntax.preposition(self.tree, self.top()) == "for"

    def bracketed_noun(self) -> int | None:
        """Find the noun before "Ann Lee (15 points, 7)", or inside "a pin (2 mm inner width)"."""
        for i in range(self.first - 1, max(0, self.first - MAX_BACK), -1):
            if self.tree.words[i] in {"(", "["}:
                if not is_noun(self.phrases, i - 1):
                    return None
                own = self.noun_run(self.last + 1)
                return i - 1 if own is None else own
            if i not in self.phrases.amounts and self.tree.words[i] not in {",", ";", "~"}:
                return None
        return None

    def labelling_noun(self) -> int | None:
        """Find the noun in a bracket before a colon: "(base price: $59,995)"."""
        noun = self.first - 2
        if noun < 1 or self.tree.words[noun + 1] != ":" or not is_noun(self.phrases, noun):
            return None
        i = noun
        while i > 0 and self.tree.tags[i][:2] in {"JJ", "NN"}:
            i -= 1
        return noun if self.tree.words[i] in {"(", "["} else None

    def changed_noun(self) -> int | None:
        """Find the noun in "Unite Group, down 68p", "Blackmores up 9 per cent"."""
        i = self.first - 1
        if i < 1 or self.tree.words[i] not in {"up", "down", "off"}:
            return None
        i -= 2 if self.tree.words[i - 1] == "," else 1
        return i if i >= 0 and is_noun(self.phrases, i) else None

    def of_complement(self) -> int | None:
        """Find the noun in "5 km of fencing", "13 percent of the economy"."""
        of = self.last + 1
        if of >= len(self.tree.words) or self.tree.words[of] != "of":
            return None
        noun = self.noun_of(of)
        if noun in self.phrases.amounts:
            return None
        return noun if noun is not None else self.noun_run(of + 1)

    def noun_of(self, preposition: int) -> int | None:
        """Find the noun that a preposition hangs on."""
        behind = range(preposition + 1, min(preposition + MAX_AHEAD, len(self.tree.words)))
        return next((i for i in behind if preposition in self.tree.children[i]), None)

    def noun_run(self, start: int) -> int | None:
        """Find the last noun of "new fencing" by its tags, where the parse is odd."""
        noun = None
        for i in range(start, min(start + MAX_AHEAD, len(self.tree.words))):
            if is_noun(self.phrases, i):
                noun = i
            elif noun is not None or self.tree.tags[i][:2] not in BEFORE_NOUN:
                break
        return noun

    def modified_noun(self) -> int | None:
        """Find the noun in "a 750 metre swim", "50mph winds"."""
        head = self.tree.heads[self.top()]
        if self.tree.roles[head] == "compound":  # "a 4 % pay rise" hangs on "pay"
            head = self.tree.heads[head]
        if head <= self.last or head - self.last > MAX_AHEAD or not is_noun(self.phrases, head):
            return None
        between = range(self.last + 1, head)
        breaks = any(
            (self.tree.tags[i][:2] in BREAKS and self.tree.roles[i] != "compound")
            or self.tree.words[i] in {",", "("}
            for i in between
        )
        return None if breaks else head

    def target(self) -> int | None:
        """Find the noun in "wiped $3 million from its value", "spent $5 million on roads"."""
        behind = self.last + 1
        if self.tree.roles[self.top()] != "obj" or behind >= len(self.tree.words):
            return None
        word = self.tree.words[behind]
        is_target = word in self.words["targets"]
        if word == "from":
            verb = self.tree.lemmas[self.tree.heads[self.top()]].lower()
            is_target = verb not in self.words["receiving"]
        noun = self.noun_of(behind) if is_target else None
        return noun if noun is not None and is_noun(self.phrases, noun) else None

    def noun_beside(self) -> int | None:
        """Find the noun right before a cue: "a grant worth up to $8 million"."""
        i = self.first - 1
        while i > 0 and self.tree.words[i] in self.words["beside"]:
            i -= 1
        return i if 0 <= i < self.first - 1 and is_noun(self.phrases, i) else None

    def governing_noun(self) -> int | None:
        """Find the noun the quantity stands behind, else the object or subject of its clause."""
        i = self.top()
        for _ in range(MAX_CLIMB):
            role, head = self.tree.roles[i], self.tree.heads[i]
            if head == i or (role == "acl:relcl" and syntax.own_subject(self.tree, i) is not None):
                break
            is_loose = role == "nmod" and syntax.preposition(self.tree, i) is None
            is_near = not is_loose or head == self.first - 1
            if role in NOUN_ROLES and head < self.first and is_near and is_noun(self.phrases, head):
                return head
            if role in OBLIQUE_ROLES and self.tree.tags[head].startswith("VB"):
                found = syntax.child(self.tree, head, "obj")
                if found is not None and found < self.first and is_noun(self.phrases, found):
                    return found
            i = head
            if syntax.is_predicate(self.tree, i) or self.tree.tags[i].startswith("VB"):
                break
        return self.subject_of(i)

    def subject_of(self, i: int) -> int | None:
        """Find the subject of a predicate, where it is a noun."""
        subject = self.any_subject_of(i)
        if subject is None or self.first <= subject <= self.last:
            return None
        return subject if is_noun(self.phrases, subject) else None

    def any_subject_of(self, i: int) -> int | None:
        """Find the subject of a predicate; for "who" in "Ann, who is 10" the noun before it."""
        inner = (syntax.own_subject(self.tree, part) for part in range(self.first, self.last + 1))
        own = next((part for part in inner if part is not None), None)
        if own is None:
            return syntax.subject(self.tree, i)
        if self.tree.tags[own] in {"WP", "WDT"} and own and is_noun(self.phrases, own - 1):
            return own - 1
        return own

    def subject_by_age(self) -> str | None:
        """Write the subject that is told by an age: "a 60-year-old would take 3 %"."""
        if _is_count(self.candidate) or self.dimension() == "age":
            return None
        for i in range(self.first - 1, max(-1, self.first - MAX_AHEAD), -1):
            if i in self.phrases.aged:
                start, end = self.phrases.aged[i]
                return self.phrases.doc[start:end].text
            if self.tree.tags[i] in {",", ".", ":"}:
                return None
        return None

    def outer_subject(self) -> int | None:
        """Find the subject of an outer clause for a pronoun: "the firm said it has 5 shops"."""
        i = self.clause()
        if self.own_pronoun() is None:
            return None
        for _ in range(MAX_CLIMB):
            i = self.tree.heads[i]
            outer = syntax.own_subject(self.tree, i)
            if outer is not None and outer < self.first and is_noun(self.phrases, outer):
                return outer
        return None

    def own_pronoun(self) -> int | None:
        """Find the pronoun that is the subject of the quantity's clause."""
        own = syntax.subject(self.tree, self.clause())
        return own if own is not None and self.tree.tags[own] == "PRP" else None

    def nearest_noun(self) -> int | None:
        """Find the last noun before the quantity in its sentence, or the noun it belongs to."""
        for i in range(self.first - 1, max(-1, self.first - MAX_BACK), -1):
            if is_noun(self.phrases, i):
                whole = self.whole_of(i)
                return i if whole is None else whole
            if self.phrases.doc[i].is_sent_start:
                return None
        return None

    def whole_of(self, noun: int) -> int | None:
        """Find the noun above: "strength" for the market in "strength of the 500 sq m market"."""
        head = self.tree.heads[noun]
        is_part = self.tree.roles[noun] == "nmod" and head < noun
        return head if is_part and is_noun(self.phrases, head) else None

    def clause(self) -> int:
        """Give the predicate of the clause that holds the quantity."""
        return syntax.clause_head(self.tree, self.top())

    def top(self) -> int:
        """Give the token of the quantity that hangs on something outside it."""
        for i in range(self.last, self.first - 1, -1):
            inside = self.first <= self.tree.heads[i] <= self.last
            if not inside and self.tree.roles[i] not in {"punct", "case", "cc"}:
                return i
        return self.last
