from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.facts import load_facts

from .conftest import HEADER

WriteFacts = Callable[..., Path]


def said(path: Path) -> list[str]:
    loaded = load_facts([path])
    assert loaded.facts == ()
    return [str(problem).replace(str(path), "FILE") for problem in loaded.problems]


def test_row_becomes_a_fact(write_facts: WriteFacts) -> None:
    path = write_facts("a,track,present,date,2018,2018,,,2018-01-01,2018-12-31,between,read it")
    [fact] = load_facts([path]).facts
    assert (fact.id, fact.doc, fact.kind, fact.line) == ("a", "track", "date", 2)
    assert (fact.date_start, fact.date_end) == (date(2018, 1, 1), date(2018, 12, 31))
    assert (fact.unit, fact.near, fact.because) == (None, "between", "read it")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("a,,present,person", "FILE:2: doc: found nothing; expected a value"),
        (",d,present,person", "FILE:2: id: found nothing; expected a value"),
        ("a,d,present,persn", "FILE:2: kind: found 'persn'; expected one of person, place"),
        ("a,d,presnt,person", "FILE:2: expect: found 'presnt'; expected present or absent or"),
        ("a,d,suggested,person", "FILE:2: expect: found a suggestion that nobody has confirmed"),
        ("a,d,present,person,…", "FILE:2: text: found '…'; expected words or numbers"),
        ("a,d,present,quantity,,many", "FILE:2: value: found 'many'; expected a number or a range"),
        ("a,d,present,quantity,,9-3", "FILE:2: value: found '9-3'"),
        ("a,d,present,quantity,,9,,about", "FILE:2: tol: found 'about'; expected a number or a"),
        (
            "a,d,present,quantity,9,,,5",
            "FILE:2: tol: found '5'; expected a value that it belongs to",
        ),
        ("a,d,present,date,,,,5%", "FILE:2: tol: found '5%'; expected a number of days"),
        ("a,d,present,date,,,,,3/4/2024", "FILE:2: date_start: found '3/4/2024'; expected a day"),
        ("a,d,present,date,,,,,2024-02-30", "FILE:2: date_start: found '2024-02-30'"),
        ("a,d,present,person,Al,,km", "FILE:2: unit: found 'km'; expected nothing here"),
        ("a,d,present,article,publishd,x", "FILE:2: text: found 'publishd'; expected one of title"),
        ("a,d,present,article,title,x,,,,,near", "FILE:2: near: found 'near'; expected nothing"),
        ("a,d,present,person,,,,,,,,,extra", "FILE:2: row: found more cells than columns"),
    ],
)
def test_wrong_row_says_where_what_and_what_was_expected(
    write_facts: WriteFacts, row: str, problem: str
) -> None:
    [found] = said(write_facts(row))
    assert found.startswith(problem)


def test_unknown_column_suggests_the_closest(tmp_path: Path) -> None:
    path = tmp_path / "a.facts.csv"
    path.write_text("id,doc,expect,knid\na,d,present,person\n")
    assert any("column: found 'knid'" in line and "perhaps kind" in line for line in said(path))


def test_column_that_is_there_twice_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.facts.csv"
    path.write_text("id,doc,expect,kind,doc\na,d,present,person,e\n")
    assert said(path) == ["FILE:2: column: found 'doc' twice; expected each column once"]


def test_duplicate_id_names_both_places(write_facts: WriteFacts, tmp_path: Path) -> None:
    write_facts("a,d,present,person", name="one.facts.csv")
    write_facts("b,d,present,person", "a,d,present,place", name="two.facts.csv")
    loaded = load_facts([tmp_path])
    assert [fact.id for fact in loaded.facts] == ["a", "b"]
    [problem] = loaded.problems
    assert problem.path.endswith("two.facts.csv")
    assert problem.line == 3
    assert "one.facts.csv:2 has it" in problem.expected


@pytest.mark.parametrize("path", ["none.facts.csv", "."])
def test_path_without_facts_is_an_error(tmp_path: Path, path: str) -> None:
    with pytest.raises(InputError, match=r"no such facts file|no facts file"):
        load_facts([tmp_path / path])


def test_header_is_the_list_of_columns() -> None:
    from pipeline.facts.fact import COLUMNS

    assert HEADER.strip() == ",".join(COLUMNS)
