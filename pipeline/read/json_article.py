"""Reads an article that is a JSON object, as scrapers and search interfaces write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import msgspec

from ..errors import InputError
from ..settings import FieldName, ReadSettings
from .dates import to_date
from .decode import decode
from .deep import read_deep_page
from .page import NOWHERE, Found, Page, to_page, with_found, with_title

SUFFIXES = (".json",)

_ADDRESS = re.compile(
    r"""
    (?: [a-z][a-z0-9+.-]*:        # a scheme
    |   //? | www\.
    |   [\w-]+ (?:\.[\w-]+)+ /    # a host, and a path
    ) \S+
    """,
    re.VERBOSE | re.IGNORECASE,
)


def read_json(raw: bytes, options: ReadSettings) -> Page:
    """Take the fields of an article; the title becomes the first line of the text."""
    text, encoding = decode(raw, encoding=options.encoding or None)
    fields = _decode(text)
    body = _body(fields, options.fields["text"])
    found = {name: _find_text(fields, options.fields[name], fits) for name, fits in STATED.items()}
    text, blocks = with_title(body, found["title"].value)
    page = Page(text=text, media_type=f"application/json; charset={encoding}", blocks=blocks)
    return with_found(page, **found, published=_find_date(fields, options.fields["published"]))


def _decode(text: str) -> Mapping[str, Any]:
    try:
        fields = msgspec.json.decode(text.strip("\ufeff \t\r\n"))
    except (msgspec.DecodeError, RecursionError) as error:
        raise InputError(
            f"not readable as JSON ({error}). Expected an object with a text, a list of them, or"
            " one in each line of a file ending in .jsonl."
        ) from error
    if not isinstance(fields, dict):
        raise InputError(f"expected an object with a text, found {_kind(fields)}.")
    return fields


def _kind(value: Any) -> str:
    return "a list" if isinstance(value, list) else f"{value!r:.40}"


def _body(fields: Mapping[str, Any], expected: Sequence[str]) -> str:
    body = _find_text(fields, expected, joint="\n\n").value
    markup = _find_text(fields, ("content_html",)).value
    if body is None and markup is not None:
        return to_page(read_deep_page(markup), "").text
    if body is None:
        raise InputError(
            f"there is no text: expected a field called {' or '.join(expected)}, found"
            f" {', '.join(sorted(fields)) or 'nothing':.200}. Name yours under [read.fields] in"
            " the settings."
        )
    return body


def _is_text(text: str) -> bool:
    return bool(text.strip())


def _is_address(text: str) -> bool:
    return _ADDRESS.fullmatch(text.strip()) is not None


def _is_name(text: str) -> bool:
    return _is_text(text) and not _is_address(text)


STATED: Mapping[FieldName, Callable[[str], bool]] = MappingProxyType(
    {"title": _is_text, "byline": _is_name, "publisher": _is_name, "url": _is_address}
)
"""Fields of an article that are taken as they are written, where that fits: a field such as
"source" holds an address in some files, a name in others."""


def _find_text(
    fields: Mapping[str, Any],
    names: Sequence[str],
    fits: Callable[[str], bool] = _is_text,
    *,
    joint: str = ", ",
) -> Found:
    """Give the first of the fields that holds fitting text, or a list or object that does."""
    for name in names:
        found = [text for text in _texts(_find(fields, name)) if fits(text)]
        if found:
            return Found(joint.join(found), name)
    return NOWHERE


def _find(fields: Any, name: str) -> Any:
    """Find a field by its name, or by its path ("source.name")."""
    if not isinstance(fields, dict):
        return None
    if name in fields:
        return fields[name]
    first, dot, rest = name.partition(".")
    return _find(fields.get(first), rest) if dot else None


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict) and isinstance(value.get("name"), str):
        yield value["name"]


def _find_date(fields: Mapping[str, Any], names: Sequence[str]) -> Found:
    for name in names:
        value = _find(fields, name)
        if isinstance(value, str) and to_date(value) is not None:
            return Found(value, name)
    return NOWHERE
