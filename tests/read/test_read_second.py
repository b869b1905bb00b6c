"""An article that lost numbers on the way out of its page is marked."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from pipeline.read.second import find_lost_numbers, find_paragraphs

from .formats import read

BODY = "The council of Kelder agreed to spend {} euros on the ferry, said the mayor on Monday."
MORE = "It was told that the old ferry had carried {} people in all its years on the river."


def paragraphs(text: str, *numbers: int) -> str:
    return "".join(f"<p>{text.format(number)}</p>" for number in numbers)


ARTICLE = f"<article><h1>Ferry</h1>{paragraphs(BODY, *range(100, 110))}"
TEXT = "\n\n".join(BODY.format(number) for number in range(100, 110))


def lost(rest: str) -> tuple[str, ...]:
    tree = html.document_fromstring(f"<html><body>{ARTICLE}{rest}</body></html>")
    return find_lost_numbers(find_paragraphs(tree), TEXT)


@pytest.mark.parametrize(
    "rest",
    [
        f"{paragraphs(MORE, 2000)}</article>",
        f"<div>{paragraphs(MORE, 2000)}</div></article>",
        f"</article><div>{paragraphs(MORE, *[2000] * 9)}</div>",
        f"{MORE.format(2000)}</article>",
        f"<div>{MORE.format(2000)} It <b>sank</b>.<p>It did.</p></div></article>",
    ],
    ids=["beside", "below", "elsewhere", "bare", "bare, below"],
)
def test_paragraph_of_the_article_that_is_not_in_its_text_is_seen(rest: str) -> None:
    assert lost(rest) == ("2000",)


@pytest.mark.parametrize(
    "rest",
    [
        "</article>",
        f"</article><aside>{paragraphs(MORE, *range(2000, 2012))}</aside>",
        f"<div class='comments'>{paragraphs(MORE, *range(2000, 2012))}</div></article>",
        "</article>" + "".join(f"<div>{paragraphs(MORE, n)}</div>" for n in range(2000, 2012)),
        "".join(f"<p><a href='x'>{MORE.format(n)}</a></p>" for n in range(2000, 2012)),
        f"<div>{paragraphs(MORE, 100, 101, 102, 103)}</div></article>",
        f"<div class='comments'>{MORE.format(2000)}<p>Ann Li</p></div></article>",
        f"<div><img><span>{MORE.format(2000)}</span> Bo Oe.<p>By us.</p></div></article>",
    ],
    ids=["whole", "aside", "comments", "teasers", "links", "nothing new", "bare", "caption"],
)
def test_what_belongs_to_no_article_is_no_loss(rest: str) -> None:
    assert lost(rest) == ()


POST = (
    '<blockquote class="twitter-tweet"><p>We counted 2000 https://t.co/A1 pic.twitter.com/B2</p>'
    "\u2014 Kelder (@kelder)</blockquote>"
)


def test_post_in_the_article_that_is_not_in_its_text_is_seen() -> None:
    assert lost(f"{POST}</article>") == ("2000",)


def test_posts_beside_the_article_are_no_loss() -> None:
    assert lost(f"</article><div>{POST * 9}</div>") == ()


def test_article_may_stand_in_what_is_called_a_sidebar() -> None:
    page = f"<div class='l-sidebar-fixed'>{ARTICLE}{paragraphs(MORE, 2000)}</article></div>"
    tree = html.document_fromstring(f"<html><body>{page}</body></html>")
    assert find_lost_numbers(find_paragraphs(tree), TEXT) == ("2000",)


def test_article_that_lost_numbers_says_which(tmp_path: Path) -> None:
    part = f"<div class='share-text'>{paragraphs(MORE, 2000, 2001)}</div>"
    page = f"<html><body>{ARTICLE}{part}</article></body></html>"
    assert "with 2000, 2001" in (read(tmp_path, "a.html", page).warning or "")
