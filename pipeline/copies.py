"""Gives an article with the content of another one its records, under its own name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from .extract import ID_PARTS, Identifiers, normalise
from .records import Claim, Mention, Records


def copy_records(records: Records, *, doc: str, path: str) -> Records:
    """Give what the article would have if it were analysed under the name ``doc``.

    Names are in the ids only, so these are made anew from what they are made of.
    """
    made = dict(_make_ids(records, doc))
    return Records(
        article=replace(records.article, doc=doc, path=path),
        mentions=tuple(replace(one, id=made[one.id], doc=doc) for one in records.mentions),
        attributions=tuple(
            replace(
                one,
                id=made[one.id],
                doc=doc,
                within=None if one.within is None else made[one.within],
            )
            for one in records.attributions
        ),
        claims=tuple(_rename(claim, doc, made) for claim in records.claims),
    )


def _make_ids(records: Records, doc: str) -> Iterator[tuple[str, str]]:
    """Give the id of each row, and the one that it has under the name ``doc``."""
    text, identifiers = records.article.text, Identifiers(doc)
    for mention in records.mentions:
        sentence = _sentence(text, mention)
        yield mention.id, identifiers.of_mention(sentence, mention.kind, mention.text)
    for one in records.attributions:
        yield one.id, identifiers.of_attribution(text, (getattr(one, part) for part in ID_PARTS))
    for claim in records.claims:
        yield claim.id, identifiers.of_claim(_sentence(text, claim), claim.text)


def _sentence(text: str, one: Mention | Claim) -> str:
    start, end = one.sentence or (0, 0)
    return normalise(text[start:end])


def _rename(claim: Claim, doc: str, made: Mapping[str, str]) -> Claim:
    """Have a claim name the mentions, the attribution and the claim like it by their new ids."""
    return replace(
        claim,
        id=made[claim.id],
        doc=doc,
        mentions=tuple(made[key] for key in claim.mentions),
        attribution=None if claim.attribution is None else made[claim.attribution],
        group=None if claim.group is None else made[claim.group],
    )
