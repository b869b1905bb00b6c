from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.commands import main
from pipeline.facts import load_facts

RIGHT = "right,track,present,person,Ola Berg"
WRONG = "wrong,track,present,person,Nils"
ODD = "odd,trakc,present,person,Nils"

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def run_facts(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    def run(*arguments: object) -> int:
        monkeypatch.setattr(sys, "argv", ["claimtable", "facts", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            main()
        return int(stop.value.code or 0)

    return run


@pytest.mark.parametrize(
    ("rows", "code"),
    [([RIGHT], 0), ([RIGHT, WRONG], 3), ([RIGHT, ODD], 2), ([WRONG, ODD], 2)],
    ids=["held", "missed", "problem", "missed and problem"],
)
def test_exit_code_says_how_it_went(
    run_facts: Callable[..., int],
    write_facts: Callable[..., Path],
    out: Path,
    rows: list[str],
    code: int,
) -> None:
    assert run_facts(write_facts(*rows), "--outputs", out) == code


def test_problems_go_to_stderr_and_the_report_to_stdout(
    run_facts: Callable[..., int], write_facts: Callable[..., Path], out: Path, capsys: Capture
) -> None:
    run_facts(write_facts(RIGHT, ODD), "--outputs", out)
    said = capsys.readouterr()
    assert said.out == "1 fact: 1 found\n"
    assert "some.facts.csv:3: doc: found 'trakc'" in said.err


@pytest.mark.parametrize("format", ["json", "junit", "text"])
def test_format_is_chosen(
    run_facts: Callable[..., int], write_facts: Callable[..., Path], out: Path, format: str
) -> None:
    assert run_facts(write_facts(RIGHT), "--outputs", out, "--format", format) == 0


def test_suggestions_are_rows_beyond_the_known_ones(
    run_facts: Callable[..., int], write_facts: Callable[..., Path], out: Path, capsys: Capture
) -> None:
    assert run_facts(write_facts(RIGHT), "--suggest", out) == 0
    written = capsys.readouterr().out
    assert written.startswith("id,doc,expect,kind,")
    assert "track-person" not in written
    assert "water-person-ola-berg,water,suggested,person" in written


def test_accepted_reviews_become_rows(
    run_facts: Callable[..., int], tmp_path: Path, out: Path, capsys: Capture
) -> None:
    reviews = tmp_path / "reviews.csv"
    reviews.write_text("claim,reviewer,action\nc1,A,accepted\nc2,A,accepted\n")
    assert run_facts("--from-reviews", reviews, "--outputs", out) == 0
    said = capsys.readouterr()
    path = tmp_path / "new.facts.csv"
    path.write_text(said.out)
    assert len(load_facts([path]).facts) == 1
    assert said.err == "left out, not among the claims of this run: 1\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "give FACTS"),
        (["--suggest", "a", "--from-reviews", "b"], "give FACTS"),
        (["none.facts.csv"], "no such facts file"),
        (["--from-reviews", "none.csv"], "no such reviews"),
        (["--suggest", "none"], "no such table"),
    ],
)
def test_wrong_usage_is_one_clear_line(
    run_facts: Callable[..., int], capsys: Capture, arguments: list[str], message: str
) -> None:
    assert run_facts(*arguments) == 2
    said = capsys.readouterr().err
    assert message in said
    assert "Traceback" not in said
