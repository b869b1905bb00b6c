"""Gives every row of a run's tables one shape, in the words of a facts file's columns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..records import Offsets
from .fact import ARTICLE_FIELDS
from .outputs import ArticleTables, AttributionRow, ClaimRow, MentionRow
from .words import WordsOfText, to_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A quantity's numbers, as written and in its base unit."""

    low: float
    high: float
    unit: str | None
    base_low: float | None
    base_high: float | None
    base_unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a run found.

    ``text`` and ``values`` are what a fact's columns of these names are compared with: any of
    ``names`` may stand for the text, any of ``values`` for the value.
    """

    kind: str
    id: str
    text: str
    names: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    amount: Amount | None = None
    date_start: str | None = None
    date_end: str | None = None
    spans: tuple[Offsets, ...] = ()
    sentence: Offsets | None = None
    priority: float = 0.0


class Findings:
    """Everything found in one article, by kind."""

    def __init__(self, tables: ArticleTables) -> None:
        self.text: str = tables.article.get("text") or ""
        attributions = {row.id: row for row in tables.attributions}
        everything = [
            *(
                _from_field(tables.article, name)
                for name in ARTICLE_FIELDS
                if tables.article.get(name)
            ),
            *(_from_mention(row) for row in tables.mentions),
            *(_from_claim(row, attributions.get(row.attribution or "")) for row in tables.claims),
            *(_from_attribution(row, self.text) for row in tables.attributions),
        ]
        self.by_kind: dict[str, list[Finding]] = {}
        for finding in everything:
            self.by_kind.setdefault(finding.kind, []).append(finding)
        self._sentences = sorted({row.sentence for row in everything if row.sentence})
        self._places: dict[str, tuple[Offsets, ...]] = {}

    @cached_property
    def words(self) -> WordsOfText:
        """The words of the article's text."""
        return WordsOfText(self.text)

    @cached_property
    def joined_words(self) -> str:
        """The same as one string, for a quick look whether a word is there at all."""
        return to_words(self.text)

    def places(self, phrase: str) -> tuple[Offsets, ...]:
        """Give where a phrase stands in the article's text."""
        if phrase not in self._places:
            self._places[phrase] = self.words.find(phrase)
        return self._places[phrase]

    def sentences_with(self, phrase: str) -> tuple[Offsets, ...]:
        """Give the sentences that hold a phrase; a line where no sentence is known."""
        return tuple(
            sentence for place in self.places(phrase) for sentence in self._sentences_at(place)
        )

    def sentence_of(self, finding: Finding) -> str:
        """Give the words of the sentence a finding stands in."""
        if not finding.spans:
            return ""
        start, end = finding.sentence or self._sentences_at(finding.spans[0])[0]
        return " ".join(self.text[start:end].split())

    def _sentences_at(self, place: Offsets) -> tuple[Offsets, ...]:
        found = tuple(sentence for sentence in self._sentences if overlap(sentence, place))
        if found:
            return found
        start = self.text.rfind("\n", 0, place[0]) + 1
        end = self.text.find("\n", place[1])
        return ((start, len(self.text) if end < 0 else end),)


def overlap(one: Offsets, other: Offsets) -> bool:
    """Say whether two stretches share a character."""
    return one[0] < other[1] and other[0] < one[1]


def _from_field(article: dict[str, Any], name: str) -> Finding:
    return Finding(kind="article", id=name, text=name, values=(str(article[name]),))


def _from_mention(row: MentionRow) -> Finding:
    amount = None
    values = (row.entity,) if row.entity else ()
    if row.timex_value is not None:
        values = (row.timex_value,)
    if row.low is not None:
        amount = Amount(
            low=row.low,
            high=row.low if row.high is None else row.high,
            unit=row.unit,
            base_low=row.base_low,
            base_high=row.base_high,
            base_unit=row.base_unit,
        )
    return Finding(
        kind=row.kind,
        id=row.id,
        text=row.text,
        names=(row.entity,) if row.entity else (),
        values=values,
        amount=amount,
        date_start=row.start_date,
        date_end=row.end_date,
        spans=((row.start, row.end),),
        sentence=row.sentence,
    )


def _from_claim(row: ClaimRow, attribution: AttributionRow | None) -> Finding:
    speakers = [row.speaker]
    if attribution is not None:
        speakers += [attribution.source_entity, attribution.source]
    return Finding(
        kind="claim",
        id=row.id,
        text=row.text,
        names=(row.standalone,) if row.standalone else (),
        values=tuple(dict.fromkeys(speaker for speaker in speakers if speaker)),
        date_start=row.period_start,
        date_end=row.period_end,
        spans=((row.start, row.end),),
        sentence=row.sentence,
        priority=row.priority or 0.0,
    )


def _from_attribution(row: AttributionRow, text: str) -> Finding:
    sources = [row.source, row.source_entity]
    if row.source is None:
        sources.insert(0, " ".join(text[start:end] for start, end in row.source_spans))
    return Finding(
        kind="attribution",
        id=row.id,
        text=" ".join(text[start:end] for start, end in row.content_spans),
        values=tuple(dict.fromkeys(source for source in sources if source)),
        spans=(*row.content_spans, *row.source_spans, *row.cue_spans),
    )
