"""Say where a place lies, as far as the article makes it unambiguous, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..places import Admin, Town, find_admins, find_towns
from ..records import Place
from .links import Named
from .rules import find_based
from .tokens import Tokens
from .words import Words

# A town is meant without more words where it has 200,000 people and twenty times those of the
# next of its name abroad: London, Leeds and Melbourne are, Boston and Cambridge are not.
METROPOLIS, FAR_LARGER = 200_000, 20

# Within one country, a town is meant where it is ten times as large as the next.
LARGER = 10

# The country that the article names decides unless a town elsewhere is ten times as large:
# "Boston" in a report on Britain stays open.
OVERSHADOWED = 10

# A name that one country alone has, of a town large enough that the gazetteer misses none abroad.
WELL_KNOWN = 50_000

# An area is one with the town it is named for where so much of it lives there: Vienna, not Jilin.
TOWN_SHARE = 0.8

MOST_CANDIDATES = 5

# Words between a people and the place that is theirs: "the North Korean border city of".
FAR = 4

Locality = Town | Admin


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside a mention and says where it is."""

    country: str | None = None
    admin: str | None = None
    is_area: bool = False
    """ "Jilin province": the area, not the town of that name."""
    is_town: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class _Around:
    """What the whole article says about where its places are."""

    named: frozenset[str]
    """Countries that it names, or areas and peoples of them."""
    towns: frozenset[str]
    """Countries of the towns that everybody knows: of an article on Spain, London's too."""
    areas: frozenset[str]
    country_by_capital: Mapping[str, str]


def locate(tokens: Tokens, mentions: Sequence[Named], words: Words) -> Iterator[tuple[int, Place]]:
    """Yield the number of every place, and every people of a country, with where it lies.

    All mentions of one entity get the same: what stands beside one of them counts for all. The
    order: a country by its name; the country or area that stands beside the name; the metropolis
    that everybody means; the capital of a country that the article names; the one country of a
    place of the name that the article names; the only country that has a place of the name. A place
    that fits several of these alike stays open and keeps its candidates; what they share is given.
    """
    beside: dict[str, list[_Beside]] = defaultdict(list)
    named: dict[str, None] = {}
    for i, name in enumerate(mentions):
        if name.kind == "place" and name.entity not in words.area_by_country:
            beside[name.entity].append(_read_beside(tokens, mentions, i, words))
        else:
            named[_country_of(name, words) or ""] = None
    for entity, found in beside.items():
        named.update(dict.fromkeys(each.country or "" for each in found))
        named[_country_of_area(entity) or ""] = None
    everywhere: dict[str, Sequence[_Beside]] = {
        **{tokens.text(*stretch): () for stretch in find_based(tokens, words)},
        **beside,
    }
    localities = {
        entity: _localities(entity, found, words.country_by_capital)
        for entity, found in everywhere.items()
    }
    around = _Around(
        named=frozenset(named) - {""},
        towns=frozenset(_countries_of_towns(everywhere, localities)),
        areas=frozenset(_named_areas(beside)),
        country_by_capital=words.country_by_capital,
    )
    place_by_entity = {
        entity: _find_place(entity, found, localities[entity], around)
        for entity, found in beside.items()
    }
    for i, name in enumerate(mentions):
        if name.kind == "place" and name.entity in words.area_by_country:
            yield i, _to_country(name.entity, around.named, words)
        elif name.kind == "place":
            yield i, place_by_entity[name.entity]
        elif name.kind == "group" and (country := _country_of(name, words)):
            yield i, Place(country=country, reason="people_of_country")


def _country_of(name: Named, words: Words) -> str | None:
    """Give the country that a name or a people stands for."""
    if name.kind not in {"place", "group"}:
        return None
    entity = words.country_by_people.get(name.text) if name.kind == "group" else name.entity
    return words.area_by_country.get(entity or "", (None, None))[0]


def _named_areas(beside: Mapping[str, Sequence[_Beside]]) -> Iterator[str]:
    """Give the areas that the article calls so, or names after a town: "Jilin province"."""
    for entity, found in beside.items():
        yield from (each.admin for each in found if each.admin is not None)
        if any(each.is_area for each in found):
            yield from (area.name for area in find_admins(entity))


def _countries_of_towns(
    beside: Mapping[str, Sequence[_Beside]], localities: Mapping[str, Sequence[Locality]]
) -> Iterator[str]:
    """Give the countries of names that mean one town without more words: "Tehran"."""
    for entity, found in beside.items():
        if localities[entity] and not any(each.country for each in found):
            yield from (each.country for each in _metropolis(localities[entity])[:1])


def _country_of_area(name: str) -> str | None:
    """Give the country of an area, "Ohio", that shares its name with no town of size."""
    areas = find_admins(name)
    towns = find_towns(name)
    if len({area.country for area in areas}) != 1:
        return None
    large = any(town.population >= WELL_KNOWN for town in towns)
    return None if large else areas[0].country


def _to_country(name: str, named: frozenset[str], words: Words) -> Place:
    """Give a country by its name; "Georgia" stays open where the article may mean the state."""
    country, admin = words.area_by_country[name]
    others = [area for area in find_admins(name) if area.country not in {country, None}]
    rivals = [area for area in others if area.country in named]
    if name in words.open_names and rivals and country is not None:
        candidates = (f"{name}, {country}", *map(_describe, rivals))
        return Place(reason="ambiguous", candidates=candidates)
    if country is None:
        return Place(reason="no_country_today")
    return Place(country=country, admin=admin, reason="country")


def _read_beside(tokens: Tokens, mentions: Sequence[Named], i: int, words: Words) -> _Beside:
    name = mentions[i]
    after = mentions[i + 1] if i + 1 < len(mentions) else None
    before = mentions[i - 1] if i > 0 else None
    is_area = _stands_by(tokens, name, words.area_nouns)
    is_town = _stands_by(tokens, name, words.town_nouns)
    country, admin = None, None
    if after is not None and _follows(tokens, name, after):
        country, admin = _read_area(after, name.entity, words)
    if country is None:
        country, admin = _read_abbreviation(tokens, name, words)
    if country is None and before is not None and _precedes(tokens, before, name, words):
        country, admin = _read_area(before, name.entity, words)
    return _Beside(country=country, admin=admin, is_area=is_area, is_town=is_town)


def _read_area(name: Named, town: str, words: Words) -> tuple[str | None, str | None]:
    """Give the country, and where it is one, the area that another mention stands for.

    "Athens, Georgia" lies in the state: the country has no town of that name.
    """
    country = _country_of(name, words)
    if name.entity in words.open_names:
        towns = find_towns(town)
        for area in find_admins(name.entity):
            if any((each.country, each.admin) == (area.country, area.name) for each in towns):
                return area.country, area.name
    if country is not None:
        return country, words.area_by_country.get(name.entity, (None, None))[1]
    areas = find_admins(name.entity) if name.kind == "place" else ()
    return (areas[0].country, areas[0].name) if len(areas) == 1 else (None, None)


def _read_abbreviation(tokens: Tokens, name: Named, words: Words) -> tuple[str | None, str | None]:
    """ "Springfield, Ill."."""
    if name.end + 1 >= len(tokens) or tokens.texts[name.end] != ",":
        return None, None
    state = words.state_by_abbreviation.get(tokens.texts[name.end + 1].rstrip("."))
    return ("US", state) if state is not None else (None, None)


def _stands_by(tokens: Tokens, name: Named, nouns: frozenset[str]) -> bool:
    """Say whether one of the nouns stands after the name, or before it with "of"."""
    is_owned = tokens.lower(name.start - 1) == "of" and tokens.lower(name.start - 2) in nouns
    return is_owned or tokens.lower(name.end) in nouns


def _follows(tokens: Tokens, name: Named, after: Named) -> bool:
    """Say whether ", Ohio" or "in China" comes next; in ", Peru and Chile" it is a list."""
    between = tokens.lower(name.end)
    if after.start - name.end != 1 or between not in {",", "in"}:
        return False
    return between == "in" or tokens.lower(after.end) not in {"and", "or", "&"}


def _precedes(tokens: Tokens, before: Named, name: Named, words: Words) -> bool:
    """Say whether "China's", or "the Chinese city of", goes before."""
    between = tokens.lowers[before.end : name.start]
    if before.kind == "place":
        return between in (["'s"], ["’s"])
    known = words.town_nouns | words.area_nouns | words.place_of
    return 0 < len(between) <= FAR and any(word in known for word in between[-2:])


def _find_place(
    entity: str, found: Sequence[_Beside], localities: Sequence[Locality], around: _Around
) -> Place:
    countries = {each.country for each in found if each.country is not None}
    admins = {each.admin for each in found if each.admin is not None}
    if len(countries) == 1:
        [country] = countries
        within = [each for each in localities if each.country == country]
        if len(admins) == 1:
            [admin] = admins
            within = [each for each in within if _admin_of(each) == admin]
            return _to_place(within, "area_beside_it", country, admin)
        return _to_place(_in_areas(within, around.areas), "country_beside_it", country)
    if not localities:
        return Place(reason="not_in_gazetteer")
    for chosen, reason in (
        (_metropolis(localities), "largest_by_far"),
        (_capital(entity, localities, around), "capital_in_article"),
        (_in_areas(_within(localities, around), around.areas), "country_in_article"),
        (_only_country(localities), "only_country_with_the_name"),
    ):
        if chosen:
            return _to_place(chosen, reason)
    return Place(reason="ambiguous", candidates=_names_of(localities))


def _in_areas(localities: Sequence[Locality], areas: frozenset[str]) -> Sequence[Locality]:
    """Prefer what lies in an area that the article names: Tumen in Jilin, not in Gansu."""
    within = [each for each in localities if _admin_of(each) in areas]
    return within or localities


def _localities(
    entity: str, found: Sequence[_Beside], country_by_capital: Mapping[str, str]
) -> list[Locality]:
    """Give what the name may mean, without the areas or the towns where the article says which.

    The name of a capital means the town, of its own country.
    """
    areas, towns = find_admins(entity), find_towns(entity)
    if any(each.is_area for each in found) and areas:
        return list(areas)
    if any(each.is_town for each in found) and towns:
        return list(towns)
    apart = [area for area in areas if not any(_is_one(area, town) for town in towns)]
    country = country_by_capital.get(entity.casefold())
    capital = [town for town in towns if town.country == country][:1]
    every: list[Locality] = [*apart, *towns]
    return [*capital, *[each for each in every if each.country != country]] if capital else every


def _is_one(area: Admin, town: Town) -> bool:
    """Say whether an area is hardly more than its town: Vienna, Seoul."""
    same = (area.country, area.name) == (town.country, town.admin)
    return same and town.population >= TOWN_SHARE * area.population


def _metropolis(localities: Sequence[Locality]) -> list[Locality]:
    largest = max(localities, key=lambda each: each.population)
    abroad = [each.population for each in localities if each.country != largest.country]
    is_clear = largest.population >= FAR_LARGER * max(abroad, default=0)
    if largest.population < METROPOLIS or not is_clear:
        return []
    return [each for each in localities if each.country == largest.country]


def _capital(entity: str, localities: Sequence[Locality], around: _Around) -> list[Locality]:
    """Choose the capital of a country that the article names: "Athens" beside "Greek"."""
    country = around.country_by_capital.get(entity.casefold())
    return [each for each in localities if each.country == country and country in around.named]


def _within(localities: Sequence[Locality], around: _Around) -> list[Locality]:
    """Choose the places in the one country that the article is on.

    That it names a town of a country says less than that it names the country: then the place must
    be the largest of its name. "Milan" beside "New York" stays open, "Boston" does not.
    """
    countries = around.named | around.towns
    within = [each for each in localities if each.country in countries]
    if len({each.country for each in within}) != 1:
        return []
    largest = max(each.population for each in localities)
    least = largest / OVERSHADOWED if within[0].country in around.named else largest
    return within if max(each.population for each in within) >= least else []


def _only_country(localities: Sequence[Locality]) -> list[Locality]:
    known = max(each.population for each in localities) >= WELL_KNOWN
    return list(localities) if known and len({each.country for each in localities}) == 1 else []


def _to_place(
    within: Sequence[Locality], reason: str, country: str | None = None, admin: str | None = None
) -> Place:
    """Give what the remaining places share: a country, an area, the coordinates of one town."""
    if not within:
        return Place(country=country, admin=admin, reason=reason)
    ranked = sorted(within, key=lambda each: -each.population)
    second = ranked[1].population if len(ranked) > 1 else 0
    chosen = ranked[:1] if ranked[0].population >= LARGER * second else ranked
    only = chosen[0] if len(chosen) == 1 and isinstance(chosen[0], Town) else None
    admins = {_admin_of(each) for each in chosen}
    return Place(
        country=country or chosen[0].country,
        admin=admin or (admins.pop() if len(admins) == 1 else None),
        latitude=only.latitude if only else None,
        longitude=only.longitude if only else None,
        reason=reason,
        candidates=() if len(chosen) == 1 else _names_of(chosen),
    )


def _admin_of(locality: Locality) -> str | None:
    return locality.admin if isinstance(locality, Town) else locality.name


def _names_of(localities: Sequence[Locality]) -> tuple[str, ...]:
    ranked = sorted(localities, key=lambda each: -each.population)
    return tuple(map(_describe, ranked[:MOST_CANDIDATES]))


def _describe(locality: Locality) -> str:
    admin = locality.admin if isinstance(locality, Town) else None
    return ", ".join(part for part in (locality.name, admin, locality.country) if part)
