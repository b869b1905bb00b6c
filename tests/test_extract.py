from __future__ import annotations

import pytest

from pipeline import Claim, Mention, Pipeline, process
from pipeline.extract import Identifiers

STORY = (
    "The harbour of Esbjerg handled 4.5 million tonnes in 2023. "
    "Its director, Mette Holm, said on 3 May 2024 that traffic had grown by 12 percent. "
    "Holm expects more ships."
)


def label_of(row: Mention | Claim) -> tuple[str, str]:
    return row.text, row.kind if isinstance(row, Mention) else "claim"


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
    opening = "A new opening paragraph stands here now.\n\n"
    before = process(STORY, pipeline=pipeline)
    after = process(opening + STORY, pipeline=pipeline)
    for rows, moved in ((before.claims, after.claims), (before.mentions, after.mentions)):
        ids = {(row.start - len(opening), label_of(row)): row.id for row in moved}
        kept = [(row.id, ids[row.start, label_of(row)]) for row in rows
                if (row.start, label_of(row)) in ids]  # fmt: skip
        assert len(kept) > 1
        assert [old for old, _ in kept] == [new for _, new in kept]


def test_claim_names_the_mentions_within_it(pipeline: Pipeline) -> None:
    records = process(STORY, pipeline=pipeline)
    by_id = {mention.id: mention for mention in records.mentions}
    [claim] = [claim for claim in records.claims if "4.5 million" in claim.text]
    assert {"Esbjerg", "2023"} <= {by_id[id].text for id in claim.mentions}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "x", "😀", "(" * 500, "1 " * 2000, "'\"“" * 50])
def test_any_text_gives_records(pipeline: Pipeline, text: str) -> None:
    assert process(text, pipeline=pipeline).article.text == text


def test_name_carries_the_models_own_label(pipeline: Pipeline) -> None:
    records = process(STORY, pipeline=pipeline)
    labels = {mention.text: mention.label for mention in records.mentions}
    assert labels["Mette Holm"] == "PERSON"
    assert labels["4.5 million tonnes"] is None
