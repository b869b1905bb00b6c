"""Checks one claim against the index: retrieve, align, decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from ..errors import InputError
from ..records import Analysis, Check, Retrieved, VerdictRow
from ..settings import CheckSettings
from .align import Alignment, align
from .attribution import compare_speakers
from .claims import ClaimRow
from .facets import Facet
from .index import SourceIndex, value_of
from .quantities import tolerance_of
from .retrieve import rank_sentences
from .rows import check_rows, retrieved_rows, verdict_row
from .verdict import Case, Decision, decide, guard_speaker


@dataclass(frozen=True, kw_only=True)
class Examined:
    """The rows that checking one claim gave."""

    checks: tuple[Check, ...]
    verdict: VerdictRow
    retrieved: tuple[Retrieved, ...]


def examine(
    claim: ClaimRow, analysis: Analysis, index: SourceIndex, *, settings: CheckSettings
) -> Examined:
    """Look for a claim in the sources.

    Raises ``InputError`` where the claim names a source that is not there.
    """
    document = _find_document(claim, index)
    hits = rank_sentences(analysis, index, limit=settings.retrieved, document=document)
    numbers = _in_order(hit.document for hit in hits)
    looked = [index.source(number) for number in numbers[: settings.documents]]
    alignment = align(
        analysis,
        looked,
        hits,
        is_limited=document is not None,
        tolerance=tolerance_of(settings),
    )
    decision = decide(
        Case(
            claim=analysis,
            alignment=alignment,
            stands_elsewhere=partial(_stands_elsewhere, index=index, document=document),
        )
    )
    speaker = compare_speakers(claim, analysis, alignment)
    if speaker is not None:
        decision = guard_speaker(decision, speaker)
        alignment = replace(alignment, findings=(*alignment.findings, speaker))
    return Examined(
        checks=tuple(check_rows(claim, alignment, decision)),
        verdict=verdict_row(claim, alignment, decision),
        retrieved=tuple(retrieved_rows(claim, hits, index.passages(hits))),
    )


def abstain(claim: ClaimRow, *, rule: str, reason: str) -> Examined:
    """Give the rows of a claim that could not be checked."""
    decision = Decision(verdict="cannot_tell", rule=rule, reason=reason)
    nothing = Alignment(findings=())
    return Examined(
        checks=tuple(check_rows(claim, nothing, decision)),
        verdict=verdict_row(claim, nothing, decision),
        retrieved=(),
    )


def _stands_elsewhere(facet: Facet, *, index: SourceIndex, document: int | None) -> bool:
    if facet.mention is None:
        return document is None  # the index knows no ordinals: only one document was read whole
    value, unit = value_of(facet.mention)
    return value is not None and index.has_value(value, unit, document=document)


def _find_document(claim: ClaimRow, index: SourceIndex) -> int | None:
    if claim.source is None:
        return None
    document = index.find_document(claim.source)
    if document is None:
        raise InputError(
            f"its source {claim.source!r} is not among the sources that could be read."
            f"{index.suggest(claim.source) or ' Expected the name of a file in the folder.'}"
        )
    return document


def _in_order(numbers: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(numbers))
