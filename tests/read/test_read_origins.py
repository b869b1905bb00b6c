"""Where title, author, outlet, date and address of an article were found."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from pipeline.clean import clean_article
from pipeline.read import Metadata

from .formats import read, to_html, to_json, to_mail, to_markdown, to_newsml, to_rss, to_warc

PARAGRAPHS = ("Rain stops ferry", *(f"The ferry lay still for {n} hours." for n in range(20, 40)))
PAGE = to_html(PARAGRAPHS)
URL = "https://courier.example/2025/03/04/rain"
JSON_LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage", "url": URL},
        {
            "@type": "NewsArticle",
            "headline": "Rain stops ferry",
            "datePublished": "2025-03-04T08:00:00Z",
            "author": [{"@type": "Person", "name": "Ines Kobler"}, {"name": "Jan Moe"}],
            "publisher": {"@type": "Organization", "name": "Kelder Courier"},
        },
    ],
}
SCRIPT = f'<script type="application/ld+json">{json.dumps(JSON_LD)}</script>'
OPEN_GRAPH = (
    '<meta property="og:title" content="Rain stops ferry | Kelder Courier">'
    '<meta property="og:site_name" content="Kelder Courier">'
    f'<meta property="og:url" content="{URL}">'
    '<meta property="article:published_time" content="2025-03-04T08:00:00Z">'
)
META = '<meta name="author" content="Ines Kobler"><meta name="dc.date" content="2025-03-04">'
CANONICAL = f'<link rel="canonical" href="{URL}">'


def origins(folder: Path, name: str, data: str | bytes, **given: object) -> dict[str, str]:
    return dict(read(folder, name, data, Metadata(**given)).metadata_from)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            OPEN_GRAPH + SCRIPT,
            dict.fromkeys(("title", "byline", "publisher", "published", "url"), "json-ld"),
        ),
        (
            META + OPEN_GRAPH,
            {
                "byline": "meta",
                **dict.fromkeys(("title", "publisher", "published", "url"), "opengraph"),
            },
        ),
        (META, {"title": "heading", "byline": "meta", "published": "meta"}),
        (
            CANONICAL,
            {"title": "heading", "publisher": "address", "published": "address", "url": "link"},
        ),
        ('<script type="application/ld+json">{"headline": </script>', {"title": "heading"}),
        ("", {"title": "heading"}),
    ],
    ids=["json-ld", "opengraph", "meta", "canonical", "broken json", "nothing"],
)
def test_page_says_where_it_states_each_field(
    tmp_path: Path, head: str, expected: dict[str, str]
) -> None:
    assert origins(tmp_path, "a.html", PAGE.replace("</head>", f"{head}</head>")) == expected


def test_what_only_the_body_has_is_from_the_body(tmp_path: Path) -> None:
    page = PAGE.replace("<h1>", '<div class="author">By Ines Kobler</div><h1>')
    assert origins(tmp_path, "a.html", page)["byline"] == "body"


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.json", to_json(PARAGRAPHS), {"title": "title", "url": "url"}),
        (
            "b.json",
            json.dumps(
                {
                    "headline": "Rain",
                    "text": "It rains.",
                    "source": {"name": "Courier"},
                    "link": URL,
                }
            ),
            {"title": "headline", "publisher": "source.name", "url": "link"},
        ),
        ("a.md", to_markdown(PARAGRAPHS), {"title": "front matter", "published": "front matter"}),
        ("a.eml", to_mail(PARAGRAPHS), {"title": "subject", "byline": "from", "published": "date"}),
        (
            "rss.xml",
            to_rss(PARAGRAPHS),
            {
                "title": "title",
                "byline": "creator",
                "publisher": "channel title",
                "published": "pubDate",
                "url": "link",
            },
        ),
        (
            "newsml.xml",
            to_newsml(PARAGRAPHS),
            {
                "title": "headline",
                "byline": "by",
                "publisher": "provider",
                "published": "firstCreated",
            },
        ),
        ("a.warc", to_warc(PAGE, gzip=False), {"title": "heading", "url": "warc"}),
        ("a.txt", "Rain.", {}),
    ],
)
def test_format_says_where_it_states_each_field(
    tmp_path: Path, name: str, data: str | bytes, expected: dict[str, str]
) -> None:
    assert origins(tmp_path, name, data) == expected


def test_metadata_wins_and_is_named(tmp_path: Path) -> None:
    page = PAGE.replace("</head>", f"{SCRIPT}{CANONICAL}</head>")
    found = origins(tmp_path, "a.html", page, title="Rain", published=date(2025, 3, 5))
    assert found == {
        "title": "metadata.csv",
        "byline": "json-ld",
        "publisher": "json-ld",
        "published": "metadata.csv",
        "url": "json-ld",
    }


def test_what_the_text_says_is_from_the_text(tmp_path: Path) -> None:
    text = "Rain stops ferry\n\nBy Ines Kobler\nMarch 4, 2025\n\nIt rained for 3 days.\n"
    article = clean_article(read(tmp_path, "a.txt", text, Metadata(title="Rain")))
    assert article.metadata_from == {
        "title": "metadata.csv",
        "byline": "text",
        "published": "text",
    }
