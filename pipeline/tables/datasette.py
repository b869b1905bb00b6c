"""Says to Datasette how to show the tables: titles, descriptions of columns, facets, order."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from .columns import TABLES
from .schema import VIEWS

METADATA = "datasette.json"
"""The file, beside the database: ``datasette claimtable.sqlite --metadata datasette.json``."""

SHOWN: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "articles": {"label_column": "title", "facets": ["publisher", "section"]},
        "attributions": {"label_column": "source", "facets": ["kind"]},
        "claims": {
            "label_column": "text",
            "sort_desc": "priority",
            "facets": ["certainty", "negated"],
        },
        "mentions": {"label_column": "text", "facets": ["kind"]},
        "checks": {"facets": ["facet", "status"]},
        "verdicts": {"facets": ["verdict"]},
        "reviews": {"facets": ["verdict", "reviewer"]},
        "manifest": {"facets": ["status"]},
    }
)
"""What Datasette is told of a table besides its columns."""


def to_metadata(database: str, tables: Collection[str]) -> bytes:
    """Give the metadata file for a database with these tables."""
    described: dict[str, Any] = {
        name: {
            "columns": {column.name: column.meaning for column in TABLES[name]},
            **SHOWN.get(name, {}),
        }
        for name in tables
    }
    described |= {
        view.name: {"description": view.meaning} for view in VIEWS if set(view.tables) <= {*tables}
    }
    metadata = {
        "title": "claimtable: claims of news articles",
        "databases": {database: {"tables": described}},
    }
    return msgspec.json.format(msgspec.json.encode(metadata), indent=2) + b"\n"
