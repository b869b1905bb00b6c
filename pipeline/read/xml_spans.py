"""Finds the articles in an XML file that holds many: where each item begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from ..errors import InputError

ITEMS = frozenset({"item", "entry", "newsItem"})
"""Elements that hold one article: of RSS, of Atom, of NewsML-G2."""

_FEED = re.compile(rb"<(?:[\w-]+:)?(?:rss|feed|RDF|newsMessage)[\s>]")


def is_feed(beginning: bytes) -> bool:
    """Tell from its beginning whether an XML file holds many articles.

    >>> is_feed(b'<?xml version="1.0"?><rss version="2.0">'), is_feed(b"<newsItem>")
    (True, False)
    """
    return _FEED.search(beginning.replace(b"\x00", b"")) is not None


def find_items(raw: bytes) -> Iterator[tuple[int, int]]:
    """Give start and size of each item, in bytes.

    >>> list(find_items(b"<rss><item>a</item><item>b</item></rss>"))
    [(5, 14), (19, 14)]
    """
    found = _Items(raw)
    try:
        found.parser.Parse(raw, True)
    except expat.ExpatError as error:
        yield from found.spans
        raise InputError(f"not readable as XML to its end ({error}).") from error
    yield from found.spans


class _Items:
    """Collects the spans of items that lie in no other."""

    def __init__(self, raw: bytes) -> None:
        self.spans: list[tuple[int, int]] = []
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.EntityDeclHandler = self._refuse
        self._raw = raw
        self._depth = 0
        self._began = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002  the parser's signature
        if name.rpartition(":")[2] in ITEMS:
            if not self._depth:
                self._began = self.parser.CurrentByteIndex
            self._depth += 1

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] not in ITEMS:
            return
        self._depth -= 1
        if not self._depth:
            start = self._began
            stop = self._raw.find(b">", self.parser.CurrentByteIndex) + 1
            self.spans.append((start, stop - start))

    def _refuse(self, *declared: object) -> None:  # noqa: ARG002  the parser's signature
        raise InputError("it declares entities, which are not read: they can be made to do harm.")
