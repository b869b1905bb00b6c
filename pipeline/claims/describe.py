"""Puts together what is known about one claim, as the plain data that hangs on its span."""

from __future__ import annotations

from typing import Any

from ..syntax import AUXILIARY_ROLES, child, children, direct_object, noun_phrase, subject
from .certainty import read_certainty
from .facts import Facts
from .found import Found
from .names import Names
from .negation import read_negation
from .period import read_period
from .priority import Evidence, rate
from .propositions import Proposition
from .reading import Reading
from .standalone import make_standalone


def describe(
    reading: Reading, names: Names, facts: Facts, claim: Proposition, attribution: Found | None
) -> dict[str, Any]:
    """Describe a claim: its parts, its time, how surely it is said and whether it is denied."""
    dates = facts.dates(claim.start, claim.end)
    period = read_period(reading, claim, dates)
    certainty, certainty_cue = read_certainty(reading, claim, attribution)
    negation_cue = read_negation(reading, claim, attribution)
    standalone, resolved = make_standalone(reading, claim, names, dates)
    return {
        "standalone": standalone,
        "resolved": resolved,
        "subject": _subject_text(reading, claim.head),
        "predicate": _predicate_text(reading, claim.head),
        "object": _object_text(reading, claim.head),
        "period": list(period) if period else None,
        "attribution": claim.attribution,
        "quoted": reading.is_quoted(claim.head),
        "certainty": certainty,
        "certainty_cue": certainty_cue,
        "negated": negation_cue is not None,
        "negation_cue": negation_cue,
    }


def prioritise(
    reading: Reading, facts: Facts, claim: Proposition, data: dict[str, Any]
) -> dict[str, Any]:
    """Rate a described claim."""
    evidence = Evidence(
        reading=reading,
        claim=claim,
        kinds=facts.count(claim.start, claim.end),
        certainty=data["certainty"],
        negated=data["negated"],
        speaker=data["speaker"],
        resolved=bool(data["resolved"]),
    )
    priority, reasons = rate(evidence, reading.words.table("weights"))
    return {"priority": priority, "reasons": reasons}


def _subject_text(reading: Reading, head: int) -> str | None:
    who = subject(reading.tree, head)
    if who is None:
        return None
    return _text(reading, noun_phrase(reading.tree, who, clauses=False))


def _predicate_text(reading: Reading, head: int) -> str | None:
    """Give the verb with its auxiliaries and particle, or the form of "be" of a noun predicate."""
    tree = reading.tree
    group = [*children(tree, head, *AUXILIARY_ROLES, "compound:prt")]
    if child(tree, head, "cop") is None:
        group.append(head)
    negators = [part for part in tree.children[head] if part in tree.negators]
    words = [reading.doc[i].text for i in sorted({*group, *negators})]
    return " ".join(words) or None


def _object_text(reading: Reading, head: int) -> str | None:
    tree = reading.tree
    what = direct_object(tree, head)
    if what is None:
        what = child(tree, head, "obl")
    if what is None:
        return None
    if what == head:
        return _text(reading, noun_phrase(tree, head))
    return _text(reading, (tree.starts[what], tree.ends[what]))


def _text(reading: Reading, bounds: tuple[int, int]) -> str:
    return str(reading.doc[bounds[0] : bounds[1]].text)
