"""What every format hands over: the text of a file and what the file says about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..records import Block


@dataclass(frozen=True, kw_only=True)
class Options:
    """How files are read; see ``read_article``."""

    encoding: str | None = None
    tables: bool = True


@dataclass(frozen=True, kw_only=True)
class Page:
    """The text of one file, and what the file itself says about it.

    ``blocks`` are the stretches whose kind the format knows (the caption of a figure, a heading).
    """

    text: str
    media_type: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    blocks: tuple[Block, ...] = ()
