"""A Doc as the refiners see it: its text, and which token holds a character."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc

from ..extensions import text_of
from .vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Reading:
    """A Doc with what every refiner asks for, computed once."""

    doc: Doc
    text: str
    starts: tuple[int, ...]
    """Character offset of each token."""
    vocabulary: Vocabulary

    def token_at(self, offset: int) -> int:
        """Give the index of the token that holds a character."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def token_borders(self, start: int, end: int) -> tuple[int, int]:
        """Give where the tokens of a stretch start and end."""
        last = self.token_at(max(start, end - 1))
        return self.starts[self.token_at(start)], self.starts[last] + len(self.doc[last])

    def before(self, offset: int, length: int = 40) -> str:
        """Give the text right before an offset."""
        return self.text[max(0, offset - length) : offset]

    def behind(self, offset: int, length: int = 40) -> str:
        """Give the text right behind an offset."""
        return self.text[offset : offset + length]


def read_doc(doc: Doc, vocabulary: Vocabulary) -> Reading:
    """Prepare a Doc for the refiners."""
    return Reading(doc, text_of(doc), tuple(doc.to_array(["IDX"]).tolist()), vocabulary)
