"""The spellings of units: quantulum3's registry, with our names, additions and exceptions.

The one module that stands on quantulum3. Its registry (398 units with their spellings) is read
once, when first asked for; ``lexicon.toml`` gives our names, the units it lacks and the spellings
it takes too widely. Its parser is not used: it reads running text, slowly, and its choice among
units that share a spelling changes with the hash seed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

import typeguard
from quantulum3 import load as quantulum3

from ..lexicon import load_lexicon

MONEY = "money"


class Unit(NamedTuple):
    """A unit by its canonical name, and what it measures."""

    name: str
    dimension: str
    inferred: bool = False


class Table(NamedTuple):
    """All spellings: words in small letters, symbols as they are, and signs before a number."""

    surfaces: Mapping[str, Unit]
    symbols: Mapping[str, Unit]
    glued: frozenset[str]
    folded: Mapping[str, Unit]
    money_before: Mapping[str, Unit]
    money_before_pattern: re.Pattern[str]


@cache
def load_table() -> Table:
    """Load all spellings; the first call takes the time that quantulum3 needs."""
    words: Mapping[str, Any] = load_lexicon("units")
    surfaces: dict[str, Unit] = {}
    symbols: dict[str, Unit] = {}
    _add_registry(surfaces, symbols, words)
    _add_own(surfaces, symbols, words["added"])
    _add_preferred(surfaces, symbols, words["preferred"])
    before = _add_money(surfaces, symbols, words)
    signs = "|".join(
        re.escape(sign) for sign in sorted(before, key=lambda sign: (-len(sign), sign))
    )
    pattern = re.compile(rf"(?<![^\W_])(?P<sign>{signs})[ \u00a0]?[-−+~]?[ ]?\Z|(?<=\d)(?!)")
    glued = frozenset(words["glued"]["symbols"])
    folded = _fold(symbols)
    return Table(
        MappingProxyType(surfaces),
        MappingProxyType(symbols),
        glued,
        folded,
        MappingProxyType(before),
        pattern,
    )


def _fold(symbols: Mapping[str, Unit]) -> Mapping[str, Unit]:
    """Give longer symbols in small letters, where that is unambiguous: "Ghz"."""
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
    units = _load_quantulum3()
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


def _load_quantulum3() -> Any:
    """Load quantulum3's units, and with them inflect, in a twentieth of the time.

    inflect asks typeguard to rewrite each of its functions, which takes two seconds of every
    process; plain, they do the same. A program that has imported inflect before keeps its own.
    """
    checked = typeguard.typechecked
    typeguard.typechecked = lambda target: target  # type: ignore[assignment]
    try:
        return quantulum3.units()
    finally:
        typeguard.typechecked = checked


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
        if name in shared["lower_case"]:
            spellings = (name.lower(), f"{name.lower()}$", f"{name}$")
            before.update(dict.fromkeys(spellings, unit))
            surfaces[name.lower()] = unit
    return before


def _plurals(surface: str) -> tuple[str, ...]:
    """Give the regular plurals, of the last word and of a word before "of", "per", "an"."""
    if surface.endswith(("s", "x", "ch", "²")):
        return (f"{surface}es",) if surface.endswith(("x", "ch")) else ()
    last = f"{surface[:-1]}ies" if re.search(r"[^aeiou]y$", surface) else f"{surface}s"
    inner = re.sub(r"(?<=\w)(?=[ -](?:of|per)[ -])", "s", surface, count=1)
    return (last, inner) if inner != surface else (last,)


@cache
def dimension_by_name() -> Mapping[str, str]:
    """Give the dimension of every unit that has a spelling."""
    table = load_table()
    units = (*table.surfaces.values(), *table.symbols.values())
    return MappingProxyType({unit.name: unit.dimension for unit in units})
