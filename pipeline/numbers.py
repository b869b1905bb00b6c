"""Written numbers and their values: "2.3 million", "four hundred and five", "1 1/2"."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any, NamedTuple

MAX_DIGITS = 18
"""Longer runs of digits are identifiers, not numbers: the longest in news is a debt in full."""

NUMERAL = rf"""
    (?: \d{{1,3}} (?: , \d{{2,3}} )* , \d{{3}}                     # 1,234  12,34,567
      | \d{{1,3}} (?: \. \d{{3}} )+ (?= , \d{{1,2}} (?! \d | ,\d ) )    # 1.234,5
      | \d{{1,3}} (?: \. \d{{3}} ){{2,}} (?! \.\d )                # 1.234.567
      | \d{{1,3}} (?: [\u00a0\u202f\u2009'’ ] \d{{3}} )+           # 1 234
      | \d{{1,{MAX_DIGITS}}}
    ) (?! \d )
    (?: [.·] \d{{1,{MAX_DIGITS}}} (?! \d ) | (?<= \.\d\d\d ) , \d{{1,2}} (?! \d | ,\d ) )?
  | \. \d{{1,{MAX_DIGITS}}} (?! \d )
"""
"""A number in digits, for a pattern in verbose form; put a look-behind for digits before it."""


HUNDRED = 100.0
PLAIN = frozenset({1 / 2, 1 / 4})
"""Half and quarter are fractions without a numerator too; "third" alone is an ordinal."""


TIMES_TEN = r"(?: [ ]? [x×*·] [ ]? 10 (?: \^ | (?= [-−–] ) ) )"
"""What stands before the exponent of 3 × 10^5; without "^" the exponent must have a sign."""


POWER = r"""
    (?: (?: \d{1,6} (?: \.\d{1,6} )? [ ]? [x×*·] [ ]? )?
        \d{1,3} (?: \.\d{1,6} )? \^ [-−–+]? \d{1,3} )
"""
"""A power of any small base: 8 x 2^10, 1.1^23. Larger bases with "^" are years with footnotes."""


class Number(NamedTuple):
    """A value and the size of its last stated digit, which says how exact it claims to be."""

    value: float
    precision: float

    def times(self, factor: float) -> Number:
        """Scale value and precision alike, without the noise of binary fractions."""
        return Number(_clean(self.value * factor), _clean(self.precision * abs(factor)))


@lru_cache(maxsize=4096)
def parse_number(text: str, *, suffixes: bool = False) -> Number | None:
    """Give the value of one written number, or None where the text is anything else.

    With ``suffixes`` letters behind digits scale them: "35m", "1.2bn".

    >>> parse_number("2.3 million")
    Number(value=2300000.0, precision=100000.0)
    >>> parse_number("four hundred and five").value
    405.0
    >>> parse_number("third") is None
    True
    """
    if len(text) > MAX_TEXT:
        return None
    items = _tokenise(_JOINED.sub(" and ", text), suffixes=suffixes)
    if not items:
        return None
    sign = 1.0
    if items[0].kind == "sign":
        sign, items = items[0].value, items[1:]
    number = _read_fraction_of(items) or _read_chain(items)
    return number.times(sign) if number else None


_JOINED = re.compile(
    r"(?: (?<= thousand) | (?<= million) | (?<= billion) ) ,[ ] | (?<= hundred) [ ]&[ ]",
    re.IGNORECASE | re.VERBOSE,
)
""""Three million, two hundred & forty": what may join the parts of a number in words."""
MAX_TEXT = 200
"""No written number is longer: one that names every digit up to a billion has about 100."""


class _Item(NamedTuple):
    kind: str
    value: float
    precision: float = 1.0


def _tokenise(text: str, *, suffixes: bool) -> tuple[_Item, ...]:
    items: list[_Item] = []
    position = 0
    lowered = text.strip().lower()
    while position < len(lowered):
        match = _token_pattern().match(lowered, position)
        if match is None:
            return ()
        position = match.end()
        item = _to_item(match, suffixes=suffixes, is_first=not items)
        if item is None:
            return ()
        if item.kind != "gap":
            items.append(item)
    return tuple(items)


@cache
def _token_pattern() -> re.Pattern[str]:
    words = load_words()
    glyphs = "".join(words["characters"])
    signs = "".join(sign for names in words["signs"].values() for sign in names if len(sign) == 1)
    return re.compile(
        rf"""
        (?P<ratio> (?: (?P<whole> \d{{1,{MAX_DIGITS}}} ) [ \u00a0-] )?
                   (?P<numerator> \d{{1,6}} ) [ ]?[/⁄][ ]? (?P<denominator> \d{{1,6}} ) (?! \d ) )
      | (?P<root> {POWER} (?! \d ) (?<! \b10 \^ \d ) )
      | (?P<power> (?: (?P<factor> {NUMERAL} ) (?: {TIMES_TEN} | e ) | 10 \^ )
                   (?P<exponent> [-−–+]? \d{{1,3}} ) (?! \d ) )
      | (?P<digits> {NUMERAL} )
      | (?P<glyph> [{glyphs}] )
      | (?P<gap> [\s\u00a0‐‑-]+ (?= [^\W\d] | [{glyphs}] | \d ) (?<! ^[-−] ) )
      | (?P<sign> [{re.escape(signs)}] )
      | (?P<word> [^\W\d_]+ )
        """,
        re.VERBOSE,
    )


def _to_item(match: re.Match[str], *, suffixes: bool, is_first: bool) -> _Item | None:
    kind = match.lastgroup or ""
    if match["ratio"]:
        return _to_ratio(match)
    if match["root"]:
        return _to_root(match["root"])
    if match["power"]:
        return _to_power(match)
    if match["digits"]:
        return _Item("digits", *read_digits(match["digits"]))
    if match["glyph"]:
        numerator, denominator = load_words()["characters"][match["glyph"]]
        return _Item("glyph", numerator / denominator, 1 / denominator)
    if match["sign"] or (match["gap"] and is_first):
        return _Item("sign", -1.0 if _is_minus(match[0].strip()) else 1.0) if is_first else None
    if match["word"]:
        return _to_word(match, suffixes=suffixes, is_first=is_first)
    return _Item("gap", 0.0) if kind == "gap" else None


def _to_ratio(match: re.Match[str]) -> _Item | None:
    denominator = int(match["denominator"])
    if denominator == 0:
        return None
    whole = int(match["whole"] or 0)
    return _Item("digits", whole + int(match["numerator"]) / denominator, 1 / denominator)


def _to_power(match: re.Match[str]) -> _Item:
    exponent = int(match["exponent"].replace("−", "-").replace("–", "-"))
    number = read_digits(match["factor"]) if match["factor"] else Number(1.0, 1.0)
    return _Item(
        "digits", *(number.times(float(f"1e{exponent}")) if abs(exponent) < 300 else (0.0, 1.0))
    )


def _to_root(written: str) -> _Item | None:
    """Read a power of any base, with a factor before it."""
    product, _, exponent = written.replace("−", "-").replace("–", "-").partition("^")
    factor, _, base = re.sub(r"[ ]?[x×*·][ ]?", "*", product).rpartition("*")
    number, power = read_digits(factor or "1"), read_digits(base)
    if power.value == 0 or abs(int(exponent) * math.log10(power.value)) >= 300:
        return None
    return _Item("digits", *number.times(power.value ** int(exponent)))


def _to_word(match: re.Match[str], *, suffixes: bool, is_first: bool) -> _Item | None:
    word = match["word"]
    known = _items_by_word().get(word)
    if known is not None:
        return known if known.kind != "sign" or is_first else None
    if not suffixes:
        return None
    table: Mapping[str, float] = load_words()["suffixes"]["glued"]
    before = match.string[: match.start()]
    is_glued = bool(before) and (before[-1].isdigit() or before[-1] in load_words()["characters"])
    is_spaced = word in load_words()["suffixes"]["spaced"] and not is_first
    return _Item("scale", table[word], 1.0) if word in table and (is_glued or is_spaced) else None


@cache
def _items_by_word() -> Mapping[str, _Item]:
    words = load_words()
    items = {"a": _Item("one", 1.0), "an": _Item("one", 1.0), "and": _Item("and", 0.0)}
    items |= {"of": _Item("of", 0.0), "point": _Item("point", 0.0)}
    for word, value in words["below_hundred"].items():
        items[word] = _Item("digit" if value < 10 else "teen", float(value))
    items |= {word: _Item("tens", float(value)) for word, value in words["tens"].items()}
    for word, value in words["scales"].items():
        items[word] = items[f"{word}s"] = _Item("scale", float(value))
    for word, value in words["fractions"].items():
        items[word] = items[f"{word}s"] = _Item("fraction", 1 / value, 1 / value)
    items |= {word: items[singular] for word, singular in words["irregular"].items()}
    for sign, value in (("minus", -1.0), ("plus", 1.0)):
        items |= {word: _Item("sign", value) for word in words["signs"][sign]}
    return MappingProxyType(items)


def read_digits(text: str) -> Number:
    """Read a numeral with its thousand separators, of either habit.

    >>> read_digits("1,234.5")
    Number(value=1234.5, precision=0.1)
    >>> read_digits("1.234.567").value
    1234567.0
    """
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:\.\d{3})+,\d{1,2}", text):
        text = text.replace(".", "").replace(",", ".")
    plain = re.sub(r"[,'’\s]", "", text.replace("·", "."))
    decimals = len(plain.partition(".")[2])
    return Number(float(plain), float(f"1e-{decimals}"))


def _read_fraction_of(items: tuple[_Item, ...]) -> Number | None:
    """Read "half a million", "three quarters of a billion"."""
    position, number = _read_fraction(items, 0)
    if number is None or position >= len(items):
        return None
    while position < len(items) and items[position].kind in {"of", "one"}:
        position += 1
    scales = items[position:]
    if not scales or any(item.kind != "scale" for item in scales):
        return None
    return _scale(number, scales)


def _read_chain(items: tuple[_Item, ...]) -> Number | None:
    """Read parts of falling scale: "two million three hundred thousand and five"."""
    total = Number(0.0, 0.0)
    position, ceiling = 0, float("inf")
    while position < len(items):
        if position and items[position].kind == "point":
            position, total = _read_decimals(items, position, total.value)
            return total if position == len(items) else None
        if position and items[position].kind == "and":
            position += 1
        after, part, unit = _read_part(items, position)
        if part is None or abs(part.value) >= ceiling:
            return None
        total = Number(_clean(total.value + part.value), part.precision)
        position, ceiling = after, unit
    return total if position else None


def _read_part(items: tuple[_Item, ...], start: int) -> tuple[int, Number | None, float]:
    """Read a small number, a fraction and the scales behind it; also give the part's scale."""
    position, number = _read_small(items, start)
    if number is None:
        position, fraction = _read_fraction(items, start)
        end = position
        while start and end < len(items) and items[end].kind == "scale":
            end += 1
        return end, _scale(fraction, items[position:end]) if fraction else None, 0.0
    position, number = _add_hundreds(items, position, number)
    position, number = _add_fraction(items, position, number, scale=1.0)
    end = position
    while end < len(items) and items[end].kind == "scale":
        end += 1
    scaled = _scale(number, items[position:end])
    unit = scaled.value / number.value if number.value else 1.0
    if end > position:
        return *_add_fraction(items, end, scaled, scale=unit), unit
    return end, scaled, 1.0


def _add_hundreds(items: tuple[_Item, ...], position: int, number: Number) -> tuple[int, Number]:
    """Take "hundred and five" into a number, so that a scale behind it multiplies the whole."""
    if position >= len(items) or items[position].value != HUNDRED:
        return position, number
    number = number.times(HUNDRED)
    start = position + 1
    if start < len(items) and items[start].kind == "and":
        start += 1
    if start >= len(items) or items[start].kind not in {"digit", "digits", "teen", "tens"}:
        return position + 1, number
    end, rest = _read_small(items, start)
    if rest is None or rest.value >= HUNDRED:
        return position + 1, number
    return end, Number(_clean(number.value + rest.value), rest.precision)


def _read_small(items: tuple[_Item, ...], start: int) -> tuple[int, Number | None]:
    """Read digits, or words below a hundred, or "a" before a scale, with decimals after "point"."""
    if start >= len(items):
        return start, None
    first = items[start]
    following = items[start + 1] if start + 1 < len(items) else None
    if first.kind == "tens" and following and following.kind == "digit" and following.value:
        return _read_decimals(items, start + 2, first.value + following.value)
    if first.kind == "digits":
        return start + 1, Number(first.value, first.precision)
    if first.kind in {"digit", "teen", "tens"}:
        if following and following.kind == "fraction":
            return start, None
        return _read_decimals(items, start + 1, first.value)
    if first.kind == "scale":
        return start, Number(1.0, 1.0)
    if first.kind == "one" and following and following.kind == "scale":
        return start + 1, Number(1.0, 1.0)
    return start, None


def _read_decimals(items: tuple[_Item, ...], start: int, whole: float) -> tuple[int, Number]:
    end = start + 1
    digits = ""
    if start < len(items) and items[start].kind == "point":
        while end < len(items) and items[end].kind in {"digit", "teen", "tens"}:
            has_ones = (
                items[end].kind == "tens"
                and items[end + 1 : end + 2]
                and items[end + 1].kind == "digit"
            )
            digits += f"{items[end].value + (items[end + 1].value if has_ones else 0):.0f}"
            end += 2 if has_ones else 1
    if not digits:
        return start, Number(whole, 1.0)
    return end, Number(float(f"{whole:.0f}.{digits}"), float(f"1e-{len(digits)}"))


def _read_fraction(items: tuple[_Item, ...], start: int) -> tuple[int, Number | None]:
    """Read "half", "a quarter", "two thirds", "½"; never "third" alone, which is an ordinal."""
    if start >= len(items):
        return start, None
    first = items[start]
    following = items[start + 1] if start + 1 < len(items) else None
    if (
        first.kind in {"one", "digit", "teen", "digits"}
        and following
        and following.kind == "fraction"
    ):
        value = 1.0 if first.kind == "one" else first.value
        return start + 2, Number(_clean(value * following.value), following.precision)
    is_plain = first.kind == "glyph" or (first.kind == "fraction" and first.precision in PLAIN)
    return (start + 1, Number(first.value, first.precision)) if is_plain else (start, None)


def _add_fraction(
    items: tuple[_Item, ...], position: int, number: Number, *, scale: float
) -> tuple[int, Number]:
    """Add "and a half", "and three quarters" or "½" to what stands before it."""
    start = position
    if start < len(items) and items[start].kind == "and":
        start += 1
    elif not (start < len(items) and items[start].kind in {"fraction", "glyph"}):
        return position, number
    end, fraction = _read_fraction(items, start)
    has_own_scale = scale > 1.0 and end < len(items) and items[end].kind == "scale"
    if fraction is None or has_own_scale:
        return position, number
    part = fraction.times(scale)
    return end, Number(_clean(number.value + part.value), part.precision)


def _scale(number: Number, scales: Iterable[_Item]) -> Number:
    for item in scales:
        number = number.times(item.value)
    return number


def _is_minus(sign: str) -> bool:
    return sign in load_words()["signs"]["minus"]


def _clean(value: float) -> float:
    """Round away what binary fractions add: 2.3 * 1e6 is 2300000, not 2299999.9999999995."""
    return float(f"{value:.12g}")


@cache
def load_words() -> Mapping[str, Any]:
    """Load the number words, read-only and shared."""
    file = resources.files(__package__) / "numbers.toml"
    return MappingProxyType(tomllib.loads(file.read_text(encoding="utf-8")))


def cardinals() -> tuple[str, ...]:
    """Give the words that numbers in words are made of: "five", "twenty", "thousand"."""
    words = load_words()
    return (*words["below_hundred"], *words["tens"], *words["scales"])
