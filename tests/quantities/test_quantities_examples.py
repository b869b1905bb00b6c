"""Every group of examples.toml, and every look-alike, through the stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pipeline.lexicon import load_examples
from pipeline.records import to_dict

if TYPE_CHECKING:
    from spacy.language import Language

EXAMPLES = load_examples("quantities")
GIVEN = [(group, phrase) for group in EXAMPLES["group"] for phrase in group["phrases"]]
NOTHING = [
    (group["reason"], phrase) for group in EXAMPLES["nothing"] for phrase in group["phrases"]
]


@pytest.mark.parametrize(("group", "phrase"), GIVEN, ids=[phrase for _, phrase in GIVEN])
def test_example_gives_its_value(nlp: Language, group: dict[str, Any], phrase: str) -> None:
    start, end = phrase.index("["), phrase.index("]") - 1
    doc = nlp(phrase.replace("[", "").replace("]", ""))
    found = {
        tuple(span._.offsets or (span.start_char, span.end_char)): span
        for span in doc.spans["quantities"]
    }
    assert (start, end) in found
    span = found[start, end]
    expected = {"high": group["value"]["low"], **group["value"]}
    quantity = span._.quantity
    left_out = {"measured": quantity.measured or "", "unit": quantity.unit or ""}
    value = {**to_dict(quantity), **left_out}
    assert {key: _near(value[key]) for key in expected} == {
        key: _near(part) for key, part in expected.items()
    }
    assert span.id_ == group["rule"]


def _near(part: Any) -> Any:
    if isinstance(part, tuple):
        return list(part)
    return float(f"{part:.9g}") if isinstance(part, int | float) else part


@pytest.mark.parametrize(("reason", "phrase"), NOTHING, ids=[phrase for _, phrase in NOTHING])
def test_look_alike_gives_nothing(nlp: Language, reason: str, phrase: str) -> None:
    doc = nlp(phrase)
    assert [span.text for span in doc.spans["quantities"]] == [], reason
