"""Numbers the origins of sentences: near-copies, as papers print an agency's report, share one.

MinHash with locality-sensitive hashing (rensa) proposes the sentences that may be copies, and the
share of shingles in common decides. A copy is compared with the first of its origin alone, so that
the work grows with the number of sentences and not with its square.
"""

from __future__ import annotations

from collections.abc import Iterable

from rensa import RMinHash, RMinHashLSH

from .source import words_of

SHINGLE = 4
"""Words in a row that two sentences must share to be compared as copies."""

COPIED = 0.6
"""Share of shingles in common from which two sentences have one origin."""

PERMUTATIONS, BANDS = 96, 32
"""Bands of three hashes: of two sentences with the share above, 1 in 2,500 is not proposed."""

SEED = 1


def find_origins(sentences: Iterable[str]) -> list[int]:
    """Number the origins of sentences: near-copies get the number of the first of them."""
    index = RMinHashLSH(threshold=COPIED, num_perm=PERMUTATIONS, num_bands=BANDS)
    first_by_text: dict[tuple[str, ...], int] = {}
    shingles: dict[int, frozenset[str]] = {}
    origins: list[int] = []
    for number, sentence in enumerate(sentences, start=1):
        words = words_of(sentence)
        origin = first_by_text.get(words)
        if origin is None:
            found = _shingles(words)
            sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
            sketch.update(sorted(found))
            origin = _copied_from(found, index.query(sketch), shingles) or number
            if origin == number:
                index.insert(number, sketch)
                shingles[number] = found
            first_by_text[words] = origin
        origins.append(origin)
    return origins


def _copied_from(
    found: frozenset[str], proposed: Iterable[int], shingles: dict[int, frozenset[str]]
) -> int | None:
    return next(
        (
            other
            for other in sorted(proposed)
            if len(found & shingles[other]) >= COPIED * len(found | shingles[other])
        ),
        None,
    )


def _shingles(words: tuple[str, ...]) -> frozenset[str]:
    last = max(1, len(words) - SHINGLE + 1)
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(last))
