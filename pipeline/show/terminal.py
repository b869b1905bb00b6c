"""Writes an article to the terminal, with what was found in it marked and the claims below.

Everything is told by signs and lines as well as by colour, because nobody knows what colours a
terminal has, or whether it has any.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from ..records import Article, Mention, Records
from ..visible import to_visible
from .describe import describe_origins, facts_of, reasons_of, value_of
from .spans import NumberedClaim, Passage, Segment, cut, number_claims

WIDEST = 100
"""Columns beyond which lines are no longer read with ease."""

CLAIM = Style(bold=True, color="cyan")
NAME = Style(underline=True)
SOURCE = Style(bold=True, color="magenta")
CUE = Style(italic=True, color="magenta")
GREY = Style(dim=True)
STYLE_BY_KIND = {
    "date": Style(underline=True, color="green"),
    "quantity": Style(underline=True, bold=True, color="red"),
    "pronoun": Style(),
    "description": Style(),
}
"""How mentions look; kinds that are not named here are names."""

GREYED = frozenset({"caption", "ad", "credit", "byline", "dateline"})
VALUED = ("date", "quantity")


def print_article(
    records: Records, file: TextIO, *, worth_checking: float, everything: bool = False
) -> None:
    """Write the article, the claims from the priority ``worth_checking``, dates and quantities.

    With ``everything``, the other claims are marked and listed as well.
    """
    least = 0.0 if everything else worth_checking
    console = Console(file=file, highlight=False, markup=False, emoji=False)
    console.width = min(console.width, WIDEST)
    claims = number_claims(records)
    listed = [one for one in claims if one.claim.priority >= least]
    listed.sort(key=lambda one: (-one.claim.priority, one.number))
    parts: list[RenderableType] = [_head(records.article), _legend(), Text()]
    for passage in cut(records):
        parts += [_passage(records.article, passage, least), Text()]
    parts += [_heading(f"Claims from priority {least:g}: {len(listed)} of {len(claims)}")]
    parts += [_claims(listed)] if listed else []
    for kind in VALUED:
        mentions = [one for one in records.mentions if one.kind == kind]
        parts += [Text(), _heading(f"{kind.capitalize()}s"), _values(mentions)] if mentions else []
    console.print(Group(*parts))


def _head(article: Article) -> RenderableType:
    published = f"published {article.published}" if article.published else "no publication date"
    source = " · ".join(part for part in (article.doc, article.publisher, published) if part)
    origins = describe_origins(article)
    lines = [source, origins] if origins else [source]
    return Text(to_visible("\n".join(lines)), style=GREY)


def _heading(text: str) -> Text:
    return Text(text, style=Style(bold=True))


def _legend() -> Text:
    legend = Text()
    legend.append("marked: ", style=GREY)
    legend.append("[7 claim 7]", style=CLAIM)
    for name, style in (
        ("name", NAME), ("date", STYLE_BY_KIND["date"]), ("quantity", STYLE_BY_KIND["quantity"]),
        ("source", SOURCE), ("cue", CUE),
    ):  # fmt: skip
        legend.append("  ")
        legend.append(name, style=style)
    return legend


def _passage(article: Article, passage: Passage, least: float) -> RenderableType:
    kind = passage.block.kind
    text = Text()
    for segment in passage.segments:
        for one in segment.opening:
            if one.claim.priority >= least:
                text.append(f"[{one.number} ", style=CLAIM)
        words = to_visible(article.text[segment.start : segment.end])
        text.append(words, style=_style(segment, greyed=kind in GREYED))
        for one in segment.closing:
            if one.claim.priority >= least:
                text.append(f" {one.number}]", style=CLAIM)
    if kind == "title":
        text.stylize(Style(bold=True))
    if kind in GREYED:
        text = Text(f"{kind}: ", style=GREY).append_text(text)
        return Padding(text, (0, 0, 0, 4), expand=False)
    return text


def _style(segment: Segment, *, greyed: bool) -> Style:
    style = GREY if greyed else Style()
    if segment.sources:
        style += SOURCE
    elif segment.cues:
        style += CUE
    if segment.mentions:
        style += STYLE_BY_KIND.get(segment.mentions[0].kind, NAME)
    return style


def _claims(listed: list[NumberedClaim]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False)
    table.add_column("no.", justify="right")
    table.add_column("priority", justify="right")
    table.add_column("claim", ratio=1)
    for one in listed:
        words = Text(to_visible(one.claim.standalone))
        for line in _notes(one):
            words.append(f"\n{to_visible(line)}", style=GREY)
        table.add_row(str(one.number), f"{one.claim.priority:.3f}", words)
    return table


def _notes(one: NumberedClaim) -> Iterator[str]:
    facts = "; ".join(facts_of(one))
    if facts:
        yield facts
    yield f"{reasons_of(one.claim) or 'no reason'} (rule {one.claim.rule})"


def _values(mentions: list[Mention]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False)
    table.add_column("in the text", ratio=2)
    table.add_column("value", ratio=3)
    table.add_column("rule", ratio=1, style=GREY)
    for one in mentions:
        cells = (one.text.replace("\n", " "), value_of(one), one.rule or "")
        table.add_row(*(Text(to_visible(cell)) for cell in cells))
    return table
