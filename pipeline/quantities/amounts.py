"""Finds written numbers and the unit or currency that belongs to each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ..fractions import fraction_pattern, parse_fraction
from ..number_pattern import number_openers, number_pattern
from ..numbers import Number, load_words, parse_number
from ..units.registry import Unit
from ..units.spelling import Match, match_unit, unit_named
from .attach import add_unit, with_unit
from .candidates import Candidate, Form
from .vocabulary import Vocabulary, Words, as_listed

_SUFFIX = re.compile(r"(?<=[\d½¼¾⅓⅔])(?P<letters>[^\W\d_]+)\Z")


def find_amounts(text: str, vocabulary: Vocabulary) -> Iterator[Candidate]:
    """Find every written number with its unit, left to right; what is none is dropped later."""
    reached = 0
    for found in _find_written(text, vocabulary):
        if found.start() < reached:
            continue
        for candidate in _read_all(text, found, reached, vocabulary.words):
            if candidate.start >= reached:
                reached = candidate.end
                yield candidate


def _find_written(text: str, vocabulary: Vocabulary) -> Iterator[re.Match[str]]:
    """Find what is written as a number, trying the pattern only where a number can begin.

    That is at a digit, at a sign for a fraction and at a word that one may open with, some in ten
    of a text's words. Words with other letters than English has are left to the pattern.
    """
    pattern, openers = vocabulary.build(_make_pattern), vocabulary.build(_make_openers)
    end = 0
    for run in _runs().finditer(text):
        start, written = run.start(), run[0]
        if start < end or (written.lower() not in openers and _is_english(written)):
            continue
        found = pattern.match(text, start)
        if found is not None:
            end = found.end()
            yield found


def _is_english(written: str) -> bool:
    return written.isascii() and written.isalpha()


@cache
def _runs() -> re.Pattern[str]:
    glyphs = "".join(load_words()["characters"])
    return re.compile(rf"[^\W\d_{glyphs}]+|\d+|\.(?=\d)|[{glyphs}]")


def _read_all(text: str, found: re.Match[str], reached: int, words: Words) -> Iterator[Candidate]:
    """Read one written number, or the two that an "and" joins: "between five and six".

    What stands before ``reached`` belongs to the amount before: "10 $ 30 $".
    """
    if found["vague"]:
        yield _read_vague(text, found, words)
    elif found["fold"]:
        yield _read_fold(found, words)
    elif found["article"]:
        yield add_unit(text, _read_one(found), reached)
    elif found["piece"]:
        yield from _read_piece(text, found, reached, words)
    elif found["part"]:
        yield from _read_part(text, found, reached)
    elif parse_number(found["number"], suffixes=True) is not None:
        yield add_unit(text, _read_number(found["number"], found.start()), reached)
    else:
        link = next((link for link in (", ", " and ") if link in found["number"]), " and ")
        first, link, second = found["number"].partition(link)
        if link and parse_number(first) is not None and parse_number(second) is not None:
            yield add_unit(text, _read_number(first, found.start()), reached)
            yield add_unit(text, _read_number(second, found.end() - len(second)), reached)


def _make_openers(words: Words) -> frozenset[str]:
    """Give the words that a match of the pattern may open with."""
    phrases = " ".join((*words["vague"]["orders"], *words["times"]["folds"]))
    return number_openers() | set(_LETTERS.findall(phrases.lower()))


_LETTERS = re.compile(r"[^\W\d_]+")


def _make_pattern(words: Words) -> re.Pattern[str]:
    orders = "|".join(words["vague"]["orders"])
    folds = "|".join(words["times"]["folds"])
    scales = "|".join(load_words()["scales"])
    articles: Mapping[str, list[str]] = words["articles"]
    wholes, adjectives = "|".join(articles["units"]), "|".join(articles["behind"])
    return re.compile(
        rf"""
        \b (?P<vague> (?: (?: {orders} ) \s of \s )? (?! (?: scores | tens ) \b (?! \s of \b ) )
              (?: {orders} ) ) \b
      | \b (?P<fold> (?: {folds} ) ) \b
      | (?P<part> {fraction_pattern()} (?! \s of \s an? \s (?: {scales} ) \b ) )
      | (?P<number> {number_pattern()} )
      | \b (?P<article> an? ) [ ]
        (?= (?: {wholes} ) [ ] (?: of [ ] [a-z] | (?: {adjectives} ) \b ) )
      | (?P<piece> \b (?: an? [ ] )? (?: half | quarter ) (?= [ -] [a-z] ) )
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def _read_vague(text: str, found: re.Match[str], words: Words) -> Candidate:
    """Read "dozens", "tens of thousands": from one to ten of the order named."""
    orders: Mapping[str, float] = words["vague"]["orders"]
    low = 1.0
    for word in as_listed(found["vague"]).split(" of "):
        low *= orders[word]
    start, end = found.span("vague")
    base = Candidate(
        rule="vague_plural", start=start, end=end, number_start=start, number_end=end,
        low=low, high=low * 10, precision=low, form="vague",
    )  # fmt: skip
    of = re.compile(r"\s+of\b").match(text, end)
    return with_unit(base, match_unit(text, of.end() if of else end))


def _read_one(found: re.Match[str]) -> Candidate:
    """Read the "a" of "a gallon of beer", "a mile away"."""
    start, end = found.span("article")
    return Candidate(
        rule="number", start=start, end=end, number_start=start, number_end=end,
        low=1.0, high=1.0, precision=1.0, form="words", plain=1.0,
    )  # fmt: skip


def _read_piece(text: str, found: re.Match[str], reached: int, words: Words) -> Iterator[Candidate]:
    """Read "a half mile", "quarter-point": a part that only the unit behind shows to be one."""
    start, end = found.span("piece")
    unit = match_unit(text, end) or _match_turn(text, found)
    if unit is None or _WHICH.search(text, max(0, start - 12), start):
        return
    halves = words["halves"]
    never = halves["never"] if found["piece"][:1] in "aA" else halves["never"] + halves["periods"]
    if unit.unit.dimension == "money" or unit.unit.name in {"count", *never}:
        return
    number = parse_number(found["piece"].split()[-1]) or Number(0.5, 0.5)
    base = Candidate(
        rule="number", start=start, end=end, number_start=start, number_end=end, form="fraction",
        low=number.value, high=number.value, precision=number.precision, plain=number.value,
    )  # fmt: skip
    yield with_unit(base, unit) if unit.surface == "turn" else add_unit(text, base, reached)


def _match_turn(text: str, found: re.Match[str]) -> Match | None:
    """Read "turn" behind "a half", the only place where it is a unit of angle."""
    turn = _TURN.match(text, found.end("piece")) if found["piece"][:1] in "aA" else None
    return Match(unit_named("turn"), turn.end(), "turn") if turn else None


_TURN = re.compile(r"[ -]turn\b")
_WHICH = re.compile(
    r"\b(?:first|second|third|fourth|last|next|this|other|each|every|per|early|late)[ -]\Z",
    re.IGNORECASE,
)
""""The second half", "each quarter": a part of a game or year, no amount."""


def _read_part(text: str, found: re.Match[str], reached: int) -> Iterator[Candidate]:
    """Read "twenty-three fifths"; what only looks like a fraction gives nothing."""
    number = parse_fraction(found["part"])
    if number is None:
        return
    start, end = found.span("part")
    base = Candidate(
        rule="number", start=start, end=end, number_start=start, number_end=end, form="fraction",
        low=number.value, high=number.value, precision=number.precision, plain=number.value,
    )  # fmt: skip
    yield add_unit(text, base, reached)


def _read_fold(found: re.Match[str], words: Words) -> Candidate:
    """Read "sixfold"."""
    value = float(words["times"]["folds"][as_listed(found["fold"])])
    start, end = found.span()
    return Candidate(
        rule="multiple", start=start, end=end, number_start=start, number_end=end,
        low=value, high=value, precision=1.0, form="words", unit=Unit("count", "count"),
    )  # fmt: skip


def _read_number(written: str, start: int) -> Candidate:
    number = parse_number(written, suffixes=True) or Number(0.0, 1.0)
    suffix = _SUFFIX.search(written)
    letters = suffix["letters"] if suffix else ""
    plain = parse_number(written[: len(written) - len(letters)]) if letters else number
    end = start + len(written)
    return Candidate(
        rule="number", start=start, end=end, number_start=start, number_end=end,
        low=number.value, high=number.value, precision=number.precision,
        form=_form(written), suffix=letters, plain=plain.value if plain else number.value,
    )  # fmt: skip


def _form(written: str) -> Form:
    words = load_words()
    if "/" in written or not words["characters"].keys().isdisjoint(written):
        return "fraction" if not re.match(r"\d+[ -]", written) else "digits"
    if not written[0].isdigit() and written[0] != ".":
        parts = re.split(r"[\s-]+", written.lower())
        is_part = (
            parts[-1] in words["fractions"] or parts[-1].removesuffix("s") in words["fractions"]
        )
        return "fraction" if is_part and len(parts) < 4 and "and" not in parts else "words"
    return "digits"
