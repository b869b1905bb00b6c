"""The scorer of the priority benchmark reads the public files and counts as the labs do."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parent.parent / "benchmarks" / "priority.py"


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_priority", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["benchmark_priority"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


JSON = '{"text": "It \\"fell.", "label": 0}', '{"text": "It rose by 3%.", "label": 1}'
TSV = 'It "fell.\t{}', "It rose by 3%.\t{}"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("worth.tsv", ["Text\tclass_label", TSV[0].format("No"), TSV[1].format("Yes")]),
        ("fact.tsv", ["sentence\tlabel", TSV[0].format("SUBJ"), TSV[1].format("OBJ")]),
        ("worth.jsonl", JSON),
        ("worth.json", [f"[{JSON[0]},", f"{JSON[1]}]"]),
    ],
)
def test_every_form_of_file_is_read(
    benchmark: ModuleType, tmp_path: Path, name: str, lines: list[str]
) -> None:
    path = tmp_path / name
    path.write_text("\n".join(lines), encoding="utf-8")
    read = [(one.text, one.is_positive) for one in benchmark.read_sentences(path)]
    assert read == [('It "fell.', False), ("It rose by 3%.", True)]


def test_label_one_may_mean_an_opinion(benchmark: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Lovely.", "label": 1}\n', encoding="utf-8")
    [read] = benchmark.read_sentences(path, ones_are_opinions=True)
    assert not read.is_positive


@pytest.mark.parametrize(
    ("rows", "auc"),
    [
        ([(0.9, True), (0.1, False)], 1.0),
        ([(0.1, True), (0.9, False)], 0.0),
        ([(0.5, True), (0.5, False)], 0.5),
        ([(0.9, True), (0.5, True), (0.5, False), (0.1, False)], 0.875),
    ],
)
def test_auc_counts_pairs_in_order_and_ties_half(
    benchmark: ModuleType, rows: list[tuple[float, bool]], auc: float
) -> None:
    assert benchmark.auc(rows) == pytest.approx(auc)


def test_figures_at_a_threshold(benchmark: ModuleType) -> None:
    rows = [(0.9, True), (0.6, False), (0.5, True), (0.2, True)]
    _, precision_over_ranks, f1, precision, recall = benchmark.figures(rows, 0.5)
    assert (f1, precision, recall) == pytest.approx((2 / 3, 2 / 3, 2 / 3))
    assert precision_over_ranks == pytest.approx((1 + 2 / 3 + 3 / 4) / 3)
