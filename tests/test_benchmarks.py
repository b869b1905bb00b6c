"""The scorer of the dates benchmark counts as TempEval-3 does."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


@pytest.fixture(scope="module")
def timex() -> ModuleType:
    spec = importlib.util.spec_from_file_location("timex", BENCHMARKS / "timex.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["timex"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def row(start: int, end: int, value: str, kind: str = "DATE") -> dict[str, Any]:
    return {"start": start, "end": end, "timex_type": kind, "value": value}


def test_figures_are_shares_of_pairs_times_the_relaxed_f1(timex: ModuleType) -> None:
    gold = {"a": [row(0, 4, "2024"), row(10, 14, "2025"), row(20, 24, "P1D", "DURATION")]}
    found = {"a": [row(0, 4, "2024"), row(9, 14, "2026"), row(30, 34, "2027")]}
    total = timex.score(gold, found, ["a"])
    assert total.figures() == pytest.approx((100 / 3, 200 / 3, 200 / 3, 100 / 3))
    assert [kind for kind, _, _ in total.errors] == ["value", "missed", "spurious"]


def test_mentions_pair_one_to_one(timex: ModuleType) -> None:
    assert timex.pair([row(0, 10, "a")], [row(0, 4, "a"), row(5, 10, "b")]) == [(0, 0)]


@pytest.mark.parametrize(
    ("near", "is_right"),
    [
        ([{"value": "2014", "start_date": "2014-01-01", "end_date": "2014-12-31"},
          {"value": "2018", "start_date": "2018-01-01", "end_date": "2018-12-31"}], True),
        ([{"value": "2014", "start_date": "2014-01-01", "end_date": "2014-12-31"}], False),
        ([], False),
    ],
)  # fmt: skip
def test_range_of_the_specs_ends_at_its_second_point(
    timex: ModuleType, near: list[dict[str, Any]], is_right: bool
) -> None:
    candidate = {"timex": "(2014,2018)", "start": "2014-01-01", "end": "2018-01-01"}
    assert timex.is_admissible(candidate, near) is is_right


def test_halves_go_by_the_name_alone(timex: ModuleType) -> None:
    assert {timex.half_of(f"article-{i}") for i in range(20)} == {"A", "B"}
    assert timex.half_of("article") == timex.half_of("article")


@pytest.fixture(scope="module")
def triples() -> ModuleType:
    spec = importlib.util.spec_from_file_location("triples", BENCHMARKS / "triples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["triples"] = module
    spec.loader.exec_module(module)
    return module


def test_triple_is_as_right_as_the_words_it_shares(triples: ModuleType) -> None:
    gold = [[("was built", ("the old dam", "12 workers"))]]
    found = [[("built", ("dam", "12 workers", "1950"))]]
    figures = triples.score(gold, found)
    assert (figures.precision, figures.recall) == pytest.approx((4 / 5, 4 / 5))


def test_one_prediction_answers_one_gold_triple(triples: ModuleType) -> None:
    gold = [[("sold", ("Berg", "ships"))]]
    figures = triples.score(gold, [gold[0] * 2])
    assert (figures.precision, figures.recall) == (0.5, 1.0)


def test_triple_with_another_predicate_shares_nothing(triples: ModuleType) -> None:
    assert triples.match(("sold", ("Berg",)), ("bought", ("Berg",))) == (0.0, 0.0)
