"""Reads a saved web page: the article without menus and comments, and what the page says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from ..errors import InputError
from ..records import BlockKind
from ..settings import ReadSettings
from .captions import find_anchors, place_captions
from .decode import decode_page
from .deep import read_deep_page
from .linked import find_linked, load_linked, part, with_linked
from .opening import find_opening, put_opening
from .origins import find_origins, find_statements
from .page import Page, PageLine, put_title_first, to_page
from .second import find_lost_numbers, find_paragraphs, say_lost
from .shown import show
from .stated import DATE_SEARCH, find_date, find_headline, squeeze, with_facts

SUFFIXES = (".html", ".htm", ".xhtml")

HEAD_BYTES = 16_384
"""How far into a page its word on its encoding is looked for: archives put scripts before it."""

MAX_ELEMENTS = 20_000
"""Largest page that the library is asked to read: its time grows with the square of the elements.

Of 922 saved pages the largest has 10,112 elements and half have fewer than 722."""

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?(?P<name>[\w.:-]+)""", re.IGNORECASE)
_BREAKING = frozenset({"head", "p", "item", "list", "quote", "row", "table", "ab", "code", "div"})


def read_html(raw: bytes, options: ReadSettings, *, charset: str | None = None) -> Page:
    """Extract the article of a page; its paragraphs are parted by blank lines.

    ``charset`` is what whoever sent the page says of its encoding. A page too deep or too large
    for the library is read by a simpler reader, never cut short.
    """
    declared = _DECLARED.search(raw[:HEAD_BYTES])
    markup, encoding = decode_page(
        raw,
        encoding=options.encoding or None,
        declared=charset or (declared["name"].decode("ascii", "replace") if declared else None),
    )
    media_type = f"text/html; charset={encoding}"
    tree = _parse(markup)
    if tree is None:
        return to_page(read_deep_page(markup), media_type)
    published, values = find_date(tree), load_linked(tree)
    statements, linked = find_statements(tree, values), find_linked(values)
    is_usual = _is_of_usual_size(tree)
    tree = show(tree) if is_usual else tree
    headline = find_headline(tree)
    opening = find_opening(tree, headline)
    anchors, paragraphs = find_anchors(tree), find_paragraphs(tree)
    document = _extract(tree, options) if is_usual else None
    if document is None or document.body is None:
        page = to_page(read_deep_page(markup), media_type)
        page = replace(page, title=headline, published=published)
        page = with_linked(page, linked, headline=headline)
        return replace(page, origins=find_origins(page, statements))
    lines = put_title_first(part(_lines(document.body), linked), headline)
    lines = put_opening(
        lines,
        opening,
        headline,
        lacks_date=published is None,
        lacks_author=not (document.author or linked.authors),
    )
    page = to_page(place_captions(lines, anchors), media_type)
    page = replace(page, warning=say_lost(find_lost_numbers(paragraphs, page.text)))
    page = with_facts(page, document, headline=headline, published=published)
    page = with_linked(page, linked, headline=headline)
    return replace(page, origins=find_origins(page, statements))


def _is_of_usual_size(tree: Any) -> bool:
    return next(islice(tree.iter(), MAX_ELEMENTS, None), None) is None


def _parse(markup: str) -> Any:
    """Parse the page, or give None where it is nested too deep for the parser."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        tree = html.document_fromstring(markup.encode(), parser=parser)
    except etree.ParserError as error:
        raise InputError(f"the page is empty ({error}).") from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        return None
    return tree


def _extract(tree: Any, options: ReadSettings) -> Any:
    from trafilatura import bare_extraction  # half a second to import

    return bare_extraction(
        tree,
        include_comments=False,
        include_tables=options.tables,
        with_metadata=True,
        deduplicate=False,
        date_extraction_params=dict(DATE_SEARCH),
    )


def _lines(body: Any) -> Iterator[PageLine]:
    """Give the lines of the extracted article, each with its kind where the page tells it."""
    from lxml import etree

    kind: BlockKind | None = None
    words: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _BREAKING:
            yield from _flush(words, kind)
            kind = "title" if element.tag == "head" and event == "start" else None
        elif element.tag == "lb" and event == "start":
            yield from _flush(words, kind)
        elif element.tag == "cell" and event == "end":
            words.append(" | ")
        words.append((element.text if event == "start" else element.tail) or "")
    yield from _flush(words, kind)


def _flush(words: list[str], kind: BlockKind | None) -> Iterator[PageLine]:
    text = squeeze("".join(words)).strip("| ")
    words.clear()
    if any(character.isalnum() for character in text):
        yield kind, text
