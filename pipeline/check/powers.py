"""Compares the names that stand for who governs: Moscow, the Kremlin and Russia's government.

A capital or a country stands for its government only where it acts ("Moscow said"); a seat of
government always does. What stands for the same power is compatible, never the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from ..lexicon import load_lexicon
from ..records import Mention
from .acting import is_acting
from .countries import Words, country_of
from .facets import Facet, Match, match_at
from .source import Source, words_of

NAMES = frozenset({"place", "organisation", "group", "other", "person"})


def match_power(facet: Facet, source: Source) -> Iterator[Match]:
    """Give where a source names the power that a facet stands for by another name."""
    wanted = power_of(facet.words, acts=facet.acts)
    if wanted is None:
        return
    for mention, power in _powers_in(source):
        if power == wanted and words_of(mention.text) != facet.words:
            yield match_at(
                source,
                (mention.start, mention.end),
                "compatible",
                "metonym",
                value_claim=f"{facet.text} ({wanted})",
                value_evidence=f"{mention.text} ({power})",
            )


def power_of(words: Words, *, acts: bool) -> str | None:
    """Give the country, union or body that a name stands for; None where it is a place or people.

    >>> power_of(("kremlin",), acts=False), power_of(("russian", "government"), acts=False)
    ('Russia', 'Russia')
    >>> power_of(("moscow",), acts=True), power_of(("moscow",), acts=False)
    ('Russia', None)
    """
    lexicon = load_lexicon("check")["powers"]
    plain = _without_article(words)
    if " ".join(plain) in _seats():
        return _seats()[" ".join(plain)]
    bodies = lexicon["bodies"]
    if len(plain) > 1 and plain[-1] in bodies:
        return _power_of_name(plain[:-1])
    if len(plain) > 2 and plain[0] in bodies and plain[1] == "of":
        return _power_of_name(plain[2:])
    return _power_of_name(plain) if acts else None


def is_same_power(one: Words, other: Words) -> bool:
    """Say whether two speakers stand for the same power; a speaker acts."""
    power = power_of(one, acts=True)
    return power is not None and power == power_of(other, acts=True)


def _power_of_name(words: Words) -> str | None:
    name = " ".join(words)
    capitals: Mapping[str, str] = _capitals()
    country = country_of(name)
    return capitals.get(name) or (" ".join(country).title() if country else None)


@cache
def _capitals() -> Mapping[str, str]:
    return _by_words(load_lexicon("check")["powers"]["capitals"])


@cache
def _seats() -> Mapping[str, str]:
    return _by_words(load_lexicon("check")["powers"]["seats"])


def _by_words(names: Mapping[str, list[str]]) -> Mapping[str, str]:
    """Give the power of each name, written as countries are, so that both can be compared."""
    found = {}
    for power, listed in names.items():
        country = country_of(" ".join(words_of(power)))
        for name in listed:
            key = " ".join(_without_article(words_of(name)))
            found[key] = " ".join(country).title() if country else power
    return found


def _without_article(words: Words) -> Words:
    return words[1:] if words[:1] == ("the",) else words


@lru_cache(maxsize=4)
def _powers_in(source: Source) -> tuple[tuple[Mention, str], ...]:
    """Give the mentions of a source that stand for a power."""
    found = []
    for mention in source.mentions:
        if mention.kind not in NAMES:
            continue
        words = words_of(mention.text)
        if power_of(words, acts=True) is None:
            continue
        sentence = source.sentence(source.place_of(mention.start))
        acts = is_acting((mention.start, mention.end), [sentence], source.attributions, source.text)
        power = power_of(words, acts=acts)
        if power is not None:
            found.append((mention, power))
    return tuple(found)
