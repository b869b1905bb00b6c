"""Reads a page that is nested too deep for a tree: its text in order, without menus and scripts."""

from __future__ import annotations

from html.parser import HTMLParser

from ..records import BlockKind
from .page import PageLine
from .stated import squeeze

LEFT_OUT = frozenset(
    {"script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "head"}
)
BREAKING = frozenset(
    {
        *("address", "article", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl"),
        *("dt", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "main"),
        *("ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"),
    }
)


def read_deep_page(markup: str) -> list[PageLine]:
    """Give the lines of a page; this reader keeps no tree, so no depth can stop it."""
    reader = _LineReader()
    reader.feed(markup)
    reader.close()
    reader.end_line()
    return reader.lines


class _LineReader(HTMLParser):
    """Collects the text between tags that begin a new line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[PageLine] = []
        self._words: list[str] = []
        self._kind: BlockKind | None = None
        self._left_out = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  the parser's signature
        """Begin a new line at a tag that stands on its own, and skip what is no article."""
        if tag in LEFT_OUT:
            self._left_out += 1
        if tag in BREAKING:
            self.end_line()
            self._kind = _kind_of(tag)

    def handle_endtag(self, tag: str) -> None:
        """End the line, and what was skipped."""
        if tag in LEFT_OUT:
            self._left_out = max(0, self._left_out - 1)
        if tag in BREAKING:
            self.end_line()

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        if not self._left_out:
            self._words.append(data)

    def end_line(self) -> None:
        """Put the text so far into a line of its own."""
        line = squeeze("".join(self._words))
        self._words.clear()
        if line:
            self.lines.append((self._kind, line))
        self._kind = None


def _kind_of(tag: str) -> BlockKind | None:
    if tag == "figcaption":
        return "caption"
    return "title" if tag in {"h1", "h2", "h3"} else None
