"""Shows what comparisons of runs found as static pages: changes, and groups of statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType

from msgspec.structs import replace

from ..records import Change, Corroboration
from ..visible import to_visible
from .against import differing_spans
from .page import Piece
from .pages import Pages

CHANGE_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "value": "value changed",
        "negation": "negation changed",
        "name": "name changed",
        "speaker": "speaker changed",
        "added": "added",
        "gone": "gone",
        "reworded": "reworded",
    }
)
"""In the order in which they are worth a look, by the word that filters them."""

AGREEMENTS: Mapping[str, str] = MappingProxyType({"differs": "differs", "same": "same"})

ROWS_SHOWN = 200
"""Statements of a group that a page shows; the table has all."""


@dataclass(frozen=True, kw_only=True)
class _Change:
    number: int
    kind: str
    look: str
    word: str
    doc: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    speakers: str


@dataclass(frozen=True, kw_only=True)
class _Group:
    number: int
    kind: str
    group: str
    articles: int
    origins: int
    values: int
    rows: tuple[Corroboration, ...]


def write_changes(path: Path, changes: Iterable[Change]) -> None:
    """Write the pages of the table changes."""
    pages = Pages(path, kinds=CHANGE_KINDS)
    for number, change in enumerate(changes, start=1):
        pages.add(_to_change(number, change))
    pages.finish()


def _to_change(number: int, change: Change) -> _Change:
    kind = change.change.split()[0]
    spans = differing_spans(change.text_before or "", change.text_after or "")
    is_pair = change.text_before is not None and change.text_after is not None
    return _Change(
        number=number,
        kind=kind,
        look="changed" if change.change.endswith("changed") else kind,
        word=change.change,
        doc=to_visible(_describe_doc(change)),
        before=_mark(change.text_before, [old for old, _ in spans] if is_pair else []),
        after=_mark(change.text_after, [new for _, new in spans] if is_pair else []),
        speakers=to_visible(
            f"Said by {change.words_before or 'nobody named'} before,"
            f" by {change.words_after or 'nobody named'} after."
        )
        if kind == "speaker"
        else "",
    )


def _describe_doc(change: Change) -> str:
    names = dict.fromkeys(doc for doc in (change.doc_before, change.doc) if doc)
    return ", now ".join(names)


def _mark(text: str | None, spans: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces = []
    done = 0
    for start, end in spans:
        if end > start:
            pieces.append(Piece(to_visible((text or "")[done:start])))
            pieces.append(Piece(to_visible((text or "")[start:end]), "differs", "differs"))
            done = end
    rest = (text or "")[done:]
    return (*pieces, Piece(to_visible(rest))) if rest else tuple(pieces)


def write_corroborations(path: Path, rows: Iterable[Corroboration]) -> None:
    """Write the pages of the table corroborations; rows of a group come together."""
    pages = Pages(path, kinds=AGREEMENTS)
    for number, (_, found) in enumerate(groupby(rows, attrgetter("group")), start=1):
        pages.add(_to_group(number, tuple(found)))
    pages.finish()


def _to_group(number: int, rows: Sequence[Corroboration]) -> _Group:
    first = rows[0]
    return _Group(
        number=number,
        kind=first.agreement,
        group=to_visible(first.group),
        articles=len({row.doc for row in rows}),
        origins=first.origins,
        values=len({row.same_value for row in rows}),
        rows=tuple(map(_to_shown, rows[:ROWS_SHOWN])),
    )


def _to_shown(row: Corroboration) -> Corroboration:
    return replace(
        row,
        stated=to_visible(row.stated),
        doc=to_visible(row.doc),
        speaker=to_visible(row.speaker or ""),
        sentence=to_visible(row.sentence),
    )
