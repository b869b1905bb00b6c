"""Fractions whose denominator is an ordinal: "three twenty-fifths", "a thousandth", "one fifth".

The fractions of every day ("half a million", "two thirds") are part of ``numbers``, which joins
them to scale words; here stand those whose words an ordinal shares ("twenty-fifth" is a day, a
jubilee or a fraction), so the form must show that a fraction is meant: the plural, or "of".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from .numbers import Number, cardinals, load_words, parse_number


def parse_fraction(text: str) -> Number | None:
    """Give the value of a fraction with an ordinal denominator, or None.

    The denominator takes as many words as make one ordinal, but no part of a hyphened word and
    nothing right behind "and". A whole number may stand before: "two and five hundredths".

    >>> parse_fraction("twenty-three fifths").value
    4.6
    >>> parse_fraction("one hundred and thirty fifths").value
    26.0
    >>> parse_fraction("the twenty-fifth") is None
    True
    """
    fraction = _read_mixed(text) or _read_simple(text)
    return None if fraction is None else fraction.times(1.0)


MAX_WORDS = 12
"""Words between the first and last of a fraction; an end keeps the search linear."""


@cache
def fraction_pattern() -> str:
    """Build the fragment (verbose form) that finds such fractions in running text."""
    cardinal = "|".join(sorted(cardinals()))
    ordinal = "|".join(sorted(load_words()["ordinals"]))
    gap = r"(?: [ ]{1,2} (?: and [ ] )? | - | [ ]-[ ] )"
    return rf"""
    \b (?: an? | {cardinal} ) \b (?: {gap} (?: {cardinal} ) \b ){{0,{MAX_WORDS}}} {gap}
    (?: (?<= and [ ] ) an? [ ] )?
    (?: (?: {ordinal} ) s \b | (?: {ordinal} ) \b (?= [ ] of \b | [ ]* \Z ) )
    """


def _read_mixed(text: str) -> Number | None:
    """Read "two and fifty-four hundredths"; "six million and two thirds" is 6.67 million."""
    for link in re.finditer(r" and (?:a )?", text, re.IGNORECASE):
        whole = parse_number(text[: link.start()])
        fraction = _read_simple(text[link.start() + 5 :])
        if whole is not None and fraction is not None and abs(fraction.value) < 1:
            scale = load_words()["scales"].get(text[: link.start()].lower().split()[-1], 1.0)
            part = fraction.times(scale if scale >= THOUSAND else 1.0)
            return Number(whole.value + part.value, part.precision)
    return None


THOUSAND = 1000
"""From this scale on a fraction is one of it: "two hundred and one fifth" is 200.2."""


def _read_simple(text: str) -> Number | None:
    """Read numerator and denominator, split where the denominator is longest."""
    text = text.lower()
    words = list(re.finditer(r"[^\W\d_]+", text))
    for split in words[1:]:
        if split[0] == "and" or (split is not words[-1] and _is_tied(text[: split.start()])):
            continue
        numerator = _read_numerator(text[: split.start()].strip(" -"))
        denominator = _read_denominator(text[split.start() :], numerator)
        if numerator is not None and denominator is not None:
            return Number(numerator / denominator, 1 / denominator)
    return None


def _is_tied(before: str) -> bool:
    """Say whether a hyphen or "and" ties the next word to the numerator."""
    return before.endswith((" and ", "-", " - "))


def _read_numerator(text: str) -> float | None:
    if text in {"a", "an"}:
        return 1.0
    number = parse_number(re.sub(r" - ", "-", text))
    return None if number is None else number.value


def _read_denominator(text: str, numerator: float | None) -> float | None:
    """Read "twenty-fifths" as 25; the number of the last word must fit the numerator."""
    last = re.split(r"[ -]", text)[-1]
    rest = text.removesuffix(last)
    ordinals: Mapping[str, str] = load_words()["ordinals"]
    cardinal = ordinals.get(last.removesuffix("s"))
    if cardinal is None or last.endswith("s") == (numerator == 1):
        return None
    if re.split(r"[ -]", rest)[0] in load_words()["scales"]:
        return None
    number = parse_number(f"{rest}{cardinal}")
    return number.value if number and number.value > 1 else None
