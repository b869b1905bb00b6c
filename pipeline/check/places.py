"""Compares places by where they lie: a town of the source within the area that a claim names.

A place that lies within what the claim says is compatible with it. The reverse is not: who says
"in Munich" where the source says "in Bavaria" knows more than the source does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from ..lexicon import load_lexicon
from ..places import find_admins
from ..places.names import fold
from ..records import Mention, Place
from .countries import Words, country_of
from .facets import Facet, Match, match_at
from .source import Source, words_of


def match_place(facet: Facet, source: Source) -> Iterator[Match]:
    """Give where a source speaks of a place within the one of a facet, or of its people."""
    for form in _related(" ".join(facet.words)):
        for start, end in source.find_phrase(form):
            if source.text[start].isupper():
                yield _to_match(facet, source, (start, end), "demonym")
    area = _area_of(facet.mention)
    if area is None:
        return
    for mention in source.mentions:
        if mention.kind == "place" and _lies_in(mention, area):
            yield _to_match(facet, source, (mention.start, mention.end), "place_within")


def _to_match(facet: Facet, source: Source, span: tuple[int, int], rule: str) -> Match:
    return match_at(
        source,
        span,
        "compatible",
        rule,
        value_claim=facet.text,
        value_evidence=" ".join(source.text[span[0] : span[1]].split()),
    )


def _area_of(mention: Mention | None) -> Place | None:
    """Give the country or the state, province or region that a mention names; None for a town."""
    if mention is None or mention.place is None or mention.place.candidates:
        return None
    place, name = mention.place, mention.entity or mention.text
    if mention.kind != "place" or place.country is None:
        return None
    if country_of(" ".join(words_of(name))) is not None:
        return place
    is_admin = any(
        (admin.country, admin.name) == (place.country, place.admin) for admin in find_admins(name)
    )
    return place if is_admin else None


def _lies_in(mention: Mention, area: Place) -> bool:
    """Say whether a place lies within an area and is less than that area."""
    place = mention.place
    if place is None or place.candidates or place.country != area.country:
        return False
    if country_of(" ".join(words_of(mention.entity or mention.text))) is not None:
        return False
    return area.admin is None or (
        place.admin == area.admin and fold(mention.text) != fold(area.admin)
    )


@cache
def _demonyms() -> Mapping[str, tuple[Words, ...]]:
    found: dict[str, tuple[Words, ...]] = {}
    for place, people in load_lexicon("check")["demonyms"].items():
        forms = (words_of(place), *map(words_of, people))
        for form in forms:
            found[" ".join(form)] = tuple(other for other in forms if other != form)
    return found


def _related(name: str) -> tuple[Words, ...]:
    return _demonyms().get(name, ())
