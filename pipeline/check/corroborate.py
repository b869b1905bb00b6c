"""Sets side by side what several articles say of the same thing; it never says who is right.

Amounts belong together where they share the thing measured, the unit, a name and the time. Claims
whose sentences are nearly the same count as one origin: agencies are printed by many papers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..records import Claim, Corroboration, Mention, Quantity, Records
from .quantities import AS_SHIPPED, Tolerance, compare_quantities, write_quantity
from .source import words_of
from .terms import fold, span_text

SHINGLE = 4
"""Words in a row that two sentences must share to be compared as copies."""

COPIED = 0.6
"""Share of shingles in common from which two sentences have one origin."""

Key = tuple[str, str, str, str]


@dataclass(frozen=True, kw_only=True)
class Statement:
    """An amount that a claim states, with what it is compared by."""

    claim: Claim
    mention: Mention
    quantity: Quantity
    sentence: str
    keys: frozenset[Key]


def list_statements(records: Records) -> Iterator[Statement]:
    """Give the amounts that the claims of an article state, each once."""
    mentions = {mention.id: mention for mention in records.mentions}
    seen: set[str] = set()
    for claim in sorted(records.claims, key=lambda claim: claim.end - claim.start):
        inside = [mentions[key] for key in claim.mentions if key in mentions]
        for mention in inside:
            if mention.quantity is None or mention.id in seen:
                continue
            keys = frozenset(_keys(mention.quantity, claim, _names(records, claim), records))
            if keys:
                seen.add(mention.id)
                yield Statement(
                    claim=claim,
                    mention=mention,
                    quantity=mention.quantity,
                    sentence=span_text(
                        records.article.text, claim.sentence or (claim.start, claim.end)
                    ),
                    keys=keys,
                )


def corroborate(
    statements: Iterable[Statement], tolerance: Tolerance = AS_SHIPPED
) -> Iterator[Corroboration]:
    """Give the groups that hold statements of two articles or more."""
    groups: dict[Key, list[Statement]] = defaultdict(list)
    for statement in statements:
        for key in statement.keys:
            groups[key].append(statement)
    shown: set[frozenset[str]] = set()
    for key, group in sorted(groups.items()):
        members = frozenset(statement.mention.id for statement in group)
        if members in shown or len({statement.claim.doc for statement in group}) < 2:
            continue
        shown.add(members)
        yield from _to_rows(key, group, tolerance)


def _to_rows(key: Key, group: Sequence[Statement], tolerance: Tolerance) -> Iterator[Corroboration]:
    origins = find_origins([statement.sentence for statement in group])
    first = group[0].quantity
    agreed = all(
        compare_quantities(first, statement.quantity, tolerance) is not None
        for statement in group[1:]
    )
    measured, unit, name, time = key
    for statement, origin in zip(group, origins, strict=True):
        yield Corroboration(
            group=" / ".join(part for part in key if part),
            name=name,
            measured=measured,
            unit=unit,
            time=time or None,
            doc=statement.claim.doc,
            claim=statement.claim.id,
            value=write_quantity(statement.quantity),
            speaker=statement.claim.speaker,
            sentence=statement.sentence,
            origin=origin,
            origins=len(set(origins)),
            agreement="same" if agreed else "differs",
        )


def find_origins(sentences: Sequence[str]) -> list[int]:
    """Number the origins of sentences: near-copies get the number of the first of them."""
    shingles = [_shingles(sentence) for sentence in sentences]
    holders: Mapping[tuple[str, ...], list[int]] = defaultdict(list)
    origins: list[int] = []
    for number, found in enumerate(shingles):
        tried = {other for shingle in found for other in holders[shingle]}
        copy_of = next(
            (
                other
                for other in sorted(tried)
                if len(found & shingles[other]) >= COPIED * len(found | shingles[other])
            ),
            None,
        )
        origins.append(number + 1 if copy_of is None else origins[copy_of])
        for shingle in found:
            holders[shingle].append(number)
    return origins


def _shingles(sentence: str) -> frozenset[tuple[str, ...]]:
    words = words_of(sentence)
    last = max(1, len(words) - SHINGLE + 1)
    return frozenset(words[i : i + SHINGLE] for i in range(last))


def _names(records: Records, claim: Claim) -> set[str]:
    start, end = claim.sentence or (claim.start, claim.end)
    return {
        fold(mention.entity)
        for mention in records.mentions
        if mention.entity
        and start <= mention.start < end
        and mention.kind in {"person", "place", "organisation", "other", "pronoun"}
    }


def _keys(
    quantity: Quantity, claim: Claim, names: Iterable[str], records: Records
) -> Iterator[Key]:
    unit = fold(quantity.base_unit or quantity.unit or "")
    measured = fold((quantity.measured or "").split(",")[0])
    if quantity.dimension == "count" and unit:
        measured = unit  # of a count, what is counted is the thing measured
    if not measured:
        return
    day = claim.period_start or records.article.published
    for name in names:
        yield measured, unit, name, str(day.year) if day else ""
