"""Writes the outcomes of a check: as text for people, as JSON, as JUnit XML for a CI server."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from textwrap import indent
from types import MappingProxyType
from xml.etree import ElementTree

import msgspec

from .fact import Checked, Outcome, State

INDENT = "  "

_STATES: Mapping[State, str] = MappingProxyType(
    {
        "found": "found",
        "absent": "absent as expected",
        "known gap": "known failures",
        "missed": "missed",
    }
)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_text(checked: Checked) -> str:
    """Write every miss in plain English, then the counts."""
    parts = [
        f"MISSED {outcome.fact.id}\n{indent(outcome.said, INDENT)}\n" for outcome in checked.missed
    ]
    counts = Counter(outcome.state for outcome in checked.outcomes)
    said = [f"{counts[state]} {words}" for state, words in _STATES.items() if counts[state]]
    gone = sum(outcome.state == "absent" and bool(outcome.said) for outcome in checked.outcomes)
    if gone:
        said.append(f"{gone} of the absent ones name words that stand nowhere in their article")
    parts.append(f"{_count(len(checked.outcomes), 'fact')}: {', '.join(said) or 'none checked'}")
    return "\n".join(parts)


def to_json(checked: Checked) -> str:
    """Write every outcome as one JSON object."""
    counts = Counter(outcome.state for outcome in checked.outcomes)
    written = msgspec.json.encode({"counts": counts, "outcomes": checked.outcomes})
    return msgspec.json.format(written, indent=2).decode("utf-8")


def to_junit(checked: Checked) -> str:
    """Write one test case per fact; known failures are skipped ones."""
    counts = Counter(outcome.state for outcome in checked.outcomes)
    suite = ElementTree.Element(
        "testsuite",
        name="known facts",
        tests=str(len(checked.outcomes)),
        failures=str(counts["missed"]),
        skipped=str(counts["known gap"]),
        errors="0",
    )
    for outcome in checked.outcomes:
        _add_case(suite, outcome)
    root = ElementTree.Element("testsuites")
    root.append(suite)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written.decode("utf-8")


FORMATS: Mapping[str, Callable[[Checked], str]] = MappingProxyType(
    {"text": to_text, "json": to_json, "junit": to_junit}
)


def _add_case(suite: ElementTree.Element, outcome: Outcome) -> None:
    fact = outcome.fact
    case = ElementTree.SubElement(
        suite, "testcase", classname=_clean(fact.path), name=_clean(fact.id), line=str(fact.line)
    )
    if outcome.state == "missed":
        summary = _clean(outcome.said.partition("\n")[0])
        ElementTree.SubElement(case, "failure", message=summary).text = _clean(outcome.said)
    elif outcome.state == "known gap":
        ElementTree.SubElement(case, "skipped", message=_clean(fact.because or "known gap"))


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
