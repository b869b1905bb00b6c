"""The best row of tags obeys BIO and is the best that does."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from pipeline.model.tagging import LABELS, best_tags, probabilities, read_spans

TAGS = 2 * len(LABELS) + 1


def is_allowed(tags: tuple[int, ...]) -> bool:
    pairs = zip((0, *tags), tags, strict=False)
    return all(tag == 0 or tag % 2 == 1 or before in (tag - 1, tag) for before, tag in pairs)


@pytest.mark.parametrize("seed", range(20))
def test_best_tags_equals_trying_all(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(2, 3, TAGS)).astype(np.float32)
    rows = [tags for tags in product(range(TAGS), repeat=3) if is_allowed(tags)]
    best = [
        max(rows, key=lambda tags: sum(row[i, t] for i, t in enumerate(tags))) for row in scores
    ]
    assert best_tags(scores).tolist() == [list(tags) for tags in best]


def test_read_spans_splits_neighbours_of_one_kind() -> None:
    assert list(read_spans(np.array([1, 2, 1, 0, 3, 4, 4]))) == [(0, 2, 0), (2, 3, 0), (4, 7, 1)]


def test_probabilities_add_up_to_one() -> None:
    scores = np.random.default_rng(0).normal(size=(4, TAGS)).astype(np.float32)
    assert probabilities(scores).shape == (4, len(LABELS) + 1)
    assert np.allclose(probabilities(scores).sum(axis=-1), 1, atol=1e-5)
