"""Who or what a source is: documents with title and date, pronouns, descriptions, nesting."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline import Attribution, Pipeline, process

PUBLISHED = date(2024, 3, 6)


def attributions(text: str, pipeline: Pipeline) -> tuple[Attribution, ...]:
    return process(text, pipeline=pipeline, published=PUBLISHED).attributions


@pytest.mark.parametrize(
    ("text", "source", "known"),
    [
        (
            "A report titled “Dry Rivers”, published in May 2021 by the Norland Water Board, says"
            " that 12 dams leak.",
            "A report titled “Dry Rivers”, published in May 2021 by the Norland Water Board",
            ("Norland Water Board", "Dry Rivers", "2021-05"),
        ),
        (
            "The Norland Water Board published a report in May 2021. The report, titled “Dry"
            " Rivers”, says that 12 dams leak.",
            "The report, titled “Dry Rivers”",
            ("Norland Water Board", "Dry Rivers", "2021-05"),
        ),
        (
            "A study by the Norland Institute, published on 3 May 2021, found that moss grows"
            " faster. It warned that the ice melts.",
            "It",
            ("Norland Institute", None, "2021-05-03"),
        ),
    ],
)
def test_document_is_a_source_with_title_and_date(
    pipeline: Pipeline, text: str, source: str, known: tuple[str | None, ...]
) -> None:
    found = next(one for one in attributions(text, pipeline) if one.source == source)
    assert (found.source_entity, found.source_title, found.source_date) == known


@pytest.mark.parametrize(
    ("source", "entity"),
    [
        ("A letter sent to Anna Berg", None),
        ("A lawsuit against Holm Group", None),
        ("A report on Anna Berg", None),
        ("The report, which the BBC has seen,", None),
        ("The memo, obtained by Reuters,", None),
        ("A lawsuit that the city filed against Holm Group", None),
        ("A memo from Anna Berg to Reuters", "Anna Berg"),
        ("A report by Holm Group", "Holm Group"),
    ],
)
def test_only_who_may_have_written_a_document_speaks_by_it(
    pipeline: Pipeline, source: str, entity: str | None
) -> None:
    [found] = attributions(f"{source} says that 12 dams leak.", pipeline)
    assert (found.source, found.source_entity) == (source.rstrip(","), entity)


@pytest.mark.parametrize(
    ("text", "source", "entity"),
    [
        ("Officials at the ministry said the dam leaked. They said that 40 bolts were loose.",
         "They", "Officials at the ministry"),
        ("Anna Berg, who had called the plan a mistake, resigned.", "who", "Anna Berg"),
        ("The chairman of Norvale, Ann Lee, told The Morning Post that profits had fallen.",
         "The chairman of Norvale, Ann Lee", "Ann Lee"),
        ("“It leaks,” Ann Lee said. “And it will go on leaking,” she added.", "she", "Ann Lee"),
    ],
)  # fmt: skip
def test_source_is_resolved_where_the_article_allows(
    pipeline: Pipeline, text: str, source: str, entity: str
) -> None:
    found = next(one for one in attributions(text, pipeline) if one.source == source)
    assert found.source_entity == entity


def test_attribution_within_another_names_it(pipeline: Pipeline) -> None:
    outer, inner = attributions("Berg said Larsson had told her that the dam leaked.", pipeline)
    assert (outer.within, inner.within) == (None, outer.id)


def test_source_carries_over_only_with_its_reason(pipeline: Pipeline) -> None:
    text = "Officials found that 12 dams leaked. Additionally, three dams were closed in 2021."
    claims = process(text, pipeline=pipeline, published=PUBLISHED).claims
    rows = {row.id: row for row in attributions(text, pipeline)}
    closed = next(claim for claim in claims if "closed" in claim.text)
    assert closed.speaker == "Officials"
    assert rows[closed.attribution or ""].rule == "carried_over"


def test_quotation_of_two_paragraphs_has_one_speaker(pipeline: Pipeline) -> None:
    text = "“The dam is safe. We looked in May.\n\n“We looked again in June,” Berg said."
    [found] = attributions(text, pipeline)
    assert [text[start:end] for start, end in found.content_spans] == [
        "“The dam is safe. We looked in May.",
        "“We looked again in June,”",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The dam “leaks like a sieve, Berg said. The town is safe, the mayor said.",
        'Berg said: "The dam is "safe", and it stays so. The mayor said the town is safe.',
        "”Odd,” said Berg. The mayor said the town is safe. ‘“",
    ],
)
def test_odd_marks_cost_a_quotation_only(pipeline: Pipeline, text: str) -> None:
    assert "mayor" in " ".join(one.source or "" for one in attributions(text, pipeline))
