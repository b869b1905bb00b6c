"""The tables of a run on two small articles, written by hand; a third could not be read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.facts import check_facts
from pipeline.facts.fact import Checked, Fact, Outcome
from pipeline.facts.findings import Findings
from pipeline.facts.outputs import Outputs

HEADER = "id,doc,expect,kind,text,value,unit,tol,date_start,date_end,near,because\n"
TEXT = (
    "Ola Berg opened it.\n\n"
    "Halden built 482 kilometers of new track between 2018 and 2023, a report by the Nordic "
    "Rail Union (NRU) said. COVID-19 kept 30 workers away, and 19 more fell ill. The NRU has "
    "20 to 30 trains and 12 young drivers. Berg, the mayor, left on Friday."
)
SHORT = "Water stood at minus 5 degrees. Ola Berg was not there."


def place(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def sentence(start: int, text: str = TEXT) -> list[int]:
    found = [match.span() for match in re.finditer(r"[^.\n]+\.", text)]
    first, last = next(span for span in found if span[0] <= start < span[1])
    return [first + (text[first] == " "), last]


def mention(words: str, kind: str, **values: Any) -> dict[str, Any]:
    doc = values.pop("doc", "track")
    text = SHORT if doc == "water" else TEXT
    start, _ = place(values.pop("where", words), text)
    row = {"id": f"m-{doc}-{start}", "doc": doc, "text": words, "kind": kind}
    row |= {"start": start, "end": start + len(words)}
    return {**row, "sentence": sentence(start, text), **values}


def quantity(
    words: str, low: float, high: float, unit: str | None, **values: Any
) -> dict[str, Any]:
    return mention(words, "quantity", low=low, high=high, unit=unit, **values)


MENTIONS = [
    mention("Ola Berg", "person", entity="Ola Berg"),
    mention("Halden", "place", entity="Halden"),
    quantity(
        "482 kilometers", 482, 482, "kilometre",
        base_low=482000, base_high=482000, base_unit="metre",
    ),
    mention("2018", "date", timex_value="2018", start_date="2018-01-01", end_date="2018-12-31"),
    mention("Nordic Rail Union", "organisation", entity="Nordic Rail Union"),
    mention("NRU", "organisation", where="NRU has", entity="Nordic Rail Union"),
    quantity("19", 19, 19, None),
    quantity("30 workers", 30, 30, "worker"),
    quantity("20 to 30 trains", 20, 30, "train"),
    quantity("12 young drivers", 12, 12, "young driver"),
    mention("Berg", "person", where="Berg, the mayor", entity="Ola Berg"),
    quantity(
        "minus 5 degrees", -5, -5, "degree celsius", doc="water",
        base_low=268.15, base_high=268.15, base_unit="kelvin",
    ),
    mention("Ola Berg", "person", doc="water", entity="Ola Berg"),
]  # fmt: skip
CONTENT = "Halden built 482 kilometers of new track between 2018 and 2023"
SOURCE = "a report by the Nordic Rail Union (NRU)"
TABLES: dict[str, list[dict[str, Any]]] = {
    "articles": [
        {"doc": "track", "text": TEXT, "title": "Track opens", "published": "2025-03-04"},
        {"doc": "water", "text": SHORT, "title": "Water", "published": None, "blocks": []},
    ],
    "mentions": MENTIONS,
    "attributions": [
        {
            "id": "a1", "doc": "track", "source": SOURCE, "source_entity": "Nordic Rail Union",
            "source_spans": [place(SOURCE)], "cue_spans": [place("said")],
            "content_spans": [place(CONTENT)],
        }
    ],
    "claims": [
        {
            "id": "c1", "doc": "track", "start": place(CONTENT)[0], "end": place(CONTENT)[1],
            "text": CONTENT, "standalone": CONTENT, "speaker": "Nordic Rail Union",
            "period_start": "2018-01-01", "period_end": "2023-12-31", "attribution": "a1",
            "sentence": sentence(place(CONTENT)[0]), "priority": 0.9,
        }
    ],
    "failures": [{"path": "torn.txt", "doc": "torn", "stage": "read", "reason": "empty file"}],
}  # fmt: skip


def write_tables(folder: Path, tables: dict[str, list[dict[str, Any]]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return write_tables(tmp_path / "out", TABLES)


@pytest.fixture
def findings(out: Path) -> Findings:
    return Findings(Outputs(out).read("track"))


@pytest.fixture
def write_facts(tmp_path: Path) -> Callable[..., Path]:
    """Write rows to a facts file, each as the text of its line."""

    def write(*rows: str, name: str = "some.facts.csv") -> Path:
        path = tmp_path / name
        path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        return path

    return write


def make_fact(kind: str, **columns: Any) -> Fact:
    given = {"id": "f", "doc": "track", "expect": "present", "path": "a.facts.csv", "line": 2}
    return Fact(**{**given, "kind": kind, **columns})


@pytest.fixture
def check(out: Path) -> Callable[..., Outcome]:
    """Check one fact made of a kind and columns."""

    def check_one(kind: str, **columns: Any) -> Outcome:
        checked = check_facts([make_fact(kind, **columns)], out)
        assert checked.problems == ()
        return checked.outcomes[0]

    return check_one


@pytest.fixture
def problems(out: Path) -> Callable[..., Checked]:
    """Check one fact made of a kind and columns, for its problems."""

    def check_one(kind: str, **columns: Any) -> Checked:
        return check_facts([make_fact(kind, **columns)], out)

    return check_one
