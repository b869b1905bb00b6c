from __future__ import annotations

import pytest

from pipeline import Pipeline, process
from pipeline.extract import Identifiers

STORY = (
    "The harbour of Esbjerg handled 4.5 million tonnes in 2023. "
    "Its director, Mette Holm, said on 3 May 2024 that traffic had grown by 12 percent. "
    "Holm expects more ships."
)


def test_same_content_again_gets_another_id() -> None:
    identifiers = Identifiers("a")
    first, second = identifiers.make("m", "one", "two"), identifiers.make("m", "one", "two")
    assert first != second
    assert first.startswith("m")
    assert first.isalnum()


def test_id_depends_on_the_document() -> None:
    assert Identifiers("a").make("c", "x") != Identifiers("b").make("c", "x")


def test_offsets_give_the_words_of_every_row(pipeline: Pipeline) -> None:
    records = process(STORY, pipeline=pipeline)
    rows = [*records.mentions, *records.claims]
    assert rows
    assert [STORY[row.start : row.end] for row in rows] == [row.text for row in rows]


def test_ids_survive_a_paragraph_added_above(pipeline: Pipeline) -> None:
    before = process(STORY, pipeline=pipeline)
    after = process("A new opening paragraph stands here now.\n\n" + STORY, pipeline=pipeline)
    assert {claim.id for claim in before.claims} <= {claim.id for claim in after.claims}
    assert {mention.id for mention in before.mentions} <= {mention.id for mention in after.mentions}


def test_claim_names_the_mentions_within_it(pipeline: Pipeline) -> None:
    records = process(STORY, pipeline=pipeline)
    by_id = {mention.id: mention for mention in records.mentions}
    [claim] = [claim for claim in records.claims if "4.5 million" in claim.text]
    assert {"Esbjerg", "2023"} <= {by_id[id].text for id in claim.mentions}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "x", "😀", "(" * 500, "1 " * 2000, "'\"“" * 50])
def test_any_text_gives_records(pipeline: Pipeline, text: str) -> None:
    assert process(text, pipeline=pipeline).article.text == text
