"""The stage's words, ready to be looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..lexicon import load_lexicon

Split = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Gazetteer:
    """Names of several words, found by their first word."""

    entries: Mapping[str, tuple[tuple[str, ...], ...]]
    value_by_name: Mapping[tuple[str, ...], tuple[str, str]]
    """Words of a name -> (kind, name of the entity)."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """What lexicon.toml says, as sets; words are in lower case except names."""

    kind_by_label: Mapping[str, str]
    titles: frozenset[str]
    first_titles: frozenset[str]
    name_titles: frozenset[str]
    place_of: frozenset[str]
    place_after: frozenset[str]
    based: frozenset[str]
    organisation_suffixes: frozenset[str]
    organisation_heads: frozenset[str]
    body_heads: frozenset[str]
    national_heads: frozenset[str]
    capital_suffixes: frozenset[str]
    lower_suffixes: frozenset[str]
    determiners: frozenset[str]
    sayings: frozenset[str]
    belongings: frozenset[str]
    organisation_nouns: frozenset[str]
    apposed_bodies: frozenset[str]
    """Nouns that say of a name before them that an organisation bears it: "Ashby, a bank"."""
    team_words: frozenset[str]
    victories: frozenset[str]
    events: frozenset[str]
    not_alone: frozenset[str]
    months: frozenset[str]
    where: frozenset[str]
    facilities: frozenset[str]
    not_in_persons: frozenset[str]
    between_persons: frozenset[str]
    particles: frozenset[str]
    generations: frozenset[str]
    post_nominals: frozenset[str]
    family_first: frozenset[str]
    not_names: frozenset[str]
    small: frozenset[str]
    with_article: frozenset[str]
    alias_cues: Mapping[str, tuple[tuple[str, ...], ...]]
    """First word -> the cues that begin with it, the longest first."""
    gender_by_pronoun: Mapping[str, str]
    gender_by_title: Mapping[str, str]
    gender_by_noun: Mapping[str, str]
    gender_by_first_name: Mapping[str, str]
    its: frozenset[str]
    reports: frozenset[str]
    deeds: frozenset[str]
    """Verbs, as lemmas, of what organisations and governments do, and events and things do not."""
    fitting_by_noun: Mapping[str, tuple[str, ...]]
    """A noun for an organisation ("ministry") -> other words that its name may hold."""
    loose_nouns: frozenset[str]
    """Those that also stand for an organisation whose name does not hold them."""
    generic_nouns: frozenset[str]
    """Those that stand for a name which holds them only where it stands near or often."""
    country_nouns: frozenset[str]
    countries: frozenset[str]
    country_names: frozenset[str]
    """All names of countries, in lower case."""
    country_by_people: Mapping[str, str]
    area_by_country: Mapping[str, tuple[str | None, str | None]]
    """Name of a country -> its ISO code, and the part of it that the name means (Scotland)."""
    area_nouns: frozenset[str]
    town_nouns: frozenset[str]
    country_by_capital: Mapping[str, str]
    """Name of a capital in lower case -> ISO code of its country."""
    state_by_abbreviation: Mapping[str, str]
    roles: frozenset[str]
    role_adjectives: frozenset[str]
    honorifics: frozenset[str]
    gazetteer: Gazetteer
    open_names: frozenset[str]


def load_words(split: Split, override: str | None = None) -> Words:
    """Load the lexicon, with the user's own over it; ``split`` cuts a name into tokens."""
    lexicon = load_lexicon("entities", override)
    titles, cues = lexicon["titles"], lexicon["cues"]
    return Words(
        kind_by_label=lexicon["kinds"],
        titles=frozenset(titles["words"]),
        first_titles=frozenset(titles["first_words"]),
        name_titles=frozenset(titles["names_too"]),
        place_of=frozenset(cues["place_of"]),
        place_after=frozenset(cues["place_after"]),
        based=frozenset(cues["based"]),
        organisation_suffixes=frozenset(cues["organisation_suffix"]),
        organisation_heads=frozenset(cues["organisation_head"]),
        body_heads=frozenset(cues["body_head"]),
        national_heads=frozenset(cues["national_head"]),
        capital_suffixes=frozenset(cues["capital_suffix"]),
        lower_suffixes=frozenset(cues["lower_suffix"]),
        determiners=frozenset(cues["determiners"]),
        sayings=frozenset(cues["sayings"]),
        belongings=frozenset(cues["belongings"]),
        organisation_nouns=frozenset(cues["organisation_nouns"]),
        apposed_bodies=frozenset(cues["organisation_nouns"])
        | frozenset(cues["organisation_head"]) - frozenset(cues["facilities"]),
        team_words=frozenset(cues["team_words"]),
        victories=frozenset(cues["victories"]),
        events=frozenset(cues["events"]),
        not_alone=frozenset(cues["not_alone"]),
        not_in_persons=frozenset(lexicon["not_names"]["in_persons"]),
        between_persons=frozenset(lexicon["not_names"]["between_persons"]),
        facilities=frozenset(cues["facilities"]),
        where=frozenset(cues["where"]),
        months=frozenset(cues["months"]),
        generations=frozenset(cues["generations"]),
        post_nominals=frozenset(cues["post_nominals"]),
        family_first=frozenset(cues["family_first"]),
        particles=frozenset(cues["particles"]),
        not_names=frozenset(lexicon["not_names"]["words"]),
        small=frozenset(cues["small"]),
        with_article=frozenset(cues["with_article"]),
        alias_cues=_by_first_word(split(cue) for cue in cues["alias"]),
        gender_by_pronoun=lexicon["pronouns"]["gender"],
        gender_by_title=titles["gender"],
        gender_by_noun=lexicon["pronouns"]["nouns"],
        gender_by_first_name={
            name.casefold(): pronoun
            for pronoun, names in lexicon["first_names"].items()
            for name in names
        },
        reports=frozenset(lexicon["pronouns"]["reports"]),
        deeds=frozenset(lexicon["pronouns"]["deeds"]),
        its=frozenset(lexicon["pronouns"]["its"]),
        fitting_by_noun={
            noun: tuple(fitting) for noun, fitting in lexicon["descriptions"]["body"].items()
        },
        loose_nouns=frozenset(lexicon["descriptions"]["loose"]),
        generic_nouns=frozenset(lexicon["descriptions"]["generic"]),
        country_nouns=frozenset(lexicon["descriptions"]["country"]),
        countries=frozenset(land["name"] for land in lexicon["country"]),
        area_by_country={
            land["name"]: (land.get("iso"), land.get("admin")) for land in lexicon["country"]
        },
        area_nouns=frozenset(lexicon["places"]["area_nouns"]),
        town_nouns=frozenset(lexicon["places"]["town_nouns"]),
        country_by_capital={
            name.casefold(): country
            for country, names in lexicon["places"]["capitals"].items()
            for name in names
        },
        state_by_abbreviation=lexicon["places"]["states"],
        roles=frozenset(lexicon["roles"]["words"]),
        role_adjectives=frozenset(lexicon["roles"]["adjectives"]),
        honorifics=frozenset(lexicon["roles"]["honorifics"]),
        country_names=frozenset(
            name.casefold()
            for land in lexicon["country"]
            for name in (land["name"], *land.get("aliases", ()))
        ),
        country_by_people={
            people: land["name"] for land in lexicon["country"] for people in land.get("people", ())
        },
        gazetteer=_build_gazetteer(lexicon, split),
        open_names=frozenset(
            n for each in (*lexicon["country"], *lexicon["body"]) for n in each.get("open", ())
        ),
    )


def _build_gazetteer(lexicon: Mapping[str, Any], split: Split) -> Gazetteer:
    values: dict[tuple[str, ...], tuple[str, str]] = {}
    for land in lexicon["country"]:
        for name in (land["name"], *land.get("aliases", ())):
            values[split(name)] = ("place", land["name"])
            if len(name) >= HEADLINE and name not in land.get("open", ()):
                values[split(name.upper())] = ("place", land["name"])
        for name in land.get("people", ()):
            values[split(name)] = ("group", "")
    values.update({split(name): ("group", "") for name in lexicon["groups"]["words"]})
    for body in lexicon["body"]:
        for name in (body["name"], *body.get("aliases", ())):
            values[split(name)] = ("organisation", body["name"])
    for kind, names in lexicon["names"].items():
        values.update({split(name): (kind, name) for name in names})
    return Gazetteer(entries=_by_first_word(values), value_by_name=values)


# Headlines write "SRI LANKA"; shorter names in capitals ("CUBA", "CHAD") may be initials.
HEADLINE = 5


def _by_first_word(
    names: Iterable[tuple[str, ...]],
) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    entries: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(names, key=len, reverse=True):
        entries.setdefault(name[0], []).append(name)
    return {first: tuple(found) for first, found in entries.items()}
