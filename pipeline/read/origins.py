"""Finds where a web page states what is known of it: in JSON-LD, OpenGraph, other tags or headings.

The values themselves come from trafilatura and htmldate, which do not say where they found them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from .dates import to_date
from .page import Page
from .stated import squeeze

NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "title": ("headline", "name", "title"),
        "byline": ("author", "creator", "byl", "name"),
        "publisher": ("publisher", "name", "site", "brand", "source", "creator"),
        "published": ("date", "time", "publish", "created", "modified", "updated", "issued"),
        "url": ("url", "@id", "mainentityofpage", "canonical"),
    }
)
"""What is in the name of a tag, or of a key of JSON-LD, that states each of the fields."""

ORDER = ("json-ld", "opengraph", "meta", "link", "heading", "title", "time", "address")
"""The places, from the one that is made for machines to those that are made for people."""

WITHIN = frozenset({"title", "byline"})
"""Fields that stand in the words of a place together with others: the outlet, a second author."""


_DAY = re.compile(r"\b(?P<year>(?:19|20)\d\d)[/-](?P<month>\d\d)[/-](?P<day>\d\d)\b")


class Statement(NamedTuple):
    """A text on the page that may state a field, with the place and the names it stands under."""

    origin: str
    names: str
    text: str


def find_statements(tree: Any, values: Iterable[Any]) -> tuple[Statement, ...]:
    """List what the page states of itself, also in the values of its JSON-LD.

    Reading it takes parts of the tree away.
    """
    return (
        *(found for value in values for found in _texts(value)),
        *_in_tags(tree.iter("meta")),
        *(
            Statement("link", "canonical url", link.get("href", ""))
            for link in tree.iter("link")
            if link.get("rel") == "canonical"
        ),
        *(Statement("heading", "title", one.text_content()) for one in tree.iter("h1")),
        *(Statement("title", "title site", one.text_content()) for one in tree.iter("title")),
        *(
            Statement("time", "date", one.get("datetime") or one.text_content())
            for one in tree.iter("time")
        ),
    )


def _texts(value: Any) -> Iterator[Statement]:
    left = [("", value)]
    while left:
        names, one = left.pop()
        if isinstance(one, str):
            yield Statement("json-ld", names, one)
        elif isinstance(one, list):
            left += [(names, inner) for inner in one]
        elif isinstance(one, dict):
            left += [(f"{names} {key.lower()}", inner) for key, inner in one.items()]


def _in_tags(tags: Iterable[Any]) -> Iterator[Statement]:
    for tag in tags:
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        origin = "opengraph" if name.startswith(("og:", "article:")) else "meta"
        yield Statement(origin, name.lower(), tag.get("content") or "")


def find_origins(page: Page, statements: Iterable[Statement]) -> dict[str, str]:
    """Say for each field of a page which is the first of the places in ORDER that states it.

    What none of them states as it is was taken from the body.
    """
    stated = [*statements, *_in_address(page)]
    stated.sort(key=lambda one: ORDER.index(one.origin))
    return {
        field: _origin(field, str(value), stated)
        for field in NAMES
        if (value := getattr(page, field)) is not None
    }


def _in_address(page: Page) -> Iterator[Statement]:
    address = page.url or ""
    yield Statement("address", "site", address.partition("://")[2].partition("/")[0])
    for day in _DAY.finditer(address):
        yield Statement("address", "date", "-".join(day.groups()))


def _origin(field: str, value: str, stated: Iterable[Statement]) -> str:
    wanted = {_plain(part) for part in (value.split(", ") if field == "byline" else [value])}
    left: dict[str, set[str]] = {}
    for one in stated:
        if not any(name in one.names for name in NAMES[field]):
            continue
        missing = left.setdefault(one.origin, set(wanted))
        missing -= {part for part in missing if _states(one.text, part, field)}
        if not missing:
            return one.origin
    return "body"


def _states(text: str, value: str, field: str) -> bool:
    if field == "published":
        return text.strip().startswith(value) or str(to_date(text)) == value
    plain = _plain(text).removeprefix("www.")
    return value in plain if field in WITHIN else value == plain


def _plain(text: str) -> str:
    return squeeze(html.unescape(text)).casefold().strip("@/")
