"""Says where sentences start, before the parser: where it is sure, the parser has to follow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline.senter import SentenceRecognizer
from spacy.tokens import Doc
from thinc.api import Model

FACTORY = "claimtable_sentences"


@Language.factory(
    FACTORY,
    assigns=["token.is_sent_start"],
    default_config={"sure_start": 0.5, "sure_inside": 0.5},
    default_score_weights={"sents_f": 1.0, "sents_p": 0.0, "sents_r": 0.0},
)
def create_sentences(
    nlp: Language, name: str, model: Model[Any, Any], sure_start: float, sure_inside: float
) -> SentenceStarts:
    """Create the component.

    ``sure_start`` is the least probability of a start for a token to be preset as one;
    ``sure_inside`` the least probability of the contrary for a start to be forbidden.
    """
    return SentenceStarts(nlp.vocab, model, name, sure_start=sure_start, sure_inside=sure_inside)


class SentenceStarts(SentenceRecognizer):  # type: ignore[misc]
    """spaCy's recogniser of sentences, which leaves to the parser what it is not sure of."""

    def __init__(
        self, vocab: Any, model: Any, name: str, *, sure_start: float, sure_inside: float
    ) -> None:
        super().__init__(vocab, model, name)
        self.cfg["sure_start"] = sure_start
        self.cfg["sure_inside"] = sure_inside

    def predict(self, docs: Iterable[Doc]) -> list[NDArray[np.int64]]:
        """Give 1 where a sentence surely starts, -1 where it surely does not, and 0 elsewhere."""
        docs = list(docs)
        if not any(len(doc) for doc in docs):
            return [np.zeros(len(doc), dtype=np.int64) for doc in docs]
        rows = self.model.predict(docs)
        return [self._choose(doc, row[:, 1]) for doc, row in zip(docs, rows, strict=True)]

    def set_annotations(self, docs: Iterable[Doc], batch_tag_ids: Any) -> None:
        """Set the starts; what an earlier component or the user has set stays."""
        for doc, marks in zip(docs, batch_tag_ids, strict=True):
            given = doc.to_array("SENT_START").astype(np.int64)
            starts = np.where(given == 0, marks, given).astype(np.uint64)
            doc.from_array(["SENT_START"], starts)  # type: ignore[arg-type]

    def _choose(self, doc: Doc, starts: NDArray[np.float32]) -> NDArray[np.int64]:
        marks = np.zeros(len(starts), dtype=np.int64)
        marks[starts >= self.cfg["sure_start"]] = 1
        marks[starts < 1 - self.cfg["sure_inside"]] = -1
        # Treebanks have no line breaks to learn from; they end a sentence, as the parser has it.
        marks[doc.to_array("IS_SPACE").astype(bool)] = -1
        marks[:1] = 1
        return marks
