"""Reads what a page states of its article in JSON-LD, where the library does not.

trafilatura 2.3 takes the authors of the types of article that it knows, the headline of whatever
comes last (in a live blog, of one of its posts), and a text without its paragraphs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from .page import Page, PageLine, put_title_first
from .stated import join_names, squeeze


@dataclass(frozen=True, kw_only=True)
class Linked:
    """What is stated of the one article of a page."""

    headline: str | None = None
    authors: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()


def load_linked(tree: Any) -> tuple[Any, ...]:
    """List the values of JSON-LD on a page; broken ones are common, and passed over."""
    return tuple(_load(tree))


def _load(tree: Any) -> Iterator[Any]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            with suppress(ValueError, RecursionError):
                yield json.loads(script.text or "", strict=False)


def find_linked(values: Iterable[Any]) -> Linked:
    """Find what JSON-LD states of the article; where there are several none of them is sure."""
    articles = [one for value in values for one in _find_articles(value)]
    if len(articles) != 1:
        return Linked()
    [article] = articles
    body = article.get("articleBody")
    lines = body.splitlines() if isinstance(body, str) else ()
    return Linked(
        headline=squeeze(article["headline"]),
        authors=tuple(_find_names(article.get("author"))),
        paragraphs=tuple(line for line in map(squeeze, lines) if line),
    )


def _find_articles(value: Any) -> Iterator[Mapping[str, Any]]:
    """Give the objects with a headline, in a list or graph too, but none that stands in another."""
    for one in _to_list(value):
        for article in _to_list(one.get("@graph", one) if isinstance(one, dict) else None):
            if isinstance(article, dict) and isinstance(article.get("headline"), str):
                yield article


def _to_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _find_names(author: Any) -> Iterator[str]:
    """Give the names of persons, whether they are written as such or only by name."""
    for one in _to_list(author):
        is_body = isinstance(one, dict) and "Organization" in str(one.get("@type"))
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str) and not is_body:
            yield name


def part(lines: Iterable[PageLine], linked: Linked) -> list[PageLine]:
    """Part a text that the library took from JSON-LD into its paragraphs, below its headline."""
    lines = list(lines)
    if [line for _, line in lines] != [" ".join(linked.paragraphs)]:
        return lines
    paragraphs: list[PageLine] = [(None, paragraph) for paragraph in linked.paragraphs]
    return put_title_first(paragraphs, linked.headline)


def with_linked(page: Page, linked: Linked, *, headline: str | None) -> Page:
    """Give a copy of the page with the title and the authors that only its JSON-LD makes sure."""
    is_title = headline is not None and headline == linked.headline
    return replace(
        page,
        title=headline if is_title else page.title,
        byline=page.byline or join_names(linked.authors),
    )
