"""Link pronouns to the person, place or organisation they stand for, where only one is likely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from .gender import genders, relation_before, relation_gender
from .links import Link, Named
from .tokens import SUBJECTS, Tokens
from .words import Words

OBJECTS = frozenset({"obj", "dobj", "iobj", "dative"})
IT = "it"
JOINED = frozenset({"conj", "flat", "compound", "appos"})
OWNERS = frozenset({"nmod:poss", "poss"})

# From the last name of "Ann Lee and Jorn Dale" to the subject "Ann".
DEEP = 4

# The tokens of a subject's name after its head.
LONGEST = 8

SAME_SENTENCE = "pronoun_same_sentence"
SENTENCE_BEFORE = "pronoun_sentence_before"


@dataclass(kw_only=True)
class _Named:
    """The entities named so far in a sentence, and those of them that were subjects."""

    all: dict[str, None] = field(default_factory=dict)
    subjects: dict[str, None] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    """The genders of pronouns that stand for somebody named elsewhere."""

    def add(self, entity: str, token: Token, *, owners: bool = False) -> None:
        """Add a name by its head; ``owners`` of a subject count as it: "the bank's head said"."""
        self.all[entity] = None
        joined = JOINED | OWNERS if owners else JOINED
        for _ in range(DEEP):
            token = token.head if token.dep_ in joined else token
        if token.dep_ in SUBJECTS:
            self.subjects[entity] = None

    def name(self, gender: str) -> None:
        """Forget a person without a name who gets one: "her mother, Ann Lee"."""
        self.all.pop(NAMELESS + gender, None)
        self.subjects.pop(NAMELESS + gender, None)

    def without(self, entity: str | None) -> _Named:
        if entity is None:
            return self
        return _Named(
            all={each: None for each in self.all if each != entity},
            subjects={each: None for each in self.subjects if each != entity},
            unknown=self.unknown,
        )

    def only_subject(self) -> str | None:
        return next(iter(self.subjects)) if len(self.subjects) == 1 else None

    def only_subjects(self) -> _Named:
        return _Named(all=self.subjects, subjects=self.subjects, unknown=self.unknown)


def link_pronouns(tokens: Tokens, mentions: Sequence[Named], words: Words) -> Iterator[Link]:
    """Yield the pronouns that can mean one entity only.

    "He" and "she" mean the one person named earlier in the sentence, of several the one that is a
    subject, or else the one subject of the sentence before. "Its" means the place or organisation
    that is the subject of its own sentence, or at the head of a sentence, the one of the sentence
    before. "It" means whoever said what it does: "the bank said it would cut jobs". Pronouns in
    quotations are left alone: who speaks decides what they mean.
    """
    doc = tokens.doc
    if not (doc.has_annotation("DEP") and doc.has_annotation("SENT_START")):
        return
    reader = _Reader(
        tokens=tokens,
        mention_by_end={name.end - 1: name for name in mentions if name.kind in NAMED},
        gender_by_entity=genders(tokens, mentions, words),
        words=words,
    )
    breaks = {word for word in tokens.lowers if "\n" in word}
    nouns, pronouns = words.gender_by_noun.keys(), words.gender_by_pronoun.keys()
    telling = frozenset().union(breaks, QUOTES, nouns, pronouns, words.its, {IT})
    quoted = False
    for start, end in tokens.sentences():
        characters = tokens.characters(start, end)
        if tokens.blocks.skips(*characters) or tokens.blocks.kind(*characters) != "paragraph":
            continue
        reader.start_sentence(quoted=quoted)
        for i in range(start, end):
            if tokens.lowers[i] not in telling and i not in reader.mention_by_end:
                continue
            quoted = _is_quoted(tokens.texts[i], quoted)
            link = None if quoted else reader.read_pronoun(i)
            if link is not None:
                yield link
            reader.read_name(i)


class _Reader:
    """Reads a doc from left to right and remembers who was named last.

    A person who is only described ("her daughter", a "she" that nobody fits) counts too, as an
    entity without a name: where one may be meant, no link is made.
    """

    def __init__(
        self,
        *,
        tokens: Tokens,
        mention_by_end: Mapping[int, Named],
        gender_by_entity: Mapping[str, str],
        words: Words,
    ) -> None:
        self.tokens = tokens
        self.mention_by_end = mention_by_end
        self.gender_by_entity = dict(gender_by_entity)
        self.words = words
        self.persons, self.things = _Named(), _Named()
        self.before, self.things_before = _Named(), _Named()
        self.entity_by_pronoun: dict[int, str] = {}

    def start_sentence(self, *, quoted: bool) -> None:
        """Go on to the next sentence; within a quotation, who was named before it still counts."""
        if not (quoted and not self.persons.all):
            self.before = self.persons
        self.things_before = self.things
        self.persons, self.things = _Named(), _Named()

    def read_name(self, i: int) -> None:
        name, doc = self.mention_by_end.get(i), self.tokens.doc
        if name is not None:
            named = self.persons if name.kind == "person" else self.things
            if named is self.persons:
                self._name_relation(name.start)
            root = doc[name.start : name.end].root
            named.add(name.entity, root, owners=named is self.things)
        elif (noun := self.tokens.lowers[i]) in self.words.gender_by_noun:
            self.persons.add(NAMELESS + self.words.gender_by_noun[noun], doc[i])

    def _name_relation(self, start: int) -> None:
        """Take "his wife, Ann" for one person; beside "her mother, Ann" another "she" is left."""
        relation = relation_gender(self.tokens, start, self.words)
        noun = relation_before(self.tokens, start)
        owner = self.words.gender_by_pronoun.get(self.tokens.lower(noun - 1))
        if relation is not None and owner != relation:
            self.persons.name(relation)

    def read_pronoun(self, i: int) -> Link | None:
        pronoun = self.tokens.lowers[i]
        if pronoun in self.words.its:
            return self._read_its(self.tokens.doc[i])
        if pronoun == IT:
            return self._read_it(self.tokens.doc[i])
        gender = self.words.gender_by_pronoun.get(pronoun)
        if gender is None:
            return None
        token = self.tokens.doc[i]
        here = self.persons.without(self._apposed(token, self.persons))
        rule = SAME_SENTENCE if self._fitting(here, gender) else SENTENCE_BEFORE
        named = here if rule == SAME_SENTENCE else self.before.only_subjects()
        if _leads(token):
            named = named.only_subjects()
        link = _link(token, self._choose(named, gender, token), rule)
        self.persons.add(NAMELESS + gender if link is None else link.entity, token)
        if link is None:
            self.persons.unknown.add(gender)
        else:
            self.entity_by_pronoun[token.i] = link.entity
            self.gender_by_entity.setdefault(link.entity, gender)
        return link

    def _read_its(self, token: Token) -> Link | None:
        apposed = self._apposed(token, self.things)
        subject = self._clause_subject(token)
        if subject is not None and apposed is None:
            own = self._entity_at(subject, self.things)
            if own is not None or _antecedent(subject).tag_ in {"NN", "NNS"}:
                return _link(token, own, SAME_SENTENCE)
        named, rule = self.things.without(apposed), SAME_SENTENCE
        if not self.things.all and _opens_sentence(token):
            named, rule = self.things_before, SENTENCE_BEFORE
        return _link(token, named.only_subject(), rule)

    def _read_it(self, token: Token) -> Link | None:
        """Link "it" before what only somebody does: "the bank said it would cut jobs", "It sold".

        What an event or a thing may do as well ("it would cost", "it happened") tells nothing.
        """
        verb = token.head
        if token.dep_ != "nsubj" or verb.lemma_ not in self.words.deeds:
            return None
        link = None
        if verb.dep_ == "ccomp" and verb.head.lower_ in self.words.reports:
            subject = self._clause_subject(verb)
            own = None if subject is None else self._entity_at(subject, self.things)
            link = _link(token, own, SAME_SENTENCE)
        elif token.is_sent_start and _leads(token):
            link = _link(token, self._doer_before(token), SENTENCE_BEFORE)
        if link is not None:
            self.things.add(link.entity, token)
            self.entity_by_pronoun[token.i] = link.entity
        return link

    def _doer_before(self, token: Token) -> str | None:
        """Give the one subject of the sentence before, unless it tells of another's deeds."""
        if token.i == 0 or len(self.things_before.subjects) != 1:
            return None
        root = token.nbor(-1).sent.root
        told = [
            subject
            for clause in root.rights
            if clause.dep_ == "ccomp"
            for subject in clause.lefts
            if subject.dep_ in SUBJECTS and subject.i not in self.entity_by_pronoun
        ]
        doers = [each for each in root.lefts if each.dep_ in SUBJECTS]
        return self._entity_at(doers[-1], self.things_before) if doers and not told else None

    def _clause_subject(self, token: Token) -> Token | None:
        """Give the nearest subject before a token: "the river burst its banks"."""
        head = token
        for _ in range(DEEP):
            head = head.head
            subjects = [each for each in head.lefts if each.dep_ in SUBJECTS and each.i < token.i]
            if subjects:
                return subjects[-1]
        return None

    def _apposed(self, token: Token, named: _Named) -> str | None:
        """Give whom an owner says more of, and who is not the owner: "Ann Lee, his neighbour"."""
        noun = token.head
        is_owner = token.dep_ in OWNERS and noun.dep_ == "appos"
        return self._entity_at(noun.head, named) if is_owner else None

    def _entity_at(self, subject: Token, named: _Named) -> str | None:
        """Give the entity that a subject is, of those named in the sentence."""
        subject = _antecedent(subject)
        if subject.i in self.entity_by_pronoun:
            entity = self.entity_by_pronoun[subject.i]
            return entity if entity in named.all else None
        for i in range(subject.i, min(subject.i + LONGEST, len(subject.doc))):
            name = self.mention_by_end.get(i)
            if name is not None:
                is_own = name.start <= subject.i and name.entity in named.all
                return name.entity if is_own else None
        return None

    def _choose(self, named: _Named, gender: str, token: Token) -> str | None:
        """Choose the one person of this gender, of several the one that is a subject.

        "Lee offered her a job": the object is not the subject. "Lee said Dale lost his shoe": of
        two subjects, the nearer.
        """
        fitting = self._fitting(named, gender)
        subject = self._clause_subject(token)
        own = self._entity_at(subject, self.persons) if subject is not None else None
        if token.lower_.endswith("self"):
            return own if own in fitting else None
        if token.dep_ in OBJECTS and subject is not None and token.head == subject.head:
            same = {own, *(self._entity_at(each, self.persons) for each in subject.rights)}
            fitting = [who for who in fitting if who not in same]
        if len(fitting) > 1:
            fitting = [who for who in fitting if who in named.subjects]
        if len(fitting) > 1 and own in fitting and token.tag_ == "PRP$":
            return own
        return (
            fitting[0] if len(fitting) == 1 and self._is_meant(fitting[0], named, gender) else None
        )

    def _is_meant(self, who: str, named: _Named, gender: str) -> bool:
        """Say whether no other fits better: after "Bohr advised her", "she" need not be Bohr."""
        return self._gender(who) is not None or gender not in named.unknown

    def _fitting(self, named: _Named, gender: str) -> list[str]:
        if len(named.all) > MANY:
            return [NAMELESS + gender]
        return [who for who in named.all if self._gender(who) in {None, gender}]

    def _gender(self, entity: str) -> str | None:
        if entity.startswith(NAMELESS):
            return entity.removeprefix(NAMELESS)
        return self.gender_by_entity.get(entity)


# In a sentence that names more people (a list, a table), no pronoun is looked into.
MANY = 12

# Before the pronoun of a person without a name, in place of the name.
NAMELESS = "\0"

NAMED = frozenset({"person", "place", "organisation", "description"})


def _opens_sentence(token: Token) -> bool:
    """Say whether "its" stands before the verb of its sentence: "Its shares fell"."""
    return bool(token.is_sent_start or (token.i > 0 and token.nbor(-1).is_sent_start))


def _antecedent(subject: Token) -> Token:
    """Give whom "who" and "which" stand for: "Ann Lee, who met him"."""
    is_relative = subject.tag_ in RELATIVE and subject.head.dep_ in CLAUSES
    return subject.head.head if is_relative else subject


RELATIVE = frozenset({"WDT", "WP"})
CLAUSES = frozenset({"acl:relcl", "relcl"})


def _leads(token: Token) -> bool:
    """Say whether a pronoun is the subject of its sentence: "Taught by Lee, he ..." is not Lee."""
    return token.dep_ in SUBJECTS and token.head.dep_ in {"ROOT", "root"}


def _link(token: Token, entity: str | None, rule: str) -> Link | None:
    if entity is None or entity.startswith(NAMELESS):
        return None
    return Link(token=token.i, entity=entity, rule=rule)


def _is_quoted(text: str, quoted: bool) -> bool:
    """Say whether the text is in double quotation marks after this token."""
    if "\n" in text:
        return False
    if text in QUOTES:
        return text in {"“", "``"} or (text == '"' and not quoted)
    return quoted


QUOTES = frozenset({'"', "“", "”", "``", "''"})
