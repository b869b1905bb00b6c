from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from pipeline.records import Records
from pipeline.show import to_html

from .conftest import claim, mention, of_text

HOSTILE = [
    "<script>alert(1)</script>",
    "</style><style>body{display:none}",
    '" onmouseover="alert(1)',
    "' autofocus onfocus=alert(1) '",
    "<!-- <img src=x onerror=alert(1)> -->",
    "{{ 7 * 7 }} {% raw %}",
    "javascript:alert(1)",
    "&lt;script&gt; &#60;script&#62;",
]
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "article", "section", "h1",
    "h2", "p", "a", "span", "ol", "li", "div", "b", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
VOID = {"meta"}


class Page(HTMLParser):
    """Reads a page as a browser does: its elements, attributes and words."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open and "article" in self.open:
            self.words.append(data)


def read(records: Records) -> Page:
    return Page(to_html(records, worth_checking=0.5))


def hostile(text: str) -> Records:
    made = of_text(
        f"a {text} b",
        claims=(claim(text, 0.9, f"a {text} b", speaker=text, rule=text, certainty_cue=text,
                      certainty="hedged", reasons=(text,)),),
        mentions=(mention(text, "person", f"a {text} b", entity=text, rule=text),),
    )  # fmt: skip
    return replace(
        made, article=replace(made.article, title=text, byline=text, publisher=text, url=text)
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    page = read(hostile(text))
    assert {tag for tag, _ in page.elements} <= ALLOWED
    assert not {name for _, attributes in page.elements for name in attributes if name[:2] == "on"}
    assert all((attributes.get("href") or "#")[0] == "#" for _, attributes in page.elements)
    assert text in "".join(page.words)


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\x1b", "\x00", "\ud800"])
def test_hidden_characters_are_shown_by_number(character: str) -> None:
    page = to_html(hostile(f"pay {character}now"), worth_checking=0.5)
    assert character not in page
    assert f"[U+{ord(character):04X}]" in page
    page.encode("utf-8")


def test_every_element_is_closed(records: Records) -> None:
    assert read(records).open == []


def test_page_needs_nothing_else(records: Records) -> None:
    page = to_html(records, worth_checking=0.5)
    read_page = Page(page)
    assert not {"script", "link", "img", "iframe", "base"} & {tag for tag, _ in read_page.elements}
    assert not re.search(r"url\(|@import|src=", page)
    assert "default-src 'none'" in page


def test_marks_carry_value_and_rule(records: Records) -> None:
    cards = [attributes.get("data-card") or "" for _, attributes in read(records).elements]
    year = next(card for card in cards if card.startswith("date:"))
    assert year.splitlines() == [
        "date: 2023; rule year",
        "said by: Ola Berg; indirect; rule verb_clause",
        "claim 2: priority 0.90; said by Ola Berg; in 2023; rule said_clause",
    ]
    assert any("quantity: 2,000,000 EUR" in card for card in cards)


def test_only_claims_from_the_threshold_are_numbered(records: Records) -> None:
    page = Page(to_html(records, worth_checking=0.5))
    numbers = [a["href"] for _, a in page.elements if a.get("class") == "number"]
    assert numbers == ["#c2"]
    assert "Worth checking: 1" in to_html(records, worth_checking=0.5)
    assert "Worth checking: 2" in to_html(records, worth_checking=0.1)


def test_links_within_the_page_lead_somewhere(records: Records) -> None:
    elements = read(records).elements
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    links = [a["href"] for _, a in elements if (a.get("href") or "").startswith("#")]
    assert len(ids) == len(set(ids))
    assert {str(link)[1:] for link in links} <= set(ids)


def test_captions_are_marked_and_grey(records: Records) -> None:
    classes = [attributes.get("class") or "" for _, attributes in read(records).elements]
    assert "block caption" in classes


def test_address_of_the_web_is_a_link(records: Records) -> None:
    links = [attributes.get("href") for tag, attributes in read(records).elements if tag == "a"]
    assert "https://example.org/bridge?a=1&b=2" in links


def test_article_without_anything_is_shown() -> None:
    assert "Worth checking: 0" in to_html(of_text("Nothing."), worth_checking=0.5)
    assert "Worth checking: 0" in to_html(of_text(""), worth_checking=0.5)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast_is_that_of_wcag_aa(records: Records, scheme: int) -> None:
    style = to_html(records, worth_checking=0.5).split("<style>")[1].split("</style>")[0]
    colours = dict(re.findall(r"--([\w-]+): (#\w{6})", style.split(":root")[1 + scheme]))
    for ground in ("page", "worth", "claim"):
        for ink in ("ink", "grey", "source"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
        for line in ("name", "date", "quantity", "for"):
            assert contrast(colours[line], colours[ground]) >= 3, (line, ground)
    assert contrast(colours["link"], colours["page"]) >= 4.5
    assert contrast(colours["card-ink"], colours["card"]) >= 4.5
