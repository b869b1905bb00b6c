"""Reads units: the one module that stands on quantulum3's registry and on pint.

The registry (398 units with their spellings) is read once, when first asked for. ``lexicon.toml``
gives our names, the units it lacks and the spellings it takes too widely. Nothing here searches
running text: ``match_unit`` and its siblings are asked at one place of the text, behind or before a
number. pint only converts a unit we have named to its base unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from quantulum3 import load as registry

from ..lexicon import load_lexicon

MAX_WORDS = 5
"""Words in the longest spelling: "barrel of oil equivalent per day" has six but also a symbol."""
LENGTHS = ("length",)
COUNT = "count"
RATIO = "ratio"
MONEY = "money"
TIME = "time"


class Unit(NamedTuple):
    """A unit by its canonical name, and what it measures."""

    name: str
    dimension: str
    inferred: bool = False


class Match(NamedTuple):
    """A unit and where its spelling ends (or, before a number, starts)."""

    unit: Unit
    position: int
    surface: str = ""


class _Table(NamedTuple):
    surfaces: Mapping[str, Unit]
    symbols: Mapping[str, Unit]
    glued: frozenset[str]
    folded: Mapping[str, Unit]
    money_before: Mapping[str, Unit]
    money_before_pattern: re.Pattern[str]


_WORDS = re.compile(
    r"""
    [ \u00a0\u202f]? [-‑]? [ ]?
    (?P<words>
      (?: [^\W\d_]+\. (?: [^\W\d_]\. )+
        | [^\W\d_]+ (?: \. (?= [^\s] ) [^\W\d_]+ )* \.?
        | [°º%٪％¢"″”'′℃℉‰₥] [ ]? (?: [CFcfKk] \b )?
        | [$€£¥\u20a0-\u20cf] )
      (?: [²³] | \^ [23] | (?<= [^\W\d_] ) [23] (?! [\d.,]*\d ) )?
      (?: [ \u00a0/·*-]+ [^\W\d_]+ \.? (?: [²³] | \^?[23] (?! \d ) )? ){0,4}
    )
    """,
    re.VERBOSE,
)
_BREAK = re.compile(r"[ \u00a0/·*-]+")
_LETTERS = re.compile(r"[^\W\d_]")


def match_unit(text: str, start: int) -> Match | None:
    """Read the unit that stands right behind a number ending at ``start``."""
    found = _WORDS.match(text, start)
    if found is None:
        return None
    words, begin = found["words"], found.start("words")
    gap = text[start:begin]
    for end in _ends(words):
        surface = words[:end]
        unit = _look_up(surface)
        if unit is None or not _may_stand(surface, gap, text, begin):
            continue
        return Match(unit, begin + end, surface)
    return None


def match_money_before(text: str, end: int) -> Match | None:
    """Read the currency sign or code that stands right before a number starting at ``end``."""
    window = text[max(0, end - 8) : end]
    found = _table().money_before_pattern.search(window)
    if found is None:
        return None
    unit = _table().money_before[found["sign"]]
    return Match(unit, end - len(window) + found.start("sign"), found["sign"])


def match_rate(text: str, start: int, unit: Unit) -> Match | None:
    """Read "per barrel", "a day", "/kg" behind a unit; the unit becomes a rate."""
    found = _rate_pattern().match(text, start)
    if found is None:
        return None
    link = found["link"].strip()
    below = match_unit(text, found.end("link")) if not link.endswith("-") else None
    below = below or match_unit(text, found.end())
    if below is not None and below.unit.dimension not in {MONEY, RATIO}:
        name, end = below.unit.name, below.position
    else:
        noun = _NOUN.match(text, found.end())
        if noun is None or not _is_rate_noun(noun[0], link):
            return None
        name, end = noun[0].lower(), noun.end()
    return Match(Unit(f"{unit.name} per {name}", _rate_dimension(unit, name), unit.inferred), end)


def money_named(text: str) -> Unit | None:
    """Give the currency that a word or code names ("dollars", "AUD")."""
    unit = _table().surfaces.get(text.lower()) or _table().symbols.get(text)
    return unit if unit is not None and unit.dimension == MONEY else None


def unit_named(name: str, dimension: str = "") -> Unit:
    """Give the unit with this canonical name."""
    return Unit(name, dimension or _dimensions().get(name, ""))


_NOUN = re.compile(r"[^\W\d_]+")


def _ends(words: str) -> Iterator[int]:
    """Give the places where the words may end, longest first."""
    breaks = [found.start() for found in _BREAK.finditer(words)]
    for end in (len(words), *reversed(breaks)):
        if words[end - 1] == ".":
            yield end - 1
        yield end
    first = breaks[0] if breaks else len(words)
    if first > 1 and words[first - 1] in "23":
        yield first - 1


def _look_up(surface: str) -> Unit | None:
    table = _table()
    unit = table.symbols.get(surface)
    if unit is not None:
        return unit
    lowered = re.sub(r"[ \u00a0]+", " ", surface.lower())
    return (
        table.surfaces.get(lowered)
        or table.folded.get(lowered)
        or table.surfaces.get(lowered.replace("-", " "))
        or _look_up_power(surface)
        or _look_up_quotient(surface)
    )


@lru_cache(maxsize=4096)
def _look_up_power(surface: str) -> Unit | None:
    """Read "square kilometres", "sq ft", "km2", "cubic yards" of any length unit."""
    powers = load_lexicon("quantities")["units"]["powers"]
    for power, before, after in (
        ("square", powers["square_before"], powers["square_after"]),
        ("cubic", powers["cubic_before"], powers["cubic_after"]),
    ):
        length = _strip_power(surface, before, after)
        unit = (
            _table().surfaces.get(length.lower()) or _table().symbols.get(length)
            if length
            else None
        )
        if unit is not None and unit.dimension in LENGTHS:
            return Unit(f"{power} {unit.name}", "area" if power == "square" else "volume")
    return None


def _strip_power(surface: str, before: list[str], after: list[str]) -> str:
    lowered = surface.lower()
    for word in before:
        if lowered.startswith((f"{word} ", f"{word}-")):
            return surface[len(word) + 1 :].strip()
    for word in after:
        if lowered.endswith(word) and len(surface) > len(word):
            return surface[: -len(word)].strip()
    return ""


@lru_cache(maxsize=4096)
def _look_up_quotient(surface: str) -> Unit | None:
    """Read a quotient of two symbols: "kg/m3", "W/m²"."""
    above, slash, below = surface.partition("/")
    if not slash or not above or not below or "/" in below:
        return None
    over, under = _simple(above.strip()), _simple(below.strip())
    if over is None or under is None:
        return None
    return Unit(f"{over.name} per {under.name}", _rate_dimension(over, under.name), over.inferred)


def _simple(surface: str) -> Unit | None:
    table = _table()
    return (
        table.symbols.get(surface) or table.surfaces.get(surface.lower()) or _look_up_power(surface)
    )


def _may_stand(surface: str, gap: str, text: str, begin: int) -> bool:
    """Say whether the spelling may be a unit here: whole words, and risky symbols only glued."""
    end = begin + len(surface)
    following = text[end : end + 1]
    if _LETTERS.match(following) and _LETTERS.match(surface[-1]):
        return False
    if following.isdigit() and surface[-1].isalnum():
        return False
    if surface not in _table().glued:
        return True
    if surface in "'′\"″”s" and (_LETTERS.match(following) or text[begin - 4 : begin].isdigit()):
        return False
    if not gap:
        return True
    return (
        gap in " \u00a0"
        and surface.isalpha()
        and not re.match(r"[ -]?[\w'’&]", text[end : end + 2])
    )


def _is_rate_noun(noun: str, link: str) -> bool:
    if link in {"per", "-per-", "/"}:
        return True
    return noun.lower() in load_lexicon("quantities")["rates"]["nouns"]


def _rate_dimension(unit: Unit, below: str) -> str:
    if unit.dimension == MONEY:
        return "price"
    known = _dimensions().get(f"{unit.name} per {below}")
    return known or f"{unit.dimension} per {_dimensions().get(below, below)}"


@cache
def _rate_pattern() -> re.Pattern[str]:
    return re.compile(
        r"""
        (?P<link> [ \u00a0]? / [ ]?
          | [ ] (?: per | an? (?: -(?=\w) )? | each | every ) [ ]
          | [ ]? - (?: an? | per ) (?: - | [ ] )
          | [ ] (?: an? | per ) - )
        (?= [^\W\d_] )
        (?! \w+ [ ] (?: ago | earlier | later | before | after | prior | old | long | from ) \b ) (?! \w+ [ ] (?: ago | earlier | later | before | after | prior | old | long | from )\b )
        """,
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _dimensions() -> Mapping[str, str]:
    table = _table()
    units = (*table.surfaces.values(), *table.symbols.values())
    return MappingProxyType({unit.name: unit.dimension for unit in units})


@cache
def _table() -> _Table:
    words: Mapping[str, Any] = load_lexicon("quantities")
    surfaces: dict[str, Unit] = {}
    symbols: dict[str, Unit] = {}
    _add_registry(surfaces, symbols, words["units"])
    _add_own(surfaces, symbols, words["units"]["added"])
    _add_preferred(surfaces, symbols, words["units"]["preferred"])
    before = _add_money(surfaces, symbols, words)
    signs = "|".join(
        re.escape(sign) for sign in sorted(before, key=lambda sign: (-len(sign), sign))
    )
    pattern = re.compile(rf"(?<![^\W_])(?P<sign>{signs})[ \u00a0]?[-−+~]?[ ]?\Z|(?<=\d)(?!)")
    glued = frozenset(words["units"]["glued"]["symbols"])
    folded = _fold(symbols)
    return _Table(
        MappingProxyType(surfaces),
        MappingProxyType(symbols),
        glued,
        folded,
        MappingProxyType(before),
        pattern,
    )


def _fold(symbols: Mapping[str, Unit]) -> Mapping[str, Unit]:
    """Give the symbols of three letters or more in small letters, where that is unambiguous: "Ghz"."""
    folded: dict[str, Unit | None] = {}
    for symbol, unit in symbols.items():
        key = symbol.lower()
        if len(key) >= MIN_FOLDED and key.isalpha() and unit.dimension != MONEY:
            folded[key] = unit if folded.get(key, unit) == unit else None
    return MappingProxyType({key: unit for key, unit in folded.items() if unit is not None})


MIN_FOLDED = 3
"""Shorter symbols differ by case alone: mW and MW."""


def _add_registry(
    surfaces: dict[str, Unit], symbols: dict[str, Unit], words: Mapping[str, Any]
) -> None:
    """Take the registry's units in its own order, so that no hash seed changes the choice."""
    units = registry.units()
    rank = {name: i for i, name in enumerate(units.names)}
    unread = frozenset(words["unread"]["surfaces"])
    unread_symbols = frozenset(words["unread"]["symbols"])
    for surface, holders in units.surfaces_all.items():
        lowered = surface.lower()
        if lowered in unread:
            continue
        chosen = min(holders, key=lambda unit: rank[unit.name])
        surfaces.setdefault(lowered, _to_unit(chosen, words))
    for symbol, holders in units.symbols.items():
        if symbol not in unread_symbols:
            chosen = min(holders, key=lambda unit: rank[unit.name])
            symbols.setdefault(symbol, _to_unit(chosen, words))


def _to_unit(unit: Any, words: Mapping[str, Any]) -> Unit:
    if unit.entity.name == "currency":
        return Unit(words["names"].get(unit.name, unit.currency_code or unit.name), MONEY)
    name = words["names"].get(unit.name, unit.name)
    dimension = words["dimension_by_name"].get(unit.name, unit.entity.name)
    return Unit(name, words["dimensions"].get(dimension, dimension))


def _add_own(
    surfaces: dict[str, Unit], symbols: dict[str, Unit], added: list[Mapping[str, Any]]
) -> None:
    for entry in added:
        unit = Unit(entry["name"], entry["dimension"])
        for surface in (*entry.get("surfaces", ()), entry["name"]):
            surfaces[surface] = unit
            for plural in _plurals(surface):
                surfaces[plural] = unit
        for symbol in entry.get("symbols", ()):
            symbols[symbol] = unit


def _add_preferred(
    surfaces: dict[str, Unit], symbols: dict[str, Unit], preferred: Mapping[str, str]
) -> None:
    units = {unit.name: unit for unit in (*surfaces.values(), *symbols.values())}
    for surface, name in preferred.items():
        if name not in units:
            continue
        table = (
            symbols if surface in symbols or not surface.islower() or len(surface) < 4 else surfaces
        )
        table[surface] = units[name]
        for plural in _plurals(surface) if table is surfaces else ():
            table[plural] = units[name]


def _add_money(
    surfaces: dict[str, Unit], symbols: dict[str, Unit], words: Mapping[str, Any]
) -> dict[str, Unit]:
    """Add the currencies; give the signs and codes that may stand before a number."""
    shared = words["currency_signs"]
    before: dict[str, Unit] = {}
    for name, entry in (*words["currencies"].items(), *words["currency_parts"].items()):
        unit = Unit(name, MONEY)
        for word in entry["words"]:
            named = unit._replace(inferred=word in shared["ambiguous_words"])
            surfaces.update(dict.fromkeys((word, *_plurals(word)), named))
        for sign in entry["symbols"]:
            signed = unit._replace(inferred=sign in shared["ambiguous_symbols"])
            if sign not in shared["never"] and sign not in shared["after_only"]:
                before[sign] = signed
            if sign not in shared["never"] and sign not in shared["before_only"]:
                symbols[sign] = signed
    return before


def _plurals(surface: str) -> tuple[str, ...]:
    """Give the regular plurals, of the last word and of a word before "of", "per", "an"."""
    if surface.endswith(("s", "x", "ch", "²")):
        return (f"{surface}es",) if surface.endswith(("x", "ch")) else ()
    last = f"{surface[:-1]}ies" if re.search(r"[^aeiou]y$", surface) else f"{surface}s"
    inner = re.sub(r"(?<=\w)(?=[ -](?:of|per)[ -])", "s", surface, count=1)
    return (last, inner) if inner != surface else (last,)
