"""Whose dollar a bare $ is."""

from __future__ import annotations

import pytest
import spacy

from pipeline.quantities import find_quantities

BLANK = spacy.blank("en")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("It costs $5.", "USD"),
        ("Canadian firms are glad. In Toronto it costs $5.", "CAD"),
        ("In Sydney it costs $5.", "USD"),
        ("Australian buyers in New York and Sydney pay $5.", "USD"),
        ("It costs A$7 or $5.", "AUD"),
        ("It costs 7 New Zealand dollars, or $5.", "NZD"),
    ],
)
def test_bare_dollar_leans_on_the_text_and_stays_inferred(text: str, code: str) -> None:
    doc = find_quantities(BLANK.make_doc(text))
    quantities = [span._.quantity for span in doc.spans["quantities"]]
    (found,) = [quantity for quantity in quantities if quantity.low == 5]
    assert (found.unit, found.inferred) == (code, ("unit",))
