"""How surely a claim is stated, with the words that say so and how far they reach."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from ..records import Certainty, CueKind
from ..syntax import Tree, child, children, future_modal, own_subject, phrase, trim
from .found import Found, Proposition, Range
from .negation import report_is_denied
from .reading import Reading
from .scope import Cue, reach, spread

CERTAINTIES: dict[CueKind, Certainty] = {
    "predicted": "predicted",
    "hedged": "hedged",
    "conditional": "conditional",
    "questioned": "questioned",
}
RANK: dict[CueKind, int] = {"predicted": 1, "hedged": 2, "conditional": 3, "questioned": 4}
"""The least sure reading wins: a question about a plan is a question."""

PLAIN_BE = frozenset({"are", "is", "was", "were"})

Finding = tuple[CueKind, Range]


def find_certainty(
    reading: Reading, claim: Proposition, attribution: Found | None, verbs: Iterable[int]
) -> tuple[Certainty, str | None, list[Cue]]:
    """Give how surely a claim is stated, the words that say so, and every cue over it.

    ``verbs`` are those of its predicate.
    """
    cues = [*_over_predicate(reading, claim, verbs), *_conditions(reading, claim)]
    whole = (claim.start, claim.end)
    outside = (*_attribution(reading, attribution), *_governing(reading, claim.head))
    cues += [Cue(kind, words, whole) for kind, words in outside]
    cues += [Cue("questioned", mark, whole) for mark in _question_mark(reading, claim)]
    if not cues:
        return "asserted", None, []
    best = max(cues, key=lambda cue: RANK[cue.kind])
    return CERTAINTIES[best.kind], reading.written(*best.words), cues


def find_lesser_cues(reading: Reading, claim: Proposition, own: Container[int]) -> Iterator[Cue]:
    """Give the cues of lesser clauses in a claim: they reach no further than these.

    "Another photo shows a wall, believed to be old": that it shows a wall is asserted.
    """
    modifiers = reading.words["certainty.hedging_modifiers"]
    roles = {"acl", "acl:relcl", "advcl", "ccomp", "conj", "dep", "parataxis", "xcomp"}
    for i in range(claim.start, claim.end):
        if reading.tree.roles[i] in roles and i not in own:
            for kind, words in (*_verbs(reading, i), *_adverbs(reading, i)):
                yield Cue(kind, words, reach(reading, claim, words, i))
        elif reading.tree.roles[i] == "amod" and reading.tree.words[i] in modifiers:
            yield Cue("hedged", (i, i + 1), (i + 1, max(i + 2, reading.tree.heads[i] + 1)))


def _over_predicate(reading: Reading, claim: Proposition, verbs: Iterable[int]) -> Iterator[Cue]:
    for verb in verbs:
        for kind, words in (*_verbs(reading, verb), *_adverbs(reading, verb)):
            yield Cue(kind, words, reach(reading, claim, words, claim.head))


def _verbs(reading: Reading, head: int) -> Iterator[Finding]:
    """Read "could collapse", "will open", "is to open", "is believed to be", "plans to sell"."""
    tree, words = reading.tree, reading.words
    for part in children(tree, head, "aux"):
        if tree.words[part] in words["certainty.hedging_modals"]:
            yield "hedged", (part, part + 1)
        elif tree.words[part] in words["certainty.shifted_modals"]:
            yield _shifted(tree, head), (part, part + 1)
        elif tree.words[part] == "must" and _is_perfect(tree, head):
            yield "hedged", (part, part + 1)
    will = future_modal(tree, head)
    if will is not None:
        yield "predicted", (will, will + 1)
    yield from _be_to(reading, head)
    yield from _infinitive(reading, head)


def _shifted(tree: Tree, head: int) -> CueKind:
    """Read "would": what somebody in the past foresaw, or ("would have been") what never was."""
    return "hedged" if _is_perfect(tree, head) else "predicted"


def _is_perfect(tree: Tree, head: int) -> bool:
    return any(tree.words[part] == "have" for part in children(tree, head, "aux"))


def _be_to(reading: Reading, head: int) -> Iterator[Finding]:
    """Read "the museum is to open in May"."""
    tree = reading.tree
    to = next((i for i in children(tree, head, "mark", "aux") if tree.words[i] == "to"), None)
    be = child(tree, head, "cop", "aux")
    if to is not None and _is_verb_taken_for_noun(reading, to - 1):
        yield "predicted", (to - 1, to + 1)
    if tree.tags[head] != "VB" or tree.roles[head] in {"xcomp", "acl", "advcl"}:
        return
    if to is None or be is None or tree.words[be] not in PLAIN_BE:
        return
    if be == to - 1 or (be == to - 2 and tree.words[be + 1] in {"about", "due", "set"}):
        yield "predicted", (be if be == to - 1 else be + 1, to + 1)


def _is_verb_taken_for_noun(reading: Reading, i: int) -> bool:
    """Say whether the main verb of "the firm plans to open 12 shops" has the tag of a noun."""
    is_noun = reading.tree.tags[i] == "NNS" and reading.tree.roles[i] == "root"
    return is_noun and reading.lemmas[i] in reading.words["certainty.predicting_verbs"]


def _infinitive(reading: Reading, head: int) -> Iterator[Finding]:
    """Read the verb or adjective itself before an infinitive: "appears to be", "is set to open"."""
    tree, words, lemma = reading.tree, reading.words, reading.lemmas[head]
    infinitive = child(tree, head, "xcomp", "ccomp", "advcl")
    if infinitive is None:
        yield from _wish(reading, head)
        return
    if infinitive < head or child(tree, head, "obj") is not None:
        return  # "pledged 3 million euros to rebuild it": the pledge is a fact
    marks = (i for i in children(tree, infinitive, "mark", "aux") if i > head)
    to = next((i for i in marks if tree.words[i] == "to"), None)
    if to is None:
        if lemma in words["certainty.hedging_verbs"]:
            yield "hedged", (head, head + 1)
        return
    cue = (head, to + 1) if to == head + 1 else (head, head + 1)
    if lemma in words["certainty.hedging_verbs"]:
        yield "hedged", cue
    elif lemma == "go" and tree.tags[head] != "VBG":
        return  # "went on to discuss"
    elif _is_set_to(reading, head) or lemma in words["certainty.predicting_verbs"]:
        yield "predicted", cue
    elif tree.tags[head] in {"VBN", "VBD"} and lemma in words["certainty.hedging_passives"]:
        yield "hedged", cue


def _wish(reading: Reading, head: int) -> Iterator[Finding]:
    """Read "expects prices to rise", where the infinitive hangs on the noun before it."""
    if reading.lemmas[head] in reading.words["certainty.predicting_verbs"]:
        for noun in children(reading.tree, head, "obj"):
            rises = child(reading.tree, noun, "acl")
            if rises is not None and reading.tree.words[noun + 1] == "to" and rises > noun:
                yield "predicted", (head, head + 1)


def _is_set_to(reading: Reading, head: int) -> bool:
    participle = reading.tree.tags[head] in {"IN", "JJ", "RB", "VBD", "VBN"}
    return participle and reading.tree.words[head] in reading.words["certainty.set_to"]


def _adverbs(reading: Reading, head: int) -> Iterator[Finding]:
    words = reading.words
    for part in children(reading.tree, head, "advmod", "discourse", "parataxis", "dep"):
        if reading.tree.words[part] in words["certainty.hedging_adverbs"]:
            yield "hedged", (part, part + 1)


def _governing(reading: Reading, head: int) -> Iterator[Finding]:
    """Read the word that a clause hangs on: "it is possible that", "a chance that"."""
    tree, words = reading.tree, reading.words
    role, above = tree.roles[head], tree.heads[head]
    if role not in {"acl", "ccomp", "csubj", "csubj:pass", "xcomp"} or above == head:
        return
    lemma, hedges = reading.lemmas[above], words["certainty.hedging_verbs"]
    if lemma in words["certainty.questioning"] and role != "acl":
        yield "questioned", (above, above + 1)
        return
    hedges |= words["certainty.hedging_adjectives"]
    if role == "acl" and child(tree, head, "mark") is not None:
        hedges |= words["certainty.hedging_nouns"]
    if child(tree, above, "aux:pass") is not None:
        hedges |= words["certainty.hedging_passives"]
    if lemma in hedges:
        yield "hedged", (above, above + 1)


def _attribution(reading: Reading, attribution: Found | None) -> Iterator[Finding]:
    if attribution is None:
        return
    lemma, head = reading.lemmas[attribution.head], attribution.head
    denied = report_is_denied(reading, attribution)
    if denied is not None:
        yield "questioned", (denied, denied + 1)
    infinitive = reading.tree.words[head + 1 : head + 2] == ("to",)
    cue = (head, head + 2) if infinitive else (head, head + 1)
    if lemma in reading.words["certainty.hedging_reports"]:
        yield "hedged", cue
    elif lemma in reading.words["certainty.predicting_reports"]:
        yield "predicted", cue
    elif lemma in reading.words["certainty.asking"]:
        yield "questioned", cue


def _conditions(reading: Reading, claim: Proposition) -> Iterator[Cue]:
    """Read "if the river rises, ...", "unless ...", "should it rise, ..."; and "whether ..."."""
    tree = reading.tree
    for part in children(tree, claim.head, "advcl", "ccomp"):
        cue = _condition_cue(reading, part) if tree.roles[part] == "advcl" else None
        if cue is None:
            continue
        start, end = phrase(tree, part)
        before = claim.start, max(claim.start + 1, min(start, claim.end))
        after = min(end, claim.end - 1), claim.end
        yield Cue("conditional", cue, trim(tree, *(before if start > claim.head else after)))
    inverted = _sentence_condition(reading, claim)
    if inverted is not None:
        yield Cue("conditional", inverted, (max(claim.start, inverted[1]), claim.end))
    own = _condition_cue(reading, claim.head)
    if own is not None and tree.roles[claim.head] != "root":
        asks = (
            tree.roles[claim.head] in {"ccomp", "csubj", "acl"} or tree.words[own[0]] == "whether"
        )
        kind: CueKind = "questioned" if asks else "conditional"
        yield Cue(kind, own, (claim.start, claim.end))


def _condition_cue(reading: Reading, head: int) -> Range | None:
    tree, words = reading.tree, reading.words
    conditions = words["certainty.conditions"] | words["certainty.further_conditions"]
    for mark in children(tree, head, "mark", "case", "advmod"):  # "if" before a noun: a wrong tag
        if mark < head and tree.words[mark] in conditions:
            return mark, mark + 1
        if tree.words[mark] == "as" and tree.words[mark - 2 : mark] == ("as", "long"):
            return mark - 2, mark + 1
    first, who = tree.starts[head], own_subject(tree, head)
    inverted = tree.words[first] in words["certainty.inverting"] and tree.heads[first] == head
    if inverted and tree.roles[head] == "advcl" and who is not None and first < who:
        return first, first + 1
    return None


def _sentence_condition(reading: Reading, claim: Proposition) -> Range | None:
    """Read "[Should the dam break], ..." and "[Had it broken], ... would" however it is parsed.

    Both of its clauses are conditional: parsers set the one that would follow beside the other.
    """
    tree, words = reading.tree, reading.words
    first, end = reading.sentence_at(claim.head)
    verbs = (claim.head, *children(tree, claim.head, "parataxis"))
    modals = {tree.words[i] for verb in verbs for i in children(tree, verb, "aux")}
    shifted = modals & (words["certainty.shifted_modals"] | words["certainty.hedging_modals"])
    inverts = tree.words[first] in words["certainty.inverting"] and first != claim.head
    asked = tree.words[end - 1] == "?" or claim.head <= first
    return (first, first + 1) if shifted and inverts and not asked else None


def _question_mark(reading: Reading, claim: Proposition) -> Iterator[Range]:
    end = reading.sentence_at(claim.head)[1]
    last = min(claim.end + 2, end)
    for i in range(claim.end - 1, last):
        if reading.tree.words[i] == "?":
            yield spread(i, i)
            return
