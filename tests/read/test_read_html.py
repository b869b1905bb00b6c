"""Saved web pages: what is kept, what is left out, and what the page says of itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.read import Metadata
from pipeline.records import Article

from .formats import read

HEAD = """<title>The lock reopens - Kelder Courier</title>
<meta property="og:title" content="The lock reopens">
<meta property="og:site_name" content="Kelder Courier">
<link rel="canonical" href="https://courier.example/2024/lock">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
 "headline": "The lock reopens",
 "datePublished": "2024-03-04T08:00:00Z", "dateModified": "2024-03-09",
 "author": [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "John Roe"}]}
</script>"""

BODY = """<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>The lock reopens</h1>
<p>Boats passed through the Kelder lock again on Monday, three years after a barge had
 run into its lower gate.</p>
<figure><img src="lock.jpg" alt="lock">
<figcaption>The lock on Monday<span>Jane Roe/AFP</span></figcaption></figure>
<h2>A long repair</h2>
<p>The repair cost 4.2&nbsp;million euros &amp; took 38 months.<br>Nobody had expected that it
 would take so long.</p>
<table><caption>Boats per year</caption><tr><th>Year</th><th>Boats</th></tr>
<tr><td>2019</td><td>8,450</td></tr></table>
<ul><li>The first boat was the Anna Berg.</li><li>The last one paid nothing.</li></ul>
<p>The harbour master said that the gate would hold for 50 years, and that he would not be
 there to see it.</p></article>
<section class="comments"><p>Reader: I have never paid, and 999 others have not.</p></section>
<footer><p>Kelder Courier, 12 Mill Road. Registered company 334455.</p></footer>"""


def read_markup(
    folder: Path,
    markup: str | bytes,
    name: str = "a.html",
    metadata: Metadata | None = None,
    **options: object,
) -> Article:
    return read(folder, name, markup, metadata, **options)


def page(head: str = HEAD, body: str = BODY) -> str:
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'


def test_article_is_kept_and_the_rest_left_out(tmp_path: Path) -> None:
    text = read_markup(tmp_path, page()).text
    assert text.split("\n\n")[:6] == [
        "The lock reopens",
        "Boats passed through the Kelder lock again on Monday, three years after a barge had run"
        " into its lower gate.",
        "The lock on Monday Jane Roe/AFP",
        "A long repair",
        "The repair cost 4.2 million euros & took 38 months.",
        "Nobody had expected that it would take so long.",
    ]
    assert "Sport" not in text
    assert "999" not in text
    assert "334455" not in text


def test_tables_and_lists_have_a_line_for_each_row(tmp_path: Path) -> None:
    lines = read_markup(tmp_path, page()).text.split("\n\n")
    assert {"Year | Boats", "2019 | 8,450", "The last one paid nothing."} <= set(lines)


def test_tables_can_be_left_out(tmp_path: Path) -> None:
    assert "8,450" not in read_markup(tmp_path, page(), tables=False).text


def test_blocks_that_the_page_names_are_labelled(tmp_path: Path) -> None:
    article = read_markup(tmp_path, page())
    named = [(block.kind, article.text[block.start : block.end]) for block in article.blocks]
    assert named == [
        ("title", "The lock reopens"),
        ("caption", "The lock on Monday Jane Roe/AFP"),
        ("title", "A long repair"),
    ]


def test_page_says_who_and_when(tmp_path: Path) -> None:
    article = read_markup(tmp_path, page())
    assert article.media_type == "text/html; charset=utf-8"
    assert (article.title, article.byline) == ("The lock reopens", "Jane Doe, John Roe")
    assert (article.publisher, article.url) == (
        "Kelder Courier",
        "https://courier.example/2024/lock",
    )
    assert (article.published, article.published_from) == (date(2024, 3, 4), "page")


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-03-04T08:00:00+00:00">',
        '<meta name="date" content="2024-03-04">',
        '<meta itemprop="datePublished" content="2024-03-04">',
    ],
)
def test_date_is_found_in_meta_tags(tmp_path: Path, head: str) -> None:
    assert read_markup(tmp_path, page(head)).published == date(2024, 3, 4)


def test_date_is_found_in_a_time_element(tmp_path: Path) -> None:
    body = BODY.replace(
        "<p>Boats", '<p><time datetime="2024-03-04T08:00">4 March</time></p><p>Boats'
    )
    assert read_markup(tmp_path, page("", body)).published == date(2024, 3, 4)


def test_date_in_the_address_of_the_page_goes_before_that_of_a_picture(tmp_path: Path) -> None:
    head = (
        '<meta property="og:url" content="https://courier.example/2024/03/04/lock">'
        '<meta property="og:image" content="https://courier.example/2016/04/05/lock.jpg">'
    )
    assert read_markup(tmp_path, page(head)).published == date(2024, 3, 4)


def test_date_is_not_guessed_from_other_numbers(tmp_path: Path) -> None:
    article = read_markup(tmp_path, page("", BODY + "<footer>© 2019 Kelder. 12/11/2018</footer>"))
    assert (article.published, article.published_from) == (None, None)


def test_metadata_wins_over_the_page(tmp_path: Path) -> None:
    metadata = Metadata(published=date(2024, 3, 5), byline="Max Moe")
    article = read_markup(tmp_path, page(), metadata=metadata)
    assert (article.published, article.published_from) == (date(2024, 3, 5), "metadata")
    assert (article.byline, article.publisher) == ("Max Moe", "Kelder Courier")


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">', "iso8859-15"),
    ],
)
def test_encoding_is_what_the_page_declares(tmp_path: Path, declared: str, encoding: str) -> None:
    markup = page(declared + HEAD, BODY.replace("lower gate", "lower gate (€40, café)"))
    assert "(€40, café)" in read_markup(tmp_path, markup.encode(encoding)).text


def test_xhtml_with_a_declaration_is_read(tmp_path: Path) -> None:
    markup = f'<?xml version="1.0" encoding="utf-8"?>{page()}'
    assert "Kelder lock" in read_markup(tmp_path, markup, "a.xhtml").text


@pytest.mark.parametrize("depth", [260, 1_000, 5_000, 50_000])
def test_no_depth_of_nesting_loses_the_article(tmp_path: Path, depth: int) -> None:
    body = "<div>" * depth + BODY + "</div>" * depth
    text = read_markup(tmp_path, page(HEAD, body)).text
    assert "The harbour master said" in text
    assert "8,450" in text


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("", "the file is empty"),
        ("   ", "the page is empty"),
        ("<html></html>", "no text in it, only blanks or markup"),
        ("<html><body><script>var a = 1;</script></body></html>", "save it from a browser"),
        ('<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><html></html>', "no text in it"),
    ],
    ids=range(5),
)
def test_page_without_text_is_an_error(tmp_path: Path, markup: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_markup(tmp_path, markup)


def test_plain_text_named_html_is_read(tmp_path: Path) -> None:
    words = "Boats passed through the lock again on Monday, and nobody had to pay."
    assert words in read_markup(tmp_path, words).text


def test_broken_markup_is_read(tmp_path: Path) -> None:
    markup = page().replace("</p>", "").replace("</article>", "").replace("</li>", "<b>")
    assert "38 months" in read_markup(tmp_path, markup).text


def test_hidden_marks_inside_words_are_left_out(tmp_path: Path) -> None:
    body = BODY.replace("harbour master", "har&shy;bour mas\u200bter")
    assert "The harbour master said" in read_markup(tmp_path, page(HEAD, body)).text


def test_foreign_bytes_in_a_page_cost_no_article(tmp_path: Path) -> None:
    markup = page(HEAD, BODY + "<!-- café naïve -->" + " " * 3000).encode() + b"<!-- \xe4\x00 -->"
    article = read_markup(tmp_path, markup)
    assert article.media_type == "text/html; charset=utf-8; replaced=1"
    assert "Kelder lock" in article.text


def test_title_without_the_outlet_is_preferred(tmp_path: Path) -> None:
    head = "<title>The lock reopens - Kelder Courier</title>"
    assert read_markup(tmp_path, page(head)).title == "The lock reopens"


def test_page_of_many_elements_is_read(tmp_path: Path) -> None:
    body = BODY + "<p>" + "<span>word </span>" * 100_000 + "</p>"
    article = read_markup(tmp_path, page(HEAD, body))
    assert "The harbour master said" in article.text
    assert (article.title, article.published) == ("The lock reopens", date(2024, 3, 4))
