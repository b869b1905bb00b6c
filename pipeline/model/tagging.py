"""Read the best row of BIO tags from the network's scores."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

LABELS = ("PERSON", "ORG", "LOC", "NORP", "MISC")
"""The kinds of name the network knows; its outputs are O, then B- and I- of each."""

OUTSIDE = 0
BEGINNINGS = np.arange(1, 2 * len(LABELS), 2)
INSIDES = BEGINNINGS + 1


def best_tags(scores: Scores) -> NDArray[np.int64]:
    """Find the best tags of a batch (rows x words x tags) in which I- follows its own B- or I-.

    Words after a row's end should be scored as outside; they then change nothing.
    """
    path: NDArray[np.int64] = scores.argmax(axis=2)
    broken = np.flatnonzero(_breaks_rule(path).any(axis=1))
    if len(broken):
        path[broken] = _search(scores[broken])
    return path


def _breaks_rule(path: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say for each tag whether it is an I- without its own B- or I- before it."""
    before = np.zeros_like(path)
    before[:, 1:] = path[:, :-1]
    inside = (path != OUTSIDE) & (path % 2 == 0)
    broken: NDArray[np.bool_] = inside & (before != path) & (before != path - 1)
    return broken


def _search(scores: Scores) -> NDArray[np.int64]:
    """Find the best tags by dynamic programming: most rows, whose best tags fit, need none."""
    rows, length, tags = scores.shape
    came_from = np.zeros((length, rows, tags), dtype=np.int64)
    best = scores[:, 0].copy()
    best[:, INSIDES] = -np.inf
    for i in range(1, length):
        start = best.argmax(axis=1)
        begins = best[:, BEGINNINGS] >= best[:, INSIDES]
        came_from[i] = start[:, None]
        came_from[i][:, INSIDES] = np.where(begins, BEGINNINGS, INSIDES)
        best = np.take_along_axis(best, came_from[i], axis=1) + scores[:, i]
    path = np.empty((rows, length), dtype=np.int64)
    path[:, -1] = best.argmax(axis=1)
    for i in range(length - 1, 0, -1):
        path[:, i - 1] = np.take_along_axis(came_from[i], path[:, i, None], axis=1)[:, 0]
    return path


def read_spans(tags: NDArray[np.int64]) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, number of the label) for one row of tags.

    >>> list(read_spans(np.array([0, 1, 2, 1, 0, 5])))
    [(1, 3, 0), (3, 4, 0), (5, 6, 2)]
    """
    inside = (tags != OUTSIDE) & (tags % 2 == 0)
    for start in np.flatnonzero(tags % 2 == 1).tolist():
        end = start + 1
        while end < len(tags) and inside[end]:
            end += 1
        yield start, end, int(tags[start] - 1) // 2


def probabilities(scores: Scores) -> Scores:
    """Turn scores into probabilities of outside and of each label (B- and I- together)."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares = powers / powers.sum(axis=-1, keepdims=True)
    joined: Scores = np.concatenate(
        (shares[..., :1], shares[..., BEGINNINGS] + shares[..., INSIDES]), axis=-1
    )
    return joined
