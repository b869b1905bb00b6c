"""Lays out an article for the page: one claim marked in it, the others as links, the rest plain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ...records import Article, Claim, Mention, Records
from ...show.describe import facts_of, reasons_of, value_of
from ...show.spans import NumberedClaim, Passage, Segment, cut, number_claims
from ...visible import to_visible

CONTEXT = 15_000
"""Characters shown on either side of the claim: some five minutes of reading, quick to draw."""

GREYED = frozenset({"caption", "credit", "ad", "byline", "dateline"})
MARKED_KINDS = frozenset({"date", "quantity"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a paragraph that looks alike."""

    text: str
    current: bool = False
    kind: str = ""
    """date, quantity or name, within the claim."""
    claim: str = ""
    """Key of another claim that the piece belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A block of the article."""

    kind: str
    pieces: tuple[Piece, ...]

    @property
    def greyed(self) -> bool:
        """Whether the block is no part of the running text."""
        return self.kind in GREYED


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A mention of the claim and how it was understood, where that is not how it reads."""

    text: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An article around one claim."""

    title: str
    source: str
    url: str | None
    paragraphs: tuple[Paragraph, ...]
    before: bool
    """Whether the article has text before the first paragraph shown."""
    after: bool
    facts: tuple[str, ...]
    reasons: str
    values: tuple[Value, ...]


def lay_out(records: Records, claim: Claim, *, worth_checking: float) -> Page:
    """Lay out the article of a claim; claims from the priority ``worth_checking`` are links."""
    article = records.article
    near = [passage for passage in cut(records) if _is_near(passage, claim)]
    one = next(one for one in number_claims(records) if one.claim.id == claim.id)
    return Page(
        title=to_visible(article.title or article.doc),
        source=to_visible(_source(article)),
        url=article.url,
        paragraphs=tuple(_paragraph(article, passage, claim, worth_checking) for passage in near),
        before=bool(near) and bool(article.text[: near[0].block.start].strip()),
        after=bool(near) and bool(article.text[near[-1].block.end :].strip()),
        facts=tuple(to_visible(fact) for fact in facts_of(one)),
        reasons=to_visible(reasons_of(claim)),
        values=tuple(_values(records, claim)),
    )


def sentence_of(article: Article, claim: Claim) -> str:
    """Give the words of the sentence that a claim stands in."""
    start, end = claim.sentence or (claim.start, claim.end)
    return article.text[start:end]


def _is_near(passage: Passage, claim: Claim) -> bool:
    block = passage.block
    return block.end >= claim.start - CONTEXT and block.start <= claim.end + CONTEXT


def _source(article: Article) -> str:
    published = f"published {article.published}" if article.published else "no publication date"
    parts = (article.byline, article.publisher, published)
    return " · ".join(part for part in parts if part)


def _paragraph(
    article: Article, passage: Passage, claim: Claim, worth_checking: float
) -> Paragraph:
    pieces = [_piece(article, segment, claim, worth_checking) for segment in passage.segments]
    return Paragraph(kind=passage.block.kind, pieces=tuple(_join(pieces)))


def _piece(article: Article, segment: Segment, claim: Claim, worth_checking: float) -> Piece:
    text = to_visible(article.text[segment.start : segment.end])
    if claim.start <= segment.start and segment.end <= claim.end:
        return Piece(text=text, current=True, kind=_kind(segment))
    return Piece(text=text, claim=_other(segment.claims, worth_checking))


def _kind(segment: Segment) -> str:
    kinds = [mention.kind for mention in segment.mentions[:1]]
    return "".join(kind if kind in MARKED_KINDS else "name" for kind in kinds)


def _other(claims: Sequence[NumberedClaim], worth_checking: float) -> str:
    worth = [one.claim.id for one in claims if one.claim.priority >= worth_checking]
    return worth[0] if worth else ""


def _join(pieces: list[Piece]) -> Iterator[Piece]:
    """Join neighbours that look alike: what is not shown has borders too."""
    for look, alike in groupby(pieces, key=lambda piece: replace(piece, text="")):
        yield replace(look, text="".join(piece.text for piece in alike))


def _values(records: Records, claim: Claim) -> Iterator[Value]:
    wanted = set(claim.mentions)
    for mention in records.mentions:
        if mention.id in wanted and _says_more(mention):
            yield Value(
                text=to_visible(mention.text),
                kind=mention.kind,
                value=to_visible(value_of(mention)),
            )


def _says_more(mention: Mention) -> bool:
    """Say whether the value of a mention tells a reader more than its words do."""
    if mention.date is not None:
        return mention.date.start_date is not None and value_of(mention) != mention.text
    if mention.quantity is not None:
        return True
    return mention.entity is not None and mention.entity != mention.text
