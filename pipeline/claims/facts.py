"""The dates, quantities and names of a Doc, as the claims stage asks for them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping

from spacy.tokens import Doc, Span

from ..records import DateValue
from .words import Words

GROUPS = ("entities", "dates", "quantities")


class Facts:
    """Finds what can be looked up in a stretch of a Doc: dates, quantities, names, numbers.

    A Doc that other components have not read gives what its tags show: numbers and proper nouns.
    """

    def __init__(self, doc: Doc, words: Words) -> None:
        spans = [span for group in GROUPS if group in doc.spans for span in doc.spans[group]]
        kinds: dict[int, set[str]] = {}
        for span in spans:
            if span.label_ == "date" and not _is_definite(span):
                continue
            for i in range(span.start, span.end):
                kinds.setdefault(i, set()).add(span.label_)
        known = {group for group in GROUPS if group in doc.spans}
        for token in doc:
            if token.tag_ == "CD" and token.i not in kinds:
                if token.lower_ not in words["priority.no_numbers"]:
                    kinds[token.i] = {"number"}
            elif token.tag_ in {"NNP", "NNPS"} and "entities" not in known:
                kinds.setdefault(token.i, set()).add("name")
        self._ranges = {
            i: (span.start, span.end) for span in spans for i in range(span.start, span.end)
        }
        self._kinds = kinds
        self.tokens = frozenset(kinds)
        dates = doc.spans.get("dates", ())
        valued = ((span, span._.date) for span in dates)
        self._dates = sorted(
            ((span, value) for span, value in valued if value is not None),
            key=lambda pair: pair[0].start,
        )
        self._date_starts = [span.start for span, _ in self._dates]

    def mention_around(self, i: int) -> tuple[int, int]:
        """Give the tokens of the mention that holds a token, or the token alone."""
        return self._ranges.get(i, (i, i + 1))

    def count(self, start: int, end: int) -> Mapping[str, int]:
        """Count the tokens of each kind of fact in a stretch."""
        return Counter(kind for i in range(start, end) for kind in self._kinds.get(i, ()))

    def dates(self, start: int, end: int) -> list[tuple[Span, DateValue]]:
        """Give the date mentions in a stretch that have a value."""
        first = bisect_left(self._date_starts, start)
        last = bisect_left(self._date_starts, end)
        return [pair for pair in self._dates[first:last] if pair[0].end <= end]


def _is_definite(span: Span) -> bool:
    """Say whether a date can be looked up: "recent years" and "decades" cannot."""
    value = span._.date
    return value is None or value.start_date is not None
