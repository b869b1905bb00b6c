"""What every format hands over: the text of an article and what its file says about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..records import Block, PublishedFrom


@dataclass(frozen=True, kw_only=True)
class Page:
    """The text of one article, and what its file says about it.

    ``blocks`` are the stretches whose kind the format knows (the caption of a figure, a heading).
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
