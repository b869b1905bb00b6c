"""The formats that hold one article: which function reads which suffix.

Each format is a module that names its suffixes and has a function from bytes to a ``Page``. To read
another format, add its module, and its line here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ..settings import ReadSettings
from . import html, json_article, mail, markdown, office, pdf, rtf, txt, warc, xml_article
from .page import Page

Reader = Callable[[bytes, ReadSettings], Page]

FORMATS: Mapping[str, Reader] = MappingProxyType(
    {
        **dict.fromkeys(txt.SUFFIXES, txt.read_txt),
        **dict.fromkeys(html.SUFFIXES, html.read_html),
        **dict.fromkeys(json_article.SUFFIXES, json_article.read_json),
        **dict.fromkeys(mail.MAIL_SUFFIXES, mail.read_mail),
        **dict.fromkeys(mail.PAGE_SUFFIXES, mail.read_saved_page),
        **dict.fromkeys(markdown.SUFFIXES, markdown.read_markdown),
        **dict.fromkeys(office.DOCX_SUFFIXES, office.read_docx),
        **dict.fromkeys(office.ODT_SUFFIXES, office.read_odt),
        **dict.fromkeys(pdf.SUFFIXES, pdf.read_pdf),
        **dict.fromkeys(rtf.SUFFIXES, rtf.read_rtf),
        **dict.fromkeys(xml_article.SUFFIXES, xml_article.read_xml),
        warc.WARC: warc.read_record,
        warc.ARC: warc.read_arc_record,
    }
)
"""The function that reads each kind of article, by suffix."""
