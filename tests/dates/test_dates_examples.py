"""Every example of the dates stage goes through the stage."""

from __future__ import annotations

import re
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.dates import create_dates
from pipeline.dates.rules import RULES
from pipeline.lexicon import load_examples

EXAMPLES = load_examples("dates")
CASES = [
    pytest.param(group, phrase, id=f"{group['rule']}: {phrase}")
    for group in EXAMPLES["group"]
    for phrase in group["phrases"]
]
NOTHING = [phrase for group in EXAMPLES["nothing"] for phrase in group["phrases"]]


@pytest.fixture(scope="session")
def blank() -> Language:
    """English tokens and our stage: what examples need no parser for."""
    return spacy.blank("en")


def read(nlp: Language, text: str, published: str | None) -> Doc:
    doc = nlp.make_doc(text)
    doc._.published = published
    return create_dates(nlp, "dates", None)(doc)


def find_span(doc: Doc, start: int, end: int) -> Span | None:
    for span in doc.spans["dates"]:
        if tuple(span._.offsets or (span.start_char, span.end_char)) == (start, end):
            return span
    return None


@pytest.mark.parametrize(("group", "phrase"), CASES)
def test_example_gives_its_value(blank: Language, group: dict[str, Any], phrase: str) -> None:
    before, inside, _ = re.split(r"[\[\]]", phrase)
    published = group.get("published", EXAMPLES["published"]) or None
    doc = read(blank, re.sub(r"[\[\]]", "", phrase), published)
    span = find_span(doc, len(before), len(before) + len(inside))
    assert span is not None, [s.text for s in doc.spans["dates"]]
    value = span._.date
    found = {
        "rule": span.id_,
        "type": value.timex_type,
        "value": value.value,
        "start": value.start_date and value.start_date.isoformat(),
        "end": value.end_date and value.end_date.isoformat(),
        "modifier": value.modifier,
        "anchor": value.anchor,
        "stated": list(value.stated),
    }
    wanted = {key: value for key, value in group.items() if key in found}
    assert {key: found[key] for key in wanted} == wanted
    if group.get("none"):
        assert value.value is None


@pytest.mark.parametrize("phrase", NOTHING)
def test_look_alike_gives_nothing(blank: Language, phrase: str) -> None:
    doc = read(blank, phrase, EXAMPLES["published"])
    assert [span.text for span in doc.spans["dates"]] == []


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_rule_has_an_example(rule: str) -> None:
    assert rule in {group["rule"] for group in EXAMPLES["group"]}
