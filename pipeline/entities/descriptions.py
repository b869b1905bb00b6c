"""Link "the ministry" and "the country" to the name they stand for, where only one is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from ..extensions import block_kind, is_skipped
from .links import Link
from .words import Words

IN_NAME = "description_in_name"
SAME_SENTENCE = "description_same_sentence"
SENTENCE_BEFORE = "description_sentence_before"
ONLY_COUNTRY = "description_only_country"

# After one of these, the noun is told apart from others of its kind: "the company that".
NARROWING = frozenset({"of", "that", "which", "where", "who", "whose"})
# Where a sentence, or names with one word, are as many as this, one more says nothing new.
MANY = 12

# "Ashby Marine, a young company": so near, a name in capitals is what the noun says more of.
NEAR = 5

PARTICIPLES = frozenset({"VBN", "VBG"})


def link_descriptions(doc: Doc, mentions: Sequence[Span], words: Words) -> Iterator[Link]:
    """Yield the nouns after "the" that can mean one entity only.

    "The ministry" is the one organisation named so far whose name holds the word, or that was named
    in this sentence or the one before; "the company" the one organisation of these two sentences
    that may be a company; "the country" likewise, or the only country named so far.
    """
    if not doc.has_annotation("SENT_START"):
        return
    reader = _Reader(words)
    by_start = {span.start: span for span in mentions}
    covered = {token.i for span in mentions for token in span}
    nouns = words.fitting_by_noun.keys() | words.country_nouns
    for token in doc:
        if token.is_sent_start:
            reader.start_sentence()
        if token.i in by_start:
            reader.read_name(by_start[token.i])
        elif token.i in covered or token.lower_ not in nouns:
            continue
        elif not _is_bare_definite(token, covered):
            if block_kind(doc, token.idx, token.idx + 1) != "title":
                reader.read_other(token)
        else:
            link = reader.read_noun(token)
            if link is not None and not is_skipped(doc[token.i : token.i + 1]):
                yield link


class _Reader:
    """Reads a doc from left to right and remembers the organisations and countries named."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.described: set[str] = set()
        self.by_word: dict[str, dict[str, None]] = {}
        self.countries: dict[str, None] = {}
        self.bodies_here: dict[str, None] = {}
        self.bodies_before: dict[str, None] = {}
        self.countries_here: dict[str, None] = {}
        self.countries_before: dict[str, None] = {}

    def start_sentence(self) -> None:
        self.bodies_before, self.bodies_here = self.bodies_here, {}
        self.countries_before, self.countries_here = self.countries_here, {}

    def read_name(self, span: Span) -> None:
        entity = str(span._.entity)
        if span.label_ == "organisation":
            self._read_body(entity)
        elif (country := self._country(span, entity)) is not None:
            self.countries[country] = self.countries_here[country] = None
        elif span.label_ == "place" and _words_of(entity)[-1] in self.words.fitting_by_noun:
            self._read_body(entity)  # "the hospital" is a place to some, a body to others

    def _country(self, span: Span, entity: str) -> str | None:
        """Give the country a name or a people means: after "Swedish", "the country" may be it."""
        if span.label_ == "group":
            return self.words.country_by_people.get(span.text)
        return entity if span.label_ == "place" and entity in self.words.countries else None

    def _read_body(self, entity: str) -> None:
        if len(self.bodies_here) < MANY:
            self.bodies_here[entity] = None
        for word in _words_of(entity):
            bearers = self.by_word.setdefault(word, {})
            if len(bearers) < MANY:
                bearers[entity] = None

    def read_other(self, token: Token) -> None:
        """Remember a noun for somebody without a name: after "a group", "the group" may be that."""
        for before in reversed(token.doc[max(0, token.i - NEAR) : token.i]):
            if before.is_sent_start:
                break
            if before.is_title:
                return
        self.described.add(token.lower_)

    def read_noun(self, token: Token) -> Link | None:
        noun = token.lower_
        if noun in self.words.country_nouns:
            return self._read_country(token)
        if noun not in self.words.fitting_by_noun:
            return None
        near = self.bodies_here | self.bodies_before
        fitting = {noun, *self.words.fitting_by_noun[noun]}
        bearers: dict[str, None] = {}
        for word in fitting:
            bearers |= self.by_word.get(word, {})
        for named, rule in (
            (bearers, IN_NAME),
            ({each: None for each in near if fitting.intersection(_words_of(each))}, IN_NAME),
            (self._near_by_kind(noun, self.bodies_here), SAME_SENTENCE),
            (self._near_by_kind(noun, near), SENTENCE_BEFORE),
        ):
            if len(named) == 1:
                [entity] = named
                self.bodies_here[entity] = None
                return Link(token=token.i, entity=entity, rule=rule)
        return None

    def _near_by_kind(self, noun: str, near: dict[str, None]) -> dict[str, None]:
        if noun in self.described or noun not in self.words.loose_nouns:
            return {}
        return {each: None for each in near if self._may_be(noun, each)}

    def _may_be(self, noun: str, entity: str) -> bool:
        """Say whether the name does not tell that it is something else than the noun says."""
        heads = [word for word in _words_of(entity) if word in self.words.organisation_heads]
        return not heads or any(
            head == noun or head in self.words.fitting_by_noun[noun] for head in heads
        )

    def _read_country(self, token: Token) -> Link | None:
        near = self.countries_here | self.countries_before
        for named, rule in ((near, SENTENCE_BEFORE), (self.countries, ONLY_COUNTRY)):
            if len(named) == 1:
                [entity] = named
                self.countries_here[entity] = None
                return Link(token=token.i, entity=entity, rule=rule)
            if named:
                return None
        return None


def _words_of(entity: str) -> list[str]:
    return [word.strip(".,'’").casefold() for word in entity.split()]


def _is_bare_definite(token: Token, covered: set[int]) -> bool:
    """Say whether a noun stands right after "the" and nothing narrows it."""
    if token.tag_ != "NN" or token.i == 0 or token.nbor(-1).lower_ != "the":
        return False
    if token.i + 1 == len(token.doc):
        return True
    after = token.nbor(1)
    is_compound = after.tag_.startswith("NN") or token.dep_ == "compound"
    told_apart = after.tag_ in PARTICIPLES and after.head == token
    narrowed = after.lower_ in NARROWING or told_apart
    return not (is_compound or narrowed or after.i in covered)
