"""Reads Markdown: the text as it is shown, and what the front matter says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ..settings import ReadSettings
from .decode import decode
from .deep import read_deep_page
from .page import Found, Page, PageLine, put_title_first, to_page, with_found
from .stated import squeeze

if TYPE_CHECKING:
    from markdown_it.token import Token

SUFFIXES = (".md", ".markdown")

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?P<head>.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"""^(?P<name>\w+):[ \t]*["']?(?P<value>.*?)["']?[ \t]*\r?$""", re.MULTILINE)


def read_markdown(raw: bytes, options: ReadSettings) -> Page:
    """Take the paragraphs of a Markdown text without its marks."""
    from markdown_it import MarkdownIt

    text, encoding = decode(raw, encoding=options.encoding or None)
    head = _FRONT_MATTER.match(text)
    fields = {f["name"].lower(): f["value"] for f in _FIELD.finditer(head["head"])} if head else {}
    parser = MarkdownIt("commonmark").enable("table")
    lines = _lines(parser.parse(text[head.end() :] if head else text))
    titled = put_title_first(lines, squeeze(fields.get("title", "")))
    page = to_page(titled, f"text/markdown; charset={encoding}")
    return _with_fields(page, fields)


def _with_fields(page: Page, fields: Mapping[str, str]) -> Page:
    byline = (fields.get("author") or fields.get("byline") or "").strip("[]")
    found = {
        "title": fields.get("title"),
        "byline": byline,
        "url": fields.get("url") or fields.get("canonical"),
        "published": fields.get("date") or fields.get("published"),
    }
    return with_found(
        page, **{name: Found(value or None, "front matter") for name, value in found.items()}
    )


def _lines(tokens: list[Token]) -> Iterator[PageLine]:
    """Give each paragraph as a line, and each row of a table as one with its cells."""
    cells: list[str] = []
    before = ""
    for token in tokens:
        line = squeeze("".join(_texts(token)))
        if token.type == "tr_close":
            yield None, " | ".join(cells)
            cells.clear()
        elif before in {"th_open", "td_open"} and line:
            cells.append(line)
        elif token.type == "html_block":
            yield from read_deep_page(token.content)
        elif line:
            yield "title" if before == "heading_open" else None, line
        before = token.type


def _texts(token: Token) -> Iterator[str]:
    if token.type in {"fence", "code_block"}:
        yield token.content
    for child in token.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            yield " "
        elif child.type in {"text", "code_inline", "text_special"}:
            yield child.content
