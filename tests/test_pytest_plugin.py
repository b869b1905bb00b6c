"""The plugin as its users meet it: pytest runs in a folder of their own."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pipeline.facts.units import to_base

from .facts_tests.conftest import HEADER, TABLES, write_tables

pytest_plugins = "pytester"

ALONE = "-p no:hypothesispytest -p no:xdist -p no:typeguard -p no:anyio -p no:doctest"
"""Options that keep other plugins out, which take seconds to load in every run."""
ROWS = (
    "right,track,present,person,Ola Berg,,,,,,,",
    "wrong,track,present,quantity,,48,km,,,,new track,read by me",
    "gap,track,known gap,person,Nils,,,,,,,no such name yet",
    "closed,track,known gap,person,Berg,,,,,,,",
    "away,track,absent,person,Halden,,,,,,,",
)


@pytest.fixture(scope="module", autouse=True)
def libraries() -> None:
    """Load before pytester what a process cannot load twice: it forgets what its runs import."""
    import_module("pipeline.batch")
    to_base(1.0, "km")


@pytest.fixture
def folder(pytester: pytest.Pytester) -> Path:
    """A folder with facts, the tables of a run, a test of its own and warnings as errors."""
    (pytester.path / "facts").mkdir()
    path = pytester.path / "facts" / "some.facts.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in ROWS), encoding="utf-8")
    write_tables(pytester.path / "outputs", TABLES)
    pytester.makeini(f"[pytest]\nfilterwarnings = error\naddopts = {ALONE}\n")
    pytester.makepyfile(test_own="def test_own():\n    pass\n")
    return pytester.path


@pytest.mark.usefixtures("folder")
def test_one_item_per_row_named_by_its_id(pytester: pytest.Pytester) -> None:
    items, _ = pytester.inline_genitems("--facts", "facts")
    assert [item.nodeid for item in items] == [
        f"facts/some.facts.csv::{row.partition(',')[0]}" for row in ROWS
    ]


@pytest.mark.usefixtures("folder")
def test_outcomes_are_those_of_the_facts(pytester: pytest.Pytester) -> None:
    result = pytester.runpytest("--facts", "facts", "--outputs", "outputs", "-rx")
    result.assert_outcomes(passed=2, failed=2, xfailed=1)
    result.stdout.fnmatch_lines(
        [
            'expected  in track: a quantity = 48 km in the sentence with "new track"',
            "because   read by me",
            "differs   its value is 482 kilometre*not 48 km",
            "fact      wrong, */facts/some.facts.csv line 3",
            "*set expect to present",
            "XFAIL facts/some.facts.csv::gap - no such name yet",
        ]
    )
    assert "Traceback" not in result.stdout.str()


@pytest.mark.usefixtures("folder")
def test_known_gap_run_as_a_test_shows_its_miss(pytester: pytest.Pytester) -> None:
    result = pytester.runpytest("--facts", "facts", "--runxfail", "-k", "gap")
    result.assert_outcomes(failed=1, deselected=4)
    result.stdout.fnmatch_lines(['expected  in track: a person "Nils"'])


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "passed"),
    [
        (["-k", "right"], 1),
        (["facts/some.facts.csv::right"], 1),
        (["test_own.py", "-k", "right or own"], 2),
    ],
)
def test_facts_are_picked_like_tests(
    pytester: pytest.Pytester, arguments: list[str], passed: int
) -> None:
    pytester.runpytest("--facts", "facts", *arguments).assert_outcomes(
        passed=passed, deselected=0 if "::" in arguments[0] else None
    )


def test_facts_in_the_ini_file_run_beside_the_tests(
    pytester: pytest.Pytester, folder: Path
) -> None:
    (folder / "pytest.ini").unlink(missing_ok=True)
    pytester.makeini(f"[pytest]\naddopts = {ALONE} --facts facts --outputs outputs\n")
    pytester.runpytest().assert_outcomes(passed=3, failed=2, xfailed=1)
    pytester.runpytest("test_own.py").assert_outcomes(passed=1)


def test_folder_behind_a_link_is_collected(pytester: pytest.Pytester, folder: Path) -> None:
    (folder / "link").symlink_to(folder / "facts")
    pytester.runpytest("--facts", "link").assert_outcomes(passed=2, failed=2, xfailed=1)


@pytest.mark.usefixtures("folder")
def test_one_file_may_be_given(pytester: pytest.Pytester) -> None:
    result = pytester.runpytest("--facts=facts/some.facts.csv")
    result.assert_outcomes(passed=2, failed=2, xfailed=1)


def test_junit_file_names_the_facts(pytester: pytest.Pytester, folder: Path) -> None:
    pytester.runpytest("--facts", "facts", "--junitxml", "report.xml")
    cases = ElementTree.parse(folder / "report.xml").getroot().iter("testcase")
    assert [case.get("name") for case in cases] == [row.partition(",")[0] for row in ROWS]


def test_rows_that_cannot_be_checked_are_a_collection_error(
    pytester: pytest.Pytester, folder: Path
) -> None:
    odd = (
        "right,track,present,person",
        "a,trakc,present,person",
        "b,track,present,persn",
        "c,track,present,quantity,,1,kilometrs",
        "d,track,suggested,person",
    )
    with (folder / "facts" / "some.facts.csv").open("a") as file:
        file.write("".join(f"{row}\n" for row in odd))
    result = pytester.runpytest("--facts", "facts")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        [
            "*some.facts.csv:7: id: found 'right' again; expected an id of its own*",
            "*:8: doc: found 'trakc'; expected an article of this run, perhaps track",
            "*:9: kind: found 'persn'; expected one of person,*, perhaps person",
            "*:10: unit: found 'kilometrs'; expected a unit*, perhaps kilomet*",
            "*:11: expect: found a suggestion that nobody has confirmed*",
        ]
    )


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--facts", "none"], "*none: no such facts file or folder*"),
        (["--facts", "facts", "--outputs", "none"], "*no such table*claimtable run*"),
        (["--facts", "facts", "--outputs", "a", "--corpus", "b"], "*found --outputs and --corpus*"),
    ],
)
def test_wrong_usage_is_a_usage_error(
    pytester: pytest.Pytester, arguments: list[str], said: str
) -> None:
    result = pytester.runpytest(*arguments)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([said])


def test_corpus_is_run_first(
    pytester: pytest.Pytester, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def run(corpus: Path, out: Path) -> None:
        seen.append(corpus)
        write_tables(out, TABLES)

    monkeypatch.setattr("pipeline.batch.run", run)
    result = pytester.runpytest("--facts", "facts", "--corpus", "articles", "-k", "right")
    result.assert_outcomes(passed=1, deselected=4)
    assert seen == [folder / "articles"]


def test_without_facts_nothing_is_imported(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        "import sys\n\ndef test_it():\n"
        "    assert not {'spacy', 'pandas', 'msgspec', 'pipeline.facts'} & set(sys.modules)\n"
    )
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=pytester.path)
    assert done.returncode == 0, done.stdout
