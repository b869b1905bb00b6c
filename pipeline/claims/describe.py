"""Puts together what is known about one claim, as the plain data that hangs on its span."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .certainty import find_certainty, find_lesser_cues
from .facts import Facts
from .features import Evidence
from .found import Found
from .names import Names
from .negation import find_lesser_negation, find_negation
from .parts import read_parts
from .period import read_period
from .priority import rate
from .propositions import Proposition
from .reading import Reading
from .scope import Cue, chain, governors
from .standalone import make_standalone


def describe(
    reading: Reading, names: Names, facts: Facts, claim: Proposition, attribution: Found | None
) -> dict[str, Any]:
    """Describe a claim: its parts, its time, how surely it is said and whether it is denied."""
    dates = facts.dates(claim.start, claim.end)
    period = read_period(reading, claim, dates, attribution)
    certainty, certainty_cue, cues = find_certainty(reading, claim, attribution)
    negation_cue, negations = find_negation(reading, claim, attribution)
    own = [verb for head in governors(reading, claim.head) for verb in chain(reading, head)]
    cues += negations
    cues += find_lesser_cues(reading, claim, own)
    cues += find_lesser_negation(reading, claim, own)
    parts = read_parts(reading, claim.head)
    standalone, resolved = make_standalone(reading, claim, names, dates, attribution)
    return {
        "standalone": standalone,
        "resolved": resolved,
        "subject": parts.subject,
        "predicate": parts.predicate,
        "object": parts.object,
        "period": list(period) if period else None,
        "attribution": claim.attribution,
        "quoted": reading.is_quoted(claim.head),
        "certainty": certainty,
        "certainty_cue": certainty_cue,
        "negated": negation_cue is not None,
        "negation_cue": negation_cue,
        "cues": [_to_row(reading, cue) for cue in sorted(set(cues), key=lambda cue: cue.words)],
    }


def _to_row(reading: Reading, cue: Cue) -> dict[str, Any]:
    words, scope = (reading.doc[start:end] for start, end in (cue.words, cue.scope))
    return {
        "kind": cue.kind,
        "text": words.text,
        "at": [words.start_char, words.end_char],
        "scope": [scope.start_char, scope.end_char],
    }


def prioritise(
    reading: Reading,
    facts: Facts,
    claim: Proposition,
    data: dict[str, Any],
    weights: Mapping[str, float],
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
    priority, reasons = rate(evidence, weights)
    return {"priority": priority, "reasons": reasons}
