"""Finds the lines below a headline that say who wrote the article, and when.

The library leaves them out. Where a page states neither for machines, as print views and the sites
of small papers do not, these lines are all that there is, and the next stage reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from typing import Any

from .page import PageLine
from .stated import squeeze

MAX_LINES = 12
"""Lines below the headline that are looked at: buttons to share the page stand there too."""

MAX_LENGTH = 100
"""Characters of such a line; what is longer is the article."""

_WRITTEN_DATE = re.compile(
    r"""
    \b (?: \d{1,2} (?:st|nd|rd|th)? [ ] [a-z]{3,9} \.?
    |      [a-z]{3,9} \.? [ ] \d{1,2} (?:st|nd|rd|th)?
    )
    ,? [ ] (?:19|20)\d\d \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A date with its month in letters; which month, the next stage says. In digits it may be two."""

_BLOCKS = ("div", "p", "ul", "ol", "li", "section")
_BY = re.compile(r"by:? [^\W\d_]", re.IGNORECASE)


def find_opening(tree: Any, headline: str | None) -> tuple[str, ...]:
    """List the short lines between the headline and the first paragraph of the article."""
    heading = next(
        (one for one in tree.iter("h1") if squeeze(one.text_content()) == headline), None
    )
    if heading is None:
        return ()
    lines = takewhile(lambda line: len(line) <= MAX_LENGTH, _lines_below(heading))
    return tuple(islice(lines, MAX_LINES))


def _lines_below(heading: Any) -> Iterator[str]:
    """Give the lines of each innermost block, and of what stands in none."""
    taken: set[Any] = set()
    for element in heading.xpath("following::*[not(self::script or self::style)]"):
        if element.getparent() in taken:
            taken.add(element)
        elif next(element.iterdescendants(*_BLOCKS), None) is None:
            taken.add(element)
            yield from filter(None, _lines_in(element))


def _lines_in(element: Any) -> Iterator[str]:
    line = ""
    for part in element.xpath(".//text() | .//br"):
        if isinstance(part, str):
            line += part
        else:
            yield squeeze(line)
            line = ""
    yield squeeze(line)


def put_opening(
    lines: Sequence[PageLine],
    opening: Sequence[str],
    headline: str | None,
    *,
    lacks_date: bool,
    lacks_author: bool,
) -> list[PageLine]:
    """Put those lines below the title that say what the page lacks, unless the text has them."""
    text = "\n".join(line for _, line in lines)
    missing = [
        line
        for line in opening
        if line not in text
        and ((lacks_date and _WRITTEN_DATE.search(line)) or (lacks_author and _BY.match(line)))
    ]
    at = next((i for i, (_, line) in enumerate(lines) if line == headline), -1) + 1
    return [*lines[:at], *((None, line) for line in missing), *lines[at:]]
