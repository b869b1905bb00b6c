"""The formats that hold one article: which function reads which suffix.

Each format is one module with ``SUFFIXES`` and one function from bytes to a ``Page``. To read
another format, add its module, and its line here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ..settings import ReadSettings
from . import html, json_article, txt
from .page import Page

Reader = Callable[[bytes, ReadSettings], Page]

FORMATS: Mapping[str, Reader] = MappingProxyType(
    {
        **dict.fromkeys(txt.SUFFIXES, txt.read_txt),
        **dict.fromkeys(html.SUFFIXES, html.read_html),
        **dict.fromkeys(json_article.SUFFIXES, json_article.read_json),
    }
)
"""The function that reads each kind of article, by suffix."""
