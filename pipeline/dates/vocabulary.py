"""The words of the lexicon as pattern fragments, as kinds and as values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ..numbers import cardinals, load_words, parse_number

_NAME = re.compile(r"@([a-z_]+)")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that rules need to know of words.

    ``kinds`` gives the kinds of every word that may stand in a temporal expression; connectors have
    the empty set. ``fragments`` are the stretches of pattern that rules name with ``@``.
    """

    lexicon: Mapping[str, Any]
    kinds: Mapping[str, frozenset[str]]
    fragments: Mapping[str, str]

    def expand(self, pattern: str) -> str:
        """Replace ``@name`` by the fragment of that name."""
        return _NAME.sub(lambda match: self.expand(self.fragments[match[1]]), pattern)

    def look_up(self, table: str, word: str) -> Any:
        """Give the value of a word in a table of the lexicon, abbreviations' full stops aside."""
        words = self.lexicon[table]
        key = " ".join(word.replace("’", "'").split())
        return words[key] if key in words else words[key.rstrip(".")]

    def unit(self, word: str) -> str:
        """Give the unit that a singular or plural word counts."""
        unit: str = self.look_up("units", word)
        return unit

    def number(self, text: str) -> float | None:
        """Give the value of a count ("two", "2 1/2", "a couple of"), or None for a vague one."""
        words = " ".join(text.split())
        exact = self.lexicon["exact_counts"]
        if words in exact:
            return float(exact[words])
        if words in self.lexicon["vague_counts"]["words"]:
            return None
        if words in ("a", "an", "another", "each", "every", "the"):
            return 1.0
        number = parse_number(words)
        return number.value if number else None


def build_vocabulary(lexicon: Mapping[str, Any]) -> Vocabulary:
    """Build kinds and fragments from the lexicon."""
    return Vocabulary(
        lexicon=lexicon,
        kinds=MappingProxyType(_collect_kinds(lexicon)),
        fragments=MappingProxyType(_write_fragments(lexicon)),
    )


def alternatives(words: Iterable[str]) -> str:
    """Write a pattern for any of the words, longest first; a space matches any gap."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(_write_word(word) for word in ordered) + ")"


def _write_word(word: str) -> str:
    pattern = re.escape(word).replace(r"\ ", " @gap ").replace(r"\-", " @hyphen ")
    return pattern.replace("'", "['’]")


TABLES_BY_KIND = {
    "month": ("months",),
    "weekday": ("weekdays",),
    "season": ("seasons",),
    "unit": ("units",),
    "day": ("day_words",),
    "part": ("parts_of_day", "clock_words"),
    "holiday": ("holidays", "moving_holidays", "easter_holidays"),
    "decade": ("decades",),
    "frequency": ("frequencies",),
}


def _collect_kinds(lexicon: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    common = lexicon["connectors"]["common"]
    for kind, tables in TABLES_BY_KIND.items():
        for table in tables:
            for word in lexicon[table]:
                _add(kinds, word, kind, common)
    for words in lexicon["references"].values():
        for word in words:
            _add(kinds, word, "reference", common)
    for word in _full_names(lexicon["weekdays"]):
        _add(kinds, f"{word}s", "weekday")
    for word in lexicon["parts_of_day"]:
        _add(kinds, f"{word}s", None)
    for word, kind in lexicon["kinds"].items():
        _add(kinds, word, kind, common)
    for word in _find_connectors(lexicon):
        _add(kinds, word, None)
    return {word: frozenset(found) for word, found in kinds.items()}


def _find_connectors(lexicon: Mapping[str, Any]) -> Iterable[str]:
    yield from lexicon["connectors"]["words"]
    for table in ("turns", "follow_turns", "ordinals", "exact_counts", "unit_codes"):
        yield from lexicon[table]
    yield from lexicon["vague_counts"]["words"]
    yield from lexicon["zones"]["words"]
    yield from lexicon["zones"]["own"]
    for words in lexicon["modifiers"].values():
        yield from words
    yield from cardinals()
    yield from ("s", "st", "nd", "rd", "th", "half", "p", "clock", "ad", "b", "bc", "ce", "bce")


def _add(
    kinds: dict[str, set[str]], phrase: str, kind: str | None, common: Iterable[str] = ()
) -> None:
    """Add each word of a phrase; the kind goes to all of them, so that any of them is enough."""
    parts = re.findall(r"[a-z]+|\d+", phrase)
    for word in parts:
        found = kinds.setdefault(word, set())
        if kind and (len(parts) == 1 or word not in common):
            found.add(kind)


def _write_fragments(lexicon: Mapping[str, Any]) -> dict[str, str]:
    numbers = load_words()
    tens = alternatives(numbers["tens"])
    below = numbers["below_hundred"]
    ones = alternatives(word for word, value in below.items() if 1 <= value <= 9)
    teens = alternatives(word for word, value in below.items() if value >= 10)
    return {
        "gap": r"(?: [^\S\n]+ (?: \n [^\S\n]* )? | \n [^\S\n]* )",
        "hyphen": r"(?: @gap | [-‐‑] )",
        "dash": r"[-‐‑–—]",
        "comma": r"(?: , @gap? | @gap )",
        "month": _write_names(lexicon["months"]),
        "weekday_name": alternatives(_full_names(lexicon["weekdays"])),
        "weekday": _write_names(lexicon["weekdays"]),
        "season": alternatives(lexicon["seasons"]),
        "unit": alternatives(lexicon["units"]),
        "part": alternatives(lexicon["parts_of_day"]),
        "clock_word": alternatives(lexicon["clock_words"]),
        "day_word": alternatives(lexicon["day_words"]),
        "turn": alternatives(lexicon["turns"]),
        "follow": alternatives(lexicon["follow_turns"]),
        "ordinal": alternatives(lexicon["ordinals"]),
        "decade": alternatives(lexicon["decades"]),
        "frequency": alternatives(lexicon["frequencies"]),
        "zone": alternatives((*lexicon["zones"]["words"], *lexicon["zones"]["own"])),
        "own_zone": alternatives(lexicon["zones"]["own"]),
        "at": _write_behind(lexicon["clock"]["at"]),
        "elapsed": _write_behind(lexicon["clock"]["elapsed"]),
        "at_about": _write_behind((*lexicon["clock"]["at"], *lexicon["clock"]["about"])),
        "vague": alternatives(lexicon["vague_counts"]["words"]),
        "holiday": alternatives(
            [*lexicon["holidays"], *lexicon["moving_holidays"], *lexicon["easter_holidays"]]
        ),
        "present": alternatives(lexicon["references"]["present"]),
        "past": alternatives(lexicon["references"]["past"]),
        "future": alternatives(lexicon["references"]["future"]),
        "present_adjective": alternatives(lexicon["references"]["present_adjective"]),
        "day_number": r"""
            (?: (?<! \d[.,] ) (?: 3[01] | [12]\d | 0?[1-9] ) (?: @gap? (?: st | nd | rd | th ) )?
            (?! \w | [.,:]\d | [.]\w | % ) )
            """,
        "day_cardinal": rf"""
            (?: (?: twenty @hyphen {ones} | thirty @hyphen one | {teens} ) (?= @gap? (?: [.,;:)!?]
            | \Z | @month | @spoken_year | @year ) ) )
            """,
        "day_ordinal": r"(?: @ordinal | (?: 3[01] | [12]\d | [1-9] ) (?: st | nd | rd | th ) )",
        "year": r"(?: (?: 1\d | 2[01] ) \d\d (?! \w | [.,]\d | % | -\d{5} ) )",
        "era_year": r"""
            (?: (?: @long_year @gap?
            (?: b\.c\. (?: e\. )? | b\.c | bce? | a\.d\. | ad | c\.e\. | ce )
            | a\.?d\.? @gap? \d{1,4} ) (?! \w ) )
            """,
        "long_year": r"(?<! \d, ) (?: \d{1,4} | \d,\d{3} )",
        "short_year": r"(?: ['’‘]\d\d (?! \w ) )",
        "spoken_year": rf"""
            (?: (?: sixteen | seventeen | eighteen | nineteen ) @hyphen (?: hundred @gap (?: and
            @gap )? )? (?: {tens} (?: @hyphen {ones} )? | {teens} | oh @hyphen {ones} ) | two
            @gap thousand (?: @gap (?: and @gap )? (?: {tens} @hyphen {ones} | {teens} | {ones} |
            {tens} ) )? | twenty @hyphen (?: {tens} (?: @hyphen
            {ones} )? | {teens} ) (?! @hyphen (?: @unit | {ones} ) ) )
            """,
        "no_length": "".join(
            rf"(?<! {word}\ )" for word in lexicon["units"] if word.endswith("s") and len(word) > 3
        ),
        "plural": alternatives(word for word in lexicon["units"] if word.endswith(("s", "ia"))),
        "exact": alternatives(lexicon["exact_counts"]),
        "singular": r"""
            (?: second | minute | min | hour | day | night | weekend | week | month | quarter |
            year | decade | century | millennium )
            """,
        "number_word": alternatives(cardinals()),
        "or_so": r"(?: @gap or @gap so )?",
        "numeral": r"""
            (?: \d{1,3} (?: , \d{3} )+ | \d{1,6} (?: \. \d{1,3} )? (?: @hyphen \d / \d )? ) (?!
            [\d%] )
            """,
        "count": r"""
            (?: (?! (?: m | b ) illion @gap (?! @unit ) ) (?: an? @gap (?= hundred | thousand |
            million | dozen ) )? @number_word (?:
            @hyphen (?: and @gap )? @number_word ){0,5} | @numeral (?: @gap (?: hundred |
            thousand | million | billion ) )? )
            """,
    }


def _write_names(names: Mapping[str, int]) -> str:
    """Write full names as they are and abbreviations with an optional full stop."""
    full = _full_names(names)
    short = [name for name in names if name not in full]
    end = r"(?! [^\W\d] )"  # a day may be glued to it: "Dec31"
    return rf"(?: {alternatives(full)} {end} | {alternatives(short)} {end} \.? )"


def _write_behind(words: Iterable[str]) -> str:
    """Write a pattern for a place right behind one of the words."""
    return "(?:" + "|".join(rf"(?<= (?<! \w ) {word} [\s(] )" for word in words) + ")"


def _full_names(names: Mapping[str, int]) -> frozenset[str]:
    """Give the longest name of each value: "september", not "sept" or "sep"."""
    longest: dict[int, str] = {}
    for name, value in names.items():
        if len(name) > len(longest.get(value, "")):
            longest[value] = name
    return frozenset(longest.values())
