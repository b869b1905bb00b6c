"""Says "differs" of a value that stands nowhere, where a source has another in its place."""

from __future__ import annotations

from collections.abc import Sequence

from ..records import Analysis
from .bounds import AT_BOUND, BROKEN_BOUND
from .facets import Match
from .finding import GOOD, VALUES, Finding, is_word, weight_of
from .quantities import Tolerance
from .rivals import Rival, find_rivals
from .source import Source

OPEN_RULES = frozenset({"nowhere", AT_BOUND})
"""Rules of a value that another may stand in the place of."""

PLACED_RULES = frozenset({"other_date", "other_ordinal", BROKEN_BOUND})
"""Rules of a rival that its place in the passage ties to the claim; amounts need words as well."""

WORDING = 0.5
"""Share of the claim's wording that must stand near another value: documents on like matters hold
other values by the dozen."""

NAMELESS_WORDING = 0.75
NAMELESS_WEIGHT = 8
"""A claim without a name must be tied to the passage by its words alone, and by some of weight."""

SHARED_WORDS = 2
"""Words that both must name as what is counted: "three frames" and "nine frames" may be any."""


def set_rivals(  # noqa: PLR0913 - the passage and how it is read
    findings: Sequence[Finding],
    claim: Analysis,
    source: Source,
    place: int,
    *,
    is_whole: bool,
    tolerance: Tolerance,
) -> list[Finding]:
    """Look for rivals of absent values in the passage at ``place``.

    ``is_whole`` says that all of the document is about the claim; else the passage must be about
    the same matter: it holds the claim's names and half of its wording, and the rival itself.
    """
    if not (is_whole or _is_same_matter(findings)):
        return list(findings)
    taken = {
        (found.match.start, found.match.end)
        for found in findings
        if found.match is not None and found.rule not in OPEN_RULES
    }
    result = []
    for finding in findings:
        rivals: list[Rival] = []
        if _is_open(finding):
            rivals = [
                rival
                for rival in find_rivals(finding.facet, claim, source, taken, tolerance)
                if is_whole or _is_close(rival, place)
            ]
        result.append(_replace(finding, rivals, source, place) if rivals else finding)
    return result


def _is_open(finding: Finding) -> bool:
    """Say whether another value may stand in the place of one that was not found."""
    if finding.facet.ordinal is not None:
        return not finding.is_near
    return finding.rule in OPEN_RULES and finding.facet.kind in VALUES


def _is_same_matter(findings: Sequence[Finding]) -> bool:
    names = [f for f in findings if not is_word(f.facet) and f.facet.kind not in VALUES]
    words = [f for f in findings if is_word(f.facet)]
    near = sum(weight_of(f.facet) for f in words if f.is_near)
    total = sum(weight_of(f.facet) for f in words)
    if not names:
        return near >= max(NAMELESS_WORDING * total, NAMELESS_WEIGHT)
    is_named = all(f.status in GOOD and f.is_near for f in names)
    return is_named and near >= WORDING * total


def _is_close(rival: Rival, place: int) -> bool:
    if rival.place != place:
        return False
    return rival.rule in PLACED_RULES or rival.shared >= SHARED_WORDS


def _replace(finding: Finding, rivals: Sequence[Rival], source: Source, place: int) -> Finding:
    rival = min(rivals, key=lambda rival: (-rival.shared, abs(rival.place - place)))
    return Finding(
        facet=finding.facet,
        status="differs",
        rule=rival.rule,
        why=rival.why,
        source=source,
        match=Match(
            status="differs",
            place=rival.place,
            start=rival.start,
            end=rival.end,
            rule=rival.rule,
            value_claim=rival.value_claim,
            value_evidence=rival.value_evidence,
        ),
        is_near=True,
    )
