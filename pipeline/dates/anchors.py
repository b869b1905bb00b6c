"""What a relative date can lean on, and how it moves from mention to mention."""

from __future__ import annotations

import re
from datetime import date

import msgspec
from msgspec.structs import replace

from ..records import DateValue
from .candidates import Candidate
from .meanings import Calendar, Clock, Length, Meaning, Step


class Anchors(msgspec.Struct, frozen=True):
    """What a relative date can lean on at one point of the text."""

    published: date | None
    is_narrative: bool
    mention: str | None = None
    mention_text: str | None = None
    topic: str | None = None
    topic_text: str | None = None
    month: str | None = None
    aside: str | None = None
    range_start: date | None = None
    range_part: str | None = None
    quarter: str | None = None
    has_long_story: bool = False
    told: str | None = None

    def base(self, lean: str) -> tuple[str | None, str | None]:
        """Give the value to start from and the name of the anchor."""
        if self.is_narrative and lean == "published":
            return None, None
        if self.is_narrative and lean == "topic":
            return self.topic, self.topic_text
        if lean == "mention" and (self.mention is not None or self.is_narrative):
            return self.mention, self.mention_text
        return (self.published.isoformat(), "published") if self.published else (None, None)


def move_anchors(anchors: Anchors, candidate: Candidate, value: DateValue) -> Anchors:
    """Give the anchors for what follows a mention."""
    if isinstance(candidate.meaning, Length) and value.value in LONG_STORIES:
        return replace(anchors, has_long_story=True)
    if value.timex_type not in ("DATE", "TIME") or not value.value:
        return anchors
    day = value.value.partition("T")[0]
    is_first = candidate.range_with is not None and candidate.range_with[0] > candidate.start
    part = named_part(candidate.meaning)
    start = value.start_date if is_first and part else None
    anchors = replace(anchors, range_start=start, range_part=part)
    if not ANCHOR.match(day):
        return anchors
    is_back = isinstance(candidate.meaning, Step) and candidate.meaning.count < 0
    moved = anchors if is_back else _move_topic(anchors, day, candidate.text)
    moved = replace(moved, mention=day, mention_text=candidate.text)
    is_named = isinstance(candidate.meaning, Calendar)
    if "-Q" in day and (is_named or anchors.quarter is None):
        is_new = anchors.quarter is None or candidate.rule == "quarter_ended" or _is_old(anchors)
        quarter = day if is_new else anchors.quarter
        return replace(moved, quarter=quarter, has_long_story=False)
    return moved


def _is_old(anchors: Anchors) -> bool:
    """Say whether the quarter named first is too old to be the one that is reported."""
    if anchors.quarter is None or anchors.published is None:
        return False
    return int(anchors.quarter[:4]) < anchors.published.year - 1


def named_part(meaning: Meaning | None) -> str | None:
    """Say which part the ends of a range must both name, for one to run on from the other."""
    if isinstance(meaning, Clock):
        return named_part(meaning.day)
    if not isinstance(meaning, Calendar):
        return None
    return "month" if meaning.month else "weekday" if meaning.weekday else None


LONG_STORIES = frozenset({"P6M", "P9M", "P12M", "P1Y"})
"""Periods of a report that are longer than a quarter: "a year earlier" is then a year."""


ANCHOR = re.compile(r"(?P<year> (?: BC )? \d{4} ) (?! \d | / ) (?P<rest> [^/]* ) \Z", re.VERBOSE)
NEAR_YEARS = 3
"""A lone year farther from the story than this is an aside ("declassified in 2005"), until the next
date confirms it."""


def _move_topic(anchors: Anchors, value: str, text: str) -> Anchors:
    """Move the time that a history is at; a lone far year must come twice."""
    is_close = anchors.topic is None or _years_between(anchors.topic, value) <= NEAR_YEARS
    is_confirmed = anchors.aside is not None and _years_between(anchors.aside, value) <= NEAR_YEARS
    if is_close or is_confirmed or len(value) > len("2000"):
        month = value if len(value) > len("2000") else anchors.month
        return replace(anchors, topic=value, topic_text=text, month=month, aside=None)
    return replace(anchors, aside=value)


def _years_between(first: str, second: str) -> int:
    return abs(year_of(first) - year_of(second))


def year_of(value: str) -> int:
    """Read the year of a value; those before Christ are negative."""
    return -int(value[2:6]) if value.startswith("BC") else int(value[:4])
