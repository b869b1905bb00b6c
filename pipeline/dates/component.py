"""The spaCy component: Doc in, Doc with ``doc.spans["dates"]`` out."""

from __future__ import annotations

from datetime import date
from typing import Any

from spacy.tokens import Doc, Span

from .. import extensions
from ..lexicon import load_lexicon
from ..records import DateValue
from .anchors import Anchors
from .candidates import Candidate
from .contexts import compile_contexts
from .narrative import is_narrative
from .passage import Passage, compile_modifiers
from .refine import refine
from .resolve import resolve
from .rules import Rules, lower
from .vocabulary import build_vocabulary

GROUP = "dates"
LABEL = "date"


class DateFinder:
    """Finds dates in Docs; everything is compiled when it is created."""

    def __init__(self, name: str, *, lexicon: str | None = None) -> None:
        self.name = name
        self.lexicon = lexicon
        self._vocabulary = build_vocabulary(load_lexicon("dates", lexicon))
        self._rules = Rules(self._vocabulary)
        self._contexts = compile_contexts(self._vocabulary)
        self._modifiers = compile_modifiers(self._vocabulary)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by settings: a worker process compiles its own patterns."""
        return _rebuild, (self.name, self.lexicon)

    def __call__(self, doc: Doc) -> Doc:
        """Write the dates of a Doc into its span group."""
        passage = self._open(doc)
        candidates = refine(_drop_skipped(self._rules.find(passage.lowered), doc), passage)
        published = read_published(doc)
        anchors = Anchors(published=published, is_narrative=is_narrative(candidates, published))
        _write(doc, resolve(candidates, passage, anchors))
        return doc

    def _open(self, doc: Doc) -> Passage:
        text = extensions.text_of(doc)
        lowered = lower(text)
        return Passage(
            doc=doc,
            text=text,
            lowered=lowered,
            is_parsed=doc.has_annotation("DEP"),
            vocabulary=self._vocabulary,
            modifier_patterns=self._modifiers,
            contexts=self._contexts,
            is_fiscal_calendar=self._contexts.holds("calendar_year", lowered),
            people=_read_people(doc),
        )


def _rebuild(name: str, lexicon: str | None) -> DateFinder:
    return DateFinder(name, lexicon=lexicon)


def read_published(doc: Doc) -> date | None:
    """Read the publication date of a Doc; what is no ISO date counts as none."""
    written = str(doc._.published or "")[:10]
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _read_people(doc: Doc) -> frozenset[int]:
    """Give the tokens in the names of persons that the entities stage found."""
    names = (span for span in doc.spans.get("entities", ()) if span.label_ == "person")
    return frozenset(i for span in names for i in range(span.start, span.end))


def _drop_skipped(candidates: tuple[Candidate, ...], doc: Doc) -> tuple[Candidate, ...]:
    """Drop what lies in a block that holds no news, or across two blocks."""
    blocks = extensions.Blocks(doc)
    return tuple(
        one
        for one in candidates
        if not blocks.crosses(one.start, one.end) and not blocks.skips(one.start, one.end)
    )


def _write(doc: Doc, found: tuple[tuple[Candidate, DateValue], ...]) -> None:
    spans: list[Span] = []
    for candidate, value in found:
        span = doc.char_span(
            candidate.start,
            candidate.end,
            label=LABEL,
            span_id=candidate.rule,
            alignment_mode="expand",
        )
        if span is None:
            continue
        if spans and (span.start, span.end) == (spans[-1].start, spans[-1].end):
            _join(spans[-1], value)
            continue
        span._.date = value
        if (span.start_char, span.end_char) != (candidate.start, candidate.end):
            span._.offsets = [candidate.start, candidate.end]
        spans.append(span)
    doc.spans[GROUP] = spans


def _join(span: Span, value: DateValue) -> None:
    """Join two mentions that share a token: "2018–2023" is one mention of a range."""
    first: DateValue = span._.date
    span._.offsets = None
    if not (first.range_with and first.value and value.value):
        return
    span._.date = DateValue(
        timex_type=first.timex_type,
        value=f"{first.value}/{value.value}",
        start_date=first.start_date,
        end_date=value.end_date,
        stated=first.stated,
        anchor=first.anchor,
    )
