"""Run the recogniser's ONNX network over docs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from ..errors import SettingsError
from .chunks import Chunk, Reading, read_docs
from .tagging import INSIDES, LABELS, OUTSIDE, Scores, best_tags, probabilities, read_spans
from .weights import EMBEDDED_CNN, EMBEDDED_FOLDER, HASHES, NER_FOLDER, check_weights
from .wordpieces import Numbers, Pieces

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Encodings = NDArray[np.float32]
"""A row for each token: the mean over its pieces of what three inner layers hold.

Rounded to 16 bits, as in training, where that halves the memory they take.
"""

CLS, SEP = 101, 102
SCORES, ENCODINGS = "logits", "encodings"


@dataclass(frozen=True, kw_only=True)
class Name:
    """A name found in one of the docs read, by tokens; ``scores`` are mean probabilities."""

    doc: int
    start: int
    end: int
    label: str
    scores: list[float]


@dataclass(frozen=True, kw_only=True)
class Found:
    """What the network says of some docs: their names in the order of the text, and encodings.

    ``encodings`` holds a row of numbers for each token of each doc, or nothing if not asked for.
    """

    names: tuple[Name, ...]
    encodings: tuple[Encodings, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Network:
    """The loaded network and the tokenizer of its word pieces."""

    session: Any
    tokenizer: Tokenizer

    def read(self, docs: Sequence[Doc], *, encode: bool = False) -> Found:
        """Find the names of the docs and, if asked to, encode their tokens."""
        reading = read_docs(docs, self.tokenizer)
        outputs = [self._run(reading, chunk, encode=encode) for chunk in reading.chunks]
        names = tuple(_find_names(reading, [scores for scores, _ in outputs]))
        if not encode:
            return Found(names=names)
        rows = [words for _, words in outputs]
        return Found(names=names, encodings=_spread(reading, rows, docs, self._width()))

    def _run(self, reading: Reading, chunk: Chunk, *, encode: bool) -> tuple[Scores, Encodings]:
        """Score the tags of each word of a chunk by its first piece; average its encodings.

        One chunk at a time: the 8-bit network scales by the largest number in its input, so that a
        chunk's scores would else depend on its neighbours. It is no slower on one core, whose cache
        more would overflow (conll03_testa: 5,800 words/s; 3,900 with 4,096 pieces at a time).
        """
        starts = reading.pieces.starts[chunk.start : chunk.end + 1]
        inputs = _to_inputs(reading.pieces, int(starts[0]), int(starts[-1]))
        wanted = [SCORES, ENCODINGS] if encode else [SCORES]
        logits, *rest = self.session.run(wanted, inputs)
        firsts = starts[:-1] - starts[0]
        scores: Scores = logits[0, firsts + 1]
        first, last = np.searchsorted(reading.opening, [chunk.start, chunk.end])
        opening = reading.opening[first:last] - chunk.start
        scores[opening[:, None], INSIDES] = NEVER
        if not rest:
            return scores, np.empty((0, 0), dtype=np.float32)
        return scores, _average(rest[0][0, 1:-1], firsts, np.diff(starts))

    def _width(self) -> int:
        return int(
            next(out.shape[-1] for out in self.session.get_outputs() if out.name == ENCODINGS)
        )


# The score of what cannot be: a word that opens a paragraph does not continue a name.
NEVER = -1e4


def load_network(path: str | None, *, threads: int) -> Network:
    """Load model.onnx and tokenizer.json from a folder, by default the embedded one.

    Files listed with their SHA-256 (the embedded ones always are) are checked before.
    """
    exported = EMBEDDED_FOLDER if path is None else Path(path)
    folder = exported / NER_FOLDER if (exported / NER_FOLDER).is_dir() else exported
    if path is None or (exported / HASHES).is_file():
        check_weights(exported, part=NER_FOLDER)
    for file in (folder / "model.onnx", folder / "tokenizer.json"):
        if not file.is_file():
            raise SettingsError(
                f"{file}: there is no such file. Expected the folder of a recogniser, with"
                " model.onnx and tokenizer.json."
            )
    return Network(
        session=_open_session(folder / "model.onnx", threads),
        tokenizer=_open_tokenizer(folder / "tokenizer.json"),
    )


def _open_session(file: Path, threads: int) -> Any:
    # Imported here, so that the model that does without them can be used where they lack.
    try:
        import onnxruntime
    except ImportError as error:
        raise SettingsError(_say_lacking("onnxruntime", error)) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])


def _open_tokenizer(file: Path) -> Tokenizer:
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise SettingsError(_say_lacking("tokenizers", error)) from error
    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _say_lacking(package: str, error: ImportError) -> str:
    return (
        f"The package {package} cannot be imported ({error}); the embedded model needs it. Install"
        f" it: pip install {package}. Where that cannot be done, use the smaller model that does"
        f' without: --model {EMBEDDED_CNN}, or [model] name = "{EMBEDDED_CNN}" in the settings.'
    )


def _to_inputs(pieces: Pieces, start: int, end: int) -> dict[str, NDArray[np.int64]]:
    ids = np.concatenate(([CLS], pieces.ids[start:end], [SEP]))
    cases = np.concatenate(([0], pieces.cases[start:end], [0]))
    return {"ids": ids[None], "case": cases[None], "mask": np.ones_like(ids)[None]}


def _find_names(reading: Reading, rows: Sequence[Scores]) -> Iterator[Name]:
    if not rows:
        return
    scores = _side_by_side(rows)
    for chunk, tags, row in zip(reading.chunks, best_tags(scores), scores, strict=True):
        words = chunk.end - chunk.start
        yield from _names(reading, chunk, tags[:words], row[:words])


def _average(pieces: NDArray[np.float32], firsts: Numbers, lengths: Numbers) -> Encodings:
    """Average the pieces of each word; most words have one, so that reduceat would be slower."""
    sums = pieces[firsts]
    for rank in range(1, int(lengths.max())):
        longer = np.flatnonzero(lengths > rank)
        sums[longer] += pieces[firsts[longer] + rank]
    longer = np.flatnonzero(lengths > 1)
    sums[longer] /= lengths[longer, None].astype(np.float32)
    return _round_to_half(sums)


def _round_to_half(numbers: Encodings) -> Encodings:
    """Round to what 16 bits can hold, in place; to convert and back takes five times as long.

    Numbers below 0.00006, of which float16 keeps fewer digits, keep more here.
    """
    bits = numbers.view(np.uint32)
    bits += ((bits >> 13) & 1) + np.uint32(0x0FFF)
    bits &= np.uint32(0xFFFFE000)
    return numbers


def _spread(
    reading: Reading, rows: Sequence[Encodings], docs: Sequence[Doc], width: int
) -> tuple[Encodings, ...]:
    """Lay the words' encodings out by token.

    A token without a piece (a line break) has those of the token before it, with which it makes a
    sentence; at the start of a doc, zeros.
    """
    encodings = tuple(np.zeros((len(doc), width), dtype=np.float32) for doc in docs)
    followers = (*reading.chunks[1:], None)
    for chunk, words, follower in zip(reading.chunks, rows, followers, strict=False):
        tokens = reading.tokens[chunk.start : chunk.end]
        end = len(docs[chunk.doc])
        if follower is not None and follower.doc == chunk.doc:
            end = int(reading.tokens[follower.start])
        if end - tokens[0] > len(words):
            words = np.repeat(words, np.diff([*tokens, end]), axis=0)
        encodings[chunk.doc][tokens[0] : end] = words
    return encodings


def _side_by_side(rows: Sequence[Scores]) -> Scores:
    """Put rows of different lengths into one array; beyond a row's end, outside is certain."""
    length = max(len(row) for row in rows)
    scores = np.full((len(rows), length, rows[0].shape[1]), NEVER, dtype=np.float32)
    scores[:, :, OUTSIDE] = 0.0
    for i, row in enumerate(rows):
        scores[i, : len(row)] = row
    return scores


def _names(
    reading: Reading, chunk: Chunk, tags: NDArray[np.int64], scores: Scores
) -> Iterable[Name]:
    shares = probabilities(scores)
    for start, end, label in read_spans(tags):
        tokens = reading.tokens[chunk.start + start : chunk.start + end]
        yield Name(
            doc=chunk.doc,
            start=int(tokens[0]),
            end=int(tokens[-1]) + 1,
            label=LABELS[label],
            scores=shares[start:end].mean(axis=0).astype(float).round(3).tolist(),
        )
