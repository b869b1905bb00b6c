from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pipeline.facts import FORMATS, Checked, check_facts

from .conftest import make_fact


@pytest.fixture
def checked(out: Path) -> Checked:
    facts = [
        make_fact("person", id="right", text="Ola Berg"),
        make_fact("person", id="away", expect="absent", text="Halden"),
        make_fact("person", id="gone", expect="absent", text="cookies"),
        make_fact("person", id="gap", expect="known gap", text="Nils", because="not yet"),
        make_fact("person", id="wrong\x00<&>", text="Nils"),
    ]
    return check_facts(facts, out)


def test_text_tells_misses_then_counts(checked: Checked) -> None:
    lines = FORMATS["text"](checked).splitlines()
    assert lines[0] == "MISSED wrong\x00<&>"
    assert lines[1] == '  expected  in track: a person "Nils"'
    assert lines[-1] == (
        "5 facts: 1 found, 2 absent as expected, 1 known failures, 1 missed, "
        "1 of the absent ones name words that stand nowhere in their article"
    )


def test_json_holds_every_outcome(checked: Checked) -> None:
    written = json.loads(FORMATS["json"](checked))
    assert written["counts"] == {"found": 1, "absent": 2, "known gap": 1, "missed": 1}
    wrong = written["outcomes"][-1]
    assert wrong["fact"]["line"] == 2
    assert wrong["closest"]["sentence"]
    assert set(wrong["differs"]) == {"text"}


def test_junit_has_a_case_per_fact(checked: Checked) -> None:
    suite = ElementTree.fromstring(FORMATS["junit"](checked)).find("testsuite")
    assert suite is not None
    counts = {name: suite.get(name) for name in ("tests", "failures", "skipped", "errors")}
    assert counts == {"tests": "5", "failures": "1", "skipped": "1", "errors": "0"}
    cases = {str(case.get("name")): case for case in suite}
    assert list(cases)[-1] == "wrong\ufffd<&>"
    failure = cases["wrong\ufffd<&>"].find("failure")
    assert failure is not None
    assert str(failure.text).startswith("expected  in track")
    skipped = cases["gap"].find("skipped")
    assert skipped is not None
    assert skipped.get("message") == "not yet"


def test_nothing_to_check_is_said() -> None:
    assert FORMATS["text"](Checked(outcomes=())) == "0 facts: none checked"
