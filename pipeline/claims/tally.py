"""How many words of a stretch are of some kind, for the many claims that share their words."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from .reading import Reading


class Tally:
    """Counts the words of a stretch that are something; each is looked at once, for all claims."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._sums: dict[Callable[[Reading, int], bool], list[int]] = {}

    def count(self, is_one: Callable[[Reading, int], bool], start: int, end: int) -> int:
        """Count the words from ``start`` to ``end`` that are ``is_one``."""
        sums = self._sums.get(is_one)
        if sums is None:
            found = (is_one(self._reading, i) for i in range(len(self._reading.doc)))
            sums = self._sums[is_one] = list(accumulate(found, initial=0))
        return sums[end] - sums[start]
