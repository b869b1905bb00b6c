"""What our components hang on spaCy's Doc and Span, declared in one place.

Values are stored as plain dicts and read back as records: a record put straight into an extension
breaks ``nlp.pipe(n_process=2)``, ``Doc.to_bytes`` and ``DocBin`` (seen on spaCy 3.8). Span
extensions are keyed by offsets only, so every kind of value has an attribute name of its own.

Doc:  ``published`` (ISO date or None), ``blocks`` (tuple of Block), ``attributions`` (list of
      dicts, see ``claims``), ``aliases`` (surface form -> entity name).
Span: ``date`` (DateValue), ``quantity`` (Quantity), ``entity`` (name the article's mentions
      share), ``entity_rule`` (why it does), ``role`` (what a person is), ``place`` (Place),
      ``claim`` (dict, see ``claims``), ``offsets`` (exact character offsets where they are not
      token borders).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, MutableMapping, Sequence
from functools import partial
from sys import maxsize
from typing import Any
from weakref import WeakKeyDictionary

from spacy.tokens import Doc, Span

from .records import Block, BlockKind, DateValue, Place, Quantity, Record, from_dict, to_dict

SKIPPED_BLOCKS = frozenset({"ad", "credit", "byline"})
"""Blocks whose words are about the page, not the news: no stage looks for facts in them."""

BlockRow = tuple[BlockKind, int, int]
"""How a doc keeps a block: its kind, start and end."""


def register() -> None:
    """Declare the extensions; calling it again changes nothing."""
    for name in ("published", "blocks_data", "attributions", "aliases"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    if not Doc.has_extension("blocks"):
        Doc.set_extension("blocks", getter=_get_blocks, setter=_set_blocks)
    for name in (
        "date_data",
        "quantity_data",
        "entity",
        "entity_rule",
        "role",
        "place_data",
        "claim",
        "offsets",
    ):
        if not Span.has_extension(name):
            Span.set_extension(name, default=None)
    _register_record("date", DateValue)
    _register_record("quantity", Quantity)
    _register_record("place", Place)


class Blocks:
    """The blocks of one doc, for those who ask often; a doc without any is one paragraph."""

    def __init__(self, doc: Doc) -> None:
        self._rows: Sequence[BlockRow] = doc._.blocks_data or ()

    @property
    def starts(self) -> tuple[int, ...]:
        """The first character of each block."""
        return tuple(start for _, start, _ in self._rows)

    @property
    def lead_end(self) -> int:
        """The character at which the first paragraph ends; without blocks, the end of the text."""
        ends = (end for kind, _, end in self._rows if kind == "paragraph")
        return next(ends, self._rows[-1][2] if self._rows else maxsize)

    def kind(self, start: int, end: int) -> BlockKind:
        """Give the kind of block that holds the characters ``start`` to ``end``."""
        for kind, _, block_end in self._over(start, end):
            if end <= block_end:
                return kind
        return "paragraph"

    def skips(self, start: int, end: int) -> bool:
        """Say whether part of it lies in a block that holds no news (ad, credit, byline)."""
        return any(kind in SKIPPED_BLOCKS for kind, _, _ in self._over(start, end))

    def crosses(self, start: int, end: int) -> bool:
        """Say whether it does not lie in one block; in a doc without any, nothing crosses."""
        return bool(self._rows) and not any(
            first <= start and end <= last for _, first, last in self._over(start, end)
        )

    def _over(self, start: int, end: int) -> Iterator[BlockRow]:
        first = bisect_right(self._rows, start, key=lambda block: block[2])
        for i in range(first, len(self._rows)):
            if self._rows[i][1] >= end:
                return
            yield self._rows[i]


_TEXTS: MutableMapping[Doc, str] = WeakKeyDictionary()
"""The text of each living Doc; four stages ask for it."""


def text_of(doc: Doc) -> str:
    """Give the text of a Doc, which spaCy joins anew from its tokens each time it is asked.

    A Doc that has tokens keeps its text; only an empty one can be filled (``from_bytes``).
    """
    text = _TEXTS.get(doc)
    if not text:
        text = _TEXTS[doc] = doc.text
    return text


def _register_record(name: str, kind: type[Record]) -> None:
    if Span.has_extension(name):
        return
    key = f"{name}_data"
    # Partials of module-level functions, because a spawned worker must unpickle them.
    getter, setter = partial(_get_record, key=key, kind=kind), partial(_put_record, key=key)
    Span.set_extension(name, getter=getter, setter=setter)


def _get_record(span: Span, *, key: str, kind: type[Record]) -> Any:
    data = getattr(span._, key)
    return None if data is None else from_dict(data, kind)


def _put_record(span: Span, value: Record | None, *, key: str) -> None:
    setattr(span._, key, None if value is None else to_dict(value))


def _get_blocks(doc: Doc) -> tuple[Block, ...]:
    return tuple(
        Block(kind=kind, start=start, end=end) for kind, start, end in doc._.blocks_data or ()
    )


def _set_blocks(doc: Doc, blocks: tuple[Block, ...]) -> None:
    doc._.blocks_data = [[block.kind, block.start, block.end] for block in blocks]


register()
