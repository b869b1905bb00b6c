"""Scores subject-predicate-object tuples by the words they share with gold, much as CaRB does.

A gold tuple is recalled as well as the best prediction recalls it; for precision each prediction
answers one gold tuple at most, taken greedily. Words that say little (articles, prepositions, forms
of "be") do not count. CaRB's own carb.py stays the arbiter.
"""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

LIGHT = frozenset(
    [
        "a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "with", "from", "as",
        "is", "was", "are", "were", "be", "been", "am", "it", "that", "this", "and", "or",
    ]
) | frozenset((*string.punctuation, "``", "''"))  # fmt: skip

Tuple = tuple[str, tuple[str, ...]]
"""A predicate and its arguments."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Give the harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(gold: Sequence[Sequence[Tuple]], found: Sequence[Sequence[Tuple]]) -> Figures:
    """Score the tuples of sentences, given in the same order."""
    right = recalled = 0.0
    for wanted, given in zip(gold, found, strict=True):
        pairs = [[match(one, other) for other in given] for one in wanted]
        recalled += sum(max((recall for _, recall in row), default=0.0) for row in pairs)
        right += _precision(pairs)
    wanted_count, found_count = sum(map(len, gold)), sum(map(len, found))
    return Figures(right / max(found_count, 1), recalled / max(wanted_count, 1))


def match(gold: Tuple, found: Tuple) -> tuple[float, float]:
    """Give the shares of the found words and of the gold words that agree, part by part."""
    parts = [(gold[0], found[0])]
    length = max(len(gold[1]), len(found[1]))
    parts += zip(_padded(gold[1], length), _padded(found[1], length), strict=True)
    words = [(_words(one), _words(other)) for one, other in parts]
    if not _shared(*words[0]):
        return 0.0, 0.0
    shared = sum(_shared(one, other) for one, other in words)
    return (
        shared / max(sum(other.total() for _, other in words), 1),
        shared / max(sum(one.total() for one, _ in words), 1),
    )


def _precision(pairs: Sequence[Sequence[tuple[float, float]]]) -> float:
    cells = [(cell[0], i, j) for i, row in enumerate(pairs) for j, cell in enumerate(row)]
    taken: tuple[set[int], set[int]] = set(), set()
    total = 0.0
    for share, i, j in sorted(cells, reverse=True):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            total += share
    return total


def _padded(parts: Sequence[str], length: int) -> list[str]:
    return [*parts, *[""] * (length - len(parts))]


def _words(text: str) -> Counter[str]:
    words = text.lower().split()
    return Counter([word for word in words if word not in LIGHT] or words)


def _shared(one: Counter[str], other: Counter[str]) -> int:
    return (one & other).total()
