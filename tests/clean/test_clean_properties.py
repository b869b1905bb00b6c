"""What holds for any text: blocks cover it, in order, and nothing raises or takes for ever."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.clean import clean_article
from pipeline.records import Article, Block

PAGE_WORDS = st.sampled_from(
    [
        *("By Jane Doe", "advertisement", "March 3, 2024", "Photo: Jane Roe", "GENEVA (AFP) —"),
        *("The bridge fell on Monday.", "JANE ROE/AFP via Getty Images", "Media contact:", "###"),
        *("\n", "\n\n", "\r\n", "\u2028", " | ", " ", "/", "(", ")", "[", "©", "—", "By", "in"),
    ]
)
PAGES = st.lists(PAGE_WORDS, max_size=30).map("".join)


def article_of(text: str) -> Article:
    return Article(doc="a", text=text, sha256="0", path="a.txt", media_type="text/plain")


@given(st.one_of(st.text(), PAGES))
@example("")
@example("😀")
@example("\x1c\x85 \u200b")
def test_every_visible_character_lies_in_one_block(text: str) -> None:
    at = 0
    for block in clean_article(article_of(text)).blocks:
        assert text[at : block.start].strip() == ""
        assert block.start < block.end <= len(text)
        at = block.end
    assert text[at:].strip() == ""


@given(PAGES)
def test_block_has_no_white_space_around_it(text: str) -> None:
    stretches = [text[block.start : block.end] for block in clean_article(article_of(text)).blocks]
    assert stretches == [stretch.strip() for stretch in stretches]


@given(PAGES)
def test_text_is_never_changed(text: str) -> None:
    assert clean_article(article_of(text)).text == text


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "A " * 200_000,
        "A, " * 100_000 + "\n\n" + "A/" * 100_000,
        "(" * 200_000,
        "By " * 100_000,
        "12.12.2024 " * 50_000,
        "Jane Doe, " * 30_000 + "\nJane Doe and " * 10_000,
        "x\n" * 20_000,
        "\n".join(character * 1000 for character in "1a.:/(—,&|A ") + "\nEnd.",
        "\n".join(word * 90 for word in ("1.1.2024", "by A,", "A and ", "at 1:1 ", "©(c)", "x@y.")),
        "A/B/" * 20 + "\n" + ("JANE ROE/AFP via Getty Images\n" * 2_000),
    ],
    ids=range(11),
)
def test_odd_long_text_is_labelled_whole(text: str) -> None:
    blocks = clean_article(article_of(text)).blocks
    labelled = sum(len("".join(text[block.start : block.end].split())) for block in blocks)
    assert labelled == len("".join(text.split()))


def test_what_metadata_says_wins() -> None:
    article = Article(
        doc="a",
        text="The lock reopens\n\nBy Jane Doe\n\nBoats passed it again.",
        sha256="0",
        path="a.txt",
        media_type="text/plain",
        title="A lock",
        byline="John Roe",
    )
    cleaned = clean_article(article)
    assert (cleaned.title, cleaned.byline) == ("A lock", "John Roe")


def test_page_blocks_that_match_no_line_are_ignored() -> None:
    article = Article(
        doc="a",
        text="Boats passed it again. It was late.",
        sha256="0",
        path="a.txt",
        media_type="text/html",
        blocks=(Block(kind="caption", start=3, end=9),),
    )
    assert [block.kind for block in clean_article(article).blocks] == ["paragraph"]
