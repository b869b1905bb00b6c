"""What a rule understood of an expression, before anything is leaned on an anchor."""

from __future__ import annotations

from typing import Literal

import msgspec

Lean = Literal["published", "topic", "mention", "story", "report"]
"""The anchor that a date starts from: publication; the time the text is about (publication in news,
the date mentioned last in a history); the date mentioned last; the story's quarter, else the date
mentioned last ("a year earlier"); the story's quarter, else publication ("a year ago")."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """So many units from the anchor, as exact as the unit: last week, two years ago.

    ``also`` are larger units to go first: two years and a day later.
    """

    unit: str
    count: int
    lean: Lean = "published"
    also: tuple[tuple[str, int], ...] = ()


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """A date named by its parts; what is missing is inferred.

    ``turn`` says which of the possible ones is meant (-1 last, 0 this, 1 next), ``within`` the
    period that the parts lie in ("March last year", "Monday of last week"). ``week`` counts the
    weeks of a month or year (-1 is the last); ``whole`` says that the week around the day, or the
    quarter that ends with it, is meant.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    holiday: tuple[int, ...] | None = None
    week: int | None = None
    whole: Literal["week", "weekend", "quarter"] | None = None
    turn: int | None = None
    lean: Lean = "topic"
    within: Step | None = None


class Fixed(msgspec.Struct, frozen=True, kw_only=True):
    """A TIMEX3 value that needs no anchor: a decade, a century, a reference, a closed range."""

    value: str
    stated: tuple[str, ...] = ()


class Length(msgspec.Struct, frozen=True, kw_only=True):
    """A duration; with ``turn`` it ends (-1) or begins (1) at publication: the past three years.

    ``which`` is the word that picks a part ("the first two weeks of 2021"); ``parts`` are the units
    of a sum ("two years and a day"), which has no single count.
    """

    value: str
    unit: str | None = None
    count: float | None = None
    turn: int | None = None
    which: str | None = None
    parts: tuple[tuple[str, float], ...] = ()


class Repeat(msgspec.Struct, frozen=True, kw_only=True):
    """Something that recurs."""

    value: str


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """A time of day ("17:00") or part of the day ("MO"), on a day."""

    time: str
    day: Calendar | Step | None = None


class Unknown(msgspec.Struct, frozen=True, kw_only=True):
    """An expression that is kept as a mention without a value."""


Meaning = Step | Calendar | Fixed | Length | Repeat | Clock | Unknown
