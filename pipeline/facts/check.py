"""Checks known facts against the tables of a run."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from .compare import differences, distance, matches
from .describe import (
    describe_find,
    describe_gone,
    describe_miss,
    describe_unread,
    describe_words_not_there,
)
from .fact import Checked, Fact, Outcome, Problem, State
from .findings import Finding, Findings
from .load import load_facts, suggest_closest
from .outputs import Outputs
from .units import canonical_unit, is_counted_in
from .words import to_name

NO_MENTIONS = ("article", "attribution", "claim")


def check_files(paths: Iterable[Path], folder: Path) -> Checked:
    """Load the facts of files and folders and check them; problems come in the files' order.

    Raises ``InputError`` for a path that is not there, a file that is not a table, and a folder
    that does not hold the tables of a run.
    """
    loaded = load_facts(paths)
    checked = check_facts(loaded.facts, folder)
    problems = sorted((*loaded.problems, *checked.problems), key=attrgetter("path", "line"))
    return Checked(outcomes=checked.outcomes, problems=tuple(problems))


def check_facts(facts: Iterable[Fact], folder: Path) -> Checked:
    """Check facts against the tables in ``folder``; facts and outcomes come in the same order.

    Each article is read once and forgotten before the next. Raises ``InputError`` where the
    folder does not hold the tables of a run.
    """
    facts = tuple(facts)
    outputs = Outputs(folder, {fact.doc for fact in facts})
    outcomes: dict[str, Outcome] = {}
    problems: list[Problem] = []
    by_doc = attrgetter("doc")
    for doc, group in groupby(sorted(facts, key=by_doc), key=by_doc):
        findings = Findings(outputs.read(doc)) if doc in outputs.docs else None
        for fact in group:
            result = _check_or_refuse(fact, findings, outputs)
            if isinstance(result, Problem):
                problems.append(result)
            else:
                outcomes[fact.id] = result
    in_order = (outcomes[fact.id] for fact in facts if fact.id in outcomes)
    return Checked(outcomes=tuple(in_order), problems=tuple(problems))


def check_fact(fact: Fact, findings: Findings) -> Outcome:
    """Check one fact against what was found in its article."""
    candidates = findings.by_kind.get(fact.kind, ())
    found = next((each for each in candidates if matches(fact, each, findings)), None)
    is_right = (found is not None) == fact.is_wanted
    if is_right and not fact.is_known_failure:
        said = "" if fact.is_wanted else describe_words_not_there(fact, findings)
        return Outcome(fact=fact, state="found" if fact.is_wanted else "absent", said=said)
    state: State = "missed" if is_right == fact.is_known_failure else "known gap"
    if found is not None:
        return _outcome(fact, state, describe_find(fact, found, findings), found, findings)
    if not fact.is_wanted:
        return Outcome(fact=fact, state=state, said=describe_gone(fact))
    closest = find_closest(fact, findings)
    return _outcome(fact, state, describe_miss(fact, closest, findings), closest, findings)


def find_closest(fact: Fact, findings: Findings) -> Finding | None:
    """Give what was found that is most like the fact: of its kind, or called by its words."""
    candidates = list(findings.by_kind.get(fact.kind, ()))
    if fact.text is not None and fact.kind not in NO_MENTIONS:
        candidates += [
            finding
            for kind, others in findings.by_kind.items()
            if kind not in {fact.kind, *NO_MENTIONS}
            for finding in others
            if to_name(finding.text) == to_name(fact.text)
        ]
    if fact.kind == "article":
        candidates = [finding for finding in candidates if finding.text == fact.text]
    return min(candidates, key=lambda finding: distance(fact, finding, findings), default=None)


def _check_or_refuse(fact: Fact, findings: Findings | None, outputs: Outputs) -> Outcome | Problem:
    """Check a fact unless it names an article or a unit that this run does not know."""
    if findings is None and fact.doc in outputs.failures:
        said = describe_unread(fact, outputs.failures[fact.doc])
        return Outcome(fact=fact, state="missed", said=said)
    if findings is None:
        expected = f"an article of this run{suggest_closest(fact.doc, outputs.docs)}"
        return _problem(fact, "doc", fact.doc, expected)
    if fact.unit is not None and not _is_unit(fact.unit, findings, outputs):
        known = (*outputs.units, *findings.joined_words.split())
        expected = "a unit (kilometre, percent, USD) or the noun that is counted"
        return _problem(fact, "unit", fact.unit, expected + suggest_closest(fact.unit, known))
    return check_fact(fact, findings)


def _is_unit(unit: str, findings: Findings, outputs: Outputs) -> bool:
    return (
        unit in outputs.units
        or is_counted_in(unit, findings.joined_words)
        or canonical_unit(unit) is not None
    )


def _outcome(
    fact: Fact, state: State, said: str, finding: Finding | None, findings: Findings
) -> Outcome:
    if finding is None:
        return Outcome(fact=fact, state=state, said=said)
    start, end = finding.spans[0] if finding.spans else (None, None)
    closest = {
        "kind": finding.kind,
        "id": finding.id,
        "text": finding.text,
        "start": start,
        "end": end,
        "sentence": findings.sentence_of(finding),
    }
    differs = {each.column: each.found for each in differences(fact, finding, findings)}
    return Outcome(fact=fact, state=state, said=said, closest=closest, differs=differs)


def _problem(fact: Fact, column: str, found: str, expected: str) -> Problem:
    return Problem(
        path=fact.path, line=fact.line, column=column, found=repr(found), expected=expected
    )
