"""The component on Docs with blocks, without a date, with odd text."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.dates import create_dates
from pipeline.dates.component import DateFinder
from pipeline.records import Block, DateValue

NLP = spacy.blank("en")
FINDER = create_dates(NLP, "dates", None)


def read(text: str, published: str | None = "2025-04-02", blocks: tuple[Block, ...] = ()) -> Doc:
    doc = NLP.make_doc(text)
    doc._.published = published
    doc._.blocks = blocks
    return FINDER(doc)


def values(doc: Doc) -> list[tuple[str, str | None]]:
    return [(span.text, span._.date.value) for span in doc.spans["dates"]]


def test_range_ends_name_each_other() -> None:
    text = "Taken between February 26 and March 1, 2024, they show it."
    doc = read(text)
    first, second = (span._.date for span in doc.spans["dates"])
    assert first.range_with == (text.index("March"), text.index(", they"))
    assert second.range_with == (text.index("February"), text.index(" and"))


def test_token_with_a_range_is_one_mention() -> None:
    doc = read("The study (2018–2023) is over.")
    (span,) = doc.spans["dates"]
    assert (span.text, span._.date.value, span._.offsets) == ("2018–2023", "2018/2023", None)


def test_skipped_blocks_hold_no_dates() -> None:
    text = "By Jo on 3 April 2024\n\nIt failed on 5 May 2024."
    blocks = (Block(kind="byline", start=0, end=21), Block(kind="paragraph", start=23, end=47))
    assert values(read(text, blocks=blocks)) == [("5 May 2024", "2024-05-05")]


def test_no_date_crosses_two_blocks() -> None:
    text = "It failed on 5 May\n2024 was dry."
    blocks = (Block(kind="title", start=0, end=18), Block(kind="paragraph", start=19, end=32))
    assert [text for text, _ in values(read(text, blocks=blocks))] == ["5 May", "2024"]


def test_offsets_are_set_where_tokens_are_wider() -> None:
    doc = read("The anti-1959 order.")
    (span,) = doc.spans["dates"]
    start, end = span._.offsets or (span.start_char, span.end_char)
    assert doc.text[start:end] == "1959"


@pytest.mark.parametrize("published", [None, "", "soon", "2025-13-01"])
def test_relative_dates_stay_unresolved_without_a_publication_date(published: str | None) -> None:
    doc = read("Last year it failed; on Monday it worked; yesterday it rained.", published)
    dates = [span._.date for span in doc.spans["dates"]]
    assert [date.value for date in dates] == ["XXXX", "XXXX-WXX-1", "XXXX-XX-XX"]
    assert {(date.start_date, date.anchor) for date in dates} == {(None, None)}


def test_history_leans_on_the_last_date() -> None:
    text = (
        "War came in 1861. In April 1861 they fired. In July they fought. In 1862 they rested. "
        "On March 8, 1862 they sailed. The next day they met. By December 1862 it was over."
    )
    assert values(read(text, published=None))[2] == ("July", "1861-07")


def test_news_with_old_years_is_no_history() -> None:
    text = (
        "It was built in 1861, sold in 1862, burned in 1863 and mended in 1864. Yesterday it "
        "opened again, officials said Monday. In March it had failed."
    )
    assert values(read(text))[-1] == ("March", "2025-03")


def test_anchored_duration_has_an_interval() -> None:
    doc = read("It grew in the past three years.")
    (span,) = doc.spans["dates"]
    value: DateValue = span._.date
    assert (value.value, str(value.start_date), str(value.end_date)) == (
        "P3Y",
        "2022-04-02",
        "2025-04-01",
    )


def test_range_runs_forward() -> None:
    found = values(read("It is shut from November to March."))
    assert found == [("November", "2024-11"), ("March", "2025-03")]


def test_component_survives_bytes_and_pickle() -> None:
    doc = read("It failed on March 1, 2024.")
    again = Doc(NLP.vocab).from_bytes(doc.to_bytes())
    assert values(again) == values(doc)
    finder = pickle.loads(pickle.dumps(FINDER))
    assert isinstance(finder, DateFinder)
    assert values(finder(read("It failed yesterday."))) == [("yesterday", "2025-04-01")]


def test_lexicon_of_the_user_adds_a_word(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text('[holidays]\n"founders\' day" = "05-04"\n', encoding="utf-8")
    doc = NLP.make_doc("It opens on Founders' Day.")
    doc._.published = "2025-04-02"
    assert values(DateFinder("dates", lexicon=str(path))(doc)) == [("Founders' Day", "2025-05-04")]


ODD_TEXT = """last next the 1999 2024 may March 31 30 Feb. monday week years ago a of in - – , .
's 12:30 p.m. EST quarter third first 1/2/03 decades century BC later earlier that '90s 5 to"""
WORDS = st.sampled_from(ODD_TEXT.split())


@given(text=st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join)))
@pytest.mark.parametrize("published", [None, "0001-01-01", "2025-04-02", "9999-12-31"])
def test_any_text_at_all_is_read(text: str, published: str | None) -> None:
    doc = read(text, published)
    for span in doc.spans["dates"]:
        start, end = span._.offsets or (span.start_char, span.end_char)
        assert 0 <= start < end <= len(text)
        value = span._.date
        assert value.start_date is None or value.start_date <= value.end_date


def test_factory_is_known_to_spacy() -> None:
    nlp: Language = spacy.blank("en")
    assert nlp.add_pipe("claimtable_dates").name == "claimtable_dates"
