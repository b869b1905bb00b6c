"""Shows one article with everything found in it: in the terminal, or as one HTML file."""

from __future__ import annotations

from .html import to_html
from .load import read_records
from .terminal import print_article

__all__ = ["print_article", "read_records", "to_html"]
