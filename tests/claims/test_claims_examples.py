"""Every example of the claims stage goes through the stage."""

from __future__ import annotations

import re
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.claims.clause_rules import RULES_BY_ROLE
from pipeline.claims.rules import RULES as ATTRIBUTION_RULES
from pipeline.lexicon import load_examples

EXAMPLES = load_examples("claims")
CASES = [
    pytest.param(group, phrase, id=f"{group['rule']}: {phrase}")
    for group in EXAMPLES["group"]
    for phrase in group["phrases"]
]
NOTHING = [
    pytest.param(group["of"], phrase, id=phrase)
    for group in EXAMPLES["nothing"]
    for phrase in group["phrases"]
]
FURTHER = {"quotation", "quotation_after_colon", "carried_over"}
ATTRIBUTIONS = {rule.__name__ for rule in ATTRIBUTION_RULES} | FURTHER
CLAIMS = {rule.__name__ for rules in RULES_BY_ROLE.values() for rule in rules} | {"whole_sentence"}


def plain(phrase: str) -> tuple[str, list[str]]:
    """Give a phrase without its marks, and the marked stretches."""
    return re.sub(r"[\[\]]", "", phrase), re.findall(r"\[(.*?)\]", phrase)


def found_attributions(doc: Doc) -> list[dict[str, Any]]:
    return [
        {**row, "texts": [doc.text[start:end] for start, end in row["content_spans"]]}
        for row in doc._.attributions
    ]


def found_claims(doc: Doc) -> list[dict[str, Any]]:
    return [{**s._.claim, "rule": s.id_, "texts": [s.text]} for s in doc.spans["claims"]]


@pytest.mark.parametrize(("group", "phrase"), CASES)
def test_example_gives_its_row(nlp: Language, group: dict[str, Any], phrase: str) -> None:
    text, marked = plain(phrase)
    doc = nlp(text)
    attribution = group["rule"] in ATTRIBUTIONS
    rows = found_attributions(doc) if attribution else found_claims(doc)
    wanted = [marked] if attribution else [[one] for one in marked]
    keys = {key: value for key, value in group.items() if key != "phrases"}
    found = [row["texts"] for row in rows if keys.items() <= row.items()]
    assert all(one in found for one in wanted), rows


@pytest.mark.parametrize(("table", "phrase"), NOTHING)
def test_look_alike_gives_nothing(nlp: Language, table: str, phrase: str) -> None:
    doc = nlp(phrase)
    found = doc._.attributions if table == "attributions" else list(doc.spans["claims"])
    assert not found


def test_every_rule_has_an_example() -> None:
    assert {group["rule"] for group in EXAMPLES["group"]} == ATTRIBUTIONS | CLAIMS
