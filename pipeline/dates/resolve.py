"""Turns what candidates mean into TIMEX3 values, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from ..records import DateValue, TimexType
from .anchors import Anchors, move_anchors, named_part, year_of
from .candidates import Candidate
from .infer import AHEAD, Direction, infer_calendar, unknown_calendar, write_calendar
from .lengths import interval_from, lean_on_next
from .meanings import Calendar, Clock, Fixed, Length, Meaning, Repeat, Step
from .passage import Passage
from .periods import add_days, interval_of, move, move_years, step
from .story import tell_years
from .tense import find_direction


class Resolved(NamedTuple):
    """A value, and the anchor that its inferred parts lean on."""

    value: str | None
    anchor: str | None = None
    interval: tuple[date, date] | None = None


def resolve(
    candidates: Sequence[Candidate], passage: Passage, anchors: Anchors
) -> tuple[tuple[Candidate, DateValue], ...]:
    """Give every candidate its value."""
    return lean_on_next(tuple(_resolve_in_order(candidates, passage, anchors)), passage)


def _resolve_in_order(
    candidates: Sequence[Candidate], passage: Passage, anchors: Anchors
) -> Iterator[tuple[Candidate, DateValue]]:
    """Resolve one after the other: each date may be the anchor of the next."""
    told = tell_years(candidates) if anchors.is_narrative else {}
    for i, candidate in enumerate(candidates):
        anchors = replace(anchors, told=told.get(i))
        resolved = _resolve_meaning(candidate.meaning, candidate, passage, anchors)
        date_value = _to_date_value(candidate, resolved)
        if passage.has_own_calendar(candidate.text):
            date_value = replace(date_value, start_date=None, end_date=None)
        yield candidate, date_value
        anchors = move_anchors(anchors, candidate, date_value)


def _resolve_meaning(
    meaning: Meaning, candidate: Candidate, passage: Passage, anchors: Anchors
) -> Resolved:
    match meaning:
        case Fixed(value="PRESENT_REF") if candidate.range_with and anchors.published:
            return Resolved("PRESENT_REF", "published", (anchors.published, anchors.published))
        case Fixed(value=value) | Repeat(value=value):
            return Resolved(value)
        case Length():
            return _resolve_length(meaning, candidate, passage, anchors)
        case Step(unit="weekend", count=0, lean="topic") if not anchors.is_narrative:
            is_ahead = _find_tense(candidate, passage) in AHEAD
            return resolve_step(
                replace(meaning, lean="published") if is_ahead else meaning, anchors
            )
        case Step():
            return resolve_step(meaning, anchors)
        case Calendar():
            return _resolve_calendar(meaning, candidate, passage, anchors)
        case Clock():
            return _resolve_clock(meaning, candidate, passage, anchors)
        case _:
            return Resolved(None)


def _resolve_length(
    meaning: Length, candidate: Candidate, passage: Passage, anchors: Anchors
) -> Resolved:
    """Give "the past three years" its first and last day as well."""
    base = anchors.published
    if anchors.is_narrative or base is None or meaning.count is None:
        return Resolved(meaning.value)
    if passage.contexts.holds("following", meaning.which or ""):
        return _lean_on_mention(meaning, anchors)
    is_in = not meaning.turn and _leans_on_today(candidate, passage)
    if is_in and _find_tense(candidate, passage) in AHEAD:
        meaning = replace(meaning, turn=1)
    interval = interval_from(base, meaning)
    if interval is None:
        return Resolved(meaning.value)
    if is_in and not passage.contexts.follows("within", passage.lowered, candidate.start):
        interval = (interval[1], interval[1])
    return Resolved(meaning.value, "published", interval)


def _leans_on_today(candidate: Candidate, passage: Passage) -> bool:
    """Say whether "in three months" is seen from now, not "of the vote", nor "63 games in" it."""
    if passage.contexts.precedes("event", passage.lowered, candidate.end):
        return False
    if not passage.contexts.follows("in", passage.lowered, candidate.start):
        return False
    is_rate = passage.follows_counted_noun(passage.lowered.rindex("in", 0, candidate.start))
    return not (is_rate or _is_record(candidate, passage))


def _is_record(candidate: Candidate, passage: Passage) -> bool:
    """Say whether a record is told: "for the first time in a decade", "the best in ten years"."""
    token = passage.token_at(candidate.start)
    if token is None:
        return False
    before = token.doc[max(0, token.i - RECORD_REACH) : token.i]
    firsts = passage.vocabulary.lexicon["records"]["words"]
    return any(word.tag_ in ("JJS", "RBS") or word.lower_ in firsts for word in before)


RECORD_REACH = 8
"""Tokens from a superlative to the length: "the biggest monthly fall in oil prices in" has 8."""


def _lean_on_mention(meaning: Length, anchors: Anchors) -> Resolved:
    """Give "the previous three years" the days before the date mentioned last, or publication."""
    base, anchor = anchors.base("mention")
    mentioned = interval_of(base) if base else None
    if mentioned is None:
        return Resolved(meaning.value)
    start = mentioned[0] if (meaning.turn or 0) < 0 else mentioned[1]
    return Resolved(meaning.value, anchor, interval_from(start, meaning))


UNKNOWN_STEPS = {
    "day": "XXXX-XX-XX",
    "night": "XXXX-XX-XX",
    "weekend": "XXXX-WXX-WE",
    "week": "XXXX-WXX",
    "fortnight": "XXXX-WXX",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "half": "XXXX-HX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
}


def resolve_step(meaning: Step, anchors: Anchors) -> Resolved:
    """Resolve "last year", "two days later", "the year-earlier quarter"."""
    if meaning.lean in ("story", "report"):
        return _resolve_story(meaning, anchors)
    base, anchor = anchors.base(meaning.lean)
    if meaning.count == 0 and meaning.lean == "topic" and base and anchor == "published":
        meaning = replace(meaning, count=_which_week(meaning.unit, base))
    value = _step_from(base, meaning) if base else None
    if value is None or _is_beyond(value, meaning, anchors):
        return Resolved(UNKNOWN_STEPS.get(meaning.unit))
    return Resolved(value, anchor)


def _which_week(unit: str, base: str) -> int:
    """Say which "the weekend" and "the week" are: the one before, until this one is under way."""
    began = {"weekend": 6, "week": 2}.get(unit, 1)
    return 0 if date.fromisoformat(base).isoweekday() >= began else -1


def _is_beyond(value: str, meaning: Step, anchors: Anchors) -> bool:
    """Say whether "200 years later" would lie far ahead: it was told from another date."""
    interval = interval_of(value)
    if interval is None or meaning.lean != "mention" or anchors.published is None:
        return False
    return (interval[0] - anchors.published).days > FAR_AHEAD


FAR_AHEAD = 3 * 365
"""Days after publication up to which news tell what will have happened "two years later"."""


FINER = {
    "year": 4,
    "decade": 4,
    "century": 4,
    "millennium": 4,
    "quarter": 7,
    "half": 7,
    "month": 7,
}
"""How many characters a value must have for a step of that unit to be exact: 10 for days."""


def _step_from(base: str, meaning: Step) -> str | None:
    interval = interval_of(base)
    if interval is None:
        return None
    if len(base) < FINER.get(meaning.unit, 8) and meaning.unit not in ("week", "weekend"):
        return None
    if meaning.unit in ("week", "weekend", "fortnight") and len(base) < 8:
        return None
    start: date | None = interval[0]
    for unit, count in meaning.also:
        start = move(start, unit, count) if start else None
    return step(start, meaning.unit, meaning.count) if start else None


def _resolve_story(meaning: Step, anchors: Anchors) -> Resolved:
    """Lean on the quarter that an earnings story is about, if the text has named one."""
    if meaning.unit == "quarter":
        if anchors.quarter:
            return Resolved(anchors.quarter, "quarter")
        if anchors.published is None or anchors.is_narrative:
            return Resolved("XXXX-QX")
        return Resolved(step(anchors.published, "quarter", -1), "published")
    if anchors.quarter:
        told = anchors.quarter[:4] if anchors.has_long_story else anchors.quarter
        return Resolved(move_years(told, meaning.count), "quarter")
    if anchors.mention and (meaning.lean == "story" or anchors.is_narrative):
        return Resolved(move_years(anchors.mention, meaning.count), anchors.mention_text)
    if anchors.published is None or anchors.is_narrative:
        return Resolved("XXXX")
    return Resolved(step(anchors.published, "year", meaning.count), "published")


def _resolve_calendar(
    meaning: Calendar, candidate: Candidate, passage: Passage, anchors: Anchors
) -> Resolved:
    anchor = None
    if meaning.within is not None:
        outer = resolve_step(meaning.within, anchors)
        if outer.value is None or interval_of(outer.value) is None:
            return Resolved(unknown_calendar(meaning))
        meaning, anchor = _put_within(meaning, outer.value), outer.anchor
    if candidate.rule == "short_year":
        meaning = _put_in_century(meaning, anchors)
    if _is_complete(meaning):
        return Resolved(write_calendar(meaning, meaning.year or 0), anchor)
    base, name = anchors.base(meaning.lean)
    if anchors.told is not None:
        return Resolved(anchors.told, name)
    if base and name != "published" and _is_within_year(base, meaning):
        return Resolved(write_calendar(meaning, year_of(base)), name)
    interval = interval_of(base) if base else None
    if interval is None:
        return Resolved(unknown_calendar(meaning))
    is_story = anchors.is_narrative or meaning.lean == "mention"
    direction: Direction = "story" if is_story else "nearest"
    if direction == "nearest" and meaning.turn is None:
        direction = _find_tense(candidate, passage)
    value = infer_calendar(meaning, interval[0], direction=direction)
    is_range = _is_second(candidate) and named_part(meaning) == anchors.range_part
    if anchors.range_start and is_range and meaning.turn is None:
        value = _run_forward(value, meaning, anchors.range_start)
    return Resolved(value or unknown_calendar(meaning), anchor or (name if value else None))


def _find_tense(candidate: Candidate, passage: Passage) -> Direction:
    return find_direction(
        passage.doc,
        candidate.start,
        candidate.end,
        passage.vocabulary.lexicon["future"],
        is_parsed=passage.is_parsed,
    )


def _is_year(value: str) -> bool:
    return len(value) == len("2000") or (value.startswith("BC") and len(value) == len("BC0480"))


def _is_second(candidate: Candidate) -> bool:
    return candidate.range_with is not None and candidate.range_with[0] < candidate.start


def _run_forward(value: str | None, meaning: Calendar, start: date) -> str | None:
    """Put the second end of a range after the first: "from November to March"."""
    day_before = add_days(start, -1)
    forward = infer_calendar(replace(meaning, turn=1), day_before) if day_before else None
    return forward or value


def _is_within_year(base: str, meaning: Calendar) -> bool:
    """Say whether the anchor is no more than a year, and the date is a part of that year."""
    return _is_year(base) and meaning.turn is None and meaning.weekday is None


def _put_within(meaning: Calendar, outer: str) -> Calendar:
    """Give a calendar date the year (or the week) that it lies in."""
    interval = interval_of(outer)
    if interval is None:
        return meaning
    start = interval[0]
    if meaning.weekday and "-W" in outer:
        day = date.fromordinal(start.toordinal() + meaning.weekday - 1)
        return Calendar(year=day.year, month=day.month, day=day.day)
    if meaning.day and not meaning.month and len(outer) == len("2000-01"):
        return Calendar(year=start.year, month=start.month, day=meaning.day)
    if meaning.week is not None and len(outer) == len("2000-01"):
        return Calendar(year=start.year, month=start.month, week=meaning.week)
    if "-Q" in outer:
        return Calendar(year=meaning.year or start.year, quarter=int(outer[-1]))
    return replace(meaning, year=start.year, within=None, turn=None)


def _put_in_century(meaning: Calendar, anchors: Anchors) -> Calendar:
    """Put "'29" in the century of a history, or in the past: 1929, seen from 2025."""
    year = meaning.year or 0
    if anchors.is_narrative and anchors.topic:
        topic = year_of(anchors.topic)
        return replace(meaning, year=topic - (topic - year + 50) % 100 + 50)
    latest = anchors.published.year + 1 if anchors.published else year
    return replace(meaning, year=year - 100 if year > latest else year)


def _is_complete(meaning: Calendar) -> bool:
    return meaning.year is not None


def _resolve_clock(
    meaning: Clock, candidate: Candidate, passage: Passage, anchors: Anchors
) -> Resolved:
    if meaning.day is None:
        day = _day_of_clock(anchors)
        if _is_after_publication(day, anchors) and "past" in _find_tense(candidate, passage):
            day = Resolved(*anchors.base("published"))
        if passage.contexts.holds("night_before", candidate.text):
            day = _begin_night(day, candidate, passage)
    else:
        day = _resolve_meaning(meaning.day, candidate, passage, anchors)
    date_part = day.value if day.value and len(day.value) == 10 else "XXXX-XX-XX"
    return Resolved(f"{date_part}T{meaning.time}", day.anchor)


def _is_after_publication(day: Resolved, anchors: Anchors) -> bool:
    if day.value is None or anchors.published is None or anchors.is_narrative:
        return False
    return day.value > anchors.published.isoformat()


def _begin_night(day: Resolved, candidate: Candidate, passage: Passage) -> Resolved:
    """Let a night that is over begin the day before: "overnight losses", but "rain overnight"."""
    if day.value is None or _find_tense(candidate, passage) in AHEAD:
        return day
    return Resolved(step(date.fromisoformat(day.value), "day", -1), day.anchor)


DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _day_of_clock(anchors: Anchors) -> Resolved:
    for lean in ("mention", "published"):
        base, anchor = anchors.base(lean)
        if base and DAY.fullmatch(base):
            return Resolved(base, anchor)
    return Resolved(None)


def _to_date_value(candidate: Candidate, resolved: Resolved) -> DateValue:
    timex_type = _type_of(candidate.meaning)
    interval = resolved.interval
    if resolved.value and timex_type in ("DATE", "TIME") and "X" not in resolved.value:
        interval = interval or interval_of(resolved.value)
    return DateValue(
        timex_type=timex_type,
        value=resolved.value,
        start_date=interval[0] if interval else None,
        end_date=interval[1] if interval else None,
        stated=find_stated(candidate.meaning),
        anchor=resolved.anchor,
        modifier=candidate.modifier,
        range_with=candidate.range_with,
    )


def _type_of(meaning: Meaning) -> TimexType:
    match meaning:
        case Length():
            return "DURATION"
        case Repeat():
            return "SET"
        case Clock():
            return "TIME"
        case _:
            return "DATE"


PARTS = ("year", "month", "day", "weekday", "season", "quarter", "half", "holiday")


def find_stated(meaning: Meaning) -> tuple[str, ...]:
    """Name the parts that the text itself gives."""
    match meaning:
        case Calendar():
            return tuple(name for name in PARTS if getattr(meaning, name) is not None)
        case Step() | Length() | Repeat():
            return ("number", "unit")
        case Clock(day=day):
            return ("time", *(find_stated(day) if day else ()))
        case Fixed(stated=stated):
            return stated
        case _:
            return ()
