"""Measures the priority of claims on annotated sentences: worth checking, and fact or opinion.

Usage: python benchmarks/priority.py FILE... [--opinion]
A FILE is a table of sentences: .tsv as the CheckThat! lab gives it out (Text and class_label Yes or
No; sentence and label OBJ or SUBJ), or .json and .jsonl with text and label 0 or 1, where 1 is
worth checking, or an opinion with --opinion. Every sentence is processed as an article of its own;
its priority is the highest of its claims, 0 without a claim. docs/5-measure.md says where the
files come from.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import Pipeline, load, process

POSITIVE = {"Yes": True, "No": False, "OBJ": True, "SUBJ": False}
TEXT_COLUMNS = ("Text", "sentence", "text")
LABEL_COLUMNS = ("class_label", "label")


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence, and whether it should rank high: worth checking, or a fact."""

    text: str
    is_positive: bool


def main() -> None:
    """Print a row for each file and for two halves of it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", type=Path, nargs="+")
    options.add_argument("--opinion", action="store_true", help="label 1 is an opinion")
    arguments = options.parse_args()
    pipeline = load()
    threshold = pipeline.settings.show.worth_checking
    out = sys.stdout
    out.write(f"F1, precision and recall at {threshold}, the setting show.worth_checking\n")
    out.write(f"{'file':<28}{'half':>5}{'n':>7}{'high':>7}{'AUC':>8}{'AP':>8}")
    out.write(f"{'F1':>8}{'prec':>8}{'recall':>8}{'best F1':>9}\n")
    for file in arguments.files:
        rows = [
            (priority_of(sentence.text, pipeline), sentence)
            for sentence in read_sentences(file, ones_are_opinions=arguments.opinion)
        ]
        for half in ("A", "B", "AB"):
            chosen = [(score, one.is_positive) for score, one in rows if half_of(one.text) in half]
            cells = "".join(f"{figure:>8.3f}" for figure in figures(chosen, threshold))
            high = sum(positive for _, positive in chosen)
            out.write(f"{file.name:<28}{half:>5}{len(chosen):>7}{high:>7}{cells}")
            out.write(f"{best_f1(chosen):>9.3f}\n")


def priority_of(text: str, pipeline: Pipeline) -> float:
    """Give the highest priority of the claims of a sentence."""
    with pipeline.nlp.memory_zone():
        claims = process(text, pipeline=pipeline).claims
    return max((claim.priority for claim in claims), default=0.0)


def read_sentences(path: Path, *, ones_are_opinions: bool = False) -> list[Sentence]:
    """Read a file of labelled sentences."""
    return [
        Sentence(
            text=next(row[name] for name in TEXT_COLUMNS if name in row),
            is_positive=_is_positive(
                next(row[name] for name in LABEL_COLUMNS if name in row), ones_are_opinions
            ),
        )
        for row in _read_rows(path)
    ]


def _read_rows(path: Path) -> Iterable[dict[str, Any]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".tsv":
        return csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    if path.suffix == ".json":
        rows: list[dict[str, Any]] = json.loads(text)
        return rows
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _is_positive(label: object, ones_are_opinions: bool) -> bool:
    known = POSITIVE.get(str(label))
    return known if known is not None else bool(int(str(label))) != ones_are_opinions


def half_of(text: str) -> str:
    """Put a sentence into half A or B by its words alone, so that files can be joined or cut."""
    return "AB"[zlib.crc32(text.encode("utf-8")) % 2]


def figures(rows: Sequence[tuple[float, bool]], threshold: float) -> tuple[float, ...]:
    """Give AUC, average precision, and F1, precision and recall at a threshold."""
    return (auc(rows), average_precision(rows), *_f1(rows, threshold))


def auc(rows: Sequence[tuple[float, bool]]) -> float:
    """Give the share of pairs of a high and a low sentence that are in order; ties count half."""
    ranked = sorted(rows, key=lambda row: row[0])
    total, start = 0.0, 0
    while start < len(ranked):
        end = start
        while end < len(ranked) and ranked[end][0] == ranked[start][0]:
            end += 1
        rank = (start + 1 + end) / 2  # ties share the middle of their ranks
        total += rank * sum(positive for _, positive in ranked[start:end])
        start = end
    high = sum(positive for _, positive in rows)
    pairs = high * (len(rows) - high)
    return (total - high * (high + 1) / 2) / pairs if pairs else 0.0


def average_precision(rows: Sequence[tuple[float, bool]]) -> float:
    """Give the mean precision at the rank of each high sentence."""
    hits, total = 0, 0.0
    for rank, (_, positive) in enumerate(sorted(rows, key=lambda row: -row[0]), start=1):
        if positive:
            hits += 1
            total += hits / rank
    return total / hits if hits else 0.0


def _f1(rows: Sequence[tuple[float, bool]], threshold: float) -> tuple[float, float, float]:
    right = sum(positive for score, positive in rows if score >= threshold)
    taken = sum(score >= threshold for score, _ in rows)
    high = sum(positive for _, positive in rows)
    return (
        2 * right / max(1, taken + high),
        right / max(1, taken),
        right / max(1, high),
    )


def best_f1(rows: Sequence[tuple[float, bool]]) -> float:
    """Give the F1 of the best threshold, to show what the shipped one costs."""
    return max(_f1(rows, step / 50)[0] for step in range(1, 50))


if __name__ == "__main__":
    main()
