"""Run the recogniser's ONNX network over docs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.tokens import Doc
from tokenizers import Tokenizer

from ..errors import SettingsError
from .chunks import Chunk, Reading, read_docs
from .tagging import INSIDES, LABELS, Scores, best_tags, probabilities, read_spans
from .weights import EMBEDDED_FOLDER, HASHES, NER_FOLDER, check_weights

CLS, SEP, PAD = 101, 102, 0

# Padded pieces in one call of the network: one chunk or a few short ones. Larger batches leave the
# cache of a core (conll03_testa: 5,700 words/s at 320 pieces against 3,900 at 4,096).
BATCH_PIECES = 320


@dataclass(frozen=True, kw_only=True)
class Name:
    """A name found in one of the docs read, by tokens; ``scores`` are mean probabilities."""

    doc: int
    start: int
    end: int
    label: str
    scores: list[float]


@dataclass(frozen=True, kw_only=True)
class Network:
    """The loaded network and the tokenizer of its word pieces."""

    session: Any
    tokenizer: Tokenizer

    def find(self, docs: Sequence[Doc]) -> Iterator[Name]:
        """Find the names of the docs, doc by doc in the order of the text."""
        reading = read_docs(docs, self.tokenizer)
        found = [
            name
            for batch in _batches(reading)
            for chunk, tags, scores in self._tag(reading, batch)
            for name in _names(reading, chunk, tags, scores)
        ]
        yield from sorted(found, key=lambda name: (name.doc, name.start))

    def _tag(
        self, reading: Reading, batch: Sequence[Chunk]
    ) -> Iterator[tuple[Chunk, NDArray[np.int64], Scores]]:
        ids, cases, mask = _fill(reading, batch)
        (logits,) = self.session.run(None, {"ids": ids, "case": cases, "mask": mask})
        scores = _at_words(reading, batch, logits)
        for row, (chunk, tags) in enumerate(zip(batch, best_tags(scores), strict=True)):
            words = chunk.end - chunk.start
            yield chunk, tags[:words], scores[row, :words]


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
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])


def _open_tokenizer(file: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _batches(reading: Reading) -> Iterator[list[Chunk]]:
    """Group chunks of like length, so that little of a batch is padding."""
    batch: list[Chunk] = []
    for chunk in sorted(reading.chunks, key=lambda chunk: _size(reading, chunk)):
        if batch and (len(batch) + 1) * _size(reading, chunk) > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(chunk)
    if batch:
        yield batch


def _size(reading: Reading, chunk: Chunk) -> int:
    starts = reading.pieces.starts
    return int(starts[chunk.end] - starts[chunk.start]) + 2


def _fill(reading: Reading, batch: Sequence[Chunk]) -> tuple[NDArray[np.int64], ...]:
    width = max(_size(reading, chunk) for chunk in batch)
    ids = np.full((len(batch), width), PAD, dtype=np.int64)
    cases, mask = np.zeros_like(ids), np.zeros_like(ids)
    for row, chunk in enumerate(batch):
        start, end = reading.pieces.starts[[chunk.start, chunk.end]]
        size = end - start
        ids[row, 0], ids[row, size + 1] = CLS, SEP
        ids[row, 1 : size + 1] = reading.pieces.ids[start:end]
        cases[row, 1 : size + 1] = reading.pieces.cases[start:end]
        mask[row, : size + 2] = 1
    return ids, cases, mask


def _at_words(reading: Reading, batch: Sequence[Chunk], logits: Scores) -> Scores:
    """Keep the scores at each word's first piece.

    Beyond a row's end, outside is certain; a word that opens a paragraph continues no name.
    """
    width = max(chunk.end - chunk.start for chunk in batch)
    scores = np.full((len(batch), width, logits.shape[2]), -1e4, dtype=np.float32)
    scores[:, :, 0] = 0.0
    for row, chunk in enumerate(batch):
        starts = reading.pieces.starts[chunk.start : chunk.end]
        scores[row, : len(starts)] = logits[row, starts - starts[0] + 1]
        first, last = np.searchsorted(reading.opening, [chunk.start, chunk.end])
        opening = reading.opening[first:last] - chunk.start
        scores[row, opening[:, None], INSIDES] = -1e4
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
