"""Drops what looks like a date but is none: ages, counts, names, verbs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .candidates import Candidate
from .meanings import Calendar, Length, Repeat
from .passage import Passage

Test = Callable[[Candidate, Passage], bool]


def drop_look_alikes(candidates: tuple[Candidate, ...], passage: Passage) -> tuple[Candidate, ...]:
    """Drop every candidate that one of the tests recognises as something else."""
    return tuple(
        candidate
        for candidate in candidates
        if not any(is_other(candidate, passage) for is_other in TESTS)
    )


_AGE_AFTER = re.compile(r"[-‐‑\s]{0,2}(?:olds?\b|of\s+age\b)")
_AGE_BEFORE = re.compile(r"\b(?:aged?|ages|turn(?:s|ed|ing)?)\s+$")


def is_age(candidate: Candidate, passage: Passage) -> bool:
    """A 22-year-old, 52 years old, aged 4 months."""
    if not isinstance(candidate.meaning, Length):
        return False
    if _AGE_AFTER.match(passage.lowered, candidate.end):
        return True
    return (
        _AGE_BEFORE.search(passage.lowered, max(0, candidate.start - 10), candidate.start)
        is not None
    )


_MONEY_BEFORE = re.compile(
    r"(?:[$£€¥#]|\b(?:no|nos|number|room|flight|route|highway|model|section|page|pages|chapter|article|rs|us\$|c\$)\.?)\s?$"
)
_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|by|of|from|until|till|before|after|during|between|to|through|for|around|about|circa|year|fiscal|early|late|mid|the|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|summer|winter|spring|autumn|fall|on|at|back|and|or|into|than|"
    r"election|class|season|its|his|their|her|our|that|this)[\s,(-]+|[-–—(/'’\"“‘]\s?|^|\n\s*|,\s)$"
)


def is_count(candidate: Candidate, passage: Passage) -> bool:
    """2000 people, No. 1950, $1999: four digits that are no year."""
    if candidate.rule != "year_alone" or not candidate.text.isdigit():
        return False
    before = passage.lowered[max(0, candidate.start - 14) : candidate.start]
    if _MONEY_BEFORE.search(before):
        return True
    if _is_counted(candidate, passage):
        return True
    year = int(candidate.text)
    if year < 1500 or year > 2100:
        return (
            re.search(
                r"\b(?:in|since|by|of|until|from|to|between|and|year|before|after)\s+$|[-–—(]$",
                before,
            )
            is None
        )
    return _YEAR_CUE.search(before) is None and _is_unlikely_year(candidate, passage)


_NEXT_WORD = re.compile(r"\s(?:more\s|other\s)?([a-z]+)")


def _is_counted(candidate: Candidate, passage: Passage) -> bool:
    match = _NEXT_WORD.match(passage.lowered, candidate.end)
    return match is not None and match[1] in passage.vocabulary.lexicon["not_years"]["units"]


def _is_unlikely_year(candidate: Candidate, passage: Passage) -> bool:
    token = passage.token_at(candidate.start)
    if token is None or token.i + 1 >= len(passage.doc):
        return False
    return token.nbor().tag_ == "NNS"


def is_verb_or_name(candidate: Candidate, passage: Passage) -> bool:
    """The modal may, to march, the sun, April Smith."""
    if candidate.rule not in ("month_alone", "weekday_alone", "month_year"):
        return False
    written = passage.text[candidate.start : candidate.end]
    key = candidate.text.rstrip(".")
    if key not in passage.vocabulary.lexicon["ambiguous"]["words"]:
        return candidate.rule == "month_alone" and _is_in_person(candidate, passage)
    if written[0].islower():
        return True
    token = passage.token_at(candidate.start)
    if token is not None and token.tag_ in ("MD", "VB", "VBP", "VBD", "VBZ"):
        return True
    if candidate.text == "sun" or (len(key) == 3 and key != "may" and not written.endswith(".")):
        return not _has_cue(candidate, passage)
    return (
        key in ("may", "march")
        and not _has_cue(candidate, passage)
        or _is_in_person(candidate, passage)
    )


_DATE_CUE = re.compile(
    r"\b(?:in|by|since|until|till|from|of|last|next|this|on|early|late|mid|to|through|during|between|and|before|after|for|each|every|the|a|end|beginning|middle|or|following|until)[\s-]+$"
)


def _has_cue(candidate: Candidate, passage: Passage) -> bool:
    return (
        _DATE_CUE.search(passage.lowered, max(0, candidate.start - 12), candidate.start) is not None
    )


def _is_in_person(candidate: Candidate, passage: Passage) -> bool:
    """Say whether the name of a person holds this word ("April Jones", "Theresa May")."""
    token = passage.token_at(candidate.start)
    if token is None:
        return False
    kind = token.ent_type_.lower()
    if kind in ("person", "per"):
        return True
    groups = passage.doc.spans
    return "entities" in groups and any(
        span.label_ == "person" and span.start <= token.i < span.end for span in groups["entities"]
    )


_RATE = ("second", "minute", "hour", "night")


def is_rate(candidate: Candidate, passage: Passage) -> bool:
    """Miles per hour, a second opinion, the second: no length of time."""
    meaning = candidate.meaning
    if isinstance(meaning, Repeat):
        return candidate.text.startswith("per ") and candidate.text.endswith(_RATE)
    if not isinstance(meaning, Length):
        return False
    if candidate.text in ("a second", "one second", "another second", "the seconds", "seconds"):
        return True
    return candidate.text.endswith(" quarter") or candidate.text in ("a quarter", "quarters")


def is_common_season(candidate: Candidate, passage: Passage) -> bool:
    """To fall, the fall of a city, a hot spring: no season."""
    if candidate.rule != "season" or not isinstance(candidate.meaning, Calendar):
        return False
    meaning = candidate.meaning
    if meaning.year or meaning.within or meaning.turn is not None:
        return False
    if meaning.season not in ("FA", "SP") or candidate.text.endswith("autumn"):
        return False
    if passage.lowered.startswith(" of ", candidate.end):
        return True
    before = passage.lowered[max(0, candidate.start - 8) : candidate.start]
    if candidate.text.startswith("the "):
        return re.search(r"\b(?:in|by|during|until|since|of|over|this)\s+$", before) is None
    return re.search(r"\b(?:early|late|mid|in|by|each|every)[\s-]+$", before) is None


def is_relative_adjective(candidate: Candidate, passage: Passage) -> bool:
    """ "Last" and "the second half" of a game: no dates without their year."""
    if candidate.rule != "present_adjective":
        return False
    before = passage.lowered[max(0, candidate.start - 4) : candidate.start]
    return before.endswith("-") or passage.lowered.startswith("-", candidate.end)


TESTS: tuple[Test, ...] = (
    is_age,
    is_count,
    is_verb_or_name,
    is_rate,
    is_common_season,
    is_relative_adjective,
)
