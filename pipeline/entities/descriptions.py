"""Link "the ministry" and "the country" to the name they stand for, where only one is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from .links import Link, Named
from .tokens import SUBJECTS, Tokens
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

# "In the Netherlands": so few tokens from its start, a country is what a sentence is about.
OPENING = 3

MODIFIERS = frozenset({"amod", "compound", "nmod:poss", "poss"})

# An article on Ashby Group names it first, or this often, before it says "the group"; one that is
# not on Portugal from the start names it this often, and no other as often, before "the country".
OFTEN = 2

PARTICIPLES = frozenset({"VBN", "VBG"})


def link_descriptions(tokens: Tokens, mentions: Sequence[Named], words: Words) -> Iterator[Link]:
    """Yield the nouns after "the" that can mean one entity only.

    "The ministry" is the one organisation named so far whose name holds the word, or that was named
    in this sentence or the one before; "the company" the one organisation of these two sentences
    that may be a company; "the country" likewise, if the article is about it or has named no other,
    or the only country named so far.
    """
    if not tokens.doc.has_annotation("SENT_START"):
        return
    reader = _Reader(tokens, words)
    by_start = {name.start: name for name in mentions}
    covered = {i for name in mentions for i in range(name.start, name.end)}
    nouns = words.fitting_by_noun.keys() | words.country_nouns
    for start, end in tokens.sentences():
        reader.start_sentence(start)
        for i in range(start, end):
            if i in by_start:
                reader.read_name(by_start[i])
            elif tokens.lowers[i] not in nouns or i in covered:
                continue
            elif not _is_bare_definite(tokens, i, covered):
                first = tokens.offsets[i]
                if tokens.blocks.kind(first, first + 1) != "title":
                    reader.read_other(i)
            else:
                link = reader.read_noun(i)
                if link is not None and not tokens.is_skipped(i, i + 1):
                    yield link


class _Reader:
    """Reads a doc from left to right and remembers the organisations and countries named."""

    def __init__(self, tokens: Tokens, words: Words) -> None:
        self.tokens = tokens
        self.words = words
        self.times: Counter[str] = Counter()
        self.described: set[str] = set()
        self.by_word: dict[str, dict[str, None]] = {}
        self.countries: Counter[str] = Counter()
        self.topics: set[str] = set()
        self.bodies_here: dict[str, None] = {}
        self.bodies_before: dict[str, None] = {}
        self.sentence = 0
        self.countries_here: dict[str, None] = {}
        self.countries_before: dict[str, None] = {}

    def start_sentence(self, start: int) -> None:
        self.sentence = start
        self.bodies_before, self.bodies_here = self.bodies_here, {}
        self.countries_before, self.countries_here = self.countries_here, {}

    def read_name(self, name: Named) -> None:
        if name.kind == "organisation":
            self._read_body(name.entity)
        elif (country := self._country(name)) is not None:
            self.countries[country] += 1
            self.countries_here[country] = None
            if self._is_topic(name):
                self.topics.add(country)
        elif name.kind == "place" and _words_of(name.entity)[-1] in self.words.fitting_by_noun:
            self._read_body(name.entity)  # "the hospital" is a place to some, a body to others

    def _country(self, name: Named) -> str | None:
        """Give the country a name or a people means: after "Swedish", "the country" may be it."""
        if name.kind == "group":
            return self.words.country_by_people.get(name.text)
        is_country = name.kind == "place" and name.entity in self.words.countries
        return name.entity if is_country else None

    def _is_topic(self, name: Named) -> bool:
        """Say whether a country is named where an article says what it, or a sentence, is about.

        Not "a villa in Portugal" further down, after which "the country" may be the one of the
        article: the first paragraph and all above it, the start of a sentence, its subject.
        """
        first, _ = self.tokens.characters(name.start, name.end)
        if first < self.tokens.blocks.lead_end or name.start - self.sentence < OPENING:
            return True
        token = self.tokens.doc[name.start : name.end].root
        return (token.head if token.dep_ in MODIFIERS else token).dep_ in SUBJECTS

    def _is_main(self, country: str) -> bool:
        """Say whether the article is about a country and not another, by where and how often."""
        times = self.countries[country]
        is_most = all(times > n for each, n in self.countries.items() if each != country)
        once_only = len(self.countries) > 1 and times < OFTEN
        return country in self.topics or (is_most and not once_only)

    def _read_body(self, entity: str) -> None:
        self.times[entity] += 1
        if len(self.bodies_here) < MANY:
            self.bodies_here[entity] = None
        for word in _words_of(entity):
            bearers = self.by_word.setdefault(word, {})
            if len(bearers) < MANY:
                bearers[entity] = None

    def read_other(self, i: int) -> None:
        """Remember a noun for somebody without a name: after "a group", "the group" may be that."""
        for before in range(i - 1, max(-1, i - 1 - NEAR), -1):
            if self.tokens.starts[before]:
                break
            if self.tokens.texts[before].istitle():
                return
        self.described.add(self.tokens.lowers[i])

    def read_noun(self, i: int) -> Link | None:
        noun = self.tokens.lowers[i]
        if noun in self.words.country_nouns:
            return self._read_country(i)
        if noun not in self.words.fitting_by_noun:
            return None
        near = self.bodies_here | self.bodies_before
        fitting = {noun, *self.words.fitting_by_noun[noun]}
        bearers = self._bearers(noun, fitting)
        for named, rule in (
            (bearers, IN_NAME),
            ({each: None for each in near if fitting.intersection(_words_of(each))}, IN_NAME),
            (self._near_by_kind(noun, self.bodies_here), SAME_SENTENCE),
            (self._near_by_kind(noun, near), SENTENCE_BEFORE),
        ):
            if len(named) == 1:
                [entity] = named
                self.bodies_here[entity] = None
                return Link(token=i, entity=entity, rule=rule)
        return None

    def _bearers(self, noun: str, fitting: set[str]) -> dict[str, None]:
        """Give who has been named by one of the words; "the group" is not just any such."""
        if noun not in self.words.generic_nouns:
            return {each: None for word in fitting for each in self.by_word.get(word, {})}
        bearers = self.by_word.get(noun, {})
        first = next(iter(self.times), None)
        return {each: None for each in bearers if each == first or self.times[each] >= OFTEN}

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

    def _read_country(self, i: int) -> Link | None:
        near = self.countries_here | self.countries_before
        for named, rule in ((near, SENTENCE_BEFORE), (self.countries, ONLY_COUNTRY)):
            if len(named) == 1:
                [entity] = named
                if not self._is_main(entity):
                    return None
                self.countries_here[entity] = None
                return Link(token=i, entity=entity, rule=rule)
            if named:
                return None
        return None


def _words_of(entity: str) -> list[str]:
    return [word.strip(".,'’").casefold() for word in entity.split()]


def _is_bare_definite(tokens: Tokens, i: int, covered: set[int]) -> bool:
    """Say whether a noun stands right after "the" and nothing narrows it."""
    if tokens.tags[i] != "NN" or tokens.lower(i - 1) != "the":
        return False
    if i + 1 == len(tokens):
        return True
    if i + 1 in covered or tokens.lowers[i + 1] in NARROWING:
        return False
    tag, doc = tokens.tags[i + 1], tokens.doc
    is_compound = tag.startswith("NN") or doc[i].dep_ == "compound"
    is_told_apart = tag in PARTICIPLES and doc[i + 1].head.i == i
    return not (is_compound or is_told_apart)
