"""Turns an annotated Doc into Records; the last module that sees spaCy."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from msgspec.structs import replace
from spacy.tokens import Doc, Span

from .extensions import Blocks
from .records import (
    Article,
    Attribution,
    Claim,
    ClaimCue,
    ClaimQuantity,
    Mention,
    Offsets,
    Records,
    from_dict,
)

MENTION_GROUPS = ("entities", "coreference", "dates", "quantities")
"""The span groups that become rows of the mentions table."""

LOCATED = frozenset({"place", "group"})
"""Kinds of mention that lie somewhere: the values of others hang on the same characters."""

ID_PARTS = ("content_spans", "source_spans", "cue_spans")
"""What the id of an attribution is made of."""

DIGEST_BYTES = 10
"""80 bits: two of a billion ids collide with a probability below one in a million."""


class Identifiers:
    """Gives ids that survive edits elsewhere in the article.

    An id is a letter and a base32 hash of the document key, the normalised sentence, the content
    and how often the same three came before. It starts with a letter because spreadsheets read
    ids such as 482e3 as numbers.
    """

    def __init__(self, doc: str) -> None:
        self._doc = doc
        self._seen: dict[bytes, int] = {}
        self._opening: tuple[str, str] = ("", "")
        self._opened = _hash("")

    def make(self, letter: str, *content: str) -> str:
        """Make the id for ``content`` (normalised texts); ``letter`` tells the table."""
        digest = self._open(letter, content[0])
        digest.update(_to_bytes("".join(f"\x1f{text}" for text in content[1:])))
        key = digest.digest()
        nth = self._seen.get(key, 0)
        self._seen[key] = nth + 1
        digest.update(f"\x1f{nth}".encode())
        return letter + b32encode(digest.digest()).decode("ascii").lower()

    def _open(self, letter: str, sentence: str) -> hashlib.blake2b:
        """Give the hash that ids of a sentence begin with: one may be as long as the text."""
        if self._opening != (letter, sentence):
            self._opening = letter, sentence
            self._opened = _hash(f"{letter}\x1f{self._doc}\x1f{sentence}")
        return self._opened.copy()

    def of_mention(self, sentence: str, kind: str, text: str) -> str:
        """Make the id of a mention in a sentence, which is normalised already."""
        return self.make("m", sentence, kind, normalise(text))

    def of_attribution(self, text: str, parts: Iterable[Iterable[Iterable[int]]]) -> str:
        """Make the id of an attribution from the stretches of the text in each of ID_PARTS."""
        return self.make("a", *(_join_text(text, spans) for spans in parts))

    def of_claim(self, sentence: str, text: str) -> str:
        """Make the id of a claim in a sentence, which is normalised already."""
        return self.make("c", sentence, normalise(text))


def _hash(text: str) -> hashlib.blake2b:
    return hashlib.blake2b(_to_bytes(text), digest_size=DIGEST_BYTES)


def _to_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def extract(doc: Doc, article: Article) -> Records:
    """Collect mentions, attributions and claims, in the order of the text."""
    identifiers = Identifiers(article.doc)
    sentences = _Sentences(doc, article.text)
    mentions = tuple(_mentions(doc, article, identifiers, sentences))
    attributions = tuple(_attributions(doc, article, identifiers))
    within = _MentionsWithin(mentions)
    found = list(_claims(doc, article, identifiers, sentences))
    id_by_offsets = {(claim.start, claim.end): claim.id for claim, _ in found}
    claims = tuple(
        replace(
            claim,
            mentions=within.ids(claim.start, claim.end),
            attribution=_id_of(attributions, data.get("attribution")),
            group=id_by_offsets.get(tuple(data.get("group") or ()), claim.id),
        )
        for claim, data in found
    )
    return Records(article=article, mentions=mentions, attributions=attributions, claims=claims)


def _mentions(
    doc: Doc, article: Article, identifiers: Identifiers, sentences: _Sentences
) -> Iterator[Mention]:
    model_labels = {(ent.start, ent.end): ent.label_ for ent in doc.ents}
    blocks = Blocks(doc)
    for found in _in_text_order(doc, MENTION_GROUPS):
        span, values = found.span, found.values
        text = article.text[found.start : found.end]
        sentence = sentences.around(span.start)
        yield Mention(
            id=identifiers.of_mention(sentence.normalised, found.label, text),
            doc=article.doc,
            start=found.start,
            end=found.end,
            text=text,
            kind=found.label,
            label=model_labels.get((span.start, span.end)),
            sentence=sentence.offsets,
            block=blocks.kind(found.start, found.end),
            rule=span.id_ or None,
            entity=values.entity,
            entity_rule=values.entity_rule,
            role=values.role,
            place=values.place if found.label in LOCATED else None,
            date=values.date if found.label == "date" else None,
            quantity=values.quantity if found.label == "quantity" else None,
        )


def _attributions(doc: Doc, article: Article, identifiers: Identifiers) -> Iterator[Attribution]:
    rows = doc._.attributions or ()
    ids = [
        identifiers.of_attribution(article.text, (data[key] for key in ID_PARTS)) for data in rows
    ]
    for key, data in zip(ids, rows, strict=True):
        outer = data.get("within")
        yield Attribution(
            id=key,
            doc=article.doc,
            source_spans=_pairs(data["source_spans"]),
            cue_spans=_pairs(data["cue_spans"]),
            content_spans=_pairs(data["content_spans"]),
            source=data.get("source"),
            source_entity=data.get("source_entity"),
            source_title=data.get("source_title"),
            source_date=data.get("source_date"),
            within=None if outer is None else ids[outer],
            kind=data.get("kind", "indirect"),
            quoted=data.get("quoted", False),
            rule=data.get("rule"),
        )


def _claims(
    doc: Doc, article: Article, identifiers: Identifiers, sentences: _Sentences
) -> Iterator[tuple[Claim, dict[str, Any]]]:
    for found in _in_text_order(doc, ("claims",)):
        data = found.values.claim
        text = article.text[found.start : found.end]
        sentence = sentences.around(found.span.start)
        period_start, period_end = data.get("period") or (None, None)
        claim = Claim(
            id=identifiers.of_claim(sentence.normalised, text),
            doc=article.doc,
            start=found.start,
            end=found.end,
            text=text,
            standalone=data.get("standalone") or text,
            resolved=tuple((words, put) for words, put in data.get("resolved") or ()),
            sentence=sentence.offsets,
            subject=data.get("subject"),
            predicate=data.get("predicate"),
            lemma=data.get("lemma"),
            object=data.get("object"),
            place=data.get("place"),
            adjuncts=tuple(data.get("adjuncts") or ()),
            quantities=tuple(from_dict(row, ClaimQuantity) for row in data.get("quantities") or ()),
            ambiguous=tuple((words, why) for words, why in data.get("ambiguous") or ()),
            period_start=_to_date(period_start),
            period_end=_to_date(period_end),
            speaker=data.get("speaker"),
            quoted=data.get("quoted", False),
            certainty=data.get("certainty", "asserted"),
            certainty_cue=data.get("certainty_cue"),
            negated=data.get("negated", False),
            negation_cue=data.get("negation_cue"),
            cues=tuple(from_dict(cue, ClaimCue) for cue in data.get("cues") or ()),
            priority=round(float(data.get("priority", 0.0)), 3),
            reasons=tuple(data.get("reasons") or ()),
            rule=found.span.id_ or None,
        )
        yield claim, data


def _id_of(attributions: Sequence[Attribution], index: int | None) -> str | None:
    return None if index is None else attributions[index].id


@dataclass(frozen=True, kw_only=True)
class _Sentence:
    offsets: Offsets
    normalised: str


class _Sentences:
    """Finds the sentence around a span by bisection; each sentence is normalised once."""

    def __init__(self, doc: Doc, text: str) -> None:
        has_sentences = doc.has_annotation("SENT_START")
        self._text = text
        self._sents = list(doc.sents) if has_sentences else [doc[:]]
        self._starts = [sent.start for sent in self._sents]
        self._made: dict[int, _Sentence] = {}

    def around(self, token: int) -> _Sentence:
        index = bisect_right(self._starts, token) - 1
        if index not in self._made:
            sent = self._sents[index]
            start, end = sent.start_char, sent.end_char
            text = self._text[start:end]
            trimmed = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
            self._made[index] = _Sentence(
                offsets=(trimmed[0], max(trimmed)), normalised=normalise(text)
            )
        return self._made[index]


class _MentionsWithin:
    """Finds the mentions inside a stretch by bisection; mentions are sorted by start."""

    def __init__(self, mentions: tuple[Mention, ...]) -> None:
        self._mentions = mentions
        self._starts = [mention.start for mention in mentions]

    def ids(self, start: int, end: int) -> tuple[str, ...]:
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return tuple(mention.id for mention in self._mentions[first:last] if mention.end <= end)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Found:
    """A span with the exact characters it stands for, which may lie within its tokens."""

    span: Span
    start: int
    end: int
    label: str
    values: Any
    """The extensions of the span: each look at ``span._`` makes them anew."""


def _in_text_order(doc: Doc, groups: Iterable[str]) -> list[_Found]:
    found = [_find(span) for group in groups if group in doc.spans for span in doc.spans[group]]
    return sorted(found, key=lambda each: (each.start, each.end, each.label))


def _find(span: Span) -> _Found:
    values = span._
    start, end = values.offsets or (span.start_char, span.end_char)
    return _Found(span=span, start=int(start), end=int(end), label=span.label_, values=values)


def _join_text(text: str, spans: Iterable[Iterable[int]]) -> str:
    """Put stretches of a text together, as they go into an id."""
    return normalise(" ".join(text[start:end] for start, end in spans))


def _pairs(spans: Iterable[Iterable[int]]) -> tuple[Offsets, ...]:
    return tuple((int(start), int(end)) for start, end in spans)


def _to_date(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None


def normalise(text: str) -> str:
    """Make a text as it goes into an id: other blanks and capitals make no other one."""
    return " ".join(text.split()).casefold()
