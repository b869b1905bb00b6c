"""Turns an annotated Doc into Records; the last module that sees spaCy."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from msgspec.structs import replace
from spacy.tokens import Doc, Span

from .extensions import block_kind
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
        self._seen: Counter[tuple[str, ...]] = Counter()

    def make(self, letter: str, *content: str) -> str:
        """Make the id for ``content`` (normalised texts); ``letter`` tells the table."""
        key = (letter, self._doc, *content)
        nth = self._seen[key]
        self._seen[key] += 1
        text = "\x1f".join((*key, str(nth)))
        digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES)
        return letter + b32encode(digest.digest()).decode("ascii").lower()


def extract(doc: Doc, article: Article) -> Records:
    """Collect mentions, attributions and claims, in the order of the text."""
    identifiers = Identifiers(article.doc)
    sentences = _Sentences(doc)
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
    for span in _in_text_order(doc, MENTION_GROUPS):
        start, end = offsets(span)
        text = article.text[start:end]
        sentence = sentences.around(span)
        yield Mention(
            id=identifiers.make("m", sentence.normalised, span.label_, _normalise(text)),
            doc=article.doc,
            start=start,
            end=end,
            text=text,
            kind=span.label_,
            label=model_labels.get((span.start, span.end)),
            sentence=sentence.offsets,
            block=block_kind(doc, start, end),
            rule=span.id_ or None,
            entity=span._.entity,
            entity_rule=span._.entity_rule,
            role=span._.role,
            place=span._.place if span.label_ in LOCATED else None,
            date=span._.date if span.label_ == "date" else None,
            quantity=span._.quantity if span.label_ == "quantity" else None,
        )


def _attributions(doc: Doc, article: Article, identifiers: Identifiers) -> Iterator[Attribution]:
    rows = doc._.attributions or ()
    ids = [
        identifiers.make("a", *(_join_text(article.text, data[key]) for key in ID_PARTS))
        for data in rows
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
    for span in _in_text_order(doc, ("claims",)):
        data = span._.claim
        start, end = offsets(span)
        text = article.text[start:end]
        sentence = sentences.around(span)
        period_start, period_end = data.get("period") or (None, None)
        claim = Claim(
            id=identifiers.make("c", sentence.normalised, _normalise(text)),
            doc=article.doc,
            start=start,
            end=end,
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
            rule=span.id_ or None,
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

    def __init__(self, doc: Doc) -> None:
        has_sentences = doc.has_annotation("SENT_START")
        self._sents = list(doc.sents) if has_sentences else [doc[:]]
        self._starts = [sent.start for sent in self._sents]
        self._made: dict[int, _Sentence] = {}

    def around(self, span: Span) -> _Sentence:
        index = bisect_right(self._starts, span.start) - 1
        if index not in self._made:
            sent = self._sents[index]
            self._made[index] = _Sentence(offsets=_trimmed(sent), normalised=_normalise(sent.text))
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


def offsets(span: Span) -> Offsets:
    """Give the exact characters a span stands for, which may lie within its tokens."""
    exact = span._.offsets
    return (int(exact[0]), int(exact[1])) if exact else (span.start_char, span.end_char)


def _in_text_order(doc: Doc, groups: Iterable[str]) -> list[Span]:
    spans = [span for group in groups if group in doc.spans for span in doc.spans[group]]
    return sorted(spans, key=lambda span: (*offsets(span), span.label_))


def _trimmed(sentence: Span) -> Offsets:
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return start, max(start, sentence.start_char + len(text.rstrip()))


def _join_text(text: str, spans: Iterable[Iterable[int]]) -> str:
    return _normalise(" ".join(text[start:end] for start, end in spans))


def _pairs(spans: Iterable[Iterable[int]]) -> tuple[Offsets, ...]:
    return tuple((int(start), int(end)) for start, end in spans)


def _to_date(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None


def _normalise(text: str) -> str:
    return " ".join(text.split()).casefold()
