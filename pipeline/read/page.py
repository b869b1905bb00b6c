"""What every format hands over: the text of an article and what its file says about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from ..records import Block, BlockKind, PublishedFrom
from .dates import to_date

PageLine = tuple[BlockKind | None, str]
"""A line of the article, and its kind where the format tells it."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """The text of one article, and what its file says about it.

    ``blocks`` are the stretches whose kind the format knows (the caption of a figure, a heading).
    ``published_from`` is "page" for a date that is stated as the article's, and "file" for one that
    only the file has, which gives way to a date in the text.
    """

    text: str
    media_type: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    published_from: PublishedFrom = "page"
    blocks: tuple[Block, ...] = ()
    warning: str | None = None
    """What may be missing or wrong in the text."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Where the file states the title, the byline and so on, by the name of the field."""


class Found(NamedTuple):
    """What a file says of its article, and where: the name of a field, an element or a header."""

    value: str | None
    where: str


NOWHERE = Found(None, "")


def with_found(page: Page, **found: Found) -> Page:
    """Give a copy of the page with what was found of its title, byline and so on; dates are read.

    What was not found leaves what the page has.

    >>> page = Page(text="", media_type="")
    >>> with_found(page, title=Found("Rain", "subject"), byline=NOWHERE).origins
    {'title': 'subject'}
    """
    values: dict[str, Any] = {
        name: to_date(one.value) if name == "published" else one.value
        for name, one in found.items()
    }
    known = {name: value for name, value in values.items() if value is not None}
    origins = {name: found[name].where for name in known}
    return replace(page, **known, origins={**page.origins, **origins})


def put_title_first(lines: Iterable[PageLine], title: str | None) -> list[PageLine]:
    """Give the lines with the title above them, unless one of them is the title."""
    lines = list(lines)
    if not title or any(line == title for _, line in lines):
        return lines
    return [("title", title), *lines]


def to_page(lines: Iterable[PageLine], media_type: str) -> Page:
    """Put lines below each other, parted by blank lines, each with the block that it is."""
    parts = []
    blocks = []
    start = 0
    for kind, line in lines:
        parts.append(f"{line}\n\n")
        if kind is not None:
            blocks.append(Block(kind=kind, start=start, end=start + len(line)))
        start += len(parts[-1])
    return Page(text="".join(parts), media_type=media_type, blocks=tuple(blocks))


def with_title(body: str, title: str | None) -> tuple[str, tuple[Block, ...]]:
    """Put the title above a text, unless it begins with it.

    >>> with_title("It rained.", "Rain")[0]
    'Rain\\n\\nIt rained.'
    """
    title = " ".join((title or "").split())
    if not title or " ".join(body[: 2 * len(title)].split()).startswith(title):
        return body, ()
    return f"{title}\n\n{body}", (Block(kind="title", start=0, end=len(title)),)
