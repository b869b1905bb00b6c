"""Scores temporal expressions on character offsets, as SemEval-2013 task 1 (TempEval-3) does.

A gold and a found mention pair where their spans overlap, one to one, from left to right. Relaxed
counts pairs, strict those with equal spans; type and value F1 are the share of pairs with an equal
type or value times the relaxed F1. All are micro-averaged over documents.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
RowsByDoc = Mapping[str, Sequence[Row]]
DAY = timedelta(days=1)


def load_rows(path: Path) -> RowsByDoc:
    """Read JSON lines by document, in the order of the text."""
    rows: dict[str, list[Row]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            rows[row["doc"]].append(row)
    return {doc: sorted(found, key=_place) for doc, found in rows.items()}


def _place(row: Row) -> tuple[int, int]:
    return row["start"], row["end"]


@dataclass
class Score:
    """Counts of pairs, and the F1 that TempEval-3 makes of them."""

    gold: int = 0
    found: int = 0
    paired: int = 0
    strict: int = 0
    type_: int = 0
    value: int = 0
    errors: list[tuple[str, Row | None, Row | None]] = field(default_factory=list)

    def add(self, gold: Sequence[Row], found: Sequence[Row]) -> None:
        """Count the mentions of one document."""
        pairs = pair(gold, found)
        self.gold += len(gold)
        self.found += len(found)
        self.paired += len(pairs)
        for i, j in pairs:
            self.strict += _place(gold[i]) == _place(found[j])
            self.type_ += gold[i]["timex_type"] == found[j]["timex_type"]
            is_equal = (gold[i]["value"] or "") == (found[j]["value"] or "")
            self.value += is_equal
            if not is_equal:
                self.errors.append(("value", gold[i], found[j]))
        hit, met = {i for i, _ in pairs}, {j for _, j in pairs}
        self.errors += [("missed", row, None) for i, row in enumerate(gold) if i not in hit]
        self.errors += [("spurious", None, row) for j, row in enumerate(found) if j not in met]

    def f1(self, count: int) -> float:
        """Give 100 F1 of a count of correct mentions."""
        return 200 * count / (self.gold + self.found) if self.gold + self.found else 0.0

    def figures(self) -> tuple[float, float, float, float]:
        """Give strict, relaxed, type and value F1."""
        return tuple(map(self.f1, (self.strict, self.paired, self.type_, self.value)))  # type: ignore[return-value]


def pair(gold: Sequence[Row], found: Sequence[Row]) -> list[tuple[int, int]]:
    """Pair overlapping mentions; each takes the latest open one of the other side."""
    marks = sorted(
        [(row["start"], 0, i) for i, row in enumerate(gold)]
        + [(row["start"], 1, i) for i, row in enumerate(found)]
    )
    sides, used = (gold, found), (set(), set())  # type: tuple[Any, Any], tuple[set[int], set[int]]
    pairs = []
    for place, side, i in marks:
        if i in used[side]:
            continue
        other = 1 - side
        is_open = [
            j
            for j, row in enumerate(sides[other])
            if j not in used[other]
            and row["start"] <= place < row["end"]
            and (row["start"] < place or other == 0)
        ]
        if is_open:
            used[side].add(i)
            used[other].add(is_open[-1])
            pairs.append((i, is_open[-1]) if side == 0 else (is_open[-1], i))
    return pairs


def score(gold: RowsByDoc, found: RowsByDoc, docs: Iterable[str]) -> Score:
    """Score the documents named."""
    total = Score()
    for doc in docs:
        total.add(gold.get(doc, ()), found.get(doc, ()))
    return total


def half_of(doc: str) -> str:
    """Put a document in one of two halves, by its name alone: a rule must help both."""
    return "AB"[hashlib.sha256(doc.encode()).digest()[0] % 2]


def count_ranges(gold: RowsByDoc, found: RowsByDoc) -> tuple[int, int]:
    """Count the gold ranges that are right at both ends, in one mention or in two."""
    total = right = 0
    for doc, ranges in gold.items():
        for wanted in ranges:
            near = _overlapping(wanted, found.get(doc, ()))
            ends = wanted["start_date"], wanted["end_date"]
            in_one = any((row["start_date"], row["end_date"]) == ends for row in near)
            in_two = len(near) > 1 and (near[0]["start_date"], near[-1]["end_date"]) == ends
            total += 1
            right += in_one or in_two
    return right, total


def _overlapping(wanted: Row, found: Sequence[Row]) -> list[Row]:
    return [row for row in found if row["start"] < wanted["end"] and wanted["start"] < row["end"]]


def count_resolved(gold: RowsByDoc, found: RowsByDoc) -> Mapping[str, tuple[int, int]]:
    """Count the specs (by kind) whose resolution is among the admissible candidates."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for doc, wanted in gold.items():
        for row in wanted:
            near = _overlapping(row, found.get(doc, ()))
            kind = row["ms_type"]
            counts[kind][0] += any(
                is_admissible(candidate, near) for candidate in row["candidates"]
            )
            counts[kind][1] += 1
    return {kind: (right, total) for kind, (right, total) in counts.items()}


def is_admissible(candidate: Row, near: Sequence[Row]) -> bool:
    """Say whether mentions give what a candidate of the Recognizers specs says.

    The value or the days must be equal. A range of the specs ends before its ``end``, and at the
    beginning of its second point ("2014 to 2018" ends with 2017), an open one has one end.
    """
    if not near:
        return False
    if any(row["value"] in (candidate.get("timex"), candidate.get("value")) for row in near):
        return True
    if candidate.get("value") == "not resolved":
        return all(row["start_date"] is None for row in near)
    if "value" in candidate:
        return any(row["start_date"] == row["end_date"] == candidate["value"] for row in near)
    return _has_range(candidate, near)


def _has_range(candidate: Row, near: Sequence[Row]) -> bool:
    start, end = _to_day(candidate.get("start")), _to_day(candidate.get("end"))
    starts = [_to_day(row["start_date"]) for row in near if row["start_date"]]
    after = [day + DAY for row in near if (day := _to_day(row["end_date"]))]
    second = [_second_start(row) for row in near]
    if start and end:
        return start in starts and end in (*after, *starts[1:], *second)
    return (start or end) in (*starts, *after)


def _second_start(row: Row) -> date | None:
    """Give the first day of the second point of a range in one mention: 2014/2018."""
    _, _, second = (row["value"] or "").partition("/")
    return date(int(second), 1, 1) if second.isdigit() and len(second) == len("2018") else None


def _to_day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
