"""Says from the text itself whether it tells a history, whose dates lean on each other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .candidates import Candidate
from .meanings import Calendar, Clock, Step

MIN_YEARS = 4
"""Dates with a written year that a history needs at least; news seldom has more old ones."""
MAX_RECENT_SHARE = 0.25
"""Dates of the year of publication for each older one: a current war's history has some."""
MAX_TODAY_SHARE = 0.1
"""Words like "yesterday" for each date with a year. TimeML news: 0.25 and more, histories on
Wikipedia (WikiWars): 0.06 at most."""


def is_narrative(candidates: Iterable[Candidate], published: date | None) -> bool:
    """Say whether most dates with a year lie far in the past and hardly any lean on today."""
    old = recent = today = 0
    for candidate in candidates:
        meaning = candidate.meaning
        if isinstance(meaning, Clock):
            meaning = meaning.day if meaning.day is not None else meaning
        if isinstance(meaning, Calendar) and meaning.year is not None:
            if published is None or meaning.year < published.year:
                old += 1
            else:
                recent += 1
        elif (
            (isinstance(meaning, Step) and meaning.lean == "published")
            or (
                isinstance(meaning, Calendar)
                and meaning.within
                and meaning.within.lean == "published"
            )
            or (isinstance(meaning, Calendar) and meaning.weekday and not meaning.month)
        ):
            today += 1
    if published is None and today:
        return False
    return (
        old >= MIN_YEARS
        and recent <= MAX_RECENT_SHARE * old
        and today <= MAX_TODAY_SHARE * (old + recent)
    )
