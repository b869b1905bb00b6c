"""Finds the noun that a number counts: "four different bosses", "two of the students"."""

from __future__ import annotations

import re
from typing import NamedTuple

from spacy.tokens import Doc, Token

from .reading import Reading
from .vocabulary import Vocabulary, Words

NOUNS = frozenset({"NOUN", "PROPN"})
MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "NUM"})
MAX_STEPS = 9
"""Tokens to look at behind a number: longer noun phrases exist, but the parser loses them."""


class Thing(NamedTuple):
    """The counted noun: its name in the singular with its modifiers, and its tokens."""

    name: str
    start: int
    end: int
    is_plural: bool
    is_name: bool


def find_thing(reading: Reading, last: int) -> Thing | None:
    """Find the counted noun behind the number whose last token is ``last``."""
    doc, vocabulary = reading.doc, reading.vocabulary
    first = _skip_partitive(doc, last + 1)
    if first < len(doc) - 1 and doc[first].text in {"-", "‑"} and _is_hyphened(doc, first + 1):
        return _hyphened(doc[first + 1], vocabulary)
    run = _noun_run(doc, first, vocabulary)
    if not run:
        return None
    head = run[-1]
    return Thing(
        _name(run, vocabulary), run[0].i, head.i + 1, _is_plural(head), head.pos_ == "PROPN"
    )


def singular(token: Token, vocabulary: Vocabulary) -> str:
    """Give the noun counted in the singular, so that people and persons are counted alike."""
    if _SHORT.fullmatch(token.text):
        return token.lower_[:-1]
    lemma = _ES.sub("", token.lemma_.lower() or token.lower_)
    return str(vocabulary.words["things"]["singular"].get(lemma, lemma))


_SHORT = re.compile(r"[A-Z]{2,}s")
""""UAVs", which a lemmatizer leaves as they are."""
_ES = re.compile(r"(?<= ss | sh )e \Z | (?<= tch )e \Z", re.VERBOSE)
"""The end of a lemma that has lost no more than the s of "bosses", "bushes" or "matches"."""


def _is_hyphened(doc: Doc, i: int) -> bool:
    """Say whether the word on the hyphen is counted; in "40-storey" it is tagged an adjective."""
    if doc[i].pos_ in NOUNS:
        return True
    is_noun = doc[i].pos_ == "ADJ" and _ADJECTIVE.search(doc[i].lower_) is None
    return is_noun and i + 1 < len(doc) and doc[i + 1].pos_ in NOUNS


_ADJECTIVE = re.compile(r"(?:al|ar|ble|ed|ful|ic|ing|ish|ive|less|like|odd|ous|plus|some|strong)\Z")
""""Two-dimensional", "360-ish", "650-strong"."""


def _hyphened(token: Token, vocabulary: Vocabulary) -> Thing:
    """Read "four-cylinder engine": the thing counted is the word on the hyphen."""
    i = token.i
    return Thing(singular(token, vocabulary), i, i + 1, _is_plural(token), is_name=False)


def _skip_partitive(doc: Doc, i: int) -> int:
    """Step over "of the", "of its", "of Johnson's"."""
    if i >= len(doc) or doc[i].lower_ != "of":
        return i
    i += 1
    if i < len(doc) and doc[i].tag_ == "PRP":
        return len(doc)
    while i < len(doc) and doc[i].pos_ in {"DET", "PRON"} and doc[i].dep_ != "nsubj":
        i += 1
    for ahead in range(i, min(i + 3, len(doc) - 1)):
        if doc[ahead].tag_ == "POS" or doc[ahead].lower_ in {"'s", "’s", "'", "’"}:
            return ahead + 1
        if doc[ahead].pos_ not in NOUNS:
            break
    return i


def _noun_run(doc: Doc, first: int, vocabulary: Vocabulary) -> list[Token]:
    """Collect modifiers and nouns up to the head: the first noun that modifies no other."""
    run: list[Token] = []
    best = 0
    for i in range(first, min(first + MAX_STEPS, len(doc))):
        token = doc[i]
        if (i > first and token.is_sent_start) or (i == first and token.pos_ == "NUM"):
            break
        if not _continues(doc, i, vocabulary):
            break
        run.append(token)
        if token.pos_ in NOUNS:
            best = len(run)
            if not _modifies_next(doc, i):
                break
    return run[:best]


def _continues(doc: Doc, i: int, vocabulary: Vocabulary) -> bool:
    token = doc[i]
    if token.is_space or token.lower_ in vocabulary.build(
        _never
    ):  # the tagger takes a gap for a noun
        return False
    if token.pos_ == "NUM":
        return doc[i - 1].text[0].isupper() or (token.text.isdigit() and len(token.text) > 2)
    if token.pos_ in MODIFIERS:
        return token.pos_ != "ADV" or (token.dep_ == "advmod" and token.head.i > i)
    if token.tag_ in {"VBN", "VBG"}:
        return token.dep_ in {"amod", "compound"} or (
            i + 1 < len(doc) and doc[i + 1].pos_ in NOUNS and token.head.i > i
        )
    if token.text in {"-", "–", "/"} or token.lower_ in {"and", "or"} or token.text == ",":
        return token.text in {"-", "–", "/"} or _joins_modifiers(doc, i)
    return token.tag_ == "POS"


def _joins_modifiers(doc: Doc, i: int) -> bool:
    return (
        0 < i < len(doc) - 1
        and doc[i - 1].pos_ == "ADJ"
        and doc[i + 1].pos_ in {"ADJ", "VERB"}
        and doc[i + 1].head.i != doc[i + 1].i
    )


def _modifies_next(doc: Doc, i: int) -> bool:
    token = doc[i]
    if i + 1 >= len(doc):
        return False
    following = doc[i + 1]
    if following.tag_ == "POS" or following.text in {"-", "–"}:
        return True
    if token.dep_ in {"compound", "amod", "nmod", "flat", "nmod:poss", "poss"} and token.head.i > i:
        return following.pos_ in MODIFIERS or following.tag_ in {"VBN", "VBG"}
    return token.pos_ == "PROPN" and following.pos_ in NOUNS and not _is_plural(token)


def _name(run: list[Token], vocabulary: Vocabulary) -> str:
    words = [_word(token) for token in run[:-1] if _is_said(token, vocabulary)]
    words.append(singular(run[-1], vocabulary))
    return re.sub(r" ?([-–/]) ?", r"\1", " ".join(words)).strip(" -–/")


def _word(token: Token) -> str:
    return _positive(token.lemma_.lower()) if token.tag_ in ("JJR", "JJS") else token.lower_


_DOUBLED = re.compile(r"([bdgmnprt])\1\Z")


def _positive(lemma: str) -> str:
    """Finish what a lemma left of a superlative.

    >>> _positive("proudest"), _positive("hott"), _positive("big"), _positive("happiest")
    ('proud', 'hot', 'big', 'happy')
    """
    stem = re.sub(r"iest\Z", "y", lemma)
    stem = re.sub(r"(?<=[a-z]{3})est\Z", "", stem)
    return _DOUBLED.sub(r"\1", stem)


def _is_said(token: Token, vocabulary: Vocabulary) -> bool:
    return (
        token.pos_ != "ADV"
        and token.lower_ not in vocabulary.build(_unsaid)
        and token.tag_ != "POS"
        and token.text != ","
    )


def _is_plural(token: Token) -> bool:
    return token.tag_ in {"NNS", "NNPS"} or "Plur" in token.morph.get("Number", [])


def _never(words: Words) -> frozenset[str]:
    return frozenset(words["things"]["never"])


def _unsaid(words: Words) -> frozenset[str]:
    return frozenset(words["things"]["unsaid"])
