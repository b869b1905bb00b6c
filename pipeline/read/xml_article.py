"""Reads an article that is XML: an item of RSS or Atom, or a NewsML-G2 document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..errors import InputError
from ..settings import ReadSettings
from .deep import read_deep_page
from .page import NOWHERE, Found, Page, PageLine, put_title_first, to_page, with_found
from .stated import squeeze
from .xml_spans import ITEMS, is_feed
from .xml_tree import local_name, parse_xml

SUFFIXES = (".xml",)

BODIES = ("inlineXML", "inlineData", "encoded", "content", "body.content", "description", "summary")
"""Elements that hold the text, the fullest first."""

TITLES = ("headline", "title", "hl1")
DATES = (
    "pubDate",
    "published",
    "firstCreated",
    "contentCreated",
    "date",
    "updated",
    "versionCreated",
)
AUTHORS = ("by", "creator", "author", "byline")
PUBLISHERS = ("provider", "title")

_PREFIX = re.compile(r"(</?)[\w.-]+:")


def read_xml(raw: bytes, options: ReadSettings) -> Page:  # noqa: ARG001  XML names its own encoding
    """Take the article of an item; ``raw`` may begin with what stands before it in its feed."""
    root = parse_xml(raw, whole=not is_feed(raw[:4096]))
    item = _find_item(root)
    lines = list(_body(item))
    title = _find_text(item, TITLES)
    if not lines:
        raise InputError(
            "there is no text in it. Expected an item of RSS or Atom, or NewsML-G2, with a text."
        )
    page = to_page(put_title_first(lines, title.value), "application/xml")
    return with_found(
        page,
        title=title,
        byline=_find_text(item, AUTHORS),
        publisher=_find_publisher(item),
        url=_find_link(item),
        published=_find_text(item, DATES),
    )


def _find_item(root: Any) -> Any:
    found = [element for element in root.iter() if local_name(element) in ITEMS]
    return found[0] if found else root


def _body(item: Any) -> Iterator[PageLine]:
    for name in BODIES:
        lines = [line for element in _named(item, name) for line in _lines(element)]
        if lines:
            yield from lines
            return


def _lines(element: Any) -> list[PageLine]:
    """Read text, text that is markup written out, or elements of HTML or NITF."""
    if len(element):
        from lxml import etree

        markup = _PREFIX.sub(r"\1", etree.tostring(element, encoding="unicode", with_tail=False))
    else:
        markup = element.text or ""
    return read_deep_page(markup)


def _named(item: Any, name: str) -> list[Any]:
    return [element for element in item.iter() if local_name(element) == name]


def _find_text(item: Any, names: tuple[str, ...]) -> Found:
    """Give the text of the first of the elements that has some, without markup."""
    for name in names:
        for element in _named(item, name):
            text = squeeze(" ".join(line for _, line in read_deep_page(_joined(element))))
            if text:
                return Found(text, name)
    return NOWHERE


def _joined(element: Any) -> str:
    name = next((e for e in element if local_name(e) == "name"), None)
    return "".join(element.itertext() if name is None else name.itertext())


def _find_publisher(item: Any) -> Found:
    """Give the name of the feed around an item, or of the provider."""
    parent = item.getparent()
    names = [e for e in (item if parent is None else parent) if local_name(e) in PUBLISHERS]
    if parent is None:
        names = [e for e in _named(item, "provider") for e in [next(iter(e), e)]]
    where = "provider" if parent is None else f"{local_name(parent)} title"
    found = next((text for e in names if (text := squeeze("".join(e.itertext())))), None)
    return Found(found, where)


def _find_link(item: Any) -> Found:
    for element in _named(item, "link"):
        if element.get("rel", "alternate") == "alternate":
            found = squeeze(element.get("href") or element.text or "")
            if found:
                return Found(found, "link")
    return NOWHERE
