"""Stage 2: labels on stretches of the text say what is title, byline, paragraph, caption or ad.

The text itself is never changed. Every character that is not white space lies in exactly one block.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from msgspec.structs import replace

from ..records import METADATA_FIELDS, Article, Block
from .label import label_text
from .parts import Facts, Part
from .words import load_words

__all__ = ["clean_article"]

Found = TypeVar("Found")


def clean_article(article: Article, *, lexicon: str | None = None) -> Article:
    """Give a copy of the article with its blocks, and with what its text says of itself.

    Title, byline, section and date are taken from the text only where metadata and page gave none;
    the date that only the file has, when it was saved, gives way to one in the text.
    ``lexicon`` is the path of a TOML file with words to add.
    """
    parts = label_text(article.text, load_words(lexicon), article.blocks)
    facts = [part.facts for part in parts if part.facts is not None]
    stated = article.published if article.published_from != "file" else None
    published = stated or _find_published(facts) or article.published
    labelled = replace(
        article,
        blocks=tuple(Block(kind=part.kind, start=part.start, end=part.end) for part in parts),
        title=article.title or _find_title(article.text, parts),
        byline=article.byline or _first(found.byline for found in facts),
        section=article.section or _first(found.section for found in facts),
        published=published,
        published_from=article.published_from if published == article.published else "text",
    )
    return replace(labelled, metadata_from=_find_origins(article, labelled))


def _find_origins(before: Article, after: Article) -> dict[str, str]:
    """Say where each field was found, which is the text where it has changed."""
    origins = {}
    for name in METADATA_FIELDS:
        if getattr(after, name) != getattr(before, name):
            origins[name] = "text"
        elif name in before.metadata_from:
            origins[name] = before.metadata_from[name]
    return origins


def _find_title(text: str, parts: Iterable[Part]) -> str | None:
    """Take the first title, unless a paragraph stands before it: then it is a heading."""
    first = next((part for part in parts if part.kind in {"title", "paragraph"}), None)
    if first is None or first.kind != "title":
        return None
    return " ".join(text[first.start : first.end].split())


def _find_published(facts: Sequence[Facts]) -> date | None:
    """Prefer the date of publication to that of a change."""
    published = _first(found.published for found in facts)
    return published or _first(found.updated for found in facts)


def _first(values: Iterable[Found | None]) -> Found | None:
    return next((value for value in values if value is not None), None)
