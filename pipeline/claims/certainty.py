"""How surely a claim is stated, and the word that says so."""

from __future__ import annotations

from collections.abc import Iterator

from ..records import Certainty
from ..syntax import FUTURE_MODALS, children, tense
from .found import Found
from .negation import report_is_denied
from .propositions import Proposition
from .reading import Reading

Cue = tuple[Certainty, str]
RANK: dict[Certainty, int] = {"certain": 0, "probable": 1, "hedged": 2, "unknown": 3}


def read_certainty(
    reading: Reading, claim: Proposition, attribution: Found | None
) -> tuple[Certainty, str | None]:
    """Give the least sure reading that a cue in scope asks for; "certain" without a cue."""
    cues = [
        *_own_cues(reading, claim.head),
        *_governing_cues(reading, claim),
        *_attribution_cues(reading, attribution),
        *_question(reading, claim),
    ]
    if not cues:
        return "certain", None
    return max(cues, key=lambda cue: RANK[cue[0]])


def _own_cues(reading: Reading, head: int) -> Iterator[Cue]:
    """Read modal verbs, adverbs and tense on the predicate, and conditions hanging on it."""
    tree, words = reading.tree, reading.words
    for part in tree.children[head]:
        if tree.roles[part] == "aux" and tree.words[part] in words["certainty.hedging_modals"]:
            yield "hedged", reading.doc[part].text
        elif tree.roles[part] == "advcl":
            yield from _condition(reading, part)
    yield from _adverbs(reading, head)
    if tense(tree, head) == "future":
        verbs = (head, *tree.children[head])
        will = next(verb for verb in verbs if tree.words[verb] in FUTURE_MODALS)
        yield "probable", reading.doc[will].text
    yield from _verb_cue(reading, head)


def _adverbs(reading: Reading, head: int) -> Iterator[Cue]:
    words = reading.words
    for part in children(reading.tree, head, "advmod", "discourse", "parataxis", "dep"):
        word = reading.tree.words[part]
        if word in words["certainty.hedging_adverbs"]:
            yield "hedged", reading.doc[part].text
        elif word in words["certainty.probable_adverbs"]:
            yield "probable", reading.doc[part].text


def _condition(reading: Reading, head: int) -> Iterator[Cue]:
    for mark in children(reading.tree, head, "mark"):
        if mark < head and reading.tree.words[mark] in reading.words["certainty.conditions"]:
            yield "unknown", reading.doc[mark].text


def _verb_cue(reading: Reading, head: int) -> Iterator[Cue]:
    """Read "appears to be", "is believed to", "is expected to": the verb or adjective itself."""
    infinitive = next(children(reading.tree, head, "xcomp"), None)
    if infinitive is None:
        return
    lemma = reading.lemmas[head]
    has_to = any(
        reading.tree.words[mark] == "to" for mark in children(reading.tree, infinitive, "mark")
    )
    passive = reading.tree.tags[head] in {"VBN", "VBD"}
    if lemma in reading.words["certainty.hedging_verbs"]:
        yield "hedged", reading.doc[head].text
    elif passive and has_to and lemma in reading.words["certainty.hedging_passives"]:
        yield "hedged", f"{reading.doc[head].text} to"
    elif lemma in reading.words["certainty.probable_verbs"]:
        yield "probable", reading.doc[head].text


def _governing_cues(reading: Reading, claim: Proposition) -> Iterator[Cue]:
    """Read cues in lesser verbs of the claim and in the clause above it."""
    tree, words = reading.tree, reading.words
    hedging = words["certainty.hedging_verbs"] | words["certainty.hedging_adjectives"]
    head = tree.heads[claim.head]
    if head != claim.head and tree.roles[claim.head] in {"ccomp", "xcomp", "csubj", "conj"}:
        if tree.roles[claim.head] == "conj":
            yield from _verb_cue(reading, head)
        elif reading.lemmas[head] in hedging:
            yield "hedged", reading.doc[head].text
    for i in range(claim.start, claim.end):
        if tree.roles[i] in {"acl", "advcl", "xcomp", "conj", "dep"} and i != claim.head:
            yield from _verb_cue(reading, i)
            yield from _adverbs(reading, i)


def _attribution_cues(reading: Reading, attribution: Found | None) -> Iterator[Cue]:
    if attribution is None:
        return
    lemma, head = reading.lemmas[attribution.head], attribution.head
    denied = report_is_denied(reading, attribution)
    if denied is not None:
        yield "unknown", reading.doc[denied].text
    infinitive = reading.tree.words[head + 1 : head + 2] == ("to",)
    text = f"{reading.doc[head].text} to" if infinitive else reading.doc[head].text
    if lemma in reading.words["certainty.hedging_reports"]:
        yield "hedged", text
    elif lemma in reading.words["certainty.probable_reports"]:
        yield "probable", text
    elif lemma in reading.words["certainty.asking"]:
        yield "unknown", text


def _question(reading: Reading, claim: Proposition) -> Iterator[Cue]:
    end = reading.sentences[reading.sentence_of[claim.head]][1]
    last = min(claim.end + 2, end)
    if any(reading.tree.words[i] == "?" for i in range(claim.end - 1, last)):
        yield "unknown", "?"
    yield from _condition(reading, claim.head)
