"""Turn words into the numbers that the recogniser's network reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Numbers = NDArray[np.int64]

# As trained: a longer word loses its tail, which a name can spare.
MAX_PIECES = 12

# The vocabulary knows curly quotes as other pieces, which the training data hardly hold.
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"})

CONTINUED = 8
"""The case code of every piece after a word's first."""


@dataclass(frozen=True, kw_only=True)
class Pieces:
    """The pieces of a run of words, one after the other; word i has starts[i] to starts[i + 1]."""

    ids: Numbers
    cases: Numbers
    starts: Numbers


def split_words(words: Sequence[str], tokenizer: Tokenizer) -> Pieces:
    """Split words into pieces; each distinct word is looked up once.

    A word of nothing but spaces or control characters has no piece.
    """
    number_by_word: dict[str, int] = {}
    numbers = np.fromiter(
        (number_by_word.setdefault(word, len(number_by_word)) for word in words),
        dtype=np.int64,
        count=len(words),
    )
    return split_numbered(list(number_by_word), numbers, tokenizer)


def split_numbered(words: list[str], numbers: Numbers, tokenizer: Tokenizer) -> Pieces:
    """Split distinct words into pieces and lay them out in the order of their numbers."""
    table = _split_distinct(words, tokenizer)
    lengths = np.diff(table.starts)[numbers]
    starts = np.concatenate(([0], np.cumsum(lengths)))
    source = np.repeat(table.starts[numbers] - starts[:-1], lengths) + np.arange(starts[-1])
    return Pieces(ids=table.ids[source], cases=table.cases[source], starts=starts)


def _split_distinct(words: list[str], tokenizer: Tokenizer) -> Pieces:
    # One pre-split sequence stays on one core; encode_batch would start a thread pool, which does
    # not survive the fork of nlp.pipe(n_process=2).
    straight = [word.translate(_STRAIGHT) for word in words]
    encoding = tokenizer.encode(straight, is_pretokenized=True, add_special_tokens=False)
    owners = np.array(encoding.word_ids, dtype=np.int64)
    ids = np.array(encoding.ids, dtype=np.int64)
    counts = np.bincount(owners, minlength=len(words))
    firsts = np.concatenate(([0], np.cumsum(counts)))
    rank = np.arange(len(owners)) - firsts[owners]
    codes = np.fromiter((case_code(word) for word in words), dtype=np.int64, count=len(words))
    cases = np.where(rank == 0, codes[owners], CONTINUED)
    kept = rank < MAX_PIECES
    starts = np.concatenate(([0], np.cumsum(np.minimum(counts, MAX_PIECES))))
    return Pieces(ids=ids[kept], cases=cases[kept], starts=starts)


def case_code(word: str) -> int:
    """Say how a word is written, as the network was taught.

    >>> [case_code(word) for word in ("fence", "WPK", "Tumen", "McKay", "A", "1948", "—")]
    [1, 2, 3, 4, 5, 6, 7]
    """
    if word.islower():
        return 1
    if word.isupper():
        return 5 if len(word) == 1 else 2
    if word.istitle():
        return 3
    if any(character.isupper() for character in word):
        return 4
    return 6 if any(character.isdigit() for character in word) else 7
