"""The clauses that state something, one short function per form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice

from ..syntax import (
    SUBJECT_ROLES,
    child,
    children,
    clause,
    is_finite,
    is_predicate,
    noun_phrase,
    own_subject,
    subject,
    trim,
)
from .cues import has_mark
from .facts import Facts
from .found import Found, Range
from .reading import Reading
from .scope import chain, governors

REPORTING_RULES = frozenset(
    {
        "quotation",
        "source_preposition",
        "speaker_colon",
        "speaker_dash",
        "verb_after_apposition",
        "verb_alone",
        "verb_aside",
        "verb_before_colon",
        "verb_before_speaker",
        "verb_between_commas",
        "verb_clause",
    }
)
"""Attributions whose content is a statement of its own; the others only lean on one."""


LONGEST_PATH = 8
"""Steps up from a fact to the predicate of its clause beyond which the two are taken to belong."""

SHORTEST_PARTICIPLE = 4
"""Tokens below which a participle without a noun of its own is a parse gone wrong."""

PARTICIPLES = frozenset({"VBD", "VBG", "VBN"})


@dataclass(frozen=True, slots=True)
class Scene:
    """What a rule may look at: the Doc, the cues of attributions, and the tokens of facts."""

    reading: Reading
    cues: dict[int, Found]
    facts: Facts
    sources: frozenset[int]
    checkable_only: bool = True

    def holds_fact(self, bounds: Range) -> bool:
        """Say whether a date, a quantity or a name stands in a stretch."""
        return not self.checkable_only or bool(self.facts.tokens(*bounds))

    def states_fact(self, i: int, bounds: Range) -> bool:
        """Say whether a clause holds a fact, or words in quotation marks, of its own."""
        if not self.checkable_only or self._quotes(i, bounds):
            return True
        return any(self._is_own(token, i) for token in self.facts.tokens(*bounds))

    def _quotes(self, i: int, bounds: Range) -> bool:
        """Say whether words of another text stand in a clause: "said to mean 'no entry'"."""
        reading = self.reading
        return not reading.is_quoted(i) and any(reading.is_quoted(t) for t in range(*bounds))

    def _is_own(self, token: int, i: int) -> bool:
        tree = self.reading.tree
        for _ in range(LONGEST_PATH):
            if token == i:
                return True
            if is_predicate(tree, token):
                return False
            token = tree.heads[token]
        return True


def main_clause(scene: Scene, i: int) -> Range | None:
    """Read "the state built new fences", also coordinated with a subject of its own."""
    tree = scene.reading.tree
    if tree.roles[i] not in {"root", "parataxis", "conj"} or not is_finite(tree, i):
        return None
    return _statement(scene, i)


def said_clause(scene: Scene, i: int) -> Range | None:
    """Read what a verb or adjective says: "officials said [...]", "it is likely that [...]"."""
    tree = scene.reading.tree
    if tree.roles[i] not in {"ccomp", "parataxis", "csubj"} or not is_finite(tree, i):
        return None
    if _opens_with_pronoun(scene, tree.starts[i]):
        return None
    expl = child(tree, tree.heads[i], "expl")
    if tree.roles[i] == "csubj" and expl is None and not has_mark(scene.reading, i, "whether"):
        return None
    reported = tree.heads[i] in scene.cues
    if not reported and not scene.holds_fact(clause(tree, i)):
        return None
    return _statement(scene, i)


def _statement(scene: Scene, i: int) -> Range | None:
    """Give the clause of a predicate with a subject, unless it only frames another."""
    tree = scene.reading.tree
    if own_subject(tree, i) is None and child(tree, i, "expl") is None:
        return None
    if _only_frames(scene, i):
        return None
    return _before_second_verb(scene, i, _without_attribution(scene, i))


def content_clause(scene: Scene, i: int) -> Range | None:
    """Read what a noun states: "there is no evidence that [the firm paid bribes]"."""
    tree = scene.reading.tree
    if tree.roles[i] not in {"acl", "acl:relcl"} or not is_finite(tree, i):
        return None
    if not any(tree.words[part] == "that" for part in children(tree, i, "mark")):
        return None
    bounds = clause(tree, i)
    return bounds if own_subject(tree, i) is not None and scene.holds_fact(bounds) else None


def shared_subject(scene: Scene, i: int) -> Range | None:
    """Read the second verb of "the state built fences and [closed 12 crossings]"."""
    bounds = _second_verb(scene, i)
    return None if bounds is None else _before_second_verb(scene, i, bounds)


def _second_verb(scene: Scene, i: int) -> Range | None:
    tree = scene.reading.tree
    if tree.roles[i] != "conj" or own_subject(tree, i) is not None or subject(tree, i) is None:
        return None
    start = tree.starts[i]
    if not any(tree.edges[max(start - 2, 0) : start + 1]):
        return None  # "a judge presiding over the case | was unfit": nothing joins the two
    lent = next(islice(governors(scene.reading, i), 1, None), None) is not None
    if not (is_finite(tree, i) or tree.tags[i] == "VBN" or lent):
        return None
    bounds = clause(tree, i)
    return bounds if scene.holds_fact(bounds) else None


def relative_clause(scene: Scene, i: int) -> Range | None:
    """Read "[the bridge, which opened in 1932,] was closed"; "where ..." stands alone."""
    tree = scene.reading.tree
    if tree.roles[i] != "acl:relcl" or not is_finite(tree, i):
        return None
    if tree.tags[tree.starts[i]] == "WRB":
        bounds = clause(tree, i)
        return bounds if scene.holds_fact(bounds) and own_subject(tree, i) is not None else None
    return None if _only_narrows(scene, i) else _with_noun(scene, i)


def participle_clause(scene: Scene, i: int) -> Range | None:
    """Read "[the images, taken in May,] show soldiers"."""
    tree = scene.reading.tree
    if tree.roles[i] != "acl" or tree.tags[i] not in PARTICIPLES:
        return None
    if own_subject(tree, i) is not None:
        return None
    return None if _only_narrows(scene, i) else _with_noun(scene, i)


def participle_of_subject(scene: Scene, i: int) -> Range | None:
    """Read "he stayed a year before [being appointed mayor of Norland in 1946]"."""
    tree = scene.reading.tree
    if tree.roles[i] != "advcl" or tree.tags[i] not in PARTICIPLES:
        return None
    if own_subject(tree, i) is not None or subject(tree, i) is None:
        return None
    if tree.words[i] in scene.reading.words["clauses.prepositions"]:
        return None
    if child(tree, i, "det", "nmod:poss", "amod") is not None:
        return None  # "the company's founding in 1949" is a noun
    start, end = clause(tree, i)
    marks = [part for part in children(tree, i, "mark", "case") if part < i]
    bounds = trim(tree, max(start, *(part + 1 for part in marks), 0), end)
    long_enough = bounds[1] - bounds[0] >= SHORTEST_PARTICIPLE
    return bounds if long_enough and scene.states_fact(i, bounds) else None


def adverbial_clause(scene: Scene, i: int) -> Range | None:
    """Read "the bridge closed after [the river rose by 3 metres]", not "if ..." or "until ..."."""
    tree = scene.reading.tree
    who = own_subject(tree, i)
    if tree.roles[i] != "advcl" or not is_finite(tree, i) or who is None:
        return None
    links = [part for part in children(tree, i, "mark", "advmod") if part < who]
    words = {tree.words[part] for part in links}
    open_marks = scene.reading.words["certainty.conditions"] | scene.reading.words["clauses.open"]
    if words & open_marks:
        return None
    start, end = _before_second_verb(scene, i, clause(tree, i))
    marks = [part for part in links if tree.roles[part] == "mark"]
    bounds = trim(tree, max(start, *(part + 1 for part in marks), 0), end)
    return bounds if scene.states_fact(i, bounds) else None


def apposition(scene: Scene, i: int) -> Range | None:
    """Read "[Berg, the mayor of Norland since 2012,] resigned": a name and what it is."""
    tree, facts = scene.reading.tree, scene.facts
    noun = tree.heads[i]
    if tree.roles[i] != "appos" or i < noun or tree.words[tree.starts[i] - 1] in {"(", "["}:
        return None
    name, other = (noun, i) if facts.is_name(noun) else (i, noun)
    if not facts.is_name(name) or facts.is_name(other) or tree.tags[other] not in {"NN", "NNS"}:
        return None
    first, _ = noun_phrase(tree, noun, clauses=False)
    if "quantity" in facts.kinds_in(other, other + 1):
        return None
    described = noun_phrase(tree, other) if other == i else noun_phrase(tree, other, clauses=False)
    if described[1] - described[0] < 3 or not scene.holds_fact(described):
        return None
    start, end = min(first, noun), noun_phrase(tree, i)[1]
    return (start, end) if start < i < end else None


Rule = Callable[[Scene, int], Range | None]

RULES_BY_ROLE: Mapping[str, tuple[Rule, ...]] = {
    "acl": (content_clause, participle_clause),
    "acl:relcl": (content_clause, relative_clause),
    "advcl": (participle_of_subject, adverbial_clause),
    "appos": (apposition,),
    "ccomp": (said_clause,),
    "conj": (main_clause, shared_subject),
    "csubj": (said_clause,),
    "parataxis": (main_clause, said_clause),
    "root": (main_clause,),
}
"""The rules that a token with a role may head, in the order in which they are tried."""


def _only_narrows(scene: Scene, i: int) -> bool:
    """Say whether a clause tells which ones are meant and states nothing: "donors who give $200".

    It does without a comma, after a plural without a determiner or after "those", "any", "every";
    what somebody did at a time ("photos taken in May") is stated all the same.
    """
    tree, facts = scene.reading.tree, scene.facts
    noun, first = tree.heads[i], tree.starts[i]
    if not scene.checkable_only or tree.words[first - 1] == "," or facts.is_name(noun):
        return False
    if tree.tags[i] == "VBN" and "date" in facts.kinds_in(i, tree.ends[i]):
        return False
    parts = [*children(tree, noun, "det", "nmod:poss", "nummod")]
    if any(tree.words[part] in scene.reading.words["clauses.narrowing"] for part in (*parts, noun)):
        return True
    return not parts and tree.tags[noun] == "NNS"


def _opens_with_pronoun(scene: Scene, start: int) -> bool:
    """Say whether a clause starts with "who" or "where", or with a "that" that is no mark."""
    tree = scene.reading.tree
    if tree.words[start] == "that":
        return tree.roles[start] in SUBJECT_ROLES | {"obj"} and tree.tags[start] == "WDT"
    return tree.tags[start] in {"WP", "WRB", "WDT"}


def _only_frames(scene: Scene, i: int) -> bool:
    """Say whether a clause says no more than how sure or true another is.

    "It is possible that [...]", "whether [...] is unclear".
    """
    tree, words = scene.reading.tree, scene.reading.words
    asked = child(tree, i, "csubj", "csubj:pass")
    if asked is not None and has_mark(scene.reading, asked, "whether"):
        return True
    if child(tree, i, "expl") is None:
        return False
    sure = words["certainty.hedging_adjectives"] | words["certainty.questioning"]
    frames = sure | words["negation.true"] | words["negation.false"]
    inner, noun = child(tree, i, "csubj", "ccomp"), own_subject(tree, i)
    if scene.reading.lemmas[i] in frames:
        if inner is not None:
            return said_clause(scene, inner) is not None
        noun = i  # "it is a myth that ..."
    inner = None if noun is None else child(tree, noun, "acl", "acl:relcl")
    return inner is not None and content_clause(scene, inner) is not None


def _before_second_verb(scene: Scene, i: int, bounds: Range) -> Range:
    """End a clause where a second verb begins that is a row of its own."""
    tree, (start, end) = scene.reading.tree, bounds
    for verb in chain(scene.reading, i):
        for part in children(tree, verb, "conj", "parataxis"):
            own = own_subject(tree, part) is not None and is_finite(tree, part)
            if i < part < end and (own or _second_verb(scene, part) is not None):
                end = min(end, max(tree.starts[part], i + 1))
    return trim(tree, start, end)


def _without_attribution(scene: Scene, i: int) -> Range:
    """Leave off "according to ..." and ", he said" at either end of a clause."""
    tree = scene.reading.tree
    start, end = clause(tree, i)
    for part in tree.children[i]:
        if part not in scene.cues:
            continue
        left, right = tree.starts[part], tree.ends[part]
        if left <= start and right <= i:
            told = scene.cues[part].content
            start = next((first for first, end in told if start <= first <= i < end), right)
        elif right >= end and left > i:
            end = left
    return trim(tree, start, end)


def _with_noun(scene: Scene, i: int) -> Range | None:
    tree = scene.reading.tree
    noun, (start, end) = tree.heads[i], clause(tree, i)
    if start <= noun or not scene.holds_fact((start, end)):
        return None
    if scene.reading.quotation_of[noun] != scene.reading.quotation_of[i]:
        return None  # half of it is said by somebody else
    first, last = noun_phrase(tree, noun, clauses=False)
    return (min(first, noun), end) if last <= end else None
