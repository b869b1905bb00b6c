"""How the tables hang together in SQLite: keys, indexes, search, views for people who browse."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .columns import TABLES

TYPES: Mapping[str, str] = MappingProxyType(
    {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
)
"""SQLite types; dates and lists are text."""

PRIMARY_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "articles": "doc",
        "mentions": "id",
        "attributions": "id",
        "claims": "id",
        "verdicts": "claim",
    }
)

FOREIGN_KEYS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "mentions": {"doc": "articles"},
        "attributions": {"doc": "articles"},
        "claims": {"doc": "articles", "attribution": "attributions"},
        "checks": {"claim": "claims"},
        "verdicts": {"claim": "claims", "doc": "articles"},
        "retrieved": {"claim": "claims"},
        "reviews": {"claim": "claims", "doc": "articles"},
        "corroborations": {"claim": "claims", "doc": "articles"},
    }
)
"""Columns that hold the key of a row in another table."""

INDEXES: Mapping[str, str] = MappingProxyType(
    {
        "mentions": "CREATE INDEX mentions_doc ON mentions (doc)",
        "attributions": "CREATE INDEX attributions_doc ON attributions (doc)",
        "claims": "CREATE INDEX claims_doc ON claims (doc)",
        "checks": "CREATE INDEX checks_claim ON checks (claim)",
        "retrieved": "CREATE INDEX retrieved_claim ON retrieved (claim)",
        "reviews": "CREATE INDEX reviews_claim ON reviews (claim)",
    }
)

SEARCHED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "articles": ("title", "byline", "text"),
        "claims": ("standalone", "text", "speaker"),
    }
)
"""Columns that full-text search covers."""


@dataclass(frozen=True, kw_only=True)
class View:
    """A question people ask of a run, as a table that answers it."""

    name: str
    meaning: str
    tables: tuple[str, ...]
    select: str


_CLAIM = (
    "claims.standalone, claims.speaker, claims.certainty, claims.period_start, "
    "claims.period_end, claims.priority, articles.title, articles.published"
)

VIEWS = (
    View(
        name="claims_with_articles",
        meaning="Claims beside the article they stand in, best worth checking first",
        tables=("articles", "claims"),
        select=f"SELECT claims.id, {_CLAIM}, claims.doc, claims.text, articles.url "
        "FROM claims JOIN articles USING (doc) ORDER BY claims.priority DESC, claims.rowid",
    ),
    View(
        name="claims_with_verdicts",
        meaning="Claims beside the verdict of the cross-check and its best evidence",
        tables=("articles", "claims", "verdicts"),
        select=f"SELECT claims.id, verdicts.verdict, {_CLAIM}, verdicts.reason, "
        "verdicts.evidence, verdicts.evidence_doc, claims.doc, articles.url "
        "FROM claims JOIN articles USING (doc) LEFT JOIN verdicts ON verdicts.claim = claims.id "
        "ORDER BY claims.priority DESC, claims.rowid",
    ),
    View(
        name="claims_with_reviews",
        meaning="Claims beside what each person decided last",
        tables=("articles", "claims", "reviews"),
        select=f"SELECT claims.id, reviews.verdict, reviews.reviewer, {_CLAIM}, "
        "reviews.corrected_to, reviews.evidence_url, reviews.note, reviews.checked_at, "
        "claims.doc, articles.url FROM claims JOIN articles USING (doc) "
        "JOIN reviews ON reviews.claim = claims.id WHERE reviews.revision = "
        "(SELECT max(revision) FROM reviews AS later WHERE later.claim = reviews.claim "
        "AND later.reviewer = reviews.reviewer) ORDER BY claims.priority DESC, claims.rowid",
    ),
    View(
        name="claim_mentions",
        meaning="Dates, amounts and names of each claim, with their values",
        tables=("claims", "mentions"),
        select="SELECT claims.id AS claim, claims.doc, mentions.kind, mentions.text, "
        "mentions.entity, mentions.start_date, mentions.end_date, mentions.low, mentions.high, "
        "mentions.unit, mentions.modifier, mentions.measured FROM claims "
        "JOIN json_each(claims.mentions) JOIN mentions ON mentions.id = json_each.value",
    ),
    View(
        name="articles_by_claims",
        meaning="Articles with the number of their claims and the highest priority among them",
        tables=("articles", "claims"),
        select="SELECT articles.doc, articles.title, articles.published, "
        "count(claims.id) AS claims, max(claims.priority) AS highest_priority "
        "FROM articles LEFT JOIN claims USING (doc) GROUP BY articles.doc "
        "ORDER BY highest_priority DESC",
    ),
)
"""The views; each is made where all its tables are there."""


def create_table(name: str, present: Collection[str]) -> str:
    """Give the statement that creates a table, with keys to those that are ``present``."""
    lines = [
        f"{quote(column.name)} {TYPES.get(column.type, 'TEXT')}"
        + (" PRIMARY KEY" if PRIMARY_KEYS.get(name) == column.name else "")
        for column in TABLES[name]
    ]
    lines += [
        f"FOREIGN KEY ({quote(column)}) REFERENCES {other} ({quote(PRIMARY_KEYS[other])})"
        for column, other in FOREIGN_KEYS.get(name, {}).items()
        if other in present
    ]
    return f"CREATE TABLE {name} ({', '.join(lines)})"


def quote(name: str) -> str:
    """Quote a column's name: one of them is ``group``."""
    return f'"{name}"'
