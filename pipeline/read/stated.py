"""What a document says of itself: its headline, date, authors and outlet."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from .page import Found, Page, with_found

DATE_SEARCH: Mapping[str, Any] = {
    "extensive_search": False,  # a guess from any number on the page is wrong too often
    "original_date": True,
    "outputformat": "%Y-%m-%d",
    "min_date": "1900-01-01",
    "max_date": "2100-01-01",  # the library's default is the clock
}

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Marks where a browser may break a word, and such; inside words they hide them from every rule."""

_NO_NAME = re.compile(r"[\d|/@:]|\b(?:https?|www)\b")


def find_headline(tree: Any) -> str | None:
    """Find the one main heading of the page; where there are several none of them is sure."""
    headings = {squeeze(heading.text_content()) for heading in tree.iter("h1")} - {""}
    return headings.pop() if len(headings) == 1 else None


def find_date(tree: Any) -> date | None:
    """Find the date that the page states for machines; running text is left to the next stage.

    A date in the page's own address goes first: Gannett's pages state none beside it, and the
    library takes that of a picture's address.
    """
    from htmldate import find_date
    from lxml import html

    stated = html.fromstring("<html><head></head><body></body></html>")
    head, body = stated.head, stated.body  # each is looked for anew when it is asked for
    for element in tree.xpath("//head/* | //body//meta | //body//script[contains(@type, 'json')]"):
        head.append(deepcopy(element))
    for element in tree.xpath("//body//time[not(ancestor::aside or ancestor::footer)]"):
        body.append(deepcopy(element))
    addresses = tree.xpath("//head/meta[@property='og:url']/@content")
    found = find_date(stated, url=next(iter(addresses), None), **DATE_SEARCH)
    return date.fromisoformat(found) if found else None


def squeeze(text: str) -> str:
    """Put a text into one line, as a browser shows it: one blank between words, no hidden marks."""
    return " ".join(_INVISIBLE.sub("", text).split())


def with_facts(page: Page, document: Any, *, headline: str | None, published: date | None) -> Page:
    """Give a copy of the page with what trafilatura has found in its head.

    A title that only adds the outlet to the one headline of the page gives way to it.
    """
    title = document.title
    if headline and title and headline.casefold() in squeeze(title).casefold():
        title = headline
    return dataclasses.replace(
        page,
        title=title,
        byline=join_names((document.author or "").split(";")),
        publisher=document.sitename,
        url=document.url,
        published=published,
    )


def join_names(authors: Iterable[str]) -> str | None:
    """Make a byline of the authors; addresses and the like are no names.

    >>> join_names(["Ann Li ", "https://courier.example/ann", "Bo Oe"])
    'Ann Li, Bo Oe'
    """
    names = (squeeze(author) for author in authors)
    return ", ".join(name for name in names if name and not _NO_NAME.search(name)) or None


def with_file_properties(
    page: Page, *, title: str | None, author: str | None, published: str | None
) -> Page:
    """Give a copy of the page with what the file says, where the text does not speak against it.

    Templates and programs leave titles and authors behind, so that a title counts where it stands
    in the text, and an author where the text has no byline and the name is that of a person.
    """
    title = squeeze(title or "")
    opening = page.text[:2000]
    has_byline = any(line.lower().startswith("by ") for line in opening.splitlines())
    author = squeeze(author or "")
    is_name = author.replace("-", " ").replace(".", " ").replace(" ", "").isalpha()
    page = dataclasses.replace(page, published_from="file")
    return with_found(
        page,
        title=Found(title if title and title in squeeze(opening) else None, "file"),
        byline=Found(author if is_name and " " in author and not has_byline else None, "file"),
        published=Found(published, "file"),
    )
