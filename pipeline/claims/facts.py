"""The dates, quantities and names of a Doc, as the claims stage asks for them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from spacy.tokens import Doc, Span

from ..records import DateValue, Quantity
from .found import places_in
from .reading import Reading

NAME_KINDS = frozenset({"person", "place", "organisation", "group", "other", "name"})
GROUPS = ("entities", "dates", "quantities")


class Facts:
    """Finds what can be looked up in a stretch of a Doc: dates, quantities, names, numbers.

    A Doc that other components have not read gives what its tags show: numbers and proper nouns.
    """

    def __init__(self, reading: Reading) -> None:
        doc, tree = reading.doc, reading.tree
        self._dates = _with_values(doc, "dates", "date")
        self._amounts = _with_values(doc, "quantities", "quantity")
        self._date_starts = [span.start for span, _ in self._dates]
        self._amount_starts = [span.start for span, _ in self._amounts]
        self._date_tokens = frozenset(
            i for span in doc.spans.get("dates", ()) for i in range(span.start, span.end)
        )
        self._ranges: dict[int, tuple[int, int]] = {}
        kinds: dict[int, set[str]] = {}
        vague = {(span.start, span.end) for span, value in self._dates if not _is_definite(value)}
        for group in GROUPS:
            for span in doc.spans.get(group, ()):
                start, end, label = span.start, span.end, span.label_
                self._ranges.update(dict.fromkeys(range(start, end), (start, end)))
                if label != "date" or (start, end) not in vague:
                    for i in range(start, end):
                        kinds.setdefault(i, set()).add(label)
        no_numbers = reading.words["priority.no_numbers"]
        named = "entities" in doc.spans
        for i, tag in enumerate(tree.tags):
            if tag == "CD":
                if i not in kinds and tree.words[i] not in no_numbers:
                    kinds[i] = {"number"}
            elif not named and tag in {"NNP", "NNPS"}:
                kinds.setdefault(i, set()).add("name")
        self._kinds = kinds
        self._tokens = sorted(kinds)
        self._places = [i for i in self._tokens if "place" in kinds[i]]

    def tokens(self, start: int, end: int) -> Sequence[int]:
        """Give the tokens of facts in a stretch."""
        return self._tokens[places_in(self._tokens, start, end)]

    def mention_around(self, i: int) -> tuple[int, int]:
        """Give the tokens of the mention that holds a token, or the token alone."""
        return self._ranges.get(i, (i, i + 1))

    def is_date(self, i: int) -> bool:
        """Say whether a token stands in a date, also one without a value ("recent years")."""
        return i in self._date_tokens

    def is_name(self, i: int) -> bool:
        """Say whether a token stands in the name of a person, place, organisation or thing."""
        return bool(self._kinds.get(i, frozenset()) & NAME_KINDS)

    def has_place(self, start: int, end: int) -> bool:
        """Say whether a place is named in a stretch."""
        return bisect_left(self._places, start) < bisect_left(self._places, end)

    def kinds_in(self, start: int, end: int) -> frozenset[str]:
        """Give the kinds of the mentions in a stretch."""
        return frozenset(self.count(start, end))

    def count(self, start: int, end: int) -> Mapping[str, int]:
        """Count the tokens of each kind of fact in a stretch."""
        return Counter([kind for i in self.tokens(start, end) for kind in self._kinds[i]])

    def dates(self, start: int, end: int) -> list[tuple[Span, DateValue]]:
        """Give the date mentions in a stretch that have a value."""
        begun = self._dates[places_in(self._date_starts, start, end)]
        return [pair for pair in begun if pair[0].end <= end]

    def open_dates(self, start: int, end: int) -> list[Span]:
        """Give the dates in a stretch that no calendar date could be found for."""
        return [span for span, value in self.dates(start, end) if _is_open(value)]

    def amounts(self, start: int, end: int) -> list[tuple[Span, Quantity]]:
        """Give the quantity mentions in a stretch that have a value."""
        begun = self._amounts[places_in(self._amount_starts, start, end)]
        return [pair for pair in begun if pair[0].end <= end]


def _is_open(value: DateValue) -> bool:
    """Say whether a date leans on a day that is not known ("Sunday" of an undated page)."""
    return value.timex_type in {"DATE", "TIME"} and value.start_date is None


def _is_definite(value: DateValue) -> bool:
    """Say whether a date can be looked up: "recent years" and "decades" cannot."""
    return value.start_date is not None


def _with_values(doc: Doc, group: str, name: str) -> list[tuple[Span, Any]]:
    """Give the mentions of a group that have a value, in the order of the text."""
    found = ((span, getattr(span._, name)) for span in doc.spans.get(group, ()))
    return sorted((pair for pair in found if pair[1] is not None), key=lambda pair: pair[0].start)
