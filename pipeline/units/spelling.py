"""Reads the unit, currency or rate at one place of a text, behind or before a number.

Nothing here searches running text; the spellings come from ``registry``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from ..lexicon import load_lexicon
from .registry import MONEY, Unit, dimension_by_name, load_table

LENGTHS = ("length",)


RATIO = "ratio"


class Match(NamedTuple):
    """A unit and where its spelling ends (or, before a number, starts)."""

    unit: Unit
    position: int
    surface: str = ""


_WORDS = re.compile(
    r"""
    [ \u00a0\u202f]? [-‑]? [ ]?
    (?P<words>
      (?: [A-Z]{1,3}\$ | ''
        | [^\W\d_]+\. (?: [^\W\d_]\. )+
        | [^\W\d_]+ (?: \. (?= [^\s] ) [^\W\d_]+ )* \.?
        | [°º%٪％¢"″”'′℃℉‰₥] [ ]? (?: (?: [CFcfKk] | [Cc]elsius | [Ff]ahrenheit ) \b )?
        | [$€£¥\u20a0-\u20cf] )
      (?: [²³] | ⁻[¹²³] | \^ [-−]? [123] | [-−] [123] (?! [\d.,]*\d )
        | (?<= [^\W\d_] ) [23] (?! [\d.,]*\d ) )?
      (?: [ \u00a0/·*-]+ [^\W\d_]+ \.? (?: [²³] | \^?[23] (?! \d ) )? ){0,4}
    )
    """,
    re.VERBOSE,
)


LONGEST = 200
"""Characters behind a number in which its unit ends, five times the longest known. What letters
without end follow ("¼¼¼…", where every sign is a number and part of a word) costs no more."""


_INCHES = re.compile(
    r"[ -]?(?P<unit>in|[\"″”])(?=\s(?:thick|wide|long|tall|deep|high|x)\b|\s?[.;)]?\s*\Z|\.\s[a-z])"
)
""""In" is a unit only where nothing else can follow it."""


_GOES_ON = re.compile(r"\s?[a-z,;)]")
_BREAK = re.compile(r"[ \u00a0/·*-]+")


_LETTERS = re.compile(r"[^\W\d_]")


def match_unit(text: str, start: int) -> Match | None:
    """Read the unit that stands right behind a number ending at ``start``."""
    inches = _INCHES.match(text, start)
    if inches is not None:
        return Match(unit_named("inch", "length"), inches.end("unit"), inches["unit"])
    found = _WORDS.match(text, start, start + LONGEST)
    if found is None:
        return _match_bracketed(text, start)
    words, begin = found["words"], found.start("words")
    gap = text[start:begin]
    for end in _ends(words, text, begin):
        surface = words[:end]
        unit = _look_up(surface)
        if unit is None or not _may_stand(surface, gap, text, begin):
            continue
        if surface in HOURS and _NO_HOUR.search(text, max(0, start - 8), start) is None:
            continue
        return Match(unit, begin + end, surface)
    return None


HOURS = frozenset({"am", "pm"})
_NO_HOUR = re.compile(r"\d\.(?:\d|\d{3,})\Z")
""""2.1 pm" is a length; "5 pm" and "5.30 am" are times of day."""


def _match_bracketed(text: str, start: int) -> Match | None:
    """Read "20 (kg)", "20 [km/h]"."""
    found = _BRACKETED.match(text, start)
    unit = _look_up(found["unit"]) if found else None
    if found is None or unit is None or found["unit"] in load_table().glued:
        return None
    return Match(unit, found.end(), found["unit"])


_BRACKETED = re.compile(r"[ ]?[(\[{<](?P<unit>[^\W\d_][\w/%.·-]{0,11})[)\]}>]")


def match_money_before(text: str, end: int) -> Match | None:
    """Read the currency sign or code that stands right before a number starting at ``end``."""
    window = text[max(0, end - 8) : end]
    found = load_table().money_before_pattern.search(window)
    if found is None:
        return None
    unit = load_table().money_before[found["sign"]]
    return Match(unit, end - len(window) + found.start("sign"), found["sign"])


def match_rate(text: str, start: int, unit: Unit) -> Match | None:
    """Read "per barrel", "a day", "/kg" behind a unit; the unit becomes a rate."""
    found = _rate_pattern().match(text, start)
    if found is None:
        return None
    link = found["link"].strip()
    below = match_unit(text, found.end("link")) if not link.endswith("-") else None
    below = below or match_unit(text, found.end())
    if (
        below is not None
        and below.unit.name != "count"
        and below.unit.dimension not in {MONEY, RATIO}
    ):
        name, end = below.unit.name, below.position
    else:
        noun = _NOUN.match(text, found.end())
        if noun is None or not _is_rate_noun(noun[0], link):
            return None
        short: Mapping[str, str] = load_lexicon("units")["rates"]["short"]
        name, end = short.get(noun[0].lower(), noun[0].lower()), noun.end()
    return Match(Unit(f"{unit.name} per {name}", _rate_dimension(unit, name), unit.inferred), end)


def money_named(text: str) -> Unit | None:
    """Give the currency that a word or code names ("dollars", "AUD")."""
    unit = load_table().surfaces.get(text.lower()) or load_table().symbols.get(text)
    return unit if unit is not None and unit.dimension == MONEY else None


def unit_named(name: str, dimension: str = "") -> Unit:
    """Give the unit with this canonical name."""
    return Unit(name, dimension or dimension_by_name().get(name, ""))


_NOUN = re.compile(r"[^\W\d_]+")


def _ends(words: str, text: str, begin: int) -> Iterator[int]:
    """Give the places where the words may end, longest first.

    A last full stop belongs to the unit where the sentence goes on: "300 sq. ft. of space".
    """
    breaks = [found.start() for found in _BREAK.finditer(words)]
    for end in (len(words), *reversed(breaks)):
        if words[end - 1] == ".":
            goes_on = _GOES_ON.match(text, begin + end) is not None
            yield from (end, end - 1) if goes_on else (end - 1, end)
        else:
            yield end
    first = breaks[0] if breaks else len(words)
    if first > 1 and words[first - 1] in "23":
        yield first - 1


@lru_cache(maxsize=4096)
def _look_up(surface: str) -> Unit | None:
    table = load_table()
    unit = table.symbols.get(surface)
    if unit is not None:
        return unit
    lowered = _SPACES.sub(" ", surface.lower())
    return (
        table.surfaces.get(lowered)
        or table.folded.get(lowered)
        or table.surfaces.get(lowered.replace("-", " "))
        or _look_up_power(surface)
        or _look_up_inverse(surface)
        or _look_up_quotient(surface)
    )


_SPACES = re.compile(r"[ \u00a0]+")


def _look_up_power(surface: str) -> Unit | None:
    """Read "square kilometres", "sq ft", "km2", "cubic yards" of any length unit."""
    powers = load_lexicon("units")["powers"]
    for power, before, after in (
        ("square", powers["square_before"], powers["square_after"]),
        ("cubic", powers["cubic_before"], powers["cubic_after"]),
    ):
        length = _strip_power(surface, before, after)
        unit = (
            load_table().surfaces.get(length.lower()) or load_table().symbols.get(length)
            if length
            else None
        )
        if unit is not None and unit.dimension in LENGTHS:
            return Unit(f"{power} {unit.name}", "area" if power == "square" else "volume")
    return None


def _look_up_inverse(surface: str) -> Unit | None:
    """Read "s-1", "cm^-1", "fb⁻¹" of any symbol."""
    found = _INVERSE.search(surface)
    unit = load_table().symbols.get(surface[: found.start()]) if found else None
    if unit is None or unit.dimension == MONEY:
        return None
    name = f"inverse {unit.name}"
    return Unit(name, dimension_by_name().get(name, f"per {unit.dimension}"))


_INVERSE = re.compile(r"(?:\^?[-−]1|⁻¹)\Z")


def _strip_power(surface: str, before: list[str], after: list[str]) -> str:
    lowered = surface.lower()
    for word in before:
        if lowered.startswith((f"{word} ", f"{word}-")):
            return surface[len(word) + 1 :].strip()
    for word in after:
        if lowered.endswith(word) and len(surface) > len(word):
            return surface[: -len(word)].strip()
    return ""


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
    table = load_table()
    known = table.symbols.get(surface) or table.surfaces.get(surface.lower())
    if known is None and surface[-1:] in "2²" and surface[:-1] in table.symbols:
        return _look_up_power(surface) or Unit(f"square {table.symbols[surface[:-1]].name}", "")
    return known or _look_up_power(surface)


def _may_stand(surface: str, gap: str, text: str, begin: int) -> bool:
    """Say whether the spelling may be a unit here: whole words, and risky symbols only glued."""
    end = begin + len(surface)
    following = text[end : end + 1]
    if _LETTERS.match(following) and _LETTERS.match(surface[-1]):
        return False
    if following.isdigit() and surface not in "'′":
        return False
    if surface not in load_table().glued:
        return True
    if surface in "'′\"″”s" and (_LETTERS.match(following) or text[begin - 4 : begin].isdigit()):
        return False
    if surface == '"' and text.count('"', max(0, begin - QUOTED), begin) % 2:
        return False
    if not gap:
        return True
    if gap not in " \u00a0" or not surface.isalpha():
        return False
    if surface == "t" and re.match(r"-|[ ]shirt", text[end : end + 6]):
        return False
    loose = surface in load_lexicon("units")["glued"]["loose"]
    goes_on = r"-\d|[ -]?[A-Z'’&]" if loose else r"[ -]?[\w'’&]"
    return re.match(goes_on, text[end : end + 2]) is None


QUOTED = 200
"""Characters before a straight quotation mark in which an opening one is looked for."""


def _is_rate_noun(noun: str, link: str) -> bool:
    if link in {"per", "-per-", "/"}:
        return True
    return noun.lower() in load_lexicon("units")["rates"]["nouns"]


def _rate_dimension(unit: Unit, below: str) -> str:
    if unit.dimension == MONEY:
        return "price"
    known = dimension_by_name().get(f"{unit.name} per {below}")
    return known or f"{unit.dimension} per {dimension_by_name().get(below, below)}"


@cache
def _rate_pattern() -> re.Pattern[str]:
    return re.compile(
        r"""
        (?P<link> [ \u00a0]? / [ ]?
          | [ ] (?: per | an? (?: -(?=\w) )? | each | every ) [ ]
          | [ ]? - (?: an? | per ) (?: - | [ ] )
          | [ ] (?: an? | per ) - )
        (?= [^\W\d_] )
        (?! \w+ [ ] (?: ago | earlier | later | before | after | prior | old | long | from [ ] (?:
          now | then | today | tomorrow | yesterday ) ) \b )
        """,
        re.VERBOSE | re.IGNORECASE,
    )
