"""Writes one article in each format, as other programs do, and reads it."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from email.message import EmailMessage
from gzip import compress
from html import escape
from pathlib import Path

from pipeline.read import Metadata, find_inputs, read_article
from pipeline.records import Article
from pipeline.settings import load_settings

DATE = date(2025, 3, 4)
URL = "https://example.org/a"


Members = Mapping[str, str | bytes] | Sequence[tuple[str | zipfile.ZipInfo, str | bytes]]
"""What is put into an archive, by name; as pairs where a name comes twice."""


def save(folder: Path, name: str, data: str | bytes) -> Path:
    """Write a file, and the folders that it lies in."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def read(
    folder: Path, name: str, data: str | bytes, metadata: Metadata | None = None, **options: object
) -> Article:
    """Write a file that holds one article, and read it; ``options`` are settings of reading."""
    [source] = find_inputs(save(folder, name, data))
    return read_article(source, metadata, options=load_settings(overrides={"read": options}).read)


def to_zip(members: Members) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items() if isinstance(members, Mapping) else members:
            archive.writestr(name, data)
    return buffer.getvalue()


def to_tar(members: dict[str, bytes], mode: str = "w") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def to_html(paragraphs: Sequence[str]) -> str:
    head, *rest = paragraphs
    body = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in rest)
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(head)}</title></head><body><article><h1>{escape(head)}</h1>\n{body}"
        "</article></body></html>"
    )


def to_json(paragraphs: Sequence[str]) -> str:
    return json.dumps({"title": paragraphs[0], "text": "\n\n".join(paragraphs[1:]), "url": URL})


def to_mail(paragraphs: Sequence[str], *, markup: bool = False) -> bytes:
    message = EmailMessage()
    message["Subject"] = paragraphs[0]
    message["From"] = "Ines Kobler <ines@example.org>"
    message["Date"] = "Tue, 04 Mar 2025 10:00:00 +0000"
    if markup:
        message.set_content("Read this mail in your browser.")
        message.add_alternative(to_html(paragraphs), subtype="html")
    else:
        message.set_content("\n\n".join(paragraphs[1:]), cte="quoted-printable")
    return message.as_bytes()


def to_saved_page(paragraphs: Sequence[str]) -> bytes:
    message = EmailMessage()
    message["Snapshot-Content-Location"] = URL
    message["Subject"] = paragraphs[0]
    message.set_content(to_html(paragraphs), subtype="html", cte="quoted-printable")
    message.make_related()
    return message.as_bytes()


def to_rss(*articles: Sequence[str]) -> str:
    items = "".join(
        f"<item><title>{escape(paragraphs[0])}</title><link>{URL}</link>"
        "<pubDate>Tue, 04 Mar 2025 10:00:00 GMT</pubDate><dc:creator>Ines Kobler</dc:creator>"
        "<description>Too short.</description>"
        f"<content:encoded><![CDATA[{''.join(f'<p>{escape(p)}</p>' for p in paragraphs[1:])}]]>"
        "</content:encoded></item>"
        for paragraphs in articles
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Kelder Courier</title>'
        f"<link>https://example.org</link>{items}</channel></rss>"
    )


def to_atom(paragraphs: Sequence[str]) -> str:
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs[1:])
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Kelder Courier</title><entry>'
        f"<title>{escape(paragraphs[0])}</title><published>2025-03-04T10:00:00Z</published>"
        f'<link href="{URL}"/><author><name>Ines Kobler</name><email>i@example.org</email></author>'
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
        f"{body}</div></content></entry></feed>"
    )


def to_newsml(paragraphs: Sequence[str]) -> str:
    body = "".join(f"<h:p>{escape(paragraph)}</h:p>" for paragraph in paragraphs[1:])
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta>'
        "<provider><name>Kelder Courier</name></provider><versionCreated>2025-03-05T10:00:00Z"
        "</versionCreated><firstCreated>2025-03-04T10:00:00Z</firstCreated></itemMeta><contentMeta>"
        f"<by>Ines Kobler</by><headline>{escape(paragraphs[0])}</headline></contentMeta>"
        '<contentSet><inlineXML><h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head>'
        f"<h:title>x</h:title></h:head><h:body>{body}</h:body>"
        "</h:html></inlineXML></contentSet></newsItem>"
    )


def to_warc(*pages: str, gzip: bool = True, kind: str = "text/html; charset=utf-8") -> bytes:
    """Write a web archive: a picture, and then the pages."""
    found = [("image/png", "x"), *((kind, page) for page in pages)]
    records = [to_record(payload.encode(), content_type=kind) for kind, payload in found]
    return b"".join(compress(record) if gzip else record for record in records)


def to_record(
    payload: bytes = b"x",
    *,
    content_type: str = "text/html",
    status: str = "200 OK",
    kind: str = "response",
    more: str = "",
) -> bytes:
    """Write one record of a web archive; ``more`` are lines of its head."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n\r\n".encode() + payload
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {URL}\r\n{more}"
        "WARC-Date: 2025-03-09T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def to_arc(*records: bytes, gzip: bool = True) -> bytes:
    """Write an ARC file as the Internet Archive did until 2008: what describes it, and records."""
    version = b"1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"
    found = [_to_arc_record("filedesc://a.arc", version), *records]
    return b"".join(compress(record) if gzip else record for record in found)


def to_arc_page(
    payload: bytes, *, content_type: str = "text/html", status: str = "200 OK"
) -> bytes:
    """Write one record of an ARC file."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n\r\n".encode() + payload
    return _to_arc_record(URL, http, content_type)


def _to_arc_record(url: str, data: bytes, content_type: str = "text/plain") -> bytes:
    head = f"{url} 192.0.2.1 20060309100000 {content_type} {len(data)}\n"
    return head.encode() + data + b"\n"


def to_wacz(*pages: str) -> bytes:
    """Write a packed web archive, with the lists of pages and of records that come with it."""
    listed = {"url": URL, "title": "A page", "text": "Its text, as a crawler sees it."}
    return to_zip(
        {
            "archive/data.warc.gz": to_warc(*pages),
            "datapackage.json": json.dumps({"profile": "data-package", "title": "A crawl"}),
            "indexes/index.cdx.gz": compress(b"org,example)/a 20250309100000 {}"),
            "pages/pages.jsonl": f'{{"format": "json-pages-1.0"}}\n{json.dumps(listed)}\n',
        }
    )


def to_markdown(paragraphs: Sequence[str]) -> str:
    head, *rest = paragraphs
    body = "\n\n".join(p.replace("*", r"\*").replace("_", r"\_") for p in rest)
    return f"---\ntitle: '{head}'\ndate: 2025-03-04\n---\n\n# {head}\n\n{body}\n"


WRITERS: Mapping[str, Callable[[Sequence[str]], str | bytes]] = {
    "html": to_html,
    "xhtml": to_html,
    "json": to_json,
    "jsonl": to_json,
    "eml": to_mail,
    "html.eml": lambda paragraphs: to_mail(paragraphs, markup=True),
    "mhtml": to_saved_page,
    "rss.xml": to_rss,
    "atom.xml": to_atom,
    "newsml.xml": to_newsml,
    "warc": lambda paragraphs: to_warc(to_html(paragraphs), gzip=False),
    "warc.gz": lambda paragraphs: to_warc(to_html(paragraphs)),
    "arc": lambda paragraphs: to_arc(to_arc_page(to_html(paragraphs).encode()), gzip=False),
    "arc.gz": lambda paragraphs: to_arc(to_arc_page(to_html(paragraphs).encode())),
    "wacz": lambda paragraphs: to_wacz(to_html(paragraphs)),
    "md": to_markdown,
    "txt.gz": lambda paragraphs: compress("\n\n".join(paragraphs).encode()),
}
"""What writes an article, by the end of the file's name."""

Placed = tuple[float, float, float, str]
"""Left end, height above the bottom, size and text of a line."""


def to_pdf(pages: Sequence[Sequence[Placed]], info: str = "") -> bytes:
    """Write a PDF file with lines of Helvetica; text in Latin-1."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids"
        f" [{' '.join(f'{5 + 2 * at} 0 R' for at in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>",
    ]
    for at, lines in enumerate(pages):
        drawn = "\n".join(_draw(*line) for line in lines)
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents"
            f" {6 + 2 * at} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        ]
    written = "%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    written += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
        f"<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{len(written)}\n%%EOF"
    )
    return written.encode("latin-1")


def _draw(left: float, height: float, size: float, text: str) -> str:
    text = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf {left} {height} Td ({text}) Tj ET"
