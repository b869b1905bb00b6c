"""Puts together what is known about one claim, as the plain data that hangs on its span."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..syntax import tense
from .ambiguous import find_ambiguous
from .amounts import find_bases, is_base_date, read_amounts
from .certainty import find_certainty, find_lesser_cues
from .facts import Facts
from .features import Evidence, around
from .found import Found, Proposition, Range
from .negation import find_lesser_negation, find_negation
from .parts import read_parts, text_of
from .period import read_period
from .place import read_place
from .priority import rate
from .reading import Reading
from .scope import Cue, chains
from .standalone import Known, make_standalone


def describe(
    reading: Reading, known: Known, claim: Proposition, attribution: Found | None
) -> dict[str, Any]:
    """Describe a claim: its parts, its time, how surely it is said and whether it is denied."""
    facts, verbs = known.facts, chains(reading, claim.head)
    dates, amounts = facts.dates(claim.start, claim.end), facts.amounts(claim.start, claim.end)
    bases = find_bases(reading, amounts)
    ranges = [(span.start, span.end) for span, _ in dates]
    asides = [date for date in ranges if is_base_date(date, amounts, bases)]
    period = read_period(reading, claim, dates, attribution, asides)
    own = make_standalone(reading, claim, known, attribution)
    return {
        "standalone": own.text,
        "resolved": own.resolved,
        "ambiguous": list(find_ambiguous(reading, claim, known, own.replaced)),
        **_parts(reading, claim, verbs[0], facts),
        "period": list(period) if period else None,
        "quantities": read_amounts(reading, amounts, bases),
        "attribution": claim.attribution,
        "quoted": reading.is_quoted(claim.head),
        **_cues(reading, claim, attribution, verbs),
    }


def _parts(
    reading: Reading, claim: Proposition, verbs: Sequence[int], facts: Facts
) -> dict[str, Any]:
    parts = read_parts(reading, claim.head, verbs, facts)
    return {
        "subject": _text(reading, parts.subject),
        "predicate": text_of(reading, parts.predicate),
        "lemma": parts.lemma,
        "object": _text(reading, parts.object),
        "place": _text(reading, read_place(reading, claim.head, parts, facts)),
        # A line break that the parser took for a part of the clause has no text.
        "adjuncts": [text for part in parts.adjuncts if (text := _text(reading, part))],
    }


def _cues(
    reading: Reading,
    claim: Proposition,
    attribution: Found | None,
    verbs: Sequence[Sequence[int]],
) -> dict[str, Any]:
    own = [verb for chain in verbs for verb in chain]
    certainty, certainty_cue, cues = find_certainty(reading, claim, attribution, own)
    negation_cue, negations = find_negation(reading, claim, attribution, verbs)
    cues += negations
    cues += find_lesser_cues(reading, claim, own)
    cues += find_lesser_negation(reading, claim, own)
    return {
        "certainty": certainty,
        "certainty_cue": certainty_cue,
        "negated": negation_cue is not None,
        "negation_cue": negation_cue,
        "cues": [_to_row(reading, cue) for cue in sorted(set(cues), key=_place_of)],
    }


def _text(reading: Reading, part: Range | None) -> str | None:
    return None if part is None else reading.in_line(*part) or None


def _place_of(cue: Cue) -> tuple[Range, str, Range]:
    return cue.words, cue.kind, cue.scope


def _to_row(reading: Reading, cue: Cue) -> dict[str, Any]:
    return {
        "kind": cue.kind,
        "text": reading.written(*cue.words),
        "at": list(reading.offsets(*cue.words)),
        "scope": list(reading.offsets(*cue.scope)),
    }


def prioritise(
    reading: Reading,
    known: Known,
    claim: Proposition,
    data: dict[str, Any],
    weights: Mapping[str, float],
) -> dict[str, Any]:
    """Rate a described claim."""
    evidence = Evidence(
        reading=reading,
        claim=claim,
        kinds=known.facts.count(claim.start, claim.end),
        certainty=data["certainty"],
        speaker=data["speaker"],
        resolved=bool(data["resolved"]),
        tense=tense(reading.tree, claim.head),
        traits=known.traits,
        own=known.traits.within(claim.start, claim.end),
        around=around(reading, claim),
    )
    priority, reasons = rate(evidence, weights)
    return {"priority": priority, "reasons": reasons}
