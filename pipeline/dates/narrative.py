"""Says from the text itself whether it tells a history, whose dates lean on each other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .candidates import Candidate
from .meanings import Calendar, Clock, Step

MIN_YEARS = 4
"""Dates with a written year that a history needs at least; news seldom has more old ones."""
OLD = 3
"""Years before publication from which a year counts as history."""
MAX_TODAY_SHARE = 0.1
"""Share of words like "yesterday" among all dates above which a text is news."""


def is_narrative(candidates: Iterable[Candidate], published: date | None) -> bool:
    """Say whether most dates with a year lie far in the past and hardly any lean on today."""
    old = recent = today = 0
    for candidate in candidates:
        meaning = candidate.meaning
        if isinstance(meaning, Clock):
            meaning = meaning.day if meaning.day is not None else meaning
        if isinstance(meaning, Calendar) and meaning.year is not None:
            if published is None or meaning.year < published.year - OLD:
                old += 1
            else:
                recent += 1
        elif isinstance(meaning, Step) and meaning.lean == "published":
            today += 1
        elif (
            isinstance(meaning, Calendar) and meaning.within and meaning.within.lean == "published"
        ):
            today += 1
        elif isinstance(meaning, Calendar) and meaning.weekday and not meaning.month:
            today += 1
    if published is None and today:
        return False
    return old >= MIN_YEARS and old > 4 * recent and today <= MAX_TODAY_SHARE * (old + recent)
