"""Lists the amounts that the claims of an article state, with what they are compared by."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ..records import Claim, Mention, Quantity, Records
from .aliases import Name
from .terms import fold, span_text

NAMED = frozenset({"person", "place", "organisation", "other", "group"})
"""Kinds of mention that are a name; pronouns and descriptions share the entity of one."""

NOT_STATED = frozenset({"questioned", "conditional"})
"""Certainties under which a claim states no value."""


VAGUE = 10
"""An amount whose upper end is so many times its lower one ("millions of people") states no value:
any other of the same thing would seem to agree or to differ."""


class Subject(NamedTuple):
    """What an amount is of."""

    measured: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class Statement:
    """An amount that a claim states."""

    doc: str
    claim: str
    mention: str
    start: int
    end: int
    stated: str
    quantity: Quantity
    subject: Subject
    names: frozenset[Name]
    speaker: str | None
    sentence: str
    period: tuple[date, date] | None
    published: date | None


def list_statements(records: Records) -> Iterator[Statement]:
    """Give the amounts that the claims of an article state, each once, by the shortest claim."""
    mentions = {mention.id: mention for mention in records.mentions}
    names = _names_by_sentence(records.mentions)
    seen: set[str] = set()
    for claim in sorted(records.claims, key=lambda claim: claim.end - claim.start):
        if claim.negated or claim.certainty in NOT_STATED:
            continue
        for key in claim.mentions:
            mention = mentions.get(key)
            if mention is None or mention.quantity is None or mention.id in seen:
                continue
            subject = _subject_of(mention.quantity)
            if subject is not None:
                seen.add(mention.id)
                found = names.get(mention.sentence or (), frozenset())
                yield _to_statement(records, claim, mention, subject, found)


def _to_statement(
    records: Records,
    claim: Claim,
    mention: Mention,
    subject: Subject,
    names: frozenset[Name],
) -> Statement:
    text = records.article.text
    assert mention.quantity is not None
    first, last = claim.period_start, claim.period_end
    return Statement(
        doc=claim.doc,
        claim=claim.id,
        mention=mention.id,
        start=mention.start,
        end=mention.end,
        stated=span_text(text, (mention.start, mention.end)),
        quantity=mention.quantity,
        subject=subject,
        names=names,
        speaker=claim.speaker,
        sentence=span_text(text, mention.sentence or (claim.start, claim.end)),
        period=None if first is None or last is None else (first, last),
        published=records.article.published,
    )


def _subject_of(quantity: Quantity) -> Subject | None:
    """Give what an amount is of; nothing where the text does not say, or names no amount."""
    if quantity.low < quantity.high and quantity.high >= VAGUE * quantity.low:
        return None
    unit = fold(quantity.base_unit or quantity.unit or "")
    measured = fold((quantity.measured or "").split(",")[0])
    if quantity.dimension == "count" and unit:
        measured = unit  # of a count, what is counted is the thing measured
    return Subject(measured, unit) if measured else None


def _names_by_sentence(
    mentions: Collection[Mention],
) -> Mapping[object, frozenset[Name]]:
    kinds = {mention.entity: mention.kind for mention in mentions if mention.kind in NAMED}
    found: dict[object, set[Name]] = {}
    for mention in mentions:
        if mention.entity in kinds and mention.sentence is not None:
            name = Name(kinds[mention.entity], mention.entity or "")
            found.setdefault(mention.sentence, set()).add(name)
    return {sentence: frozenset(names) for sentence, names in found.items()}
