"""Link pronouns to the person, place or organisation they stand for, where only one is likely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from ..extensions import block_kind, is_skipped
from .words import Words

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})
SAME_SENTENCE = "pronoun_same_sentence"
SENTENCE_BEFORE = "pronoun_sentence_before"


@dataclass(frozen=True, kw_only=True)
class Link:
    """A pronoun, the entity it stands for, and the rule that says so."""

    token: int
    entity: str
    rule: str


@dataclass(kw_only=True)
class _Named:
    """The entities named so far in a sentence, and those of them that were subjects."""

    all: dict[str, None] = field(default_factory=dict)
    subjects: dict[str, None] = field(default_factory=dict)

    def add(self, span: Span) -> None:
        self.all[span._.entity] = None
        if span.root.dep_ in SUBJECTS:
            self.subjects[span._.entity] = None


def link_pronouns(doc: Doc, mentions: Sequence[Span], words: Words) -> Iterator[Link]:
    """Yield the pronouns that can mean one entity only.

    "He" and "she" mean the one person named earlier in the sentence, or else in the sentence
    before; where there are several, the one that is a subject. "Its" means the place or
    organisation that is the subject of its own sentence. Pronouns in quotations are left alone:
    who speaks decides what they mean.
    """
    if not (doc.has_annotation("DEP") and doc.has_annotation("SENT_START")):
        return
    reader = _Reader(
        mention_by_end={span.end - 1: span for span in mentions if span.label_ in NAMED},
        gender_by_entity=_genders(doc, mentions, words),
        words=words,
    )
    quoted = False
    for sent in doc.sents:
        if is_skipped(sent) or block_kind(doc, sent.start_char, sent.end_char) != "paragraph":
            continue
        reader.start_sentence()
        for token in sent:
            quoted = _is_quoted(token, quoted)
            link = None if quoted else reader.read_pronoun(token)
            if link is not None:
                yield link
            reader.read_name(token)


class _Reader:
    """Reads a doc from left to right and remembers who was named last."""

    def __init__(
        self,
        *,
        mention_by_end: Mapping[int, Span],
        gender_by_entity: Mapping[str, str],
        words: Words,
    ) -> None:
        self.mention_by_end = mention_by_end
        self.gender_by_entity = gender_by_entity
        self.words = words
        self.here = {"person": _Named(), "thing": _Named()}
        self.before = _Named()

    def start_sentence(self) -> None:
        self.before = self.here["person"] if self.here["person"].all else _Named()
        self.here = {"person": _Named(), "thing": _Named()}

    def read_name(self, token: Token) -> None:
        span = self.mention_by_end.get(token.i)
        if span is not None:
            self.here["person" if span.label_ == "person" else "thing"].add(span)

    def read_pronoun(self, token: Token) -> Link | None:
        word = token.lower_
        if word in self.words.its:
            return _link(token, list(self.here["thing"].subjects), SAME_SENTENCE)
        gender = self.words.gender_by_pronoun.get(word)
        if gender is None:
            return None
        for named, rule in ((self.here["person"], SAME_SENTENCE), (self.before, SENTENCE_BEFORE)):
            fitting = [who for who in named.all if self._fits(who, gender)]
            if len(fitting) > 1:
                fitting = [who for who in fitting if who in named.subjects]
            if named.all:
                return self._remember(_link(token, fitting, rule))
        return None

    def _fits(self, entity: str, gender: str) -> bool:
        return self.gender_by_entity.get(entity, gender) == gender

    def _remember(self, link: Link | None) -> Link | None:
        """Keep a linked person in mind, so that the next sentence's "he" is the same."""
        if link is not None:
            self.here["person"].all[link.entity] = None
        return link


NAMED = frozenset({"person", "place", "organisation"})


def _link(token: Token, entities: Sequence[str], rule: str) -> Link | None:
    if len(entities) != 1:
        return None
    return Link(token=token.i, entity=entities[0], rule=rule)


def _is_quoted(token: Token, quoted: bool) -> bool:
    """Say whether the text is in double quotation marks after this token."""
    if "\n" in token.text:
        return False
    if token.text in {'"', "“", "”", "``", "''"}:
        return token.text in {"“", "``"} or (token.text == '"' and not quoted)
    return quoted


def _genders(doc: Doc, mentions: Sequence[Span], words: Words) -> Mapping[str, str]:
    """Read from titles which pronoun a person takes: "Mrs. Lee"."""
    genders: dict[str, str] = {}
    for span in mentions:
        if span.label_ == "person":
            before = [
                token.lower_.rstrip(".") for token in doc[max(0, span.start - 2) : span.start]
            ]
            known = [
                words.gender_by_title[word] for word in before if word in words.gender_by_title
            ]
            if known:
                genders.setdefault(span._.entity, known[-1])
    return genders
