"""Looks at a page a second time, to say so when the first reader has lost numbers of the article.

Truncated articles are what users of every extraction library complain of first.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .stated import squeeze

# The rules were chosen on the 181 pages of the scrapinghub article extraction benchmark, where 13
# articles lose a number: they mark 9, among them both that lose half of their text, and no other.
# Without NO_ARTICLE they mark 5 pages that lose nothing, too. Tried and dropped: list items, cells
# and other elements with text. Of 37 pages with new numbers there, 1 loses one: the others have
# captions, advertisements and scripts.

MIN_PARAGRAPH = 60
"""Characters from which on a paragraph counts; shorter ones are captions and labels."""

MIN_KEPT = 40
"""Characters from which on a paragraph tells where the article stands on the page."""

SHARE_OF_ARTICLE = 0.8
"""How much of what was kept lies in the innermost element that is taken for the article."""

MIN_APART = (2, 400)
"""Paragraphs and characters of a group outside that element: a teaser has one paragraph."""

MAX_LINKS = 0.5
"""Share of a paragraph that may be links."""

SHOWN = 5
"""Numbers that the warning names."""

_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
_POST = re.compile(
    r"twitter-(?:tweet|video)|instagram-media|fb-post|tiktok-embed|reddit-(?:card|embed)"
    r"|bluesky-embed|mastodon-embed|text-post-media"
)
"""Classes of what social networks have put on a page, to show a post of theirs."""

_ADDRESS = re.compile(r"(?:https?://|pic\.twitter\.com/)\S+")
_SENTENCE_END = re.compile(r"""[.!?]["”’)]*$""")
_NO_ARTICLE = re.compile(
    r"comment|related|promo|recirc|newsletter|footer|cookie|consent|sidebar|teaser|subscri|bio"
    r"|legal|modal|dialog|popup",
    re.IGNORECASE,
)
_WITHIN_LINES = frozenset(
    {"a", "abbr", "b", "br", "cite", "em", "font", "i", "small", "span", "strong", "time", "u"}
)
_OUTSIDE = frozenset({"nav", "aside", "footer", "form", "header", "noscript", "button", "figure"})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the page; ``path`` holds the numbers of the elements around it.

    ``left_out`` are those among them, and its own, that are called like what is no article.
    """

    text: str
    path: tuple[int, ...]
    is_prose: bool
    is_post: bool = False
    left_out: frozenset[int] = frozenset()


def find_paragraphs(tree: Any) -> tuple[Paragraph, ...]:
    """List the paragraphs of a page, and the posts of social networks that it shows."""
    numbers: dict[Any, int] = {}
    return tuple(_find(tree, numbers))


def _find(tree: Any, numbers: dict[Any, int]) -> Iterator[Paragraph]:
    left_out: set[int] = set()
    for element in tree.iter("p", "blockquote"):
        is_post = _POST.search(element.get("class") or "") is not None
        text = squeeze(element.text_content())
        is_inner = next(element.iterdescendants("p", "blockquote"), None) is None
        if not text or not (is_inner or is_post):
            continue
        path = _path(element, numbers, left_out)
        yield Paragraph(
            _ADDRESS.sub("", text) if is_post else text,
            path[:-1],
            not is_post and _is_prose(element, text),
            is_post,
            frozenset(left_out.intersection(path)),
        )
    for element, text in _find_bare(tree):
        path = _path(element, numbers, left_out)
        yield Paragraph(text, path, is_prose=True, left_out=frozenset(left_out.intersection(path)))


def _path(element: Any, numbers: dict[Any, int], left_out: set[int]) -> tuple[int, ...]:
    """Number an element and those around it, and note which are called like what is no article."""
    around = [element, *element.iterancestors()]
    for one in around:
        if one not in numbers:
            numbers[one] = len(numbers)
            if _is_left_out(one):
                left_out.add(numbers[one])
    return tuple(numbers[one] for one in reversed(around))


def _find_bare(tree: Any) -> Iterator[tuple[Any, str]]:
    """Give the sentences that stand beside other blocks in an element, without one of their own."""
    for element in tree.iter("div", "section", "article", "main"):
        runs = list(_runs(element)) if len(element) else []
        for bare, text in runs if len(runs) > 1 else []:
            is_bare = 2 * len(bare) >= len(text)  # else it is a caption or a button in a <span>
            if is_bare and len(text) >= MIN_PARAGRAPH and _SENTENCE_END.search(text):
                yield element, text


def _runs(element: Any) -> Iterator[tuple[str, str]]:
    """Give each run of text between two blocks: what of it is bare, and all of it."""
    bare, whole = [element.text or ""], [element.text or ""]
    for child in element:
        if child.tag in _WITHIN_LINES:
            whole.append(child.text_content())
        else:
            yield squeeze("".join(bare)), squeeze("".join(whole))
            bare, whole = [], []
        bare.append(child.tail or "")
        whole.append(child.tail or "")
    yield squeeze("".join(bare)), squeeze("".join(whole))


def _is_left_out(element: Any) -> bool:
    if element.tag in {"body", "html"}:
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag in _OUTSIDE or _NO_ARTICLE.search(names) is not None


def _is_prose(element: Any, text: str) -> bool:
    if len(text) < MIN_PARAGRAPH or not _SENTENCE_END.search(text):
        return False
    linked = sum(len(squeeze(link.text_content())) for link in element.iter("a"))
    return linked <= MAX_LINKS * len(text)


def find_lost_numbers(paragraphs: Sequence[Paragraph], text: str) -> tuple[str, ...]:
    """Give the numbers that stand in paragraphs of the article, and nowhere in its text."""
    text = squeeze(text)
    present = set(_NUMBER.findall(text))
    kept: list[Paragraph] = []
    groups: dict[int, list[Paragraph]] = defaultdict(list)
    for one in paragraphs:
        if _is_kept(one, text):
            kept.append(one)
        elif one.is_prose or one.is_post:
            groups[one.path[-1]].append(one)
    article, around = _find_article(kept)
    return tuple(
        dict.fromkeys(
            number
            for group in groups.values()
            if article in group[0].path or _is_text(group)
            for one in group
            if one.left_out <= around
            for number in _NUMBER.findall(one.text)
            if number not in present
        )
    )


def _is_kept(paragraph: Paragraph, text: str) -> bool:
    return paragraph.text[:MIN_PARAGRAPH] in text and paragraph.text[-30:] in text


def _is_text(group: Sequence[Paragraph]) -> bool:
    paragraphs, characters = MIN_APART
    prose = [one for one in group if one.is_prose]
    return len(prose) >= paragraphs and sum(len(one.text) for one in prose) >= characters


def _find_article(kept: Sequence[Paragraph]) -> tuple[int, frozenset[int]]:
    """Give the innermost element around most of what was kept, and it with all around it.

    Whatever these are called ("sidebar" on some sites), the article is in them.
    """
    kept = [one for one in kept if len(one.text) >= MIN_KEPT]
    weights: Counter[int] = Counter()
    depths: dict[int, int] = {}
    for one in kept:
        for depth, number in enumerate(one.path):
            weights[number] += len(one.text)
            depths[number] = depth
    least = SHARE_OF_ARTICLE * sum(len(one.text) for one in kept)
    found = [number for number, weight in weights.items() if weight >= least]
    article = max(found, key=lambda number: depths[number], default=-1)
    path = next((one.path for one in kept if article in one.path), ())
    return article, frozenset(path[: depths.get(article, -1) + 1])


def say_lost(numbers: Sequence[str]) -> str | None:
    """Say which numbers were lost, or nothing.

    >>> say_lost(["48", "1,200"])
    'the page has paragraphs or posts that are not in the text, with 48, 1,200'
    """
    if not numbers:
        return None
    more = f" and {len(numbers) - SHOWN} more numbers" if len(numbers) > SHOWN else ""
    shown = ", ".join(numbers[:SHOWN])
    return f"the page has paragraphs or posts that are not in the text, with {shown}{more}"
