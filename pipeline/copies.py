"""Gives an article with the content of another one its records, under its own name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from .extract import ID_PARTS, Identifiers, join_text, normalise
from .records import Article, Attribution, Claim, Mention, Records

Row = Mention | Attribution | Claim


def copy_records(records: Records, *, doc: str, path: str) -> Records:
    """Give what the article would have if it were analysed under the name ``doc``.

    Names are in the ids only, so these are made anew from what they are made of.
    """
    article = replace(records.article, doc=doc, path=path)
    identifiers = Identifiers(doc)
    mentions = tuple(_mentions(records.mentions, article, identifiers))
    attributions = tuple(_attributions(records.attributions, article, identifiers))
    claims = tuple(_claims(records.claims, article, identifiers))
    made = {
        **_new_ids(records.mentions, mentions),
        **_new_ids(records.attributions, attributions),
        **_new_ids(records.claims, claims),
    }
    return Records(
        article=article,
        mentions=mentions,
        attributions=tuple(
            replace(one, within=None if one.within is None else made[one.within])
            for one in attributions
        ),
        claims=tuple(_relink(claim, made) for claim in claims),
    )


def _mentions(
    mentions: tuple[Mention, ...], article: Article, identifiers: Identifiers
) -> Iterator[Mention]:
    for one in mentions:
        sentence = _sentence(article, one)
        key = identifiers.make("m", sentence, one.kind, normalise(one.text))
        yield replace(one, id=key, doc=article.doc)


def _attributions(
    attributions: tuple[Attribution, ...], article: Article, identifiers: Identifiers
) -> Iterator[Attribution]:
    for one in attributions:
        content = (join_text(article.text, getattr(one, part)) for part in ID_PARTS)
        yield replace(one, id=identifiers.make("a", *content), doc=article.doc)


def _claims(
    claims: tuple[Claim, ...], article: Article, identifiers: Identifiers
) -> Iterator[Claim]:
    for one in claims:
        key = identifiers.make("c", _sentence(article, one), normalise(one.text))
        yield replace(one, id=key, doc=article.doc)


def _sentence(article: Article, one: Mention | Claim) -> str:
    start, end = one.sentence or (0, 0)
    return normalise(article.text[start:end])


def _new_ids(before: Sequence[Row], after: Sequence[Row]) -> dict[str, str]:
    return {old.id: new.id for old, new in zip(before, after, strict=True)}


def _relink(claim: Claim, made: dict[str, str]) -> Claim:
    """Have a claim name the mentions, the attribution and the claim like it by their new ids."""
    return replace(
        claim,
        mentions=tuple(made[key] for key in claim.mentions),
        attribution=None if claim.attribution is None else made[claim.attribution],
        group=None if claim.group is None else made[claim.group],
    )
