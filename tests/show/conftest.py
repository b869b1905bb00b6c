"""Records made by hand: what is shown does not depend on what a model finds."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.records import (
    Article,
    Attribution,
    Block,
    Claim,
    DateValue,
    Mention,
    Place,
    Quantity,
    Records,
)

TEXT = "Bridge reopens\n\nOla Berg said the town spent 2 million euros in 2023.\n\nA bridge in fog"


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    """Give the offsets of words in the text."""
    start = text.index(words)
    return start, start + len(words)


def claim(words: str, priority: float, text: str = TEXT, **rest: object) -> Claim:
    start, end = at(words, text)
    made = {"id": f"c{start}x{end}", "doc": "bridge", "start": start, "end": end, "text": words,
            "standalone": words, "priority": priority, "rule": "said_clause", **rest}  # fmt: skip
    return Claim(**made)  # type: ignore[arg-type]


def mention(words: str, kind: str, text: str = TEXT, **rest: object) -> Mention:
    start, end = at(words, text)
    made = {"id": f"m{start}x{end}", "doc": "bridge", "start": start, "end": end, "text": words,
            "kind": kind, **rest}  # fmt: skip
    return Mention(**made)  # type: ignore[arg-type]


def of_text(text: str, **rest: object) -> Records:
    """Give an article of one paragraph."""
    block = Block(kind="paragraph", start=0, end=len(text))
    article = Article(
        doc="bridge", text=text, sha256="", path="", media_type="text/plain", blocks=(block,)
    )
    return Records(article=article, **rest)  # type: ignore[arg-type]


@pytest.fixture
def records() -> Records:
    blocks = (("title", "Bridge reopens"),
              ("paragraph", "Ola Berg said the town spent 2 million euros in 2023."),
              ("caption", "A bridge in fog"))  # fmt: skip
    article = Article(
        doc="bridge", text=TEXT, sha256="", path="bridge.txt", media_type="text/plain",
        title="Bridge reopens", byline="Ann Lee", published=date(2024, 3, 3),
        published_from="metadata", metadata_from={"title": "text", "published": "metadata.csv"},
        url="https://example.org/bridge?a=1&b=2",
        blocks=tuple(Block(kind=kind, start=at(words)[0], end=at(words)[1])
                     for kind, words in blocks),  # type: ignore[arg-type]
    )  # fmt: skip
    spent = "the town spent 2 million euros in 2023"
    attribution = Attribution(
        id="a1", doc="bridge", source_spans=(at("Ola Berg"),), cue_spans=(at("said"),),
        content_spans=(at(spent),), source="Ola Berg", source_entity="Ola Berg", rule="verb_clause",
    )  # fmt: skip
    year = DateValue(timex_type="DATE", value="2023", start_date=date(2023, 1, 1),
                     end_date=date(2023, 12, 31), stated=("year",))  # fmt: skip
    euros = Quantity(low=2e6, high=2e6, unit="EUR", dimension="money", measured="the town")
    return Records(
        article=article,
        mentions=(
            mention("Ola Berg", "person", entity="Ola Berg", rule="model", role="mayor",
                    place=Place(country="NO", reason="named")),
            mention("2 million euros", "quantity", quantity=euros, rule="number_unit"),
            mention("2023", "date", date=year, rule="year"),
        ),
        attributions=(attribution,),
        claims=(
            claim("Bridge reopens", 0.2, reasons=("-vague",), rule="main_clause"),
            claim(spent, 0.9, speaker="Ola Berg", reasons=("quantity", "dated"),
                  period_start=date(2023, 1, 1), period_end=date(2023, 12, 31)),
        ),
    )  # fmt: skip
