"""Shows what a check found as static pages: claim and evidence side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, Self

from ..interval import tell_days
from ..records import Check, Retrieved, VerdictRow
from ..visible import to_visible
from .examine import Examined
from .pages import Pages

LEGEND = (
    ("found", "found", "the same in the source"),
    ("compatible", "compatible", "rounded, contained or in another form"),
    ("differs", "differs", "the source has another value"),
    ("absent", "not in the source", "in no document that speaks of the claim"),
    ("unclear", "unclear", "cannot be compared"),
)
STATUS_WORDS: Mapping[str, str] = MappingProxyType({name: word for name, word, _ in LEGEND})
VERDICT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "contradicted": "Contradicted",
        "partly_found": "Partly found",
        "not_found": "Not found",
        "cannot_tell": "Cannot tell",
        "supported": "Supported",
    }
)
"""In the order in which they are worth a look."""

WORDS = frozenset({"predicate", "thing"})
"""Facets that are plain wording: those that were found are counted, not listed."""

FIRST_LOOKS = 100
"""Contradicted claims that the first page lists."""

SHOWN_LETTERS = 240


class Piece(NamedTuple):
    """A stretch of text, marked where it has a status."""

    text: str
    status: str = ""
    title: str = ""
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class _Facet:
    kind: str
    claim: str
    status: str
    word: str
    source: str
    where: str
    why: str


@dataclass(frozen=True, kw_only=True)
class _Looked:
    doc: str
    start: int
    end: int
    score: str
    text: str


@dataclass(frozen=True, kw_only=True)
class _Claim:
    number: int
    id: str
    verdict: str
    word: str
    reason: str
    doc: str
    claim: tuple[Piece, ...]
    evidence_doc: str
    evidence: tuple[Piece, ...]
    facets: tuple[_Facet, ...]
    words: str
    retrieved: tuple[_Looked, ...]

    @property
    def kind(self) -> str:
        """The verdict."""
        return self.verdict


@dataclass(frozen=True, kw_only=True)
class _FirstLook:
    file: str
    number: int
    text: str


class PageWriter:
    """Writes the pages claim by claim. Use as a context manager; if it raises, none is changed."""

    def __init__(self, path: Path) -> None:
        self._pages = Pages(path, kinds=VERDICT_WORDS, legend=LEGEND)
        self._first_looks: list[_FirstLook] = []
        self.failures = 0

    def __enter__(self) -> Self:
        """Give the writer itself."""
        return self

    def write(self, found: Examined) -> None:
        """Add one claim with its facets and the sentences that were looked at."""
        verdict = found.verdict
        number = self._pages.total + 1
        file = self._pages.add(_to_claim(number, found))
        if verdict.verdict == "contradicted" and len(self._first_looks) < FIRST_LOOKS:
            self._first_looks.append(
                _FirstLook(file=file, number=number, text=to_visible(_cut(verdict.text)))
            )

    def __exit__(self, kind: object, *rest: object) -> None:
        """Put the pages in their places, or drop them where the block raised."""
        if kind is not None:
            self._pages.abandon()
            return
        self._pages.finish(failures=self.failures, first_look=self._first_looks)


def has_close_sentence(verdict: str) -> bool:
    """Say whether the nearest sentence is worth showing beside a claim.

    Of 170 claims of the corpus that are not found, the nearest sentence speaks of one.
    """
    return verdict != "not_found"


def _to_claim(number: int, found: Examined) -> _Claim:
    verdict = found.verdict
    facets = [check for check in found.checks if check.facet != "verdict"]
    passed = [facet for facet in facets if _is_passed_over(facet)]
    shown = [facet for facet in facets if facet not in passed]
    has_close = has_close_sentence(verdict.verdict)
    return _Claim(
        number=number,
        id=to_visible(verdict.claim),
        verdict=verdict.verdict,
        word=VERDICT_WORDS[verdict.verdict],
        reason=to_visible(verdict.reason),
        doc=to_visible(verdict.doc or ""),
        # A speaker may stand outside the text, and one within it is marked as a name.
        claim=mark(verdict.text, [f for f in shown if f.facet != "attribution"]),
        evidence_doc=to_visible(verdict.evidence_doc or "") if has_close else "",
        evidence=tuple(_mark_evidence(verdict, shown)) if has_close else (),
        facets=tuple(_to_facet(facet, verdict if has_close else None) for facet in shown),
        words=_describe_words(passed),
        retrieved=tuple(map(_to_looked, found.retrieved)),
    )


def _is_passed_over(facet: Check) -> bool:
    return facet.facet in WORDS and facet.status in {"found", "compatible"}


def _describe_words(passed: Sequence[Check]) -> str:
    words = dict.fromkeys(facet.value_claim or "" for facet in passed)
    if not words:
        return ""
    return to_visible(f"Other words found in the source: {', '.join(words)}.")


def mark(text: str, facets: Sequence[Check]) -> tuple[Piece, ...]:
    """Mark stretches of a claim; of two that overlap, the one that starts first, or is longer."""
    return tuple(_cut_out(text, [(f.start, f.end, f) for f in facets], is_labelled=True))


def _mark_evidence(verdict: VerdictRow, facets: Sequence[Check]) -> Iterator[Piece]:
    """Mark in the evidence what facets met, where its sentence is shown as it stands."""
    text, start, end = verdict.evidence, verdict.evidence_start, verdict.evidence_end
    if text is None or start is None or end is None:
        return
    spans = [
        (facet.evidence_start - start, facet.evidence_end - start, facet)
        for facet in facets
        if facet.evidence_doc == verdict.evidence_doc
        and facet.evidence_start is not None
        and facet.evidence_end is not None
        and start <= facet.evidence_start < facet.evidence_end <= end
        and (facet.evidence_start, facet.evidence_end) != (start, end)
    ]
    # Line ends within a sentence were joined: offsets hold only where none was.
    is_whole = len(text) == end - start
    yield from _cut_out(text, spans if is_whole else [], is_labelled=False)


def _cut_out(
    text: str, spans: Sequence[tuple[int, int, Check]], *, is_labelled: bool
) -> Iterator[Piece]:
    done = 0
    for start, end, facet in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < done or start >= end:
            continue
        word = STATUS_WORDS[facet.status]
        if start > done:
            yield Piece(to_visible(text[done:start]))
        yield Piece(
            to_visible(text[start:end]),
            status=facet.status,
            title=f"{facet.facet}: {word}",
            label=word if is_labelled and facet.status != "found" else "",
        )
        done = end
    if text[done:]:
        yield Piece(to_visible(text[done:]))


def _to_facet(facet: Check, above: VerdictRow | None) -> _Facet:
    """Describe a facet; ``above`` is the verdict whose evidence stands above it."""
    where = f"{facet.evidence_doc}: {_cut(facet.evidence or '')}" if facet.evidence_doc else ""
    here = (facet.evidence_doc, facet.evidence)
    if where and above is not None and here == (above.evidence_doc, above.evidence):
        where = "in the sentence above"
    return _Facet(
        kind=facet.facet,
        claim=to_visible(tell_days(facet.value_claim or "")),
        status=facet.status,
        word=STATUS_WORDS[facet.status],
        source=to_visible(tell_days(facet.value_evidence or "")),
        where=to_visible(where),
        why=to_visible("; ".join(part for part in (facet.why, _rule(facet)) if part)),
    )


def _rule(facet: Check) -> str:
    return f"rule {facet.rule}" if facet.rule else ""


def _to_looked(row: Retrieved) -> _Looked:
    return _Looked(
        doc=to_visible(row.evidence_doc),
        start=row.evidence_start,
        end=row.evidence_end,
        score=f"{row.score:.1f}",
        text=to_visible(row.evidence),
    )


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN_LETTERS else f"{text[:SHOWN_LETTERS]}…"
