"""Train the entity network: passes at a steady learning rate, then one over which it falls."""

from __future__ import annotations

import argparse
import logging
import random
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import spacy
import torch
from spacy.tokens import DocBin
from tokenizers import Tokenizer
from torch.nn import functional

from pipeline.model.tagging import LABELS, best_tags, read_spans
from training.chunked import (
    IGNORED,
    Batch,
    Numbers,
    Stretch,
    fill_chunks,
    recase,
    to_batches,
    to_stretches,
)
from training.encoder import Encoder, load_encoder

TAGS = 2 * len(LABELS) + 1
SCORED = frozenset({"PERSON", "ORG", "LOC"})

# Steps between two lines of progress, and between two scorings of the dev files.
_REPORT_STEPS, _SCORE_STEPS = 50, 500

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Pass:
    """One pass over the data: how the rate goes, and how often each data set is in it."""

    schedule: Literal["steady", "falling"]
    copies: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """The settings of entities.toml."""

    seed: int
    batch_pieces: int
    learning_rate: float
    head_learning_rate: float
    weight_decay: float
    warmup_steps: int
    dropout: float
    longest_chunk: int
    shortest_chunk: int
    upper_case: float
    lower_case: float
    title_case: float
    passes: tuple[Pass, ...]


@dataclass(frozen=True, kw_only=True)
class Run:
    """What every step of a training needs."""

    encoder: Encoder
    optimiser: torch.optim.Optimizer
    recipe: Recipe
    dev: Mapping[str, Sequence[Sequence[Stretch]]]


def train(prepared: Path, start: Path, out: Path, recipe: Recipe, *, resume: int = 0) -> None:
    """Train on the prepared documents and save the weights after each pass in `out`.

    `start` is the encoder's folder (model.safetensors, tokenizer.json); `resume` is the number of
    passes already done, whose state `out` holds.
    """
    torch.manual_seed(recipe.seed)
    tokenizer = open_tokenizer(start)
    data = _read_all(prepared / "train", tokenizer)
    encoder = load_encoder(start, tags=TAGS, dropout=recipe.dropout)
    run = Run(
        encoder=encoder,
        optimiser=_make_optimiser(encoder, recipe),
        recipe=recipe,
        dev=_read_all(prepared / "dev", tokenizer),
    )
    out.mkdir(parents=True, exist_ok=True)
    step = _restore(run, out / f"pass-{resume}.state") if resume else 0
    for number, settings in enumerate(recipe.passes[resume:], start=resume + 1):
        batches = _make_batches(data, settings, recipe, number=number)
        _log.info("pass %d: %s, %d steps", number, settings.schedule, len(batches))
        step = _run_pass(run, batches, step, falling=settings.schedule == "falling")
        _save(run, out / f"pass-{number}.state", step)
        _log.info("pass %d done: %s", number, _describe(run))
    torch.save(encoder.state_dict(), out / "encoder.pt")


def load_recipe(path: Path) -> Recipe:
    """Read entities.toml."""
    settings: dict[str, Any] = tomllib.loads(path.read_text("utf8"))
    passes = tuple(Pass(schedule=row.pop("schedule"), copies=row) for row in settings.pop("pass"))
    return Recipe(passes=passes, **settings)


def open_tokenizer(folder: Path) -> Tokenizer:
    """Open the word-piece vocabulary, without padding or truncation."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def score(encoder: Encoder, documents: Sequence[Sequence[Stretch]]) -> tuple[int, int, int]:
    """Count (right, found, gold) exact spans of people, organisations and places."""
    chooser = random.Random(0)
    chunks = [
        chunk
        for stretches in documents
        for chunk in fill_chunks(stretches, shortest=158, longest=158, chooser=chooser)
    ]
    right = found = gold = 0
    encoder.eval()
    with torch.no_grad():
        for batch in to_batches(chunks, pieces=4096, chooser=None):
            logits = encoder(*_tensors(batch)).numpy()
            for row, tags in zip(logits, batch.tags, strict=True):
                words = tags != IGNORED
                ours = _spans(best_tags(row[words][None])[0])
                theirs = _spans(tags[words])
                right += len(ours & theirs)
                found += len(ours)
                gold += len(theirs)
    encoder.train()
    return right, found, gold


def _run_pass(run: Run, batches: Sequence[Batch], step: int, *, falling: bool) -> int:
    run.encoder.train()
    began, pieces = time.monotonic(), 0
    for i, batch in enumerate(batches):
        share = min(1.0, (step + 1) / run.recipe.warmup_steps)
        if falling:
            share *= 1.0 - i / len(batches)
        loss = _learn(run, batch, share)
        step += 1
        pieces += int(batch.mask.sum())
        if step % _REPORT_STEPS == 0:
            speed = pieces / (time.monotonic() - began)
            place = f"step {step} ({i + 1} of {len(batches)})"
            _log.info("%s: loss %.4f, %.0f pieces/s", place, loss, speed)
        if step % _SCORE_STEPS == 0:
            _log.info("step %d: %s", step, _describe(run))
    return step


def _learn(run: Run, batch: Batch, share: float) -> float:
    for group in run.optimiser.param_groups:
        group["lr"] = group["peak"] * share
    logits = run.encoder(*_tensors(batch))
    targets = torch.from_numpy(batch.tags).view(-1)
    loss = functional.cross_entropy(logits.view(-1, TAGS), targets, ignore_index=IGNORED)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(run.encoder.parameters(), 1.0)
    run.optimiser.step()
    run.optimiser.zero_grad(set_to_none=True)
    return float(loss.item())


def _save(run: Run, path: Path, step: int) -> None:
    state = {
        "encoder": run.encoder.state_dict(),
        "optimiser": run.optimiser.state_dict(),
        "step": step,
    }
    torch.save(state, path)


def _restore(run: Run, path: Path) -> int:
    state = torch.load(path, weights_only=True)
    run.encoder.load_state_dict(state["encoder"])
    run.optimiser.load_state_dict(state["optimiser"])
    return int(state["step"])


def _make_optimiser(encoder: Encoder, recipe: Recipe) -> torch.optim.Optimizer:
    new = [*encoder.cases.parameters(), *encoder.output.parameters()]
    known = {id(weights) for weights in new}
    old = [weights for weights in encoder.parameters() if id(weights) not in known]
    groups = [
        {"params": old, "lr": 0.0, "peak": recipe.learning_rate},
        {"params": new, "lr": 0.0, "peak": recipe.head_learning_rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=recipe.weight_decay, fused=True)


def _make_batches(
    data: Mapping[str, Sequence[Sequence[Stretch]]], settings: Pass, recipe: Recipe, *, number: int
) -> list[Batch]:
    chooser = random.Random(f"{recipe.seed}-{number}")
    chunks: list[Stretch] = []
    for name, copies in sorted(settings.copies.items()):
        for documents in _copies(data[name], copies, chooser):
            for stretches in documents:
                for chunk in fill_chunks(
                    stretches,
                    shortest=recipe.shortest_chunk,
                    longest=recipe.longest_chunk,
                    chooser=chooser,
                ):
                    chunks.append(
                        recase(
                            chunk,
                            upper=recipe.upper_case,
                            lower=recipe.lower_case,
                            title=recipe.title_case,
                            draw=chooser.random(),
                        )
                    )
    chooser.shuffle(chunks)
    return list(to_batches(chunks, pieces=recipe.batch_pieces, chooser=chooser))


def _copies(
    documents: Sequence[Sequence[Stretch]], copies: float, chooser: random.Random
) -> Iterator[Sequence[Sequence[Stretch]]]:
    for _ in range(int(copies)):
        yield documents
    part = round((copies - int(copies)) * len(documents))
    if part:
        yield chooser.sample(list(documents), part)


def _read_all(folder: Path, tokenizer: Tokenizer) -> dict[str, list[list[Stretch]]]:
    vocab = spacy.blank("en").vocab
    return {
        path.stem: [
            to_stretches(doc, tokenizer) for doc in DocBin().from_disk(path).get_docs(vocab)
        ]
        for path in sorted(folder.glob("*.spacy"))
    }


def _tensors(batch: Batch) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    return torch.from_numpy(batch.ids), torch.from_numpy(batch.cases), torch.from_numpy(batch.mask)


def _spans(tags: Numbers) -> set[tuple[int, int, int]]:
    return {span for span in read_spans(tags) if LABELS[span[2]] in SCORED}


def _describe(run: Run) -> str:
    parts = []
    for name, documents in run.dev.items():
        right, found, gold = score(run.encoder, documents)
        parts.append(f"{name} F {200 * right / max(1, found + gold):.2f}")
    return ", ".join(parts)


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prepared", type=Path, required=True, help="folder with train/ and dev/")
    parser.add_argument("--start", type=Path, required=True, help="folder of the start encoder")
    parser.add_argument("--out", type=Path, required=True, help="where the weights go")
    parser.add_argument("--resume", type=int, default=0, help="passes already done")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    recipe = load_recipe(Path(__file__).parent / "entities.toml")
    train(arguments.prepared, arguments.start, arguments.out, recipe, resume=arguments.resume)


if __name__ == "__main__":
    main()
