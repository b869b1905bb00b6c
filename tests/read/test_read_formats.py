"""What each format gives: the text, and what the file says of its article."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from pipeline.clean import clean_article
from pipeline.errors import InputError
from pipeline.read import find_inputs, read_article
from pipeline.settings import load_settings

from .formats import (
    DATE,
    URL,
    Placed,
    read,
    save,
    to_atom,
    to_html,
    to_json,
    to_mail,
    to_markdown,
    to_newsml,
    to_pdf,
    to_rss,
    to_saved_page,
    to_warc,
    to_zip,
)

PARAGRAPHS = (
    "Rain stops ferry",
    "The ferry to Kelder lay still for 3 hours on Monday.",
    "It runs.",
)
TEXT = "\n\n".join(PARAGRAPHS)
DOCUMENTS = Path(__file__).parent / "documents"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CORE = (
    '<p:coreProperties xmlns:p="x" xmlns:dc="y"><dc:title>Rain</dc:title>'
    "<dc:creator>{author}</dc:creator><p:created>2025-03-04T10:00:00Z</p:created>"
    "</p:coreProperties>"
)


def refusal(folder: Path, name: str, data: str | bytes) -> str:
    with pytest.raises(InputError) as caught:
        read(folder, name, data)
    return str(caught.value)


def to_docx(body: str, author: str = "Ines Kobler", styles: str = "") -> bytes:
    return to_zip(
        {
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
            "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
            "docProps/core.xml": CORE.format(author=author),
        }
    )


def paragraph(text: str, before: str = "") -> str:
    return f"<w:p>{before}<w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", to_json(PARAGRAPHS)),
        ("a.eml", to_mail(PARAGRAPHS)),
        ("b.eml", to_mail(PARAGRAPHS, markup=True)),
        ("a.md", to_markdown(PARAGRAPHS)),
        ("rss.xml", to_rss(PARAGRAPHS)),
        ("atom.xml", to_atom(PARAGRAPHS)),
        ("newsml.xml", to_newsml(PARAGRAPHS)),
        ("a.warc", to_warc(to_html(PARAGRAPHS), gzip=False)),
        ("a.mht", to_saved_page(PARAGRAPHS)),
        ("a.docx", to_docx("".join(map(paragraph, PARAGRAPHS)))),
    ],
)
def test_text_is_the_title_and_the_paragraphs(tmp_path: Path, name: str, data: str | bytes) -> None:
    assert read(tmp_path, name, data).text.strip() == TEXT


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.eml", to_mail(PARAGRAPHS), (PARAGRAPHS[0], "Ines Kobler", None, None, DATE)),
        ("a.md", to_markdown(PARAGRAPHS), (PARAGRAPHS[0], None, None, None, DATE)),
        (
            "rss.xml",
            to_rss(PARAGRAPHS),
            (PARAGRAPHS[0], "Ines Kobler", "Kelder Courier", URL, DATE),
        ),
        (
            "atom.xml",
            to_atom(PARAGRAPHS),
            (PARAGRAPHS[0], "Ines Kobler", "Kelder Courier", URL, DATE),
        ),
        (
            "newsml.xml",
            to_newsml(PARAGRAPHS),
            (PARAGRAPHS[0], "Ines Kobler", "Kelder Courier", None, DATE),
        ),
    ],
)
def test_format_says_when_and_by_whom(
    tmp_path: Path, name: str, data: str | bytes, expected: tuple[object, ...]
) -> None:
    article = read(tmp_path, name, data)
    found = (article.title, article.byline, article.publisher, article.url, article.published)
    assert found == expected
    assert article.published_from == "page"


def test_pages_of_a_web_archive_are_articles_with_their_address(tmp_path: Path) -> None:
    pages = [to_html(("A", "The first page.")), to_html(("B", "The second page."))]
    save(tmp_path, "w.warc.gz", to_warc(*pages))
    sources = find_inputs(tmp_path)
    assert [source.doc for source in sources] == ["w.warc.gz/1", "w.warc.gz/2"]
    second = read_article(sources[1])
    assert (second.url, second.text.split()[-1]) == (URL, "page.")


def test_items_of_a_feed_are_articles(tmp_path: Path) -> None:
    save(tmp_path, "f.xml", to_rss(("A", "One."), ("B", "Two.")))
    articles = [read_article(source) for source in find_inputs(tmp_path)]
    assert [(a.doc, a.title, a.publisher) for a in articles] == [
        ("f.xml/1", "A", "Kelder Courier"),
        ("f.xml/2", "B", "Kelder Courier"),
    ]


TRAFILATURA = {"title": "T", "author": "Ann Li; Bo Oe", "date": "2025-03-04", "text": "Body.",
               "raw_text": "no", "source": URL, "source-hostname": "Courier"}  # fmt: skip
NEWSPAPER = {"title": "T", "authors": ["Ann Li", "Bo Oe"], "text": "Body.", "url": URL,
             "publish_date": "2025-03-04T10:00:00+00:00", "meta_site_name": "Courier",
             "summary": "no"}  # fmt: skip
NEWS_API = {"title": "T", "author": "Ann Li", "publishedAt": "2025-03-04T10:00:00Z",
            "content": "Body.", "url": URL, "source": {"id": None, "name": "Courier"}}  # fmt: skip
SCHEMA = {"headline": "T", "author": {"@type": "Person", "name": "Ann Li"}, "url": URL,
          "datePublished": "2025-03-04", "articleBody": "Body.",
          "publisher": {"name": "Courier"}}  # fmt: skip
FEED = {"title": "T", "authors": [{"name": "Ann Li"}], "date_published": "2025-03-04T10:00:00Z",
        "content_html": "<p>Body.</p>", "url": URL, "publisher": "Courier"}  # fmt: skip


@pytest.mark.parametrize("fields", [TRAFILATURA, NEWSPAPER, NEWS_API, SCHEMA, FEED])
def test_fields_of_json_are_found(tmp_path: Path, fields: dict[str, object]) -> None:
    article = read(tmp_path, "a.json", json.dumps(fields))
    assert article.text.strip() == "T\n\nBody."
    assert (article.url, article.publisher, article.published) == (URL, "Courier", DATE)
    assert (article.byline or "").startswith("Ann Li")


@pytest.mark.parametrize(
    ("source", "url", "publisher"),
    [
        ("Example Times", None, "Example Times"),
        ("AP/Reuters", None, "AP/Reuters"),
        ("example.org", None, "example.org"),
        ({"name": "Example Times"}, None, "Example Times"),
        (URL, URL, None),
        ("example.org/a", "example.org/a", None),
        ("www.example.org", "www.example.org", None),
        ("/news/a", "/news/a", None),
        ("", None, None),
    ],
)
def test_source_in_json_is_an_address_or_a_name(
    tmp_path: Path, source: object, url: str | None, publisher: str | None
) -> None:
    article = read(tmp_path, "a.json", json.dumps({"text": "Body.", "source": source}))
    assert (article.url, article.publisher) == (url, publisher)


def test_what_does_not_fit_in_json_leaves_the_next_field(tmp_path: Path) -> None:
    fields = {
        "text": "Body.",
        "url": "n/a",
        "link": URL,
        "publisher": "https://social.example/courier",
        "site_name": "Courier",
        "authors": ["Ann Li", "https://social.example/ann"],
    }
    article = read(tmp_path, "a.json", json.dumps(fields))
    assert (article.url, article.publisher, article.byline) == (URL, "Courier", "Ann Li")


def test_fields_of_json_can_be_set(tmp_path: Path) -> None:
    fields = {"text": ["meta.story"], "title": ["kop"]}
    written = '{"meta": {"story": ["One.", "Two."]}, "kop": "Head", "text": "no"}'
    assert read(tmp_path, "a.json", written, fields=fields).text == "Head\n\nOne.\n\nTwo."


def test_json_without_text_names_the_fields_that_it_has(tmp_path: Path) -> None:
    message = refusal(tmp_path, "a.json", '{"story": "Body."}')
    assert "found story" in message
    assert "[read.fields]" in message


def test_word_document_keeps_changes_that_were_made(tmp_path: Path) -> None:
    body = (
        '<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Head</w:t></w:r></w:p>'
        "<w:p><w:ins><w:r><w:t>Now </w:t></w:r></w:ins><w:del><w:r><w:delText>Once"
        "</w:delText></w:r></w:del><w:r><w:t>48</w:t><w:tab/><w:t>km.</w:t></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('Controlled.')}</w:sdtContent></w:sdt>"
        f"<w:tbl><w:tr><w:tc>{paragraph('Year')}</w:tc><w:tc>{paragraph('2019')}</w:tc></w:tr></w:tbl>"
    )
    styles = '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    article = read(tmp_path, "a.docx", to_docx(body, styles=styles))
    assert article.text == "Head\n\nNow 48 km.\n\nControlled.\n\nYear | 2019\n\n"
    assert [block.kind for block in article.blocks] == ["title"]


@pytest.mark.parametrize(
    ("author", "text", "byline"),
    [
        ("Ines Kobler", "Text.", "Ines Kobler"),
        ("Ines Kobler", "By Tomas Abara", None),
        ("admin", "Text.", None),
        ("Windows 10 User", "Text.", None),
    ],
)
def test_author_of_a_file_counts_where_the_text_has_none(
    tmp_path: Path, author: str, text: str, byline: str | None
) -> None:
    article = read(tmp_path, "a.docx", to_docx(paragraph(text), author=author))
    assert (article.byline, article.title) == (byline, None)


@pytest.mark.parametrize(
    ("line", "expected"),
    [("By Ines Kobler", (DATE, "file")), ("3 June 2024", (date(2024, 6, 3), "text"))],
)
def test_date_of_a_file_gives_way_to_that_in_the_text(
    tmp_path: Path, line: str, expected: tuple[date, str]
) -> None:
    body = "".join(map(paragraph, (PARAGRAPHS[0], line, *PARAGRAPHS[1:])))
    article = clean_article(read(tmp_path, "a.docx", to_docx(body)))
    assert (article.published, article.published_from) == expected


def column(left: float, *lines: str, top: float = 700, size: float = 10) -> list[Placed]:
    return [(left, top - 12 * at, size, line) for at, line in enumerate(lines) if line]


def test_lines_of_a_pdf_become_paragraphs(tmp_path: Path) -> None:
    page = [
        (50.0, 760.0, 18.0, "A headline of the"),
        (50.0, 738.0, 18.0, "year"),
        *column(
            50, "The first paragraph has 2,400", "letters or so.", "", "The second one is", "short."
        ),
    ]
    article = read(tmp_path, "a.pdf", to_pdf([page], "/Title (A headline of the year)"))
    assert article.text == (
        "A headline of the year\n\nThe first paragraph has 2,400 letters or so.\n\n"
        "The second one is short.\n\n"
    )
    assert [block.kind for block in article.blocks] == ["title"]
    assert article.title == "A headline of the year"


def test_columns_and_pages_of_a_pdf_are_read_on(tmp_path: Path) -> None:
    first = [
        *column(50, "This sentence of the left one", "goes on in the column on the"),
        *column(320, "right side, and does not end", "there but on the next page of"),
    ]
    second = column(50, "the same paper.", "It has two pages.")
    assert read(tmp_path, "a.pdf", to_pdf([first, second])).text == (
        "This sentence of the left one goes on in the column on the right side, and does not end"
        " there but on the next page of the same paper. It has two pages.\n\n"
    )


def test_what_is_repeated_on_the_pages_of_a_pdf_is_left_out(tmp_path: Path) -> None:
    pages = [
        [
            (50.0, 800.0, 8.0, "Kelder Courier, 4 March 2025"),
            *column(
                50,
                f"The page {number} has lines.",
                "They are three in all, of which",
                "this is one.",
            ),
            (300.0, 30.0, 8.0, f"- {number} -"),
        ]
        for number in (1, 2, 3)
    ]
    text = read(tmp_path, "a.pdf", to_pdf(pages)).text
    assert "Courier" not in text
    assert "- 1 -" not in text
    assert text.count("They are three in all") == 3


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("The govern-", "ment fell."), "The government fell."),
        (("A long-", "term plan. All long-term plans."), "A long-term plan. All long-term plans."),
        (("A long-", "term plan. One term is long."), "A long-term plan. One term is long."),
        (("In COVID-", "19 times."), "In COVID-19 times."),
        (("The Anglo-", "Saxon way."), "The Anglo-Saxon way."),
        (("From 2018\x96", "2023 it rose."), "From 2018–2023 it rose."),
    ],
)
def test_hyphen_at_the_end_of_a_line_goes_where_it_only_breaks_a_word(
    tmp_path: Path, lines: tuple[str, ...], expected: str
) -> None:
    assert read(tmp_path, "a.pdf", to_pdf([column(50, *lines)])).text.strip() == expected


NESTED_MAIL = "".join(
    f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n" for number in range(2000)
)
ENTITIES = '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.xml", f"{ENTITIES}<newsItem>&b;</newsItem>", "declares entities"),
        ("a.xml", f"{ENTITIES}<rss><item>&b;</item></rss>", "declares entities"),
        ("a.xml", "<newsItem><a>", "not readable as XML"),
        ("a.xml", "<newsItem/>", "no text"),
        ("a.docx", "PK", "not a readable document"),
        ("a.docx", to_zip({}), "no text in this Word"),
        ("a.odt", to_zip({}), "no text in this OpenDocument"),
        ("a.pdf", "no pdf", "not readable as PDF"),
        ("a.pdf", to_pdf([[]]), "no text in this PDF"),
        ("a.rtf", "no rtf", "not an RTF file"),
        ("a.eml", "no mail", "not a mail"),
        ("a.eml", NESTED_MAIL, "nested too deep"),
        ("a.eml", "Subject: a\nContent-Type: image/png\n\nxx", "neither plain text nor HTML"),
        ("a.mhtml", "Subject: a\n\nxx", "no HTML"),
        ("a.json", "[1, 2]", "expected an object"),
        ("a.warc", "no warc", "not readable as a web archive"),
    ],
)
def test_what_cannot_be_read_says_why(
    tmp_path: Path, name: str, data: str | bytes, message: str
) -> None:
    path = save(tmp_path, name, data)
    with pytest.raises(InputError, match=message):
        read_article(find_inputs(path)[0])


@pytest.mark.parametrize("encoding", ["punycode", "unicode_escape", "bz2", "nonsense"])
def test_encoding_that_is_none_of_text_is_not_tried(tmp_path: Path, encoding: str) -> None:
    head = f"Subject: a\nContent-Type: text/plain; charset={encoding}\n\n"
    article = read(tmp_path, "a.eml", head.encode() + b"caf\xe9 " * 30_000)
    assert article.text.startswith("a\n\ncafé café")


def test_headers_made_to_break_a_parser_are_passed_over(tmp_path: Path) -> None:
    head = f"Subject: {'=?utf-8?q?a?=' * 9000}\nFrom: {'<' * 9000}\nDate: {'1' * 9000}\n\nText."
    article = read(tmp_path, "a.eml", head)
    assert (article.text, article.title, article.published) == ("Text.", None, None)


def test_large_part_of_a_document_is_refused(tmp_path: Path) -> None:
    small = save(tmp_path, "a.docx", to_docx(paragraph("x" * 5000)))
    options = load_settings(overrides={"read": {"max_bytes": 4000}}).read
    with pytest.raises(InputError, match="unpacks to more than 4,000 bytes"):
        read_article(find_inputs(small)[0], options=options)
