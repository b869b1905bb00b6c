"""Final mentions do not run into each other: on real articles, all kinds together."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from pipeline import Pipeline, process
from pipeline.records import Mention

NAMES = frozenset({"person", "place", "organisation", "group", "other", "pronoun", "description"})
CORPUS = sorted((Path(__file__).parent.parent.parent / "corpus").glob("*.*"))
ARTICLES = [path for path in CORPUS if path.suffix in {".txt", ".html"}]

TABLE = """Teams on Saturday:
15 - Anna Lee, 14 - Peter Dale, 9 - Joost van der Laan.

In March 2024 three Danish nurses and 12 members of the Ashby Open team flew to New York.
The April Fools won 3-1. Some 300 May Day marchers sang for 45 minutes on May 1, 2023.
"""


def overlapping(mentions: tuple[Mention, ...]) -> list[tuple[Mention, Mention]]:
    ordered = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
    return [(a, b) for a, b in combinations(ordered, 2) if b.start < a.end]


def is_allowed(outer: Mention, inner: Mention) -> bool:
    """Say whether an amount holds a name or a length of time, from end to end.

    "Three Danish nurses" is a quantity with a people in it; "three months" is an amount and a
    duration.
    """
    kinds = {outer.kind, inner.kind}
    if kinds == {"date", "quantity"}:
        return True
    return inner.end <= outer.end and outer.kind == "quantity" and inner.kind in NAMES


@pytest.mark.parametrize("source", [*ARTICLES, TABLE], ids=lambda each: str(each)[-20:])
def test_mentions_do_not_overlap(source: Path | str, pipeline: Pipeline) -> None:
    pairs = overlapping(process(source, pipeline=pipeline).mentions)
    wrong = [(a.text, a.rule, b.text, b.rule) for a, b in pairs if not is_allowed(a, b)]
    assert wrong == []
