"""The spaCy component that finds attributions and claims."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


class Claims:
    """Write ``doc._.attributions`` and ``doc.spans["claims"]``."""

    def __init__(self, *, min_priority: float) -> None:
        self.min_priority = min_priority

    def __call__(self, doc: Doc) -> Doc:
        """Find who says what, then the propositions and what they are worth."""
        doc._.attributions = []
        doc.spans["claims"] = []
        return doc


@Language.factory(
    "claimtable_claims",
    assigns=["doc._.attributions", "doc.spans"],
    requires=["token.dep"],
    default_config={"min_priority": 0.0},
)
def create_claims(nlp: Language, name: str, min_priority: float) -> Claims:
    """Create the component; claims below ``min_priority`` are left out."""
    return Claims(min_priority=min_priority)
