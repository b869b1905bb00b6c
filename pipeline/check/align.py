"""Sets each facet of a claim beside the best evidence for it in the documents that were found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..records import Analysis, FacetStatus
from .dates import is_placed, match_date
from .facets import Facet, Match, list_facets
from .index import Hit
from .names import match_name
from .quantities import match_quantity
from .source import Source
from .words import match_quotation, match_words

Matcher = Callable[[Facet, Source], Iterator[Match]]

MATCHERS: Mapping[str, Matcher] = {
    "quantity": match_quantity,
    "date": match_date,
    "quotation": match_quotation,
    "predicate": match_words,
    "thing": match_words,
}
"""How each kind of facet is looked for; the others are names."""

ORDER: Mapping[FacetStatus, int] = {"found": 0, "compatible": 1, "differs": 2, "unclear": 3}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A facet with its status and, where there is one, the evidence."""

    facet: Facet
    status: FacetStatus
    rule: str
    why: str
    source: Source | None = None
    match: Match | None = None


def align(claim: Analysis, sources: Sequence[Source], hits: Sequence[Hit]) -> tuple[Finding, ...]:
    """Give a finding for every facet of a claim; ``sources`` are in the order of the hits."""
    rank = {(hit.document, hit.place): i for i, hit in enumerate(hits)}
    return tuple(_find(facet, sources, rank) for facet in list_facets(claim))


def _find(facet: Facet, sources: Sequence[Source], rank: Mapping[tuple[int, int], int]) -> Finding:
    matcher = match_words if facet.lemmas else MATCHERS.get(facet.kind, match_name)
    found = [
        (match, source, number)
        for number, source in enumerate(sources)
        for match in matcher(facet, source)
    ]
    if not found:
        return _not_found(facet, sources)
    match, source, _ = min(
        found,
        key=lambda item: (
            ORDER[item[0].status],
            rank.get((item[1].number, item[0].place), len(rank)),
            item[2],
            item[0].start,
        ),
    )
    return Finding(
        facet=facet,
        status=match.status,
        rule=match.rule,
        why=_describe_place(match, source, rank),
        source=source,
        match=match,
    )


def _not_found(facet: Facet, sources: Sequence[Source]) -> Finding:
    if not sources:
        return Finding(
            facet=facet, status="absent", rule="no_document", why="no source shares its words"
        )
    value = facet.mention.date if facet.kind == "date" and facet.mention else None
    if value is not None and not is_placed(value):
        return Finding(
            facet=facet,
            status="unclear",
            rule="date_not_placed",
            why="the claim does not say which days it means",
        )
    looked = ", ".join(source.doc for source in sources)
    return Finding(
        facet=facet, status="absent", rule="nowhere", why=f"nowhere in the best documents: {looked}"
    )


def _describe_place(match: Match, source: Source, rank: Mapping[tuple[int, int], int]) -> str:
    place = rank.get((source.number, match.place))
    if place is None:
        return f"elsewhere in {source.doc}, outside the sentences retrieved"
    return f"in sentence {place + 1} of those retrieved"
