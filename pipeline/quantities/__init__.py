"""Stage 6: numbers with their unit, modifier, direction and the thing measured.

``rules`` proposes candidates from the written forms, ``refine`` drops look-alikes and adds what
stands around a number, ``values`` gives the value. It writes ``doc.spans["quantities"]``;
``span.id_`` is the rule that found the quantity and ``span._.quantity`` its value.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, Span

from .. import extensions, syntax
from .candidates import Candidate
from .measured import find_measured
from .reading import Reading, read_doc
from .refine import refine
from .rules import find_candidates
from .values import to_quantity

GROUP = "quantities"


@Language.factory(
    "claimtable_quantities",
    assigns=["doc.spans"],
    requires=["token.pos", "token.dep", "token.lemma"],
)
def create_quantities(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Create the component that finds quantities."""
    del nlp, name
    extensions.register()
    return find_quantities


def find_quantities(doc: Doc) -> Doc:
    """Write the quantities of a Doc to ``doc.spans["quantities"]``."""
    reading = read_doc(doc)
    candidates = refine(reading, find_candidates(reading.text))
    measured = find_measured(reading, syntax.read_tree(doc), candidates) if candidates else []
    doc.spans[GROUP] = [
        _to_span(reading, candidate, thing)
        for candidate, thing in zip(candidates, measured, strict=True)
    ]
    return doc


def _to_span(reading: Reading, candidate: Candidate, measured: str | None) -> Span:
    first, last = reading.token_at(candidate.start), reading.token_at(candidate.end - 1)
    span = Span(reading.doc, first, last + 1, label="quantity", span_id=candidate.rule)
    span._.quantity = to_quantity(candidate, measured)
    if (span.start_char, span.end_char) != (candidate.start, candidate.end):
        span._.offsets = [candidate.start, candidate.end]
    return span
