"""What must hold for any text at all."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from pipeline import InputError, Pipeline, Records, process
from pipeline.annotate import to_doc
from pipeline.clean import clean_article
from pipeline.extract import extract
from pipeline.records import Article, from_dict, to_dict

PUBLISHED = date(2025, 4, 2)

PIECES = (
    "Ann Lee said that on Monday 482 kilometers of fence between and 2020 2023 March 1, 2024 $5m "
    "percent rose by North Korea (NK) Advertisement By \n\n \n “ ” ' \" — - ; : . ? ! the a of "
    "million his he was not may second one 3.5 1/2 % € 12:30 PM next last week years"
)
WORDS = st.sampled_from(PIECES.split(" "))
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(WORDS, max_size=60).map(" ".join),
    st.lists(st.sampled_from("0123456789.,-–/()[]\"'“”\n ap"), max_size=120).map("".join),
)

any_text = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def process_any(text: str, pipeline: Pipeline) -> Records:
    return process(text, pipeline=pipeline, published=PUBLISHED)


@any_text
@given(text=TEXTS)
def test_every_row_stands_on_its_words(text: str, pipeline: Pipeline) -> None:
    records = process_any(text, pipeline)
    rows = [*records.mentions, *records.claims]
    assert [text[row.start : row.end] for row in rows] == [row.text for row in rows]


@any_text
@given(text=TEXTS)
def test_no_mention_or_claim_crosses_a_block(text: str, pipeline: Pipeline) -> None:
    records = process_any(text, pipeline)
    blocks = records.article.blocks
    starts = [block.start for block in blocks]
    for row in (*records.mentions, *records.claims):
        block = blocks[bisect_right(starts, row.start) - 1]
        assert block.start <= row.start
        assert row.end <= block.end


@any_text
@given(text=TEXTS)
def test_ids_are_unique_and_letter_led(text: str, pipeline: Pipeline) -> None:
    records = process_any(text, pipeline)
    ids = [row.id for row in (*records.mentions, *records.attributions, *records.claims)]
    assert len(set(ids)) == len(ids)
    assert all(id[0].isalpha() for id in ids)


@any_text
@given(text=TEXTS)
def test_records_go_to_a_dict_and_back(text: str, pipeline: Pipeline) -> None:
    records = process_any(text, pipeline)
    assert from_dict(to_dict(records), Records) == records


@pytest.mark.parametrize("text", ["0/\r0", "0/\n0", "Water levels:\n1\n/2"])
def test_number_does_not_go_on_in_the_next_block(text: str, pipeline: Pipeline) -> None:
    records = process_any(text, pipeline)
    blocks = records.article.blocks
    for row in records.mentions:
        assert any(block.start <= row.start and row.end <= block.end for block in blocks)


def test_gap_behind_a_number_is_no_noun(pipeline: Pipeline) -> None:
    [mention] = process_any("MILLION  ", pipeline).mentions
    assert mention.text == "MILLION"


def test_half_a_character_is_refused_with_its_place(pipeline: Pipeline) -> None:
    with pytest.raises(InputError, match=r"lone surrogate.* at 5"):
        process_any("Rain \ud800 fell.", pipeline)


STORIES = (
    "Ann Lee said on Monday that 40 workers had built 3 km of road. She left in March.",
    "Rain fell.",
    "The council spent $2.5 million between 2020 and 2023, according to the mayor, Ola Berg.",
    "",
    "“We will not go,” Berg told reporters. The fair drew 12,000 people last year.",
)


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    plain = [
        Article(doc=str(i), text=text, sha256="", path="", media_type="", published=PUBLISHED)
        for i, text in enumerate(STORIES)
    ]
    return [clean_article(article) for article in plain]


@pytest.mark.parametrize("processes", [1, 2])
def test_result_is_the_same_alone_and_in_a_batch(
    articles: list[Article], pipeline: Pipeline, processes: int
) -> None:
    nlp = pipeline.nlp
    alone = [extract(nlp(to_doc(article, nlp)), article) for article in articles]
    docs = (to_doc(article, nlp) for article in articles)
    piped = nlp.pipe(docs, n_process=processes, batch_size=2)
    assert [extract(doc, article) for doc, article in zip(piped, articles, strict=True)] == alone


def test_annotated_doc_survives_bytes(articles: list[Article], pipeline: Pipeline) -> None:
    nlp = pipeline.nlp
    doc = nlp(to_doc(articles[0], nlp))
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert extract(again, articles[0]) == extract(doc, articles[0])
