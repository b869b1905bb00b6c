"""The same article gives the same claims, names, dates and amounts, whatever its format."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import Pipeline, Records, process

from .formats import DATE, WRITERS, save

NAME = "agency-flood-pledge"
DOCUMENTS = Path(__file__).parent / "documents"


def facts_of(records: Records) -> dict[str, list[tuple[object, ...]]]:
    return {
        "claims": [
            (c.text, c.standalone, c.speaker, c.certainty, c.negated, c.period_start, c.period_end)
            for c in records.claims
        ],
        "mentions": [
            (m.text, m.kind, m.entity, m.block, m.date and m.date.value, m.quantity)
            for m in records.mentions
        ],
        "attributions": [(a.source, a.kind, a.quoted) for a in records.attributions],
    }


@pytest.fixture(scope="module")
def expected(corpus: Path, pipeline: Pipeline) -> dict[str, list[tuple[object, ...]]]:
    return facts_of(process(corpus / f"{NAME}.txt", pipeline=pipeline, published=DATE))


def check(path: Path, expected: object, pipeline: Pipeline) -> None:
    records = process(path, pipeline=pipeline, published=DATE)
    assert facts_of(records) == expected
    for mention in records.mentions:
        assert records.article.text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize("suffix", WRITERS)
def test_article_gives_the_same_facts_as_its_text(
    suffix: str, corpus: Path, tmp_path: Path, expected: object, pipeline: Pipeline
) -> None:
    text = (corpus / f"{NAME}.txt").read_text(encoding="utf-8")
    paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
    check(save(tmp_path, f"a.{suffix}", WRITERS[suffix](paragraphs)), expected, pipeline)


@pytest.mark.parametrize("suffix", ["docx", "odt", "pdf", "rtf"])
def test_document_of_libreoffice_gives_the_same_facts_as_the_text(
    suffix: str, expected: object, pipeline: Pipeline
) -> None:
    check(DOCUMENTS / f"{NAME}.{suffix}", expected, pipeline)
