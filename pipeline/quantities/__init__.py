"""Stage 6: numbers with their unit, modifier, direction and the thing measured.

``rules`` proposes candidates from the written forms, ``refine`` drops look-alikes and adds what
stands around a number, ``values`` gives the value. It writes ``doc.spans["quantities"]``;
``span.id_`` is the rule that found the quantity and ``span._.quantity`` its value.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from .. import extensions, syntax
from .candidates import Candidate
from .measured import find_measured
from .reading import Reading, read_doc
from .refine import refine
from .rules import find_candidates
from .values import to_quantity
from .vocabulary import Vocabulary, shipped_vocabulary

GROUP = "quantities"


@Language.factory(
    "claimtable_quantities",
    assigns=["doc.spans"],
    requires=["token.pos", "token.dep", "token.lemma"],
    default_config={"lexicon": None},
)
def create_quantities(
    nlp: Language,  # noqa: ARG001 - spaCy passes it by name
    name: str,
    lexicon: str | None,
) -> QuantityFinder:
    """Create the component; ``lexicon`` is the path of a TOML file with words of your own."""
    return QuantityFinder(name, lexicon=lexicon)


class QuantityFinder:
    """Finds quantities in Docs with the words of one vocabulary."""

    def __init__(self, name: str, *, lexicon: str | None = None) -> None:
        extensions.register()
        self.name = name
        self.lexicon = lexicon
        self._vocabulary = Vocabulary(lexicon) if lexicon else shipped_vocabulary()

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by settings: a worker process compiles its own patterns."""
        return _rebuild, (self.name, self.lexicon)

    def __call__(self, doc: Doc) -> Doc:
        """Write the quantities of a Doc into its span group."""
        return find_quantities(doc, vocabulary=self._vocabulary)


def _rebuild(name: str, lexicon: str | None) -> QuantityFinder:
    return QuantityFinder(name, lexicon=lexicon)


def find_quantities(doc: Doc, *, vocabulary: Vocabulary | None = None) -> Doc:
    """Write the quantities of a Doc to ``doc.spans["quantities"]``."""
    reading = read_doc(doc, vocabulary or shipped_vocabulary())
    candidates = refine(reading, find_candidates(reading.text, reading.vocabulary))
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
