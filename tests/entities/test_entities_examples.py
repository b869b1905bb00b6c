"""Every example of the entities stage goes through the stage."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from pipeline.entities import create_entities
from pipeline.entities.candidates import KINDS
from pipeline.entities.cues import CUES
from pipeline.entities.refine import REFINERS
from pipeline.entities.rules import RULES
from pipeline.lexicon import load_examples

EXAMPLES = load_examples("entities")
CASES = [
    pytest.param(group, phrase, id=f"{group['rule']}: {phrase}")
    for group in EXAMPLES["group"]
    for phrase in group["phrases"]
]
NOTHING = [phrase for group in EXAMPLES["nothing"] for phrase in group["phrases"]]
NEEDED = [function.__name__ for function in (*RULES, *REFINERS, *CUES)]
KIND_BY_LABEL = {"PERSON": "person", "ORG": "organisation", "LOC": "place"}
THREE = {"person", "place", "organisation"}


@dataclass(frozen=True)
class Phrase:
    """A phrase without its marks, and what they mark, by characters."""

    text: str
    expected: list[tuple[int, int]]
    said: list[tuple[int, int, str]]


def read_phrase(marked: str) -> Phrase:
    text, expected, said = "", [], []
    opened: list[int] = []
    labelled: list[tuple[int, str]] = []
    for part in re.split(r"(<[A-Z]+ |[>\[\]])", marked):
        if part == "[":
            opened.append(len(text))
        elif part == "]":
            expected.append((opened.pop(), len(text)))
        elif part == ">":
            start, label = labelled.pop()
            said.append((start, len(text), label))
        elif part.startswith("<"):
            labelled.append((len(text), part[1:-1]))
        else:
            text += part
    return Phrase(text, expected, said)


def run_stage(nlp: Language, phrase: Phrase, scores: dict[str, float] | None = None) -> Doc:
    """Tag and parse as usual, but let the phrase say what the recogniser says."""
    stages = [pipe for pipe in nlp.pipe_names if pipe.startswith("claimtable")]
    stages.remove("claimtable_recogniser")  # the parser needs it
    with nlp.select_pipes(disable=stages):
        doc = nlp(phrase.text)
    del doc.spans["recogniser"]
    spans = [doc.char_span(*said[:2], label=said[2]) for said in phrase.said]
    doc.set_ents([span for span in spans if span is not None])
    if scores is not None:
        rows = [[scores.get(kind, 0.01) for kind in KINDS] for _ in spans]
        group = SpanGroup(doc, name="recogniser", spans=spans, attrs={"scores": rows})
        doc.spans["recogniser"] = group
    return create_entities(nlp, "entities", None)(doc)


def find_span(doc: Doc, start: int, end: int) -> Span | None:
    spans = [*doc.spans["entities"], *doc.spans["coreference"]]
    return next((s for s in spans if (s.start_char, s.end_char) == (start, end)), None)


@pytest.mark.parametrize(("group", "phrase"), CASES)
def test_example_gives_its_names(nlp: Language, group: dict[str, Any], phrase: str) -> None:
    read = read_phrase(phrase)
    doc = run_stage(nlp, read, group.get("scores"))
    spans = [*doc.spans["entities"], *doc.spans["coreference"]]
    shown = [(s.text, s.label_, s.id_, s._.entity, s._.entity_rule) for s in spans]
    for start, end in read.expected:
        span = find_span(doc, start, end)
        assert span is not None, shown
        assert span.label_ == group.get("kind", span.label_), shown
        assert span._.entity == group.get("entity", span._.entity), shown
    if "link" in group:
        rules = {find_span(doc, *offsets)._.entity_rule for offsets in read.expected}
        assert group["link"] in rules, shown


@pytest.mark.parametrize("phrase", NOTHING)
def test_look_alike_gives_nothing(nlp: Language, phrase: str) -> None:
    read = read_phrase(phrase)
    doc = run_stage(nlp, read)
    wanted = [find_span(doc, *offsets) for offsets in read.expected]
    names = [s.text for s in doc.spans["entities"] if s.label_ in THREE]
    assert wanted == [None] * len(wanted)
    assert read.expected or names == []


@pytest.mark.parametrize("rule", NEEDED)
def test_every_rule_has_an_example(rule: str) -> None:
    renamed = {"pair_brackets": "brackets"}
    assert renamed.get(rule, rule) in {group["rule"] for group in EXAMPLES["group"]}


def test_examples_are_four_hundred_or_more() -> None:
    assert len(CASES) + len(NOTHING) >= 400
