"""What a web page states of its article in JSON-LD, beyond what the library reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.records import Article

from .formats import read, to_html

PARAGRAPHS = [
    f"The ferry of Kelder carried {n} people on the day of its opening." for n in range(9)
]
PAGE = to_html(["Ferry sails", *PARAGRAPHS])
EMPTY = '<html><head><title>Ferry - Courier</title></head><body><div id="root"></div></body></html>'


def read_stated(folder: Path, *stated: object, page: str = PAGE) -> Article:
    scripts = "".join(
        f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in stated
    )
    return read(folder, "a.html", page.replace("</head>", f"{scripts}</head>"))


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("Ann Li", "Ann Li"),
        ({"name": "Ann Li"}, "Ann Li"),
        (
            ["Ann Li", {"name": "Bo Oe"}, {"@type": "Person", "name": " Cy Po "}],
            "Ann Li, Bo Oe, Cy Po",
        ),
        ({"@type": "NewsMediaOrganization", "name": "Kelder Courier"}, None),
        ("https://courier.example/ann", None),
        ({"@id": "#ann", "name": ["Ann Li"]}, None),
        (["", None, 7, {}], None),
    ],
)
@pytest.mark.parametrize("kind", [{}, {"@type": "AnalysisNewsArticle"}])
def test_author_of_an_article_of_any_type_is_read(
    tmp_path: Path, kind: dict[str, str], author: object, byline: str | None
) -> None:
    article = read_stated(tmp_path, {**kind, "headline": "Ferry sails", "author": author})
    assert article.byline == byline


@pytest.mark.parametrize(
    "stated",
    [
        [{"headline": "Ferry sails", "author": "Ann Li"}],
        {"@graph": [{"@type": "WebSite"}, {"headline": "Ferry sails", "author": "Ann Li"}]},
    ],
)
def test_article_in_a_list_or_graph_is_found(tmp_path: Path, stated: object) -> None:
    assert read_stated(tmp_path, {"@type": "BreadcrumbList"}, stated).byline == "Ann Li"


def test_of_several_articles_none_is_that_of_the_page(tmp_path: Path) -> None:
    stated = [{"headline": "Ferry sails", "author": "Ann Li"}, {"headline": "B", "author": "Bo Oe"}]
    assert read_stated(tmp_path, *stated).byline is None


def test_title_of_a_live_blog_is_not_that_of_a_post(tmp_path: Path) -> None:
    post = {"@type": "BlogPosting", "headline": "What we know", "articleBody": PARAGRAPHS[0]}
    blog = {"@type": "LiveBlogPosting", "headline": "Ferry sails", "liveBlogUpdate": [post]}
    assert read_stated(tmp_path, blog).title == "Ferry sails"


@pytest.mark.parametrize("joint", ["\n", "\n\n", "\r\n \r\n"])
def test_text_that_is_only_stated_keeps_its_paragraphs(tmp_path: Path, joint: str) -> None:
    stated = {"headline": "Ferry sails", "articleBody": joint.join(PARAGRAPHS)}
    article = read_stated(tmp_path, {"@type": "NewsArticle", **stated}, page=EMPTY)
    assert article.text.split("\n\n") == ["Ferry sails", *PARAGRAPHS, ""]
    assert [(block.kind, block.end) for block in article.blocks] == [("title", len("Ferry sails"))]
