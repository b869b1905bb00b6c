"""The data types that cross every border between stages.

Every record is frozen and holds only JSON values, dates, tuples and other records, so it goes to a
dict and back unchanged. Offsets are characters in ``Article.text``, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, TypeVar

import msgspec

BlockKind = Literal["title", "byline", "dateline", "paragraph", "caption", "credit", "ad"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Modifier = Literal["=", "~", "<", ">", "<=", ">="]
Direction = Literal["up", "down", "none"]
PublishedFrom = Literal["metadata", "page", "text", "file"]
Certainty = Literal["asserted", "predicted", "hedged", "conditional", "questioned"]
CueKind = Literal["predicted", "hedged", "conditional", "questioned", "negated"]
AttributionKind = Literal["direct", "indirect", "mixed"]
Status = Literal["ok", "failed", "skipped", "duplicate"]
FacetStatus = Literal["found", "compatible", "differs", "absent", "unclear"]
Verdict = Literal["supported", "contradicted", "partly_found", "not_found", "cannot_tell"]
Offsets = tuple[int, int]

RecordT = TypeVar("RecordT")


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The parent of every record: frozen, keyword-only, strict about its keys."""


class Block(Record, frozen=True, kw_only=True):
    """A labelled stretch of the article's text."""

    kind: BlockKind
    start: int
    end: int


class Article(Record, frozen=True, kw_only=True):
    """One article: its text, where it came from and how its text is divided."""

    doc: str
    text: str
    sha256: str
    path: str
    media_type: str
    title: str | None = None
    byline: str | None = None
    section: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    published: date | None = None
    published_from: PublishedFrom | None = None
    blocks: tuple[Block, ...] = ()
    warning: str | None = None
    """What the text may lack, or what may be wrong in it, as far as reading it has shown."""
    metadata_from: Mapping[str, str] = {}
    """Where each of METADATA_FIELDS that is there was found."""


METADATA_FIELDS = ("title", "byline", "section", "publisher", "published", "url")
"""What is known of an article beside its text, in the order of the table."""


class DateValue(Record, frozen=True, kw_only=True):
    """What a temporal expression means.

    ``value`` is a TIMEX3 value (ISO 8601 with TimeML's extensions); ``start_date`` and ``end_date``
    are the first and last day of the interval. ``stated`` names the parts that the text itself
    gives (year, month, day, weekday, week, quarter, season, decade, century, time, zone, number,
    unit); ``anchor`` says what the other parts lean on: "published", or the text of an earlier
    mention.
    """

    timex_type: TimexType
    value: str | None = None
    start_date: date | None = None
    end_date: date | None = None
    stated: tuple[str, ...] = ()
    anchor: str | None = None
    modifier: str | None = None
    range_with: Offsets | None = None
    """Offsets of the mention at the other end of a range ("between ... and ...")."""


class Quantity(Record, frozen=True, kw_only=True):
    """What a number with its unit means; ``low`` equals ``high`` for a single number."""

    low: float
    high: float
    unit: str | None = None
    dimension: str | None = None
    modifier: Modifier = "="
    direction: Direction = "none"
    base_low: float | None = None
    base_high: float | None = None
    base_unit: str | None = None
    precision: float | None = None
    measured: str | None = None
    inferred: tuple[str, ...] = ()
    """Parts that the text does not state itself, for example ("unit",) for a bare ``$``."""


class Place(Record, frozen=True, kw_only=True):
    """Where a place lies, as far as the article makes it unambiguous, and why.

    ``candidates`` are the places of the name that are left, where more than one is; what they
    share (the country, perhaps the admin area) is given.
    """

    country: str | None = None
    """ISO 3166-1 alpha-2; XK for Kosovo."""
    admin: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    reason: str | None = None
    candidates: tuple[str, ...] = ()


class Mention(Record, frozen=True, kw_only=True):
    """A stretch of text with a kind, and the rule or model that found it."""

    id: str
    doc: str
    start: int
    end: int
    text: str
    kind: str
    label: str | None = None
    sentence: Offsets | None = None
    block: BlockKind | None = None
    rule: str | None = None
    entity: str | None = None
    entity_rule: str | None = None
    """The rule that gave the mention its entity."""
    role: str | None = None
    """The title or occupation that stands beside a person's name."""
    place: Place | None = None
    date: DateValue | None = None
    quantity: Quantity | None = None


class Attribution(Record, frozen=True, kw_only=True):
    """Who says what: the source, the cue word and the content, each one or more stretches.

    A source that is a document has its title and date; ``within`` is the id of the attribution in
    whose content this one stands ("A said that B said").
    """

    id: str
    doc: str
    source_spans: tuple[Offsets, ...] = ()
    cue_spans: tuple[Offsets, ...] = ()
    content_spans: tuple[Offsets, ...] = ()
    source: str | None = None
    source_entity: str | None = None
    source_title: str | None = None
    source_date: str | None = None
    within: str | None = None
    kind: AttributionKind = "indirect"
    quoted: bool = False
    rule: str | None = None


class ClaimCue(Record, frozen=True, kw_only=True):
    """Words that hedge, ask, predict or deny, and the stretch whose truth they touch."""

    kind: CueKind
    text: str
    at: Offsets
    scope: Offsets


class ClaimQuantity(Record, frozen=True, kw_only=True):
    """A quantity of a claim, and the one it is compared with ("5 %, up from 3 %")."""

    text: str
    at: Offsets
    low: float
    high: float
    unit: str | None = None
    modifier: Modifier = "="
    direction: Direction = "none"
    measured: str | None = None
    base: ClaimQuantity | None = None


class Claim(Record, frozen=True, kw_only=True):
    """A proposition that can be checked, word for word and readable on its own."""

    id: str
    doc: str
    start: int
    end: int
    text: str
    standalone: str
    resolved: tuple[tuple[str, str], ...] = ()
    """Pairs (words in the text, words put in their place) that make ``standalone``."""
    ambiguous: tuple[tuple[str, str], ...] = ()
    """Pairs (words that still lean on another sentence, why nothing was put for them)."""
    group: str | None = None
    """Key of the article's first claim that states the same; its own where it is the first."""
    sentence: Offsets | None = None
    subject: str | None = None
    predicate: str | None = None
    lemma: str | None = None
    """The base form of the verb that carries the predicate, with its particle."""
    object: str | None = None
    place: str | None = None
    adjuncts: tuple[str, ...] = ()
    """Further parts of the clause, with their prepositions: when, where, how."""
    quantities: tuple[ClaimQuantity, ...] = ()
    mentions: tuple[str, ...] = ()
    period_start: date | None = None
    period_end: date | None = None
    attribution: str | None = None
    speaker: str | None = None
    quoted: bool = False
    certainty: Certainty = "asserted"
    certainty_cue: str | None = None
    negated: bool = False
    negation_cue: str | None = None
    cues: tuple[ClaimCue, ...] = ()
    """Every cue in or over the claim; those over its predicate decide the columns above."""
    priority: float = 0.0
    reasons: tuple[str, ...] = ()
    rule: str | None = None


class Check(Record, frozen=True, kw_only=True):
    """One facet of a claim, or its verdict, with the evidence that it rests on."""

    claim: str
    facet: str
    start: int
    end: int
    status: str
    evidence_doc: str | None = None
    evidence_start: int | None = None
    evidence_end: int | None = None
    evidence: str | None = None
    """The sentence of the source."""
    value_claim: str | None = None
    value_evidence: str | None = None
    why: str | None = None
    rule: str | None = None


class VerdictRow(Record, frozen=True, kw_only=True):
    """One claim with its verdict and how its facets fared."""

    claim: str
    doc: str | None
    text: str
    verdict: Verdict
    reason: str
    evidence_doc: str | None = None
    evidence_start: int | None = None
    evidence_end: int | None = None
    evidence: str | None = None
    found: int = 0
    compatible: int = 0
    differs: int = 0
    absent: int = 0
    unclear: int = 0


class Retrieved(Record, frozen=True, kw_only=True):
    """A sentence of the sources that was looked at for a claim, best first."""

    claim: str
    rank: int
    evidence_doc: str
    evidence_start: int
    evidence_end: int
    evidence: str
    window_start: int
    window_end: int
    score: float


class Change(Record, frozen=True, kw_only=True):
    """A claim that an edited article added, dropped or changed."""

    change: str
    doc: str | None = None
    doc_before: str | None = None
    before: str | None = None
    after: str | None = None
    text_before: str | None = None
    text_after: str | None = None
    words_before: str | None = None
    words_after: str | None = None
    alike: float


class Corroboration(Record, frozen=True, kw_only=True):
    """One of several statements on the same thing, in different articles."""

    group: str
    name: str
    measured: str
    unit: str
    time: str | None
    doc: str
    claim: str
    start: int
    end: int
    stated: str
    value: str
    same_value: int
    speaker: str | None
    sentence: str
    origin: int
    origins: int
    agreement: str


class Review(Record, frozen=True, kw_only=True):
    """What one person decided on a claim, once; a later decision is another row."""

    id: int | None = None
    """Number of the row, given when it is stored."""
    claim: str
    doc: str | None = None
    text: str
    """The claim as it was when it was judged."""
    sentence: str | None = None
    """The words of its sentence then."""
    verdict: str = ""
    """One of the setting ``review.verdicts``; empty: an earlier verdict is withdrawn."""
    corrected_to: str | None = None
    evidence_url: str | None = None
    note: str | None = None
    reviewer: str
    checked_at: str
    """ISO 8601, UTC."""
    revision: int = 0
    """Counts a reviewer's decisions on the claim from 1; 0: not stored yet."""
    origin: str = "page"
    action: str | None = None
    """accept or reject: whether the row of the claims table is right, whatever the verdict."""


class Failure(Record, frozen=True, kw_only=True):
    """One input that could not be processed, and why."""

    path: str
    doc: str
    stage: str
    reason: str


class ManifestRow(Record, frozen=True, kw_only=True):
    """What became of one input."""

    path: str
    doc: str
    status: Status
    reason: str | None = None
    sha256: str | None = None
    claims: int = 0
    mentions: int = 0


class SourceRow(Record, frozen=True, kw_only=True):
    """What became of one file among the sources of a check."""

    path: str
    doc: str
    status: Status
    reason: str | None = None
    sha256: str | None = None
    sentences: int = 0


class CheckFailure(Record, frozen=True, kw_only=True):
    """A source that could not be read, or a claim that could not be checked, and why."""

    path: str
    stage: Literal["read", "claims", "check"]
    reason: str
    doc: str | None = None
    claim: str | None = None


class Records(Record, frozen=True, kw_only=True):
    """The article and everything found in it."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()


class Word(Record, frozen=True, kw_only=True, array_like=True):
    """A word of a sentence, for comparing wording where spaCy is not at hand."""

    start: int
    end: int
    lemma: str
    pos: str
    dep: str
    head: int
    """Index of the word it depends on, within the sentence; its own for the root."""


class Sentence(Record, frozen=True, kw_only=True, array_like=True):
    """A sentence with its words; offsets are those of the article."""

    start: int
    end: int
    words: tuple[Word, ...] = ()


class Analysis(Record, frozen=True, kw_only=True):
    """What a cross-check knows of a text: its records and the words of its sentences."""

    records: Records
    sentences: tuple[Sentence, ...] = ()


def to_dict(record: Record) -> dict[str, Any]:
    """Turn a record into plain JSON values; dates become ISO strings.

    >>> to_dict(Block(kind="ad", start=0, end=13))
    {'kind': 'ad', 'start': 0, 'end': 13}
    """
    built: dict[str, Any] = msgspec.to_builtins(record)
    return built


def from_dict(data: Any, kind: type[RecordT]) -> RecordT:
    """Build and validate a record of ``kind`` from what ``to_dict`` gave.

    Raises ``msgspec.ValidationError`` where a key or a type is wrong.
    """
    return msgspec.convert(data, kind)
