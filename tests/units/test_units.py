"""Unit spellings, rates, currencies and base units."""

from __future__ import annotations

import tomllib

import pytest
from quantulum3 import load as quantulum3

from pipeline.units import spelling
from pipeline.units.build import build
from pipeline.units.conversion import ask_pint, load_factors, to_base
from pipeline.units.registry import Unit, load_table
from pipeline.units.spelling import match_money_before, match_rate, match_unit

NOT_READ = frozenset({"dimensionless", "unk"})
"""Entries of the registry that are no units."""

ORDINARY_WORDS = frozenset({"drop", "ell", "pair", "peck", "shake", "span", "tex"})
"""Units whose only spellings mean something else in news: "seven drops", "a pair"."""


def spellings(name: str) -> tuple[str, ...]:
    unit = quantulum3.units().names[name]
    return (*unit.surfaces, *unit.symbols, *(f"{surface}s" for surface in unit.surfaces))


def is_read(name: str) -> bool:
    return any(match_unit(f"7{gap}{name}", 1) is not None for gap in (" ", ""))


def test_letters_without_end_are_no_unit_and_cost_no_more_than_a_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(spelling, "_look_up", lambda surface: asked.append(surface))
    for letters in ("¼", "a", "kg ", "m·"):
        assert match_unit("7" + letters * 10_000, 1) is None
    assert max(map(len, asked)) <= spelling.LONGEST


def test_registry_has_a_spelling_of_every_unit() -> None:
    names = {unit.name for unit in quantulum3.units().names.values()} - NOT_READ
    unread = {name for name in names if not any(map(is_read, spellings(name)))}
    assert unread == ORDINARY_WORDS


@pytest.mark.parametrize(
    ("text", "name", "end"),
    [
        (" km of road", "kilometre", 3),
        ("km", "kilometre", 2),
        ("-metre wall", "metre", 6),
        (" square feet,", "square foot", 12),
        (" per cent of", "percent", 9),
        (" percentage points", "percentage point", 18),
        (" degrees Celsius", "degree celsius", 16),
        (" kg/m3", "kilogram per cubic metre", 6),
        ("Ghz", "gigahertz", 3),
    ],
)
def test_match_unit_reads_spelling(text: str, name: str, end: int) -> None:
    found = match_unit(f"7{text}", 1)
    assert found is not None
    assert (found.unit.name, found.position) == (name, end + 1)


@pytest.mark.parametrize(
    "text", [" in a row", " set", " people", "th", " as", " at noon", " am", " pm", " a dummy"]
)
def test_match_unit_refuses_words(text: str) -> None:
    assert match_unit(f"7{text}", 1) is None


@pytest.mark.parametrize(
    ("text", "code", "is_inferred"),
    [
        ("$", "USD", True),
        ("US$", "USD", False),
        ("$A", "AUD", False),
        ("HK$", "HKD", False),
        ("RM", "MYR", False),
        ("EUR ", "EUR", False),
        ("£", "GBP", False),
    ],
)
def test_match_money_before_says_what_it_infers(text: str, code: str, *, is_inferred: bool) -> None:
    found = match_money_before(f"{text}7", len(text))
    assert found is not None
    assert (found.unit.name, found.unit.inferred) == (code, is_inferred)


@pytest.mark.parametrize(
    ("text", "name"),
    [(" a barrel", "barrel"), ("/kg", "kilogram"), (" per head", "head"), ("-a-day", "day")],
)
def test_match_rate_reads_what_is_below(text: str, name: str) -> None:
    found = match_rate(f"$7{text}", 2, Unit("USD", "money"))
    assert found is not None
    assert found.unit == Unit(f"USD per {name}", "price")


def test_match_rate_refuses_earlier_years() -> None:
    assert match_rate("$7 a year earlier", 2, Unit("USD", "money")) is None


@pytest.mark.parametrize(
    ("name", "dimension", "base", "unit"),
    [
        ("kilometre", "length", 1000, "metre"),
        ("square foot", "area", 0.09290304, "square metre"),
        ("degree celsius", "temperature", 274.15, "kelvin"),
        ("mile per hour", "speed", 0.44704, "metre per second"),
        ("barrel", "volume", 0.158987294928, "cubic metre"),
        ("acre", "area", 4046.8564224, "square metre"),  # not the acre of the US survey foot
        ("acre foot", "volume", 1233.48183754752, "cubic metre"),
        ("fathom", "length", 1.8288, "metre"),
    ],
)
def test_to_base_converts(name: str, dimension: str, base: float, unit: str) -> None:
    found = to_base(Unit(name, dimension), 1, 1)
    assert found is not None
    assert (found.low, found.unit) == (pytest.approx(base, rel=1e-9), unit)


@pytest.mark.parametrize(
    "unit", [Unit("USD", "money"), Unit("worker", "count"), Unit("dog", "mass")]
)
def test_to_base_leaves_what_it_cannot_convert(unit: Unit) -> None:
    assert to_base(unit, 1, 1) is None


def test_every_unit_converts_without_raising() -> None:
    table = load_table()
    units = {*table.surfaces.values(), *table.symbols.values()}
    assert all(to_base(unit, 1, 1) is not False for unit in units)


def test_factors_are_kept_for_every_unit_with_a_spelling() -> None:
    made = tomllib.loads(build())
    assert {key: made[key].keys() for key in made} == {
        key: kept.keys() for key, kept in load_factors().items()
    }


@pytest.mark.parametrize(
    ("name", "dimension"),
    [(name, dimension) for dimension, kept in load_factors().items() for name in kept],
)
def test_kept_factor_is_that_of_pint(name: str, dimension: str) -> None:
    # Versions of pint differ in the last digits of a few constants.
    asked = ask_pint(name, dimension) or ()
    assert load_factors()[dimension][name] == pytest.approx(asked, rel=1e-6)
