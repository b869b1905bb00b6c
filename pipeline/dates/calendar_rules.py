"""Rules for dates that name a month, a weekday or a date in digits."""

from __future__ import annotations

import re

from .absolute import read_absolute
from .candidates import Groups, Reading, Rule, rule
from .holidays import find_holiday
from .meanings import Calendar, Lean, Repeat, Step
from .parts import read_day, read_month, read_step, read_weekday, read_year
from .periods import to_day
from .vocabulary import Vocabulary

DAY = r"(?P<day> @day_number | @day_ordinal (?! [‐‑-] ) )"
YEAR = r"(?P<year> @era_year | @year | @short_year | @spoken_year )"
WEEKDAY = r"(?: (?: (?P<turn> @turn ) @gap )? (?P<weekday> @weekday ) @comma (?: the @gap )? )?"
PLAIN_WEEKDAY = r"(?: (?P<weekday> @weekday ) @comma (?: the @gap )? )?"
WITHIN = r"""
    (?: @gap? ,? @gap? (?: of @gap | in @gap )? (?: the @gap )? (?P<turn> @turn | @follow ) @gap
    (?P<unit> years? | month | week ) )
    """


@rule(
    rf"""
    {WEEKDAY} (?P<date> (?P<month> @month ) @gap? (?: the @gap )? {DAY}
    (?: @gap? , @gap? | @gap (?: (?: of | in ) @gap )? ) {YEAR} )
    """,
    needs="month",
)
def month_day_year(found: Groups, words: Vocabulary) -> Reading:
    """March 1, 2024."""
    return _read_full_date(found, words)


@rule(
    rf"""
    {WEEKDAY} (?P<date> (?: the @gap )? {DAY} (?: @gap (?: day @gap )? (?: of @gap )? | - )
    (?P<month> @month ) (?: @gap? , @gap? | @gap (?: (?: of | in ) @gap )? | - ) {YEAR} )
    """,
    needs="month",
)
def day_month_year(found: Groups, words: Vocabulary) -> Reading:
    """1 March 2024, the first of March, 2024."""
    return _read_full_date(found, words)


def _read_full_date(found: Groups, words: Vocabulary) -> Reading:
    is_short = len(re.sub(r"\D", "", found["year"] or "")) == 2
    day = None if is_short else read_absolute(found["date"] or "")
    if day is None:
        year, month = read_year(found["year"]), read_month(found["month"], words)
        day = to_day(year or 0, month or 0, read_day(found["day"], words) or 0)
    if day is None:
        return None
    weekday = read_weekday(found["weekday"], words)
    return Calendar(year=day.year, month=day.month, day=day.day, weekday=weekday)


@rule(
    rf"{WEEKDAY} (?P<month> @month ) @gap? (?: the @gap )? {DAY} (?! @gap @month )",
    needs="month",
)
def month_day(found: Groups, words: Vocabulary) -> Reading:
    """Monday, Nov. 6."""
    return _read_day_of_month(found, words)


@rule(
    rf"""
    {WEEKDAY} (?: the @gap )? {DAY} (?: @gap (?: day @gap )? (?: of @gap (?: this @gap )? )? | -
    ) (?P<month> @month ) (?! @gap? @day_number )
    """,
    needs="month",
)
def day_month(found: Groups, words: Vocabulary) -> Reading:
    """6 November, the 6th of November."""
    return _read_day_of_month(found, words)


def _read_day_of_month(found: Groups, words: Vocabulary) -> Reading:
    return Calendar(
        month=read_month(found["month"], words),
        day=read_day(found["day"], words),
        weekday=read_weekday(found["weekday"], words),
        turn=words.lexicon["turns"].get(found["turn"]),
    )


@rule(
    rf"""
    (?P<month> @month ) (?: @gap? ,? @gap? (?: (?: of | in ) @gap )? (?: the @gap year @gap )? |
    - | / ) {YEAR}
    """,
    needs="month",
)
def month_year(found: Groups, words: Vocabulary) -> Reading:
    """March 2024, February of 1940."""
    return Calendar(year=read_year(found["year"]), month=read_month(found["month"], words))


@rule(r"(?P<month> @month )", needs="month")
def month_alone(found: Groups, words: Vocabulary) -> Reading:
    """In March."""
    return Calendar(month=read_month(found["month"], words))


@rule(
    r"""
    (?P<turn> @turn | (?: the @gap )? @follow ) @gap (?: (?P<weekday> @weekday ) @comma )?
    (?P<month> @month ) (?: @gap? (?P<day> @day_number | @day_ordinal ) )?
    """,
    needs="month",
)
def turned_month(found: Groups, words: Vocabulary) -> Reading:
    """Last March, next Nov. 6."""
    turn, lean = _read_turn(found["turn"], words)
    return Calendar(
        month=read_month(found["month"], words),
        day=read_day(found["day"], words),
        turn=turn,
        lean=lean,
    )


def _read_turn(text: str | None, words: Vocabulary) -> tuple[int | None, Lean]:
    key = " ".join((text or "").split()).removeprefix("the ")
    turns = words.lexicon["turns"]
    if key in turns:
        return turns[key], "topic"
    return words.lexicon["follow_turns"].get(key), "mention"


@rule(
    rf"""
    {PLAIN_WEEKDAY} (?P<month> @month ) (?: @gap? (?P<day> @day_number | @day_ordinal ) )?
    {WITHIN}
    """,
    needs="month unit",
)
def month_of_year(found: Groups, words: Vocabulary) -> Reading:
    """March last year, July 25 of that year."""
    return _read_within(found, words)


@rule(
    rf"""
    (?: the @gap )? (?P<day> @day_number | @day_ordinal ) (?: @gap of )? @gap (?P<month> @month
    ) {WITHIN}
    """,
    needs="month unit",
)
def day_month_of_year(found: Groups, words: Vocabulary) -> Reading:
    """14 November that year."""
    return _read_within(found, words)


def _read_within(found: Groups, words: Vocabulary) -> Reading:
    within = read_step(found["turn"] or "", found["unit"] or "", words)
    if within.unit != "year":
        return None
    month, day = read_month(found["month"], words), read_day(found["day"], words)
    return Calendar(month=month, day=day, within=within)


@rule(
    rf"""
    (?P<first> (?P<month> @month ) @gap? (?P<first_day> @day_number ) ) (?: @gap? , @gap?
    @day_number )*? @gap? (?: @dash | , @gap and | and | or | to | through | until | till )
    @gap? (?: the @gap )? (?P<second> (?P<second_day> @day_number ) (?: ,? @gap {YEAR} )? )
    """,
    needs="month",
)
def month_days(found: Groups, words: Vocabulary) -> Reading:
    """April 24 and 25, Sept. 26-27, 2027."""
    return _read_days(found, words)


@rule(
    rf"""
    (?: the @gap )? (?P<first> (?P<first_day> @day_number | @day_ordinal ) ) @gap? (?: @dash |
    and | or | to | through | until | till ) @gap? (?: the @gap )? (?P<second> (?P<second_day>
    @day_number | @day_ordinal ) @gap (?: of @gap )? (?P<month> @month ) (?: ,? @gap {YEAR} )? )
    """,
    needs="month",
)
def days_month(found: Groups, words: Vocabulary) -> Reading:
    """6-7 January 1916."""
    return _read_days(found, words)


def _read_days(found: Groups, words: Vocabulary) -> Reading:
    year, month = read_year(found["year"]), read_month(found["month"], words)
    first, second = read_day(found["first_day"], words), read_day(found["second_day"], words)
    if not first or not second:
        return None
    return {
        "first": Calendar(year=year, month=month, day=first),
        "second": Calendar(year=year, month=month, day=second),
    }


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
    return Calendar(year=days[0].year, month=days[0].month, day=days[0].day) if days else None


@rule(
    r"""
    (?P<date> (?: 3[01] | [12]\d | 0?[1-9] ) (?P<sign> [-/. ] ) @month (?P=sign) \d{4} | @month
    (?P<mark> [-/. ] ) (?: 3[01] | [12]\d | 0?[1-9] ) (?P=mark) \d{4} | \d{4} (?P<dash> [-/. ] )
    (?: (?: 3[01] | [12]\d | 0?[1-9] ) (?P=dash) @month | @month (?P=dash) (?: 3[01] | [12]\d |
    0?[1-9] ) ) (?! \d ) | (?: 3[01] | [12]\d | 0?[1-9] ) - \d{4} - @month )
    """,
    needs="month",
)
def date_with_marks(found: Groups, _words: Vocabulary) -> Reading:
    """14-Mar-2021, 2020/23/Sep."""
    day = read_absolute(re.sub(r"[-/.]", " ", found["date"] or ""))
    return Calendar(year=day.year, month=day.month, day=day.day) if day else None


@rule(
    r"""
    (?: (?P<turn> @turn | (?: the @gap )? @follow ) @gap )? (?P<weekday> @weekday ) (?: @gap? ,
    @gap? (?: the @gap )? (?P<day> @day_ordinal ) | @gap the @gap (?P<late_day> @day_ordinal )
    )?
    """,
    needs="weekday",
)
def weekday_alone(found: Groups, words: Vocabulary) -> Reading:
    """Tuesday, last Friday, the previous Friday."""
    turn, lean = _read_turn(found["turn"], words) if found["turn"] else (None, "topic")
    day = read_day(found["day"] or found["late_day"], words)
    weekday = read_weekday(found["weekday"], words)
    if found["turn"] == "next":
        return Calendar(weekday=weekday, within=Step(unit="week", count=1))
    return Calendar(weekday=weekday, day=day, turn=turn, lean=lean)


@rule(
    rf"""
    (?: the @gap )? week @gap (?: of | beginning | ending | starting ) @gap (?: the @gap )? (?:
    (?P<month> @month ) @gap? {DAY} | (?P<first_day> @day_number ) @gap (?P<late_month> @month )
    )
    """,
    needs="month unit",
)
def week_of_day(found: Groups, words: Vocabulary) -> Reading:
    """The week of March 6."""
    month = read_month(found["month"] or found["late_month"], words)
    day = read_day(found["day"] or found["first_day"], words)
    return Calendar(month=month, day=day, whole="week")


@rule(
    rf"""
    (?: the @gap )? (?P<order> first | second | third | fourth | last | final | 1st | 2nd | 3rd
    | 4th ) (?: @gap full )? @gap week @gap (?: of | in ) @gap (?P<month> @month ) (?: ,? @gap
    (?: of @gap )? {YEAR} )?
    """,
    needs="month unit",
)
def week_of_month(found: Groups, words: Vocabulary) -> Reading:
    """The last week of August."""
    order = found["order"] or ""
    week = -1 if order in ("last", "final") else read_day(order, words)
    return Calendar(
        month=read_month(found["month"], words), year=read_year(found["year"]), week=week
    )


@rule(
    r"""
    (?P<weekday> @weekday ) (?: @gap of )? @gap (?: the @gap )? (?P<turn> @turn | @follow ) @gap
    (?P<unit> week ) (?! end )
    | (?P<early_turn> @turn | @follow ) @gap week (?: @gap on )? @gap (?P<late_weekday> @weekday )
    """,
    needs="weekday unit",
)
def weekday_of_week(found: Groups, words: Vocabulary) -> Reading:
    """Monday of last week."""
    within = read_step(found["turn"] or found["early_turn"] or "", "week", words)
    weekday = read_weekday(found["weekday"] or found["late_weekday"], words)
    return Calendar(weekday=weekday, within=within)


@rule(
    r"""
    (?: (?: each | every (?: @gap other )? ) @gap (?P<each> @weekday ) | (?P<plural>
    @weekday_name ) s (?! \w ) | (?P<night> @weekday ) @gap (?P<part> @part ) s )
    """,
    needs="weekday",
)
def every_weekday(found: Groups, words: Vocabulary) -> Reading:
    """Every Monday, Tuesdays, Friday nights."""
    weekday = read_weekday(found["each"] or found["plural"] or found["night"], words)
    part = found["part"]
    suffix = f"T{words.look_up('parts_of_day', part)}" if part else ""
    return Repeat(value=f"XXXX-WXX-{weekday}{suffix}")


@rule(r"the @gap (?P<day> @day_ordinal )", needs="ordinal")
def day_of_month(found: Groups, words: Vocabulary) -> Reading:
    """On the 14th."""
    day = read_day(found["day"], words)
    return Calendar(day=day) if day and (found["day"] or "")[0].isdigit() else None


@rule(r"(?: each | every ) @gap (?P<month> @month )", needs="month")
def every_month_name(found: Groups, words: Vocabulary) -> Reading:
    """Every July."""
    return Repeat(value=f"XXXX-{read_month(found['month'], words):02d}")


@rule(
    rf"""
    (?: (?P<turn> @turn ) @gap )? (?P<holiday> @holiday ) (?: @gap? ,? @gap? (?: of @gap )?
    {YEAR} )?
    """,
    needs="holiday",
)
def holiday(found: Groups, words: Vocabulary) -> Reading:
    """Thanksgiving Day, last Christmas, Easter 1916."""
    turn = words.lexicon["turns"].get(found["turn"]) if found["turn"] else None
    name = " ".join((found["holiday"] or "").replace("’", "'").split())
    when = find_holiday(name, words.lexicon)
    return Calendar(holiday=when, year=read_year(found["year"]), turn=turn) if when else None


CALENDAR_RULES: tuple[Rule, ...] = (
    month_days,
    days_month,
    month_day_year,
    day_month_year,
    month_day,
    day_month,
    month_year,
    month_alone,
    turned_month,
    month_of_year,
    day_month_of_year,
    date_in_digits,
    date_with_marks,
    weekday_alone,
    week_of_day,
    week_of_month,
    weekday_of_week,
    day_of_month,
    every_weekday,
    every_month_name,
    holiday,
)
