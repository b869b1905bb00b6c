"""The dates, quantities and names of a Doc, as the claims stage asks for them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping

from spacy.tokens import Doc, Span

from ..records import DateValue, Quantity
from .words import Words

NAME_KINDS = frozenset({"person", "place", "organisation", "group", "other", "name"})
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
        self._date_tokens = frozenset(i for span in dates for i in range(span.start, span.end))
        valued = ((span, span._.date) for span in dates)
        self._dates = sorted(
            ((span, value) for span, value in valued if value is not None),
            key=lambda pair: pair[0].start,
        )
        measured = ((span, span._.quantity) for span in doc.spans.get("quantities", ()))
        self._amounts = sorted(
            ((span, value) for span, value in measured if value is not None),
            key=lambda pair: pair[0].start,
        )
        self._amount_starts = [span.start for span, _ in self._amounts]
        self._date_starts = [span.start for span, _ in self._dates]

    def mention_around(self, i: int) -> tuple[int, int]:
        """Give the tokens of the mention that holds a token, or the token alone."""
        return self._ranges.get(i, (i, i + 1))

    def is_date(self, i: int) -> bool:
        """Say whether a token stands in a date, also one without a value ("recent years")."""
        return i in self._date_tokens

    def is_name(self, i: int) -> bool:
        """Say whether a token stands in the name of a person, place, organisation or thing."""
        return bool(self._kinds.get(i, frozenset()) & NAME_KINDS)

    def kinds_in(self, start: int, end: int) -> frozenset[str]:
        """Give the kinds of the mentions in a stretch."""
        return frozenset(kind for i in range(start, end) for kind in self._kinds.get(i, ()))

    def count(self, start: int, end: int) -> Mapping[str, int]:
        """Count the tokens of each kind of fact in a stretch."""
        return Counter(kind for i in range(start, end) for kind in self._kinds.get(i, ()))

    def dates(self, start: int, end: int) -> list[tuple[Span, DateValue]]:
        """Give the date mentions in a stretch that have a value."""
        first = bisect_left(self._date_starts, start)
        last = bisect_left(self._date_starts, end)
        return [pair for pair in self._dates[first:last] if pair[0].end <= end]

    def open_dates(self, start: int, end: int) -> list[Span]:
        """Give the dates in a stretch that no calendar date could be found for."""
        return [span for span, value in self.dates(start, end) if _is_open(value)]

    def amounts(self, start: int, end: int) -> list[tuple[Span, Quantity]]:
        """Give the quantity mentions in a stretch that have a value."""
        first = bisect_left(self._amount_starts, start)
        last = bisect_left(self._amount_starts, end)
        return [pair for pair in self._amounts[first:last] if pair[0].end <= end]


def _is_open(value: DateValue) -> bool:
    """Say whether a date leans on a day that is not known ("Sunday" of an undated page)."""
    return value.timex_type in {"DATE", "TIME"} and value.start_date is None


def _is_definite(span: Span) -> bool:
    """Say whether a date can be looked up: "recent years" and "decades" cannot."""
    value = span._.date
    return value is None or value.start_date is not None
