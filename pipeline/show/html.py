"""Writes an article as one HTML file that needs nothing else: no script, no other file, no network.

Colours alone tell nothing: every kind of mark has a line of its own, and what a mark means stands
in lists below the text as well as in the card that opens over it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jinja2 import Template

from ..page_templates import open_templates
from ..records import Article, BlockKind, Mention, Records
from ..visible import to_visible
from ..web_address import is_web_address
from .describe import (
    describe_attribution,
    describe_claim,
    describe_mention,
    describe_origins,
    facts_of,
    reasons_of,
    value_of,
)
from .spans import NumberedClaim, Passage, Segment, cut, number_claims

TAGS: dict[BlockKind, str] = {"title": "h1"}
"""The element of a block; all others are paragraphs."""

LOOKS = {"date": "date", "quantity": "quantity", "pronoun": "for", "description": "for"}
"""Classes of the kinds of mentions that are no names; "for" stands for a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A segment as the page shows it."""

    text: str
    classes: str
    card: str
    opening: tuple[_Opening, ...]
    stops: bool
    """Whether the tab key stops here, so that the card can be read without a mouse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opening:
    number: int
    has_mark: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paragraph:
    kind: str
    tag: str
    pieces: tuple[_Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """A claim in the list below the text."""

    number: int
    priority: str
    text: str
    facts: tuple[str, ...]
    reasons: str
    rule: str
    worth_checking: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Value:
    text: str
    value: str
    rule: str
    times: int


def to_html(records: Records, *, worth_checking: float) -> str:
    """Give the page; claims from the priority ``worth_checking`` are marked as such."""
    claims = [_item(one, worth_checking) for one in number_claims(records)]
    claims.sort(key=lambda item: (-float(item.priority), item.number))
    article = records.article
    return _template().render(
        style=_read("page.css"),
        title=to_visible(article.title or article.doc),
        source=_source(article),
        url=article.url if is_web_address(article.url) else None,
        origins=to_visible(describe_origins(article)),
        has_title=any(block.kind == "title" for block in article.blocks),
        paragraphs=[_paragraph(article, one, worth_checking) for one in cut(records)],
        worth=[item for item in claims if item.worth_checking],
        others=[item for item in claims if not item.worth_checking],
        threshold=f"{worth_checking:g}",
        tables=[
            ("Dates", _values(one for one in records.mentions if one.kind == "date")),
            ("Quantities", _values(one for one in records.mentions if one.kind == "quantity")),
            ("Names", _values(one for one in records.mentions if one.kind not in LOOKS)),
        ],
    )


@cache
def _template() -> Template:
    return open_templates(__package__).get_template("page.html.jinja")


def _read(name: str) -> str:
    return (resources.files(__package__) / name).read_text(encoding="utf-8")


def _source(article: Article) -> str:
    """Give who published the article when, as one line."""
    parts = [article.byline, article.publisher, article.section]
    if article.published is not None:
        parts.append(f"published {article.published} (from {article.published_from})")
    else:
        parts.append("no publication date: relative dates have no value")
    return to_visible(" · ".join(part for part in [*parts, article.doc] if part))


def _paragraph(article: Article, passage: Passage, worth_checking: float) -> _Paragraph:
    seen: set[str] = set()
    pieces = []
    for segment in passage.segments:
        keys = {one.id for one in segment.mentions} | {one.id for one in segment.sources}
        pieces.append(_piece(article, segment, worth_checking, stops=bool(keys - seen)))
        seen |= keys
    kind = passage.block.kind
    return _Paragraph(kind=kind, tag=TAGS.get(kind, "p"), pieces=tuple(pieces))


def _piece(article: Article, segment: Segment, worth_checking: float, *, stops: bool) -> _Piece:
    worth = any(one.claim.priority >= worth_checking for one in segment.claims)
    classes = ["worth" if worth else "claim"] if segment.claims else []
    if segment.mentions:
        classes.append(LOOKS.get(segment.mentions[0].kind, "name"))
    classes += ["source"] if segment.sources else []
    classes += ["cue"] if segment.cues else []
    return _Piece(
        text=to_visible(article.text[segment.start : segment.end]),
        classes=" ".join(classes),
        card=to_visible("\n".join(_card(segment))),
        opening=tuple(
            _Opening(number=one.number, has_mark=one.claim.priority >= worth_checking)
            for one in segment.opening
        ),
        stops=stops,
    )


def _card(segment: Segment) -> Iterator[str]:
    yield from (describe_mention(one) for one in segment.mentions)
    yield from (describe_attribution("source", one) for one in segment.sources[:1])
    yield from (describe_attribution("cue", one) for one in segment.cues[:1])
    if not segment.sources and not segment.cues:
        yield from (describe_attribution("said by", one) for one in segment.said[:1])
    yield from (describe_claim(one) for one in segment.claims)


def _item(one: NumberedClaim, worth_checking: float) -> _Item:
    claim = one.claim
    return _Item(
        number=one.number,
        priority=f"{claim.priority:.3f}",
        text=to_visible(claim.standalone),
        facts=tuple(to_visible(fact) for fact in facts_of(one)),
        reasons=to_visible(reasons_of(claim)),
        rule=to_visible(claim.rule or ""),
        worth_checking=claim.priority >= worth_checking,
    )


def _values(mentions: Iterable[Mention]) -> list[_Value]:
    """List mentions once for each wording and value, in the order of the text."""
    counts: dict[tuple[str, str, str], int] = {}
    for one in mentions:
        kind = "" if one.kind in LOOKS else f" ({one.kind})"
        key = (
            to_visible(one.text),
            to_visible(f"{value_of(one)}{kind}"),
            to_visible(one.rule or ""),
        )
        counts[key] = counts.get(key, 0) + 1
    return [
        _Value(text=text, value=value, rule=rule, times=times)
        for (text, value, rule), times in counts.items()
    ]
