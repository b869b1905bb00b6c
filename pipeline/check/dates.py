"""Compares dates: the same, one within the other, or another year, month or day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..records import DateValue, FacetStatus, Mention
from .bounds import AT_BOUND, bound_of, side_of
from .facets import Facet, Match, match_at
from .source import Source

_YEAR = re.compile(r"\d{4}")
_TIME_OF_DAY = re.compile(r"(?<=T)\d\d:\d\d")
_DAY_WITHOUT_YEAR = re.compile(r"(?:XXXX|\d{4})-(?P<day>\d\d-\d\d)(?:T.*)?$")
_IN_DIGITS = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_MONTH_WITHOUT_YEAR = re.compile(r"(?:XXXX|\d{4})-(?P<month>\d\d)(?:-XX)?")

_BEFORE_CHRIST = re.compile(r"BC\d{4}")
"""Years that have no days here: the calendar of ``datetime`` begins with the year 1."""

LONGEST_CONTAINER_DAYS = 366 * 10 + 3
"""A decade may hold the day that a claim names; a century says nothing about it."""


def match_date(facet: Facet, source: Source) -> Iterator[Match]:
    """Give where a source names the time of a facet, or a time within or around it."""
    value = facet.mention.date if facet.mention is not None else None
    if value is None:
        return
    for mention in source.mentions:
        if mention.date is not None:
            found = compare_dates(value, mention.date)
            if found is not None:
                found = _within_bound(facet, source, mention, found)
                yield _to_match(facet, source, mention, *found)
            elif is_in_other_order(facet.mention, mention):
                yield _to_match(facet, source, mention, "unclear", "day_or_month")
    if side_of(facet.bound) is None and value.value is not None and _YEAR.fullmatch(value.value):
        for span in source.find_phrase((value.value,)):
            yield match_at(
                source,
                span,
                "found",
                "year_in_text",
                value_claim=value.value,
                value_evidence=value.value,
            )


def _within_bound(
    facet: Facet, source: Source, mention: Mention, found: tuple[FacetStatus, str]
) -> tuple[FacetStatus, str]:
    """In 2008 is not before 2008: the two agree only where the source has the same bound."""
    side = side_of(facet.bound)
    if side is None:
        return found
    beside = source.sentence(source.place_of(mention.start))
    is_same = side_of(bound_of(beside, mention.start)) == side
    return found if is_same else ("compatible", AT_BOUND)


def is_in_other_order(one: Mention | None, other: Mention) -> bool:
    """Say whether two dates are one day if day and month change places in one that is in digits.

    "04/07/2018" is April in one country and July in the next: neither excludes the other.
    """
    if one is None or not any(_IN_DIGITS.fullmatch(mention.text) for mention in (one, other)):
        return False
    days = [mention.date.start_date if mention.date else None for mention in (one, other)]
    return None not in days and len({_swap(day) for day in days if day}) == 1


def _swap(day: date) -> tuple[int, ...]:
    return (day.year, *sorted((day.month, day.day)))


def is_placed(value: DateValue) -> bool:
    """Say whether a date of a claim can be looked for: days, day and month, or a year are known."""
    if value.start_date is not None:
        return True
    known = (_MONTH_WITHOUT_YEAR, _BEFORE_CHRIST)
    return any(pattern.match(value.value or "") for pattern in known)


def compare_dates(claim: DateValue, evidence: DateValue) -> tuple[FacetStatus, str] | None:
    """Give status and rule where two dates agree; None where they do not touch."""
    hours = {_TIME_OF_DAY.search(date.value or "") for date in (claim, evidence)}
    if None not in hours and len({hour[0] for hour in hours if hour}) > 1:
        return None
    if claim.start_date and claim.end_date and evidence.start_date and evidence.end_date:
        return _compare_intervals(
            (claim.start_date, claim.end_date), (evidence.start_date, evidence.end_date)
        ) or _compare_parts(claim, evidence)
    if claim.value == evidence.value and _BEFORE_CHRIST.match(claim.value or ""):
        return "found", "same_date"
    return _compare_parts(claim, evidence)


def _compare_intervals(
    claim: tuple[date, date], evidence: tuple[date, date]
) -> tuple[FacetStatus, str] | None:
    if claim == evidence:
        return "found", "same_date"
    if claim[0] <= evidence[0] and evidence[1] <= claim[1]:
        return "found", "date_within"
    is_wide = (evidence[1] - evidence[0]).days > LONGEST_CONTAINER_DAYS
    if evidence[0] <= claim[0] and claim[1] <= evidence[1] and not is_wide:
        return "compatible", "date_around"
    return None


def _compare_parts(claim: DateValue, evidence: DateValue) -> tuple[FacetStatus, str] | None:
    """Compare month and day where one of the two does not state its year."""
    states_year = [
        date.start_date is not None and "year" in date.stated for date in (claim, evidence)
    ]
    if all(states_year) or not claim.value or not evidence.value:
        return None
    if claim.stated == ("time",):  # "at noon" may be any day's, "on Wednesday at noon" may not
        times = {date.value.partition("T")[2] for date in (claim, evidence) if date.value}
        return ("compatible", "time_without_day") if len(times) == 1 else None
    one, other = (_DAY_WITHOUT_YEAR.match(value) for value in (claim.value, evidence.value))
    if one and other:
        return ("compatible", "day_without_year") if one["day"] == other["day"] else None
    one, other = (_MONTH_WITHOUT_YEAR.match(value) for value in (claim.value, evidence.value))
    if one and other and one["month"] == other["month"]:
        is_finer = len(evidence.value) >= len(claim.value)
        return ("compatible", "month_without_year") if is_finer else None
    return None


def is_other_month(claim: DateValue, evidence: DateValue) -> bool:
    """Say whether a claim's month or day without a year is another than the source's."""
    if claim.start_date is not None or not claim.value or not evidence.value:
        return False
    for pattern in (_DAY_WITHOUT_YEAR, _MONTH_WITHOUT_YEAR):
        one, other = pattern.match(claim.value), pattern.match(evidence.value)
        if one and other:
            return one.groups() != other.groups()
    return False


def _to_match(
    facet: Facet, source: Source, mention: Mention, status: FacetStatus, rule: str
) -> Match:
    return match_at(
        source,
        (mention.start, mention.end),
        status,
        rule,
        value_claim=write_date(facet.mention.date if facet.mention else None) or facet.text,
        value_evidence=write_date(mention.date) or mention.text,
    )


def write_date(value: DateValue | None) -> str | None:
    """Write a date as it was compared: its days, or the TIMEX3 value where they are unknown."""
    if value is None:
        return None
    if value.start_date is None or value.end_date is None:
        return value.value
    if value.start_date == value.end_date:
        return value.start_date.isoformat()
    return f"{value.start_date.isoformat()}/{value.end_date.isoformat()}"
