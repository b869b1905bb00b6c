"""Reads a saved web page: the article without menus and comments, and what the page says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from ..errors import InputError
from ..records import Block, BlockKind
from .decode import decode
from .deep import read_deep_page
from .page import Options, Page

SUFFIXES = (".html", ".htm", ".xhtml")

HEAD_BYTES = 4096
"""How far into a page its own word on its encoding is looked for; HTML asks for the first 1024."""

DATE_SEARCH: Mapping[str, Any] = {
    "extensive_search": False,  # a guess from any number on the page is wrong too often
    "original_date": True,
    "outputformat": "%Y-%m-%d",
    "min_date": "1900-01-01",
    "max_date": "2100-01-01",  # the library's default is the clock
}

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?(?P<name>[\w.:-]+)""", re.IGNORECASE)
_BREAKING = frozenset({"head", "p", "item", "list", "quote", "row", "table", "ab", "code", "div"})


def read_html(raw: bytes, options: Options) -> Page:
    """Extract the article of a page; its paragraphs are parted by blank lines.

    A page nested too deep for the library is read by a simpler reader, never cut short.
    """
    declared = _DECLARED.search(raw[:HEAD_BYTES])
    markup, encoding = decode(
        raw,
        encoding=options.encoding,
        declared=declared["name"].decode("ascii", "replace") if declared else None,
    )
    media_type = f"text/html; charset={encoding}"
    tree = _parse(markup)
    if tree is None:
        return _to_page(read_deep_page(markup), media_type)
    captions = _free_captions(tree)
    headline = _find_headline(tree)
    published = _find_date(tree)
    document = _extract(tree, options)
    if document is None or document.body is None:
        return _to_page(read_deep_page(markup), media_type)
    lines = list(_lines(document.body, captions))
    if headline and not any(_squeeze(line) == headline for _, line in lines):
        lines.insert(0, ("title", headline))
    return _with_metadata(_to_page(lines, media_type), document, published)


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


def _free_captions(tree: Any) -> frozenset[str]:
    """Turn the captions of figures into paragraphs, which the extraction keeps, and list them."""
    captions = set()
    for caption in tree.iter("figcaption"):
        for inner in caption.iterdescendants("span", "cite", "small", "div", "p"):
            _put_space_before(inner)
            inner.tail = f" {inner.tail or ''}"
        captions.add(_squeeze(" ".join(caption.itertext())))
        caption.tag = "p"
    for figure in tree.iter("figure"):
        figure.tag = "div"
    return frozenset(captions - {""})


def _put_space_before(element: Any) -> None:
    before = element.getprevious()
    if before is not None:
        before.tail = f"{before.tail or ''} "
    else:
        parent = element.getparent()
        parent.text = f"{parent.text or ''} "


def _find_headline(tree: Any) -> str | None:
    """Find the one main heading of the page; where there are several none of them is sure."""
    headings = {_squeeze(heading.text_content()) for heading in tree.iter("h1")} - {""}
    return headings.pop() if len(headings) == 1 else None


def _find_date(tree: Any) -> date | None:
    """Find the date that the page states for machines; running text is left to the next stage."""
    from htmldate import find_date
    from lxml import html

    stated = html.fromstring("<html><head></head><body></body></html>")
    for element in tree.xpath("//head/* | //body//meta | //body//script[contains(@type, 'json')]"):
        stated.head.append(deepcopy(element))
    for element in tree.xpath("//body//time[not(ancestor::aside or ancestor::footer)]"):
        stated.body.append(deepcopy(element))
    found = find_date(stated, **DATE_SEARCH)
    return date.fromisoformat(found) if found else None


def _extract(tree: Any, options: Options) -> Any:
    from trafilatura import bare_extraction  # half a second to import

    return bare_extraction(
        tree,
        include_comments=False,
        include_tables=options.tables,
        with_metadata=True,
        deduplicate=False,
        date_extraction_params=dict(DATE_SEARCH),
    )


def _lines(body: Any, captions: frozenset[str]) -> Iterator[tuple[BlockKind | None, str]]:
    """Give the lines of the extracted article, each with its kind where the page tells it."""
    from lxml import etree

    kind: BlockKind | None = None
    words: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _BREAKING:
            yield from _flush(words, kind, captions)
            kind = "title" if element.tag == "head" and event == "start" else None
        elif element.tag == "lb" and event == "start":
            yield from _flush(words, kind, captions)
        elif element.tag == "cell" and event == "end":
            words.append(" | ")
        words.append((element.text if event == "start" else element.tail) or "")
    yield from _flush(words, kind, captions)


def _flush(
    words: list[str], kind: BlockKind | None, captions: frozenset[str]
) -> Iterator[tuple[BlockKind | None, str]]:
    text = _squeeze("".join(words)).strip("| ")
    words.clear()
    if any(character.isalnum() for character in text):
        yield ("caption" if text in captions else kind), text


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _to_page(lines: list[tuple[BlockKind | None, str]], media_type: str) -> Page:
    text = ""
    blocks = []
    for kind, line in lines:
        start = len(text)
        text += f"{line}\n\n"
        if kind is not None:
            blocks.append(Block(kind=kind, start=start, end=start + len(line)))
    return Page(text=text, media_type=media_type, blocks=tuple(blocks))


def _with_metadata(page: Page, document: Any, published: date | None) -> Page:
    return Page(
        text=page.text,
        media_type=page.media_type,
        blocks=page.blocks,
        title=document.title,
        byline=document.author.replace("; ", ", ") if document.author else None,
        publisher=document.sitename,
        url=document.url,
        published=published,
    )
