"""The component on Docs parsed by hand, with what other stages would have found set by hand."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English, EnglishDefaults
from spacy.tokens import Doc, Span
from spacy.vocab import create_vocab

from pipeline.claims import create_claims
from pipeline.claims.component import Claims
from pipeline.records import Block, DateValue

IMAGES = (
    "His/PRP$/nmod:poss/1 images/NNS/nsubj/13 ,/,/punct/3 taken/VBN/acl/1 between/IN/case/6 "
    "May/NNP/nmod:unmarked/6 26/CD/obl/3 and/CC/cc/9 June/NNP/nmod:unmarked/9 1/CD/conj/6 "
    ",/,/punct/11 2024/CD/nmod:unmarked/9 ,/,/punct/1 show/VBP/ROOT/13 soldiers/NNS/obj/13 "
    "././punct/13"
)
RULED = (
    "The/DT/det/1 party/NN/nsubj/3 has/VBZ/aux/3 ruled/VBN/ROOT/3 Norland/NNP/obj/3 "
    "since/IN/case/6 1948/CD/obl/3 ././punct/3"
)
BUILT = (
    "Norland/NNP/nsubj/1 built/VBD/ROOT/1 a/DT/det/3 road/NN/obj/1 last/JJ/amod/5 "
    "month/NN/obl:unmarked/1 ././punct/1"
)
CLOSED = (
    "The/DT/det/1 country/NN/nsubj/3 has/VBZ/aux/3 closed/VBN/ROOT/3 12/CD/nummod/5 "
    "schools/NNS/obj/3 ././punct/3"
)
SAID = (
    "Berg/NNP/nsubj/1 said/VBD/ROOT/1 on/IN/case/3 Monday/NNP/obl/1 that/IN/mark/8 the/DT/det/6 "
    "dam/NN/nsubj/8 was/VBD/cop/8 safe/JJ/ccomp/1 ././punct/1"
)
WORKS = "Things/NNS/nsubj/1 work/VBP/ROOT/1 very/RB/advmod/3 differently/RB/advmod/1 ././punct/1"


@pytest.fixture(scope="module")
def component() -> Claims:
    return create_claims(English(), "claims", 0.0)


def name(doc: Doc, start: int, end: int, entity: str, *, kind: str = "person") -> None:
    group = "coreference" if kind in {"description", "pronoun"} else "entities"
    span = Span(doc, start, end, label=kind)
    doc.spans[group] = [*doc.spans.get(group, ()), span]
    span._.entity = entity


def put_date(doc: Doc, start: int, end: int, **value: Any) -> Span:
    span = Span(doc, start, end, label="date")
    doc.spans["dates"] = [*doc.spans.get("dates", ()), span]
    span._.date = DateValue(timex_type="DATE", **value)
    return span


def claims_by_rule(doc: Doc) -> dict[str, dict[str, Any]]:
    return {span.id_: {**span._.claim, "text": span.text} for span in doc.spans["claims"]}


def test_linked_dates_give_the_joined_period(
    component: Claims, parsed: Callable[[str], Doc]
) -> None:
    doc = parsed(IMAGES)
    first, second = doc[5:7], doc[8:12]
    put_date(
        doc, 5, 7, value="2024-05-26", start_date=date(2024, 5, 26), end_date=date(2024, 5, 26),
        range_with=(second.start_char, second.end_char),
    )  # fmt: skip
    put_date(
        doc, 8, 12, value="2024-06-01", start_date=date(2024, 6, 1), end_date=date(2024, 6, 1),
        range_with=(first.start_char, first.end_char),
    )  # fmt: skip
    name(doc, 0, 1, "Ann Lee", kind="pronoun")
    claim = claims_by_rule(component(doc))["participle_clause"]
    assert claim["period"] == ["2024-05-26", "2024-06-01"]
    assert claim["standalone"].startswith("Ann Lee’s images, taken between")
    assert claim["resolved"] == [["His", "Ann Lee’s"]]


def test_since_leaves_the_end_open(component: Claims, parsed: Callable[[str], Doc]) -> None:
    doc = parsed(RULED)
    put_date(doc, 6, 7, value="1948", start_date=date(1948, 1, 1), end_date=date(1948, 12, 31))
    claim = claims_by_rule(component(doc))["main_clause"]
    assert claim["period"] == ["1948-01-01", None]


def test_relative_date_becomes_a_calendar_date(
    component: Claims, parsed: Callable[[str], Doc]
) -> None:
    doc = parsed(BUILT)
    put_date(
        doc, 4, 6, value="2025-03", start_date=date(2025, 3, 1), end_date=date(2025, 3, 31),
        anchor="published",
    )  # fmt: skip
    claim = claims_by_rule(component(doc))["main_clause"]
    assert claim["standalone"] == "Norland built a road in March 2025"
    assert claim["text"] == "Norland built a road last month"


def test_name_is_put_for_a_description_with_its_article(
    component: Claims, parsed: Callable[[str], Doc]
) -> None:
    doc = parsed(f"{BUILT}\n{CLOSED}")
    name(doc, 0, 1, "Norland", kind="place")
    name(doc, 8, 9, "Norland", kind="description")
    standalone = [span._.claim["standalone"] for span in component(doc).spans["claims"]]
    assert standalone[1] == "Norland has closed 12 schools"


def test_description_stays_where_two_names_compete(
    component: Claims, parsed: Callable[[str], Doc]
) -> None:
    doc = parsed(f"{BUILT}\n{CLOSED}")
    name(doc, 0, 1, "Norland", kind="place")
    name(doc, 3, 4, "Sudland", kind="place")
    claim = component(doc).spans["claims"][1]._.claim
    assert claim["standalone"] == "The country has closed 12 schools"
    assert claim["ambiguous"] == [["The country", "no single name that it stands for"]]


def test_speaker_is_the_entity_of_the_source(
    component: Claims, parsed: Callable[[str], Doc]
) -> None:
    doc = parsed(SAID)
    name(doc, 0, 1, "Anna Berg")
    claim = claims_by_rule(component(doc))["said_clause"]
    assert claim["speaker"] == "Anna Berg"
    assert doc._.attributions[claim["attribution"]]["source_entity"] == "Anna Berg"


def test_framing_ranks_below_a_fact(component: Claims, parsed: Callable[[str], Doc]) -> None:
    doc = component(parsed(f"{WORKS}\n{CLOSED}"))
    framing, fact = (span._.claim for span in doc.spans["claims"])
    assert framing["priority"] < 0.3 < fact["priority"]
    assert "-vague" in framing["reasons"]
    assert "quantity" in fact["reasons"]


def test_block_that_is_no_news_gives_nothing(
    component: Claims, parsed: Callable[[str], Doc]
) -> None:
    doc = parsed(f"{SAID}\n{CLOSED}")
    doc._.blocks = (Block(kind="ad", start=0, end=len(doc.text)),)
    component(doc)
    assert not doc._.attributions
    assert not doc.spans["claims"]


def test_rows_below_the_threshold_are_left_out(parsed: Callable[[str], Doc]) -> None:
    doc = create_claims(English(), "claims", 0.5)(parsed(f"{WORKS}\n{CLOSED}"))
    assert [span.text for span in doc.spans["claims"]] == ["The country has closed 12 schools"]


def test_weights_of_a_user_go_over_the_shipped_ones(
    parsed: Callable[[str], Doc], tmp_path: Path
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("[weights]\nquantity = -9.0\n", encoding="utf-8")
    component = create_claims(English(), "claims", 0.0, str(file))
    claim = claims_by_rule(component(parsed(CLOSED)))["main_clause"]
    assert claim["priority"] < 0.01
    assert "-quantity" in claim["reasons"]


def test_claims_survive_serialisation(component: Claims, parsed: Callable[[str], Doc]) -> None:
    doc = component(parsed(SAID))
    copy = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert claims_by_rule(copy) == claims_by_rule(doc)
    assert copy._.attributions == doc._.attributions


@pytest.mark.parametrize("words", [[], ["a"], ["🙂"], ["“"], ["\n", "\n"], ["the"] * 50])
def test_doc_without_a_parse_gives_nothing(component: Claims, words: list[str]) -> None:
    doc = component(Doc(create_vocab("en", EnglishDefaults), words=words))
    assert doc._.attributions == []
    assert not doc.spans["claims"]


@given(st.randoms(use_true_random=False), st.integers(min_value=1, max_value=40))
def test_any_parse_is_read(source: random.Random, length: int) -> None:
    words = ["said", "that", "“", "”", ":", "Berg", "to", "will", "dam", ".", "\n\n", "not", "?"]
    tags = ["VBD", "IN", "MD", "NNP", "NN", "WDT", "PRP", "VB", "TO", "CD", ".", "JJ"]
    deps = ["nsubj", "ccomp", "xcomp", "aux", "mark", "obj", "acl:relcl", "conj", "prep", "pobj",
            "attr", "parataxis", "obl", "case", "advcl", "cc", "nsubj:pass", "acl"]  # fmt: skip
    doc = Doc(
        create_vocab("en", EnglishDefaults),
        words=source.choices(words, k=length),
        tags=source.choices(tags, k=length),
        deps=source.choices(deps, k=length),
        heads=[source.randrange(i, length) for i in range(length)],
    )
    doc = create_claims(English(), "claims", 0.0)(doc)
    assert all(span.text and span._.claim["standalone"] for span in doc.spans["claims"])
