"""Sets each facet of a claim beside the best evidence for it in the documents that were found.

Two questions are asked of every facet: does it stand anywhere in the documents, and does it stand
in the passages that speak of the claim. A name, date or quantity is absent where it stands in none
of the documents. A plain word may be put otherwise: it is absent only where so much of the claim's
wording is missing from its passages that they cannot say the same, and unclear else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..records import Analysis, FacetStatus
from .dates import is_placed, match_date
from .facets import Facet, Match, list_facets
from .finding import VALUES, Finding, is_word, weight_of
from .index import Hit
from .names import match_name
from .quantities import AS_SHIPPED, Tolerance, match_quantity
from .replace import set_rivals
from .source import Source
from .words import match_ordinal, match_quotation, match_text, match_words

Matcher = Callable[[Facet, Source], Iterator[Match]]
Place = tuple[int, int]
"""A source, by its place among those looked at, and a sentence in it."""

MATCHERS: Mapping[str, Matcher] = {
    "date": match_date,
    "ordinal": match_ordinal,
    "quotation": match_quotation,
}
"""How each kind of facet is looked for, besides quantities and words; the others are names."""

ORDER: Mapping[FacetStatus, int] = {
    "found": 0,
    "compatible": 1,
    "differs": 2,
    "unclear": 3,
    "absent": 4,
}

CORE = 3
"""Passages that a claim is laid beside. One is too few for a claim of several sentences' news;
with ten, chance meetings of words count as evidence (wice dev)."""

NEAR_WORDS = 1
NEAR_VALUES = 3
"""Sentences around a passage that belong to it: a name or date may stand a little before."""

OPENING = 3
"""Sentences at the start of a document that belong to every passage: title, date, lead."""

MISSING_LETTERS = 25
LEAST_SHARE = 0.3
"""The wording is absent where words of more weight than this are missing from the passages, or
where no passage holds so large a share of the claim (wice dev: 93 % of the claims it then flags
are not fully supported)."""

SHORT_DOCUMENT = 10
"""Up to so many sentences, a document that a claim names as its source is about the claim."""

APART = 2
"""So many values far from the passages, together, are no evidence for one claim."""


@dataclass(frozen=True, kw_only=True)
class Alignment:
    """The findings for a claim and the passages that they were laid beside."""

    findings: tuple[Finding, ...]
    core: tuple[Place, ...] = ()
    best: Source | None = None
    """The document that says most of the claim."""
    share: float = 0.0
    """Share of the claim's weight that its best passage holds."""


def align(
    claim: Analysis,
    sources: Sequence[Source],
    hits: Sequence[Hit],
    *,
    is_limited: bool = False,
    tolerance: Tolerance = AS_SHIPPED,
) -> Alignment:
    """Give a finding for every facet of a claim; ``sources`` are in the order of the hits.

    ``is_limited`` says that the claim names the one document that it is to be looked for in.
    """
    facets = list_facets(claim)
    matches = [
        [
            (number, match)
            for number, source in enumerate(sources)
            for match in _match(facet, source, tolerance)
        ]
        for facet in facets
    ]
    numbers = {source.number: number for number, source in enumerate(sources)}
    rank = {
        (numbers[hit.document], hit.place): place
        for place, hit in enumerate(hits)
        if hit.document in numbers
    }
    weights = _weigh_passages(facets, matches, sources)
    order = sorted(weights, key=lambda place: (-weights[place], rank.get(place, len(rank)), place))
    core = [place for place in order if place[0] == order[0][0]][:CORE]
    main = core[0][0] if core else 0
    matches = [[item for item in found if item[0] == main] for found in matches]
    total = sum(map(weight_of, facets))
    share = weights[core[0]] / total if core and total else 0.0
    reader = _Reader(sources=sources, core=core, rank=rank)
    findings = [reader.find(facet, found) for facet, found in zip(facets, matches, strict=True)]
    findings = _judge_wording(_judge_distance(findings), share)
    if sources:
        is_whole = is_limited and len(sources[main].sentences) <= SHORT_DOCUMENT
        place = core[0][1] if core else 0
        findings = set_rivals(
            findings, claim, sources[main], place, is_whole=is_whole, tolerance=tolerance
        )
    return Alignment(
        findings=tuple(findings),
        core=tuple(core),
        best=sources[main] if core else None,
        share=share,
    )


def _match(facet: Facet, source: Source, tolerance: Tolerance) -> Iterator[Match]:
    yield from _match_meaning(facet, source, tolerance)
    if facet.kind in VALUES and facet.bound is None:
        yield from match_text(facet, source)


def _match_meaning(facet: Facet, source: Source, tolerance: Tolerance) -> Iterator[Match]:
    if facet.kind == "quantity":
        return match_quantity(facet, source, tolerance)
    otherwise = match_words if is_word(facet) else match_name
    return MATCHERS.get(facet.kind, otherwise)(facet, source)


def _weigh_passages(
    facets: Sequence[Facet],
    matches: Sequence[Sequence[tuple[int, Match]]],
    sources: Sequence[Source],
) -> Counter[Place]:
    """Give each sentence the weight of what stands in it and beside it."""
    weights: Counter[Place] = Counter()
    for facet, found in zip(facets, matches, strict=True):
        beside = {
            (number, place)
            for number, match in found
            for place in sources[number].beside([match.place])
        }
        for place in beside:
            weights[place] += weight_of(facet)
    return weights


@dataclass(frozen=True, kw_only=True)
class _Reader:
    sources: Sequence[Source]
    core: Sequence[Place]
    rank: Mapping[Place, int]

    def find(self, facet: Facet, found: Iterable[tuple[int, Match]]) -> Finding:
        """Choose the match to show for a facet: near the passages, then the closest agreement."""
        reach = NEAR_WORDS if is_word(facet) else NEAR_VALUES
        best = min(
            found,
            key=lambda item: (
                not self.is_near((item[0], item[1].place), reach),
                ORDER[item[1].status],
                self.rank.get((item[0], item[1].place), len(self.rank)),
                item[0],
                item[1].start,
            ),
            default=None,
        )
        if best is None:
            return self._find_nothing(facet)
        number, match = best
        place = (number, match.place)
        return Finding(
            facet=facet,
            status=match.status,
            rule=match.rule,
            why=self._describe(place),
            source=self.sources[number],
            match=match,
            is_near=self.is_near(place, reach),
        )

    def is_near(self, place: Place, reach: int) -> bool:
        """Say whether a sentence belongs to a passage of the claim."""
        number, sentence = place
        return any(
            number == core_number and (abs(sentence - core_place) <= reach or sentence < OPENING)
            for core_number, core_place in self.core
        )

    def _find_nothing(self, facet: Facet) -> Finding:
        value = facet.mention.date if facet.kind == "date" and facet.mention else None
        if value is not None and not is_placed(value):
            return Finding(
                facet=facet,
                status="unclear",
                rule="date_not_placed",
                why="the claim does not say which days it means",
            )
        looked = self.sources[self.core[0][0]].doc if self.core else None
        why = f"nowhere in {looked}" if looked else "no source shares words with the claim"
        return Finding(facet=facet, status="absent", rule="nowhere", why=why)

    def _describe(self, place: Place) -> str:
        doc = self.sources[place[0]].doc
        rank = self.rank.get(place)
        if rank is not None:
            return f"in sentence {rank + 1} of those retrieved"
        reach = "beside them" if self.is_near(place, NEAR_VALUES) else "far from them"
        return f"in {doc}, outside the sentences retrieved, {reach}"


def _judge_distance(findings: Sequence[Finding]) -> list[Finding]:
    """Take values for absent that stand only far from the passages, where there are several."""
    values = [finding for finding in findings if not is_word(finding.facet)]
    far = [finding for finding in values if not finding.is_near and finding.status != "unclear"]
    if len(far) < APART:
        return list(findings)
    return [
        _restate(finding, "absent", "far_apart", "stands only far from what speaks of the claim")
        if finding in far and finding.match is not None
        else finding
        for finding in findings
    ]


def _judge_wording(findings: Sequence[Finding], share: float) -> list[Finding]:
    """Decide whether words that are missing are put otherwise or not said at all."""
    missing = [finding for finding in findings if is_word(finding.facet) and not finding.is_near]
    weight = sum({finding.facet.lemmas: weight_of(finding.facet) for finding in missing}.values())
    is_said = weight <= MISSING_LETTERS and share >= LEAST_SHARE
    absent = [] if is_said else _surest(findings, missing)
    return [
        _restate(finding, "absent", "ordinal_missing", "no other form of it either")
        if finding in missing and finding.facet.ordinal is not None
        else _restate(finding, "absent", "wording_missing", "nor is most of the wording")
        if finding in absent
        else _restate(finding, "unclear", "other_wording", "it may be put otherwise")
        if finding in missing
        else finding
        for finding in findings
    ]


def _surest(findings: Sequence[Finding], missing: Sequence[Finding]) -> Sequence[Finding]:
    """Give the missing words to point at: none where a value is absent, else nouns unheard of."""
    if any(f.status == "absent" and not is_word(f.facet) for f in findings):
        return []
    unheard = [finding for finding in missing if finding.match is None]
    nouns = [finding for finding in unheard if finding.facet.kind == "thing"]
    return nouns or unheard or missing


def _restate(finding: Finding, status: FacetStatus, rule: str, why: str) -> Finding:
    return replace(finding, status=status, rule=rule, why=why, is_near=False)
