"""Words become pieces: each once, at most twelve, in order."""

from __future__ import annotations

import pytest
from spacy.lang.en import English
from spacy.language import Language
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from pipeline.model.chunks import MAX_CHUNK, guess_starts, read_docs
from pipeline.model.wordpieces import CONTINUED, MAX_PIECES, case_code, split_words


@pytest.fixture
def tokenizer() -> Tokenizer:
    vocabulary = {"[UNK]": 0, "fen": 1, "##ce": 2, "a": 3, "##a": 4, ".": 5, '"': 6, "'": 7}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


@pytest.fixture
def words() -> Language:
    return English()


def test_split_words_keeps_the_order_of_words(tokenizer: Tokenizer) -> None:
    pieces = split_words(["Fence", "a", "fence", "\n"], tokenizer)
    assert pieces.ids.tolist() == [1, 2, 3, 1, 2]
    assert pieces.starts.tolist() == [0, 2, 3, 5, 5]
    assert pieces.cases.tolist() == [3, CONTINUED, 1, 1, CONTINUED]


def test_split_words_cuts_the_tail_of_a_long_word(tokenizer: Tokenizer) -> None:
    pieces = split_words(["a" * 40, "a"], tokenizer)
    assert pieces.starts.tolist() == [0, MAX_PIECES, MAX_PIECES + 1]


def test_curly_quotes_are_read_as_straight_ones(tokenizer: Tokenizer) -> None:
    curly, straight = (split_words([*quotes], tokenizer) for quotes in ("“”‘’", "\"\"''"))
    assert curly.ids.tolist() == straight.ids.tolist()


def test_split_words_takes_no_words(tokenizer: Tokenizer) -> None:
    assert split_words([], tokenizer).starts.tolist() == [0]


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("fence", 1),
        ("WPK", 2),
        ("U.S.", 2),
        ("O'Brien", 3),
        ("iPhone", 4),
        ("I", 5),
        ("1948", 6),
        ("", 7),
    ],
)
def test_case_code_says_how_a_word_is_written(word: str, code: int) -> None:
    assert case_code(word) == code


def test_chunks_hold_every_word_once(tokenizer: Tokenizer, words: Language) -> None:
    docs = [words("a fence. " * 300), words(""), words("\n"), words("fence " * 400)]
    docs[0][5].is_sent_start = True
    reading = read_docs(docs, tokenizer)
    covered = [i for chunk in reading.chunks for i in range(chunk.start, chunk.end)]
    assert covered == list(range(len(reading.tokens)))
    starts = reading.pieces.starts
    assert all(starts[c.end] - starts[c.start] <= MAX_CHUNK for c in reading.chunks)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Rain fell. It", [3]),
        ('"Rain fell." It', [5]),
        ("Rain\n\nIt", [2]),
        ("Rain fell.\n\nIt", [4]),
        ("Rain, it", []),
        ("Rain fell.", []),
    ],
)
def test_starts_are_guessed_before_any_parse(words: Language, text: str, starts: list[int]) -> None:
    assert list(guess_starts(words(text))) == starts


def test_chunks_end_where_sentences_do(tokenizer: Tokenizer, words: Language) -> None:
    doc = words("a " * 100 + "fence " * 60)
    doc[100].is_sent_start = True
    reading = read_docs([doc], tokenizer)
    assert [(chunk.start, chunk.end) for chunk in reading.chunks] == [(0, 100), (100, 160)]
