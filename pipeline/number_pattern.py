"""Finds written numbers in running text: the pattern whose matches ``numbers`` then reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from .numbers import NUMERAL, POWER, TIMES_TEN, cardinals, load_words


@cache
def number_pattern() -> str:
    """Build the fragment (verbose form) that finds a written number in running text.

    It takes numerals with a scale word or suffix behind them, fractions and number words. What it
    finds is a proposal: ``parse_number`` says whether it is one.
    A form that opens with a word of its own needs that word in ``number_openers``.
    """
    words = load_words()
    below = f"(?:{_alternatives(cardinals())})"
    scale = f"(?:{_alternatives(words['scales'])})"
    part = f"(?:{_alternatives([*words['fractions'], *_plurals(words['fractions'])])})"
    glyph = f"[{''.join(words['characters'])}]"
    suffix = f"(?:{_alternatives(words['suffixes']['glued'])})"
    spaced = f"(?:{_alternatives(words['suffixes']['spaced'])})"
    before_half = "|".join(f"(?<= {word} [ ] a [ ] half )" for word in BEFORE_HALF)
    gap = r"(?:[ \u00a0]{1,3}|[‐‑-])"
    return rf"""
    (?:
      (?<! [\d,] ) (?<! [^a-z] \. ) (?<! ^ \. ) (?<! [a-z] (?= \. ) )
      (?: (?: \d{{1,3}} [ \u00a0-] )? \d{{1,3}} [/⁄] \d{{1,4}} (?! [\d/] )
        | {POWER} (?! [\d\w] )
        | (?: {NUMERAL} ) (?: {TIMES_TEN} | e ) [-−–+]? \d{{1,3}} (?! [\d\w] )
        | (?: {NUMERAL} ) (?: [ ]? {glyph} | [ ]and[ ]a[ ]half \b )?
        | {glyph} )
      (?: {suffix} (?! \w ) | [ \u00a0] {spaced} (?! \w ) )?
      (?: {gap} {scale} s? \b (?! ['’]s ) )*
      (?: (?<= [a-z] ) [ ] \d{{1,3}} [ ] {scale} \b )*
      (?: (?<= [a-z] ) [ ] and [ ]
        (?: a [ ] (?: half | quarter ) | \d{{1,3}} (?! [\d.,]*\d | [ ] {scale} ) ) \b
        | (?<= hundred ) [ ] and [ ] {below} \b )?
    | \b (?: an? [ ] {part} | half ) \b
      (?= [ ] (?: of \b (?! [ ] an? \b ) | the \b | its \b | their \b | all \b ) )
    | \b half \b (?= [ ] an? [ ]+ (?! [ ] | {scale} \b ) )
    | \b an? [ ] {part} \b (?= [ ] of [ ] an? [ ]+ (?! [ ] | {scale} \b ) )
    | \b (?: half (?: [ ]an? )? [ ]{{1,2}} {scale}
        | (?: an? [ ] )? quarter (?: [ ] of [ ] an? )? [ ] {scale}
        | (?: (?<= than [ ] ) | (?<= over [ ] ) | (?<= nearly [ ] ) | (?<= almost [ ] )
            | (?<= about [ ] ) | (?<= \b by [ ] ) ) half ) \b
    | \b a [ ] half \b (?= [ ]* (?: [.,;:)!?] | \Z ) ) (?: {before_half} )
    | (?<= \b by [ ] ) an? [ ] {part} \b
      (?! [ -] (?! (?: after | and | compared | from | in | or | over | since | to ) \b ) \w )
    | \b (?: an? [ ] (?= {scale} \b ) )? {below} \b
      (?: {gap} (?: and {gap} )? {below} \b
        | [ ] {scale} s \b
        | (?: (?<= thousand ) | (?<= million ) | (?<= billion ) ) , [ ] {below} [ ] {scale} \b
        | (?<= hundred ) [ ] & [ ] {below} \b
        | [ ] point (?: [ ] {below} \b )+
        | (?<= ty ) [ ]-[ ] {below} \b
        | (?: {gap} | [ ] and [ ] (?: an? | one ) [ ] ) {part} \b
          (?: [ ] of [ ] an? [ ] {scale} \b )?
      )*
    )
    """


@cache
def number_openers() -> frozenset[str]:
    """Give the words that a number written in words may open with."""
    return frozenset({"a", "an", "half", "quarter", *cardinals()})


BEFORE_HALF = ("above", "about", "almost", "below", "nearly", "over", "than", "under")
"""Words before "a half" that ends a clause: "less than a half." Elsewhere it is half of a game."""


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


def _plurals(words: Iterable[str]) -> tuple[str, ...]:
    """Give the plurals of number words: thirds, halves."""
    irregular: Mapping[str, str] = load_words()["irregular"]
    return (*irregular, *(f"{word}s" for word in words if word not in irregular.values()))
