"""Chunks of word pieces."""

import random

import numpy as np
import pytest
import spacy
from spacy.tokens import Span
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import Lowercase

from training.chunked import IGNORED, Stretch, fill_chunks, recase, to_batches, to_stretches


@pytest.fixture
def tokenizer() -> Tokenizer:
    pieces = ["[UNK]", "ada", "or", "##b", "ran", "."]
    model = WordPiece({piece: i for i, piece in enumerate(pieces)}, unk_token="[UNK]")
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = Lowercase()
    return tokenizer


@pytest.fixture
def stretch(tokenizer: Tokenizer) -> Stretch:
    doc = spacy.blank("en")("Ada Orb ran.")
    doc.set_ents([Span(doc, 0, 2, "PERSON")])
    (stretch,) = to_stretches(doc, tokenizer)
    return stretch


def test_only_a_words_first_piece_carries_its_tag(stretch: Stretch) -> None:
    assert stretch.ids.tolist() == [1, 2, 3, 4, 5]
    assert stretch.tags.tolist() == [1, 2, IGNORED, 0, 0]
    assert stretch.cases.tolist() == [3, 3, 8, 1, 7]


@pytest.mark.parametrize(
    ("draw", "cases"),
    [
        (0.1, [2, 2, 8, 2, 7]),
        (0.3, [1, 1, 8, 1, 7]),
        (0.5, [3, 3, 8, 3, 7]),
        (0.9, [3, 3, 8, 1, 7]),
    ],
)
def test_recase_changes_the_codes_of_cased_words(
    stretch: Stretch, draw: float, cases: list[int]
) -> None:
    recased = recase(stretch, upper=0.2, lower=0.2, title=0.2, draw=draw)
    assert recased.cases.tolist() == cases


@pytest.mark.parametrize("longest", [2, 3, 5, 12])
def test_chunks_hold_every_piece_and_never_start_within_a_word(
    stretch: Stretch, longest: int
) -> None:
    chunks = list(fill_chunks([stretch] * 3, shortest=1, longest=longest, chooser=random.Random(1)))
    assert np.concatenate([chunk.ids for chunk in chunks]).tolist() == stretch.ids.tolist() * 3
    assert all(len(chunk) <= longest for chunk in chunks)
    assert all(chunk.tags[0] != IGNORED for chunk in chunks)


def test_batches_mark_padding(stretch: Stretch) -> None:
    short = Stretch(ids=stretch.ids[:1], cases=stretch.cases[:1], tags=stretch.tags[:1])
    (batch,) = to_batches([stretch, short], pieces=100, chooser=None)
    assert batch.mask.sum(axis=1).tolist() == [3, 7]
    assert batch.tags[0].tolist()[2:] == [IGNORED] * 5
