"""The lines below a headline that say who wrote the article and when."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.clean import clean_article

from .formats import read, to_html

PARAGRAPHS = [
    f"The ferry of Kelder carried {n} people on the day of its opening." for n in range(9)
]
STATED = (
    '<meta property="article:published_time" content="2025-11-19">'
    '<meta name="author" content="Ann Li">'
)


def read_below(folder: Path, markup: str, head: str = "") -> list[str]:
    """Give the lines between headline and article, and what the next stage makes of them."""
    page = to_html(["Ferry sails", *PARAGRAPHS]).replace("</h1>", f"</h1>{markup}")
    article = clean_article(read(folder, "a.html", page.replace("</head>", f"{head}</head>")))
    lines = article.text.partition("Ferry sails")[2].partition(PARAGRAPHS[0])[0].split("\n\n")
    return [*filter(None, lines), f"{article.byline}, {article.published}"]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            '<div class="meta">By Ines Kobler | November 18, 2025 | 10:00 am</div>',
            ["By Ines Kobler | November 18, 2025 | 10:00 am", "Ines Kobler, 2025-11-18"],
        ),
        (
            '<h3 class="x2">by Ines Kobler<br><span>Tuesday, November 18, 2025</span></h3>',
            ["by Ines Kobler", "Tuesday, November 18, 2025", "Ines Kobler, 2025-11-18"],
        ),
        (
            '<div class="share"><ul><li>Share</li><li>Tweet</li></ul></div>'
            '<div class="date"><span>18</span> <span>NOV</span> <span>2025</span></div>',
            ["18 NOV 2025", "None, 2025-11-18"],
        ),
        ('<div class="x1"><span>By </span><b>Bo Oe</b></div>', ["By Bo Oe", "Bo Oe, None"]),
        ('<div class="meta">12/11/2025</div>', ["None, None"]),
        ('<div class="meta">Comments: 12 2025</div>', ["None, None"]),
    ],
)
def test_line_below_the_headline_says_what_the_page_does_not(
    tmp_path: Path, markup: str, expected: list[str]
) -> None:
    assert read_below(tmp_path, markup) == expected


def test_line_below_the_headline_is_left_out_where_the_page_says_more(tmp_path: Path) -> None:
    markup = '<div class="meta">By Ines Kobler | November 18, 2025</div>'
    assert read_below(tmp_path, markup, STATED) == [f"Ann Li, {date(2025, 11, 19)}"]


def test_line_that_the_library_keeps_stands_once(tmp_path: Path) -> None:
    markup = "<p>By Ines Kobler, November 18, 2025</p>"
    assert read_below(tmp_path, markup)[:-1] == ["By Ines Kobler, November 18, 2025"]


def test_date_below_the_article_is_none_of_its_opening(tmp_path: Path) -> None:
    markup = f"<p>{PARAGRAPHS[0]} {PARAGRAPHS[1]}</p><div>November 18, 2025</div>"
    [_] = read_below(tmp_path, markup)
