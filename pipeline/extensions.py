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
from collections.abc import Iterator
from functools import partial
from typing import Any

from spacy.tokens import Doc, Span

from .records import Block, BlockKind, DateValue, Place, Quantity, Record, from_dict, to_dict

SKIPPED_BLOCKS = frozenset({"ad", "credit", "byline"})
"""Blocks whose words are about the page, not the news: no stage looks for facts in them."""


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


def block_kind(doc: Doc, start: int, end: int) -> BlockKind:
    """Give the kind of block that holds the characters ``start`` to ``end``.

    A doc without blocks (spaCy components used on their own) is one paragraph.
    """
    for kind, _, block_end in _blocks_over(doc, start, end):
        if end <= block_end:
            return kind
    return "paragraph"


def is_skipped(span: Span) -> bool:
    """Say whether part of the span lies in a block that holds no news (ad, credit, byline)."""
    overlapping = _blocks_over(span.doc, span.start_char, span.end_char)
    return any(kind in SKIPPED_BLOCKS for kind, _, _ in overlapping)


def _blocks_over(doc: Doc, start: int, end: int) -> Iterator[tuple[BlockKind, int, int]]:
    blocks = doc._.blocks_data or ()
    first = bisect_right(blocks, start, key=lambda block: block[2])
    for i in range(first, len(blocks)):
        kind, block_start, block_end = blocks[i]
        if block_start >= end:
            return
        yield kind, block_start, block_end


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
