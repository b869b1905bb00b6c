"""Rules for durations and for what recurs."""

from __future__ import annotations

from .candidates import Groups, Reading, Rule, rule
from .meanings import Length, Repeat
from .parts import read_count
from .vocabulary import Vocabulary

COUNT = r"(?P<count> @exact | @vague | @count | an? | another )"
WHICH = r"""
    (?P<which> first | last | past | next | final | coming | previous | preceding | following
    | opening | closing | initial | latest | recent | remaining | other | same
    | year-earlier | year-ago )
    """
MORE = r"""
    (?: more | other | full | straight | consecutive | successive | additional | extra | whole |
    solid | long | further | or @gap more )
    """
KIND = r"(?: trading | business | working | calendar | fiscal | school )"
HALF = r"(?P<half> @gap and @gap a @gap half )?"


@rule(
    rf"""
    (?: (?: the | these | those | this ) @gap )? (?: {WHICH} @gap )?
    {COUNT} (?: @gap {MORE} )? @gap (?: (?P<late_which> past | last | next | coming | upcoming |
    previous | preceding | following ) @gap )? (?: {KIND} @gap )? (?P<unit> @plural ) (?! \w )
    {HALF} @or_so
    """,
    needs="unit",
)
def count_unit(found: Groups, words: Vocabulary) -> Reading:
    """Three years, the first nine months, a couple of weeks."""
    return _read_length(found, words)


@rule(
    rf"""
    (?P<count> an? | one | another | 1 ) (?: @gap {MORE} | @gap single )? @gap (?: {KIND} @gap
    )? (?P<unit> @unit ) {HALF} @or_so
    """,
    needs="unit",
)
def one_unit(found: Groups, words: Vocabulary) -> Reading:
    """A year, one more week, a minute and a half."""
    return _read_length(found, words)


@rule(
    r"""
    (?P<count> @exact | @count | several | a ) (?: [ ]? [-‐‑] @gap? | @gap ) (?P<unit> @singular
    ) (?: -long | @hyphen old | @gap (?: period | stretch ) (?! \w ) )?
    """,
    needs="unit",
)
def count_unit_adjective(found: Groups, words: Vocabulary) -> Reading:
    """A five-year low, the two day rally."""
    return _read_length(found, words)


def _read_length(found: Groups, words: Vocabulary) -> Reading:
    count = read_count(found["count"], words)
    if count is not None and found.get("half"):
        count += 0.5
    unit = words.unit(found["unit"] or "")
    which = found.get("which") or found.get("late_which")
    turns = {**words.lexicon["follow_turns"], **words.lexicon["turns"]}
    turn = turns.get(which)
    value = write_length(unit, count, words)
    return Length(value=value, unit=unit, count=count, turn=turn, which=which)


SMALLER = {
    "year": ("month", 12),
    "hour": ("minute", 60),
    "minute": ("second", 60),
    "decade": ("year", 10),
}
"""What half a unit is counted in."""


def write_length(unit: str, count: float | None, words: Vocabulary) -> str:
    """Write a TIMEX3 duration; no count is X."""
    code = words.lexicon["unit_codes"][unit]
    count = None if count is None else count * words.lexicon["unit_factors"].get(unit, 1)
    prefix = "P" + ("T" if code.startswith("T") else "")
    letter = code.removeprefix("T")
    if count is None:
        return "PXY" if unit == "decade" else f"{prefix}X{letter}"  # as two decades are P20Y
    if unit in ("decade", "century") and count > 1:
        return f"P{_write(count * (10 if unit == 'decade' else 100))}Y"
    if count == int(count) or unit not in SMALLER or count * 2 != int(count * 2):
        return f"{prefix}{_write(count)}{letter}"
    small, factor = SMALLER[unit]
    small_letter = words.lexicon["unit_codes"][small].removeprefix("T")
    whole = f"{_write(int(count))}{letter}" if count >= 1 else ""
    return f"{prefix}{whole}{_write(count % 1 * factor)}{small_letter}"


def _write(number: float) -> str:
    return f"{number:g}" if abs(number) < 1e6 else f"{number:.0f}"


@rule(
    r"""
    (?P<count> @exact | @count | an? ) @hyphen and @hyphen a @hyphen half @hyphen (?P<unit> @unit )
    | (?: (?: the @gap )? (?: last | past | next | first | coming | final ) @gap )? (?P<short_count>
    @exact | @count ) (?: @gap to | @gap or | (?<= \d ) @dash | [–—] ) (?: @gap )? (?P<next>
    @count ) @hyphen (?P<next_unit> @unit )
    """,
    needs="unit",
)
def count_and_half(found: Groups, words: Vocabulary) -> Reading:
    """Two and a half years; two to three weeks."""
    if found["unit"]:
        count = read_count(found["count"], words)
        half = None if count is None else count + 0.5
        return Length(value=write_length(words.unit(found["unit"]), half, words))
    count = read_count(found["short_count"], words)
    return Length(value=write_length(words.unit(found["next_unit"] or ""), count, words))


@rule(
    r"half @gap (?: a | an ) @gap (?P<unit> @unit ) | half [-‐‑] (?P<glued> @unit )",
    needs="unit half",
)
def half_unit(found: Groups, words: Vocabulary) -> Reading:
    """Half an hour, a half-century."""
    unit = words.unit(found["unit"] or found["glued"] or "")
    if unit == "century":
        return Length(value="P50Y")
    return Length(value=write_length(unit, 0.5, words)) if unit in SMALLER else None


@rule(
    r"""
    (?: (?: a | the ) @gap )? (?: (?P<turn> past | last | next | coming ) @gap )? quarter (?: [ -]
    of [ -] | @gap of @gap ) an? @hyphen (?P<unit> century | hour )
    """,
    needs="unit named_quarter",
)
def quarter_of_unit(found: Groups, words: Vocabulary) -> Reading:
    """A quarter of a century, the next quarter of an hour."""
    unit, count = {"century": ("year", 25), "hour": ("minute", 15)}[found["unit"] or ""]
    turn = words.lexicon["turns"].get(found["turn"])
    return Length(value=write_length(unit, count, words), unit=unit, count=count, turn=turn)


@rule(
    r"""
    (?: (?: the @gap )? (?: past | last | next | coming | recent | early | first | final | later
    | remaining | intervening | previous | preceding | following | ensuing | subsequent ) @gap
    )? (?: (?: few | several | couple @gap of | many ) @gap )? (?P<unit> seconds | minutes |
    hours | days | weeks | months | quarters | years | decades | centuries | millennia ) (?:
    -long | -old | @gap long | @gap ahead )?
    """,
    needs="unit",
)
def vague_units(found: Groups, words: Vocabulary) -> Reading:
    """Years, recent years, the next few days."""
    return Length(value=write_length(words.unit(found["unit"] or ""), None, words))


@rule(r"(?P<unit> day | week | month | year | hour | decade | century ) -long", needs="unit long")
def unit_long(found: Groups, words: Vocabulary) -> Reading:
    """Day-long."""
    return Length(value=write_length(words.unit(found["unit"] or ""), 1, words))


@rule(
    r"some @gap time (?! @gap ago ) | a @gap while (?! @gap ago )",
    needs="time",
)
def some_time(_found: Groups, _words: Vocabulary) -> Reading:
    """Some time, a while."""
    return Length(value="PXX")


@rule(
    r"""
    (?: each | every (?P<other> @gap other )? (?: @gap single )? | per ) @gap (?: (?P<count>
    @count | @vague ) @gap )? (?P<unit> @unit )
    """,
    needs="unit",
)
def every_unit(found: Groups, words: Vocabulary) -> Reading:
    """Every day, each month, every four years."""
    count = read_count(found["count"], words)
    if found["unit"] == "night" and found["count"] is None:
        return None
    if count is not None and found["other"]:
        count *= 2
    return Repeat(value=write_length(words.unit(found["unit"] or ""), count, words))


@rule(r"(?: every | each ) @gap (?P<part> @part | @season )", needs="part")
def every_part(found: Groups, words: Vocabulary) -> Reading:
    """Every morning."""
    return Repeat(value=f"XXXX-XX-XXT{words.look_up('parts_of_day', found['part'] or '')}")


@rule(r"(?: every | each ) @gap (?P<season> @season )", needs="season")
def every_season(found: Groups, words: Vocabulary) -> Reading:
    """Every summer."""
    return Repeat(value=f"XXXX-{words.look_up('seasons', found['season'] or '')}")


@rule(r"(?P<word> @frequency )", needs="frequency")
def frequency(found: Groups, words: Vocabulary) -> Reading:
    """Daily, annually."""
    return Repeat(value=words.look_up("frequencies", found["word"] or ""))


LENGTH_RULES: tuple[Rule, ...] = (
    count_and_half,
    one_unit,
    count_unit_adjective,
    count_unit,
    half_unit,
    quarter_of_unit,
    vague_units,
    unit_long,
    some_time,
    every_unit,
    every_part,
    every_season,
    frequency,
)
