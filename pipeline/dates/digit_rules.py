"""Rules for dates that are written in digits, or in digits and a month with marks between."""

from __future__ import annotations

import re

from ..absolute import read_absolute
from .candidates import Groups, Reading, Rule, rule
from .meanings import Calendar, Unknown
from .parts import read_weekday, read_year
from .periods import to_day
from .vocabulary import Vocabulary

D_DAY = r"(?: 3[01] | [12]\d | 0?[1-9] )"
D_MONTH = r"(?: 1[0-2] | 0?[1-9] )"


@rule(
    r"""
    (?P<date> \d{4} (?P<sign> [-/.] ) (?: 1[0-2] | 0?[1-9] ) (?P=sign) (?: 3[01] | [12]\d |
    0?[1-9] ) | (?: 3[01] | [12]\d | 0?[1-9] ) (?P<mark> [-/.] ) (?: 3[01] | [12]\d | 0?[1-9] )
    (?P=mark) (?: (?: 1[5-9] | 20 | 21 ) \d\d | \d\d ) ) (?! [\d:/.-]*\d )
    """,
    needs="numeric",
)
def date_in_digits(found: Groups, _words: Vocabulary) -> Reading:
    """2024-03-01, 3/14/2024, 14.3.2024."""
    text = found["date"] or ""
    is_year_first = re.match(r"\d{4}", text) is not None
    orders = (
        ("YMD",) if is_year_first else ("DMY", "MDY") if found["mark"] == "." else ("MDY", "DMY")
    )
    days = [day for day in (read_absolute(text, order=order) for order in orders) if day]
    if not days:
        return Unknown() if found["mark"] in (None, "/") else None
    is_short = re.search(r"\d{4}", text) is None
    year = read_year(f"{days[0].year % 100:02d}") if is_short else days[0].year
    return Calendar(year=year, month=days[0].month, day=days[0].day)


@rule(
    r"(?P<date> (?: 19 | 20 ) \d\d (?: 0[1-9] | 1[0-2] ) (?: 0[1-9] | [12]\d | 3[01] ) )",
    needs="numeric",
)
def basic_date(found: Groups, _words: Vocabulary) -> Reading:
    """20160314: the basic format of ISO 8601."""
    text = found["date"] or ""
    day = to_day(int(text[:4]), int(text[4:6]), int(text[6:]))
    return Calendar(year=day.year, month=day.month, day=day.day) if day else None


@rule(
    rf"""
    (?P<date> (?<! \d[.,] ) {D_DAY} (?P<sign> [-/. ] ) @month (?P=sign) \d{{4}} | @month (?P<mark>
    [-/. ] ) {D_DAY} (?P=mark) \d{{4}} | \d{{4}} (?P<dash> [-/. ] ) (?: {D_DAY} (?P=dash) @month |
    @month (?P=dash) {D_DAY} ) (?! \d ) | {D_DAY} - \d{{4}} - @month )
    """,
    needs="month",
)
def date_with_marks(found: Groups, _words: Vocabulary) -> Reading:
    """14-Mar-2021, 2020/23/Sep."""
    day = read_absolute(re.sub(r"[-/.]", " ", found["date"] or ""))
    return Calendar(year=day.year, month=day.month, day=day.day) if day else None


@rule(
    rf"""
    (?P<day> (?<! \d[.,] ) {D_DAY} ) (?P<sign> [- ] ) (?= [a-z]{{3}} [- ] ) (?P<month> @month )
    (?P=sign) (?P<year> \d\d ) (?= @gap? [.,;:!?)] (?! \d ) | \Z )
    """,
    needs="month",
)
def day_month_short_year(found: Groups, words: Vocabulary) -> Reading:
    """15 Mar 25, 15-Mar-25: with the short name of a month, and at the end of a phrase."""
    year, month = read_year(found["year"]), words.look_up("months", found["month"] or "")
    day = to_day(year or 0, month, int(found["day"] or 0))
    return Calendar(year=day.year, month=day.month, day=day.day) if day else None


@rule(
    rf"""
    (?P<month> {D_MONTH} ) [-/] (?P<year> (?: 1[89] | 20 ) \d\d ) (?! [\d/.-]*\d )
    | (?P<early_year> (?: 1[89] | 20 ) \d\d ) - (?P<late_month> {D_MONTH} ) (?! [\d/.-]*\d )
    """,
    needs="numeric",
)
def month_year_in_digits(found: Groups, _words: Vocabulary) -> Reading:
    """12/2015, 2015-03; but 2004-05 may be two years."""
    year = int(found["year"] or found["early_year"] or 0)
    month = found["month"] or found["late_month"] or ""
    if found["late_month"] and len(month) == 2 and int(month) > year % 100:
        return None
    return Calendar(year=year, month=int(month))


@rule(
    rf"""
    (?: (?P<turn> @turn ) @gap )? (?: (?P<weekday> @weekday ) @comma \(? )?
    (?P<first> {D_DAY} ) (?P<sign> [/.] ) (?P<second> {D_DAY} ) (?! [\d:/.-]*\d | @gap? % )
    """,
    needs="numeric",
)
def day_month_in_digits(found: Groups, words: Vocabulary) -> Reading:
    """On 11/20, by 22/04, Friday 5/12: with a full stop only after a weekday."""
    if found["sign"] == "." and not found["weekday"]:
        return None
    parts = int(found["first"] or 0), int(found["second"] or 0)
    month, day = parts if parts[0] <= MONTHS else parts[::-1]
    if month > MONTHS or to_day(LEAP_YEAR, month, day) is None:
        return None
    weekday = read_weekday(found["weekday"], words)
    turn = None if weekday else words.lexicon["turns"].get(found["turn"])
    return Calendar(month=month, day=day, weekday=weekday, turn=turn)


MONTHS = 12
LEAP_YEAR = 2000


@rule(
    rf"""
    (?P<first> (?P<first_month> {D_MONTH} ) (?P<sign> [/-] ) (?P<first_day> {D_DAY} )
    (?: (?P=sign) (?P<first_year> (?: 1[89] | 20 ) \d\d ) )? ) @gap? @dash @gap?
    (?P<second> (?P<second_month> {D_MONTH} ) (?P=sign) (?P<second_day> {D_DAY} )
    (?: (?: (?P=sign) | , @gap ) (?P<second_year> (?: 1[89] | 20 ) \d\d ) )? ) (?! [\d:/.-]*\d )
    """,
    needs="numeric",
)
def range_in_digits(found: Groups, _words: Vocabulary) -> Reading:
    """10/1/2018-10/7/2018, 10/1-11/7."""
    ends: dict[str, Calendar] = {}
    for name in ("first", "second"):
        year, month = found[f"{name}_year"], int(found[f"{name}_month"] or 0)
        day = int(found[f"{name}_day"] or 0)
        if to_day(int(year or LEAP_YEAR), month, day) is None:
            return None
        ends[name] = Calendar(year=int(year) if year else None, month=month, day=day)
    return ends


DIGIT_RULES: tuple[Rule, ...] = (
    date_in_digits,
    basic_date,
    date_with_marks,
    day_month_short_year,
    month_year_in_digits,
    range_in_digits,
    day_month_in_digits,
)
