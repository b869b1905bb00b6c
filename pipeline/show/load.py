"""Reads one article back from the tables of a run."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path, PurePath
from typing import Any, cast

import msgspec

from ..errors import InputError
from ..records import (
    Article,
    Attribution,
    Claim,
    DateValue,
    Mention,
    Place,
    Quantity,
    Records,
    RecordT,
    from_dict,
)


class _Key(msgspec.Struct):
    doc: str
    path: str = ""


def read_records(out: Path, name: str) -> Records:
    """Read the article called ``name`` from the tables in ``out``.

    The name is the article's key (``doc``), or the file that it was read from. Raises
    ``InputError`` where there is no such run, or no such article in it.
    """
    doc = _find_doc(out, name)
    [article] = list(_rows(out, "articles", doc))[:1]
    return Records(
        article=_build(article, Article),
        mentions=tuple(_mention(row) for row in _rows(out, "mentions", doc)),
        attributions=tuple(_build(row, Attribution) for row in _rows(out, "attributions", doc)),
        claims=tuple(_build(row, Claim) for row in _rows(out, "claims", doc)),
    )


def _find_doc(out: Path, name: str) -> str:
    docs: list[str] = []
    for line in _lines(out, "articles"):
        key = msgspec.json.decode(line, type=_Key)
        if name in {key.doc, key.path} or PurePath(key.path) == PurePath(name):
            return key.doc
        docs.append(key.doc)
    near = get_close_matches(name, docs, n=3, cutoff=0.5)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise InputError(f"{name}: no such file, and no such article in {out}.{hint}")


def _rows(out: Path, table: str, doc: str) -> Iterator[dict[str, Any]]:
    for line in _lines(out, table):
        if msgspec.json.decode(line, type=_Key).doc == doc:
            yield msgspec.json.decode(line)


def _lines(out: Path, table: str) -> Iterator[bytes]:
    path = out / f"{table}.jsonl"
    if not path.is_file():
        raise InputError(
            f"{path}: no such table. Give the path of an article, or with --out the folder that"
            " `claimtable run` wrote to (with jsonl among its formats)."
        )
    with path.open("rb") as file:
        yield from file


def _mention(row: dict[str, Any]) -> Mention:
    """Build a mention; the cells of its place, date or quantity stand beside its own."""
    parts: dict[str, Any] = {}
    if row["place_rule"] is not None:
        named = {"reason": row["place_rule"], "candidates": row["place_candidates"]}
        parts["place"] = _build({**row, **named}, Place)
    if row["timex_type"] is not None:
        parts["date"] = _build({**row, "value": row["timex_value"]}, DateValue)
    if row["low"] is not None:
        parts["quantity"] = _build(row, Quantity)
    return _build({**row, **parts}, Mention)


def _build(row: dict[str, Any], kind: type[RecordT]) -> RecordT:
    names = [field.name for field in msgspec.structs.fields(cast("type[msgspec.Struct]", kind))]
    return from_dict({name: row[name] for name in names if row.get(name) is not None}, kind)
