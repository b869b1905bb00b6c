"""Makes a page say in its text what a browser shows, where the library would lose it.

trafilatura 2.3 leaves out a date in a sentence that is marked as ``<time>``, makes a line of its
own of each ``<q>``, and puts the lines of a ``<blockquote>`` together without a blank. Quotation
marks, powers and strokes are not in the text of a page at all: the browser makes them.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

MAX_STRUCK = 200
"""Characters up to which words are struck out; more are an element that was never closed."""

IN_LINE = "span"
"""What the library takes for words of the line; dropping all tags takes quadratic time."""

_LINE = (
    "ancestor::*[self::p or self::li or self::td or self::th or self::dd or self::blockquote"
    " or self::h2 or self::h3]"
)
_STRUCK = f"//*[self::del or self::s or self::strike][{_LINE}][not(.//p or .//div)]"
_IN_LINE = f"//*[self::time or self::code][{_LINE}]"
_QUOTED_LINES = (
    "//blockquote//*[self::div or self::blockquote]"
    "[not(.//p or .//div or .//blockquote or .//ul or .//ol)]"
)

_POWER = re.compile(r"[0-9+−-]{1,3}")
_RAISED = str.maketrans("0123456789+−-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_MARKS = (("“", "”"), ("‘", "’"))
_ANY_MARK = tuple("\"“”„«»‘’'")


def show(tree: Any) -> Any:
    """Give a copy of a page in which all that is shown is text that the library reads."""
    tree = deepcopy(tree)
    for struck in tree.xpath(_STRUCK):
        if len(struck.text_content()) <= MAX_STRUCK:
            struck.drop_tree()
    for raised in tree.xpath("//sup"):  # all found first: one within another is taken out
        _raise(raised)
    for quote in reversed(tree.xpath("//q")):  # the inner ones first: they count those around
        _mark(quote)
    for element in tree.xpath(_IN_LINE):
        _put_in_line(element)
    for line in tree.xpath(_QUOTED_LINES):
        line.tag = "p"
    return tree


def _raise(element: Any) -> None:
    """Write a power, or the number of a note, so that it is no digit of the number before it."""
    text = element.text_content().strip()
    is_fraction = (element.tail or "").lstrip().startswith(("/", "⁄"))
    if _POWER.fullmatch(text) and not is_fraction:
        for inner in list(element):
            element.remove(inner)
        element.text = text.translate(_RAISED)


def _mark(quote: Any) -> None:
    """Put those marks around a quotation that a browser does, unless the page has its own."""
    text = quote.text_content().strip()
    if not text.startswith(_ANY_MARK) and not _before(quote).endswith(_ANY_MARK):
        opening, closing = _MARKS[int(quote.xpath("count(ancestor::q)")) % 2]
        quote.text = f"{opening}{quote.text or ''}"
        if len(quote):
            quote[-1].tail = f"{quote[-1].tail or ''}{closing}"
        else:
            quote.text += closing
    quote.tag = IN_LINE


def _put_in_line(element: Any) -> None:
    """Make an element part of the line that it stands in, and keep its words apart."""
    if _before(element)[-1:].isalnum():
        element.text = f" {element.text or ''}"
    if (element.tail or "")[:1].isalnum():
        element.tail = f" {element.tail}"
    element.tag = IN_LINE


def _before(element: Any) -> str:
    """Give the text that stands right before an element in its parent."""
    previous = element.getprevious()
    text = element.getparent().text if previous is None else previous.tail
    return text or ""
