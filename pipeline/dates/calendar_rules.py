"""Rules for dates that name a month or a weekday."""

from __future__ import annotations

import re

from msgspec.structs import replace

from ..absolute import read_absolute
from .candidates import Groups, Reading, Rule, rule
from .holidays import find_holiday
from .meanings import Calendar, Lean, Repeat, Step, Unknown
from .parts import read_day, read_month, read_step, read_weekday, read_within, read_year
from .periods import to_day
from .vocabulary import Vocabulary

DAY = r"(?P<day> @day_number | @day_ordinal (?! [‐‑-] ) | @day_cardinal )"
YEAR = r"""
    (?P<year> @era_year | @year | @short_year | @spoken_year | (?<= of\ ) \d\d (?! \w | [.,]\d ) )
    """
WEEKDAY = r"""
    (?: (?: (?P<turn> @turn ) @gap )? (?P<weekday> @weekday ) (?: @comma | - ) (?: the @gap )? )?
    """
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
        return Unknown()
    weekday = read_weekday(found["weekday"], words)
    return Calendar(year=day.year, month=day.month, day=day.day, weekday=weekday)


@rule(
    rf"""
    {WEEKDAY} (?P<month> @month ) (?: @gap? | / | , @gap (?= \d+ (?: st | nd | rd | th ) ) )
    (?: the @gap )? {DAY} (?! @gap @month ) | @weekday (?: - | @gap? \( ) (?P<marked_month> @month )
    - (?P<marked_day> @day_number ) \)?
    """,
    needs="month",
)
def month_day(found: Groups, words: Vocabulary) -> Reading:
    """Monday, Nov. 6."""
    return _read_day_of_month(found, words)


@rule(
    rf"""
    (?: (?: (?P<turn> @turn ) @gap )? (?: (?P<weekday> @weekday ) (?: @comma | - ) )? ) (?: the
    @gap )? {DAY} (?: @gap (?: day @gap )? (?: of @gap (?: this @gap )? )? | -
    ) (?P<month> @month ) (?! @gap? @day_number )
    """,
    needs="month",
)
def day_month(found: Groups, words: Vocabulary) -> Reading:
    """6 November, the 6th of November."""
    return _read_day_of_month(found, words)


def _read_day_of_month(found: Groups, words: Vocabulary) -> Reading:
    return Calendar(
        month=read_month(found["month"] or found.get("marked_month"), words),
        day=read_day(found["day"] or found.get("marked_day"), words),
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
    @no_length (?P<turn> @turn | (?: the @gap )? @follow ) @gap
    (?: (?P<weekday> @weekday ) @comma )? (?P<month> @month )
    (?: @gap? (?P<day> @day_number | @day_ordinal ) )?
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
    (?P<first> (?P<month> @month ) @gap? (?: the @gap )? (?P<first_day> @day_number |
    @day_ordinal ) ) (?: @gap? , @gap? @day_number )*? @gap? (?: @dash | , @gap and | and | or |
    to | through | until | till ) @gap? (?: the @gap )? (?P<second> (?P<second_day> @day_number |
    @day_ordinal ) (?: ,? @gap {YEAR} )? )
    """,
    needs="month",
)
def month_days(found: Groups, words: Vocabulary) -> Reading:
    """April 24 and 25, Sept. 26-27, 2027."""
    return _read_days(found, words, month_of="first")


@rule(
    rf"""
    (?P<first> (?: @weekday @gap )? (?: the @gap )? (?P<first_day> @day_number | @day_ordinal ) )
    @gap? (?: @dash | and | or | to | through | until | till ) @gap? (?: the @gap )? (?P<second>
    (?: @weekday @gap (?: the @gap )? )? (?P<second_day> @day_number | @day_ordinal ) @gap (?: of
    @gap )? (?P<month> @month ) (?: ,? @gap {YEAR} )? )
    """,
    needs="month",
)
def days_month(found: Groups, words: Vocabulary) -> Reading:
    """6-7 January 1916."""
    return _read_days(found, words, month_of="second")


def _read_days(found: Groups, words: Vocabulary, *, month_of: str) -> Reading:
    """Read two days of one month, or of two: "April 27 to the third"."""
    year, month = read_year(found["year"]), read_month(found["month"], words)
    first, second = read_day(found["first_day"], words), read_day(found["second_day"], words)
    if not first or not second or month is None:
        return None
    days = {
        "first": Calendar(year=year, month=month, day=first),
        "second": Calendar(year=year, month=month, day=second),
    }
    if second < first:
        other = "second" if month_of == "first" else "first"
        step = 1 if month_of == "first" else -1
        days[other] = replace(days[other], month=(month - 1 + step) % 12 + 1, year=None)
    return days


@rule(
    r"""
    (?: @no_length (?P<turn> @turn | (?: the @gap )? @follow ) @gap )? (?P<weekday> @weekday )
    (?: @gap? , @gap? (?: the @gap )? (?P<day> @day_ordinal ) (?= [.,;:!?)] | \Z ) | @gap the @gap
    (?P<late_day> @day_ordinal )
    | @gap (?P<digit_day> [0-3]?\d (?: (?: st | nd | rd | th ) (?! @gap @month ) | (?= [.!?;)]
    (?! \d ) | \Z ) ) ) )?
    """,
    needs="weekday",
)
def weekday_alone(found: Groups, words: Vocabulary) -> Reading:
    """Tuesday, last Friday, the previous Friday."""
    turn, lean = _read_turn(found["turn"], words) if found["turn"] else (None, "topic")
    day = read_day(found["day"] or found["late_day"] or found["digit_day"], words)
    weekday = read_weekday(found["weekday"], words)
    if found["turn"] == "next":
        return Calendar(weekday=weekday, within=Step(unit="week", count=1))
    return Calendar(weekday=weekday, day=day, turn=turn, lean=lean)


@rule(
    r"""
    (?: (?: each | every (?: @gap other )? ) @gap (?P<each> @weekday )
    (?: @gap (?P<each_part> @part ) )? | (?P<plural> @weekday_name ) s (?! \w )
    | (?P<night> @weekday ) @gap (?P<part> @part ) s )
    """,
    needs="weekday",
)
def every_weekday(found: Groups, words: Vocabulary) -> Reading:
    """Every Monday, Tuesdays, Friday nights."""
    weekday = read_weekday(found["each"] or found["plural"] or found["night"], words)
    part = found["part"] or found["each_part"]
    suffix = f"T{words.look_up('parts_of_day', part)}" if part else ""
    return Repeat(value=f"XXXX-WXX-{weekday}{suffix}")


@rule(
    r"""
    (?: the @gap )? (?P<day> @day_ordinal ) (?: @gap day )? (?: @gap of )? @gap (?P<turn> @turn |
    the | (?: the @gap )? @follow ) @gap month
    """,
    needs="named_month",
)
def day_of_turned_month(found: Groups, words: Vocabulary) -> Reading:
    """The 15th of next month, the 21st this month."""
    return Calendar(
        day=read_day(found["day"], words), within=read_within(found["turn"], "month", words)
    )


@rule(r"(?: the @gap | (?<= on\ ) ) (?P<day> @day_ordinal )", needs="ordinal")
def day_of_month(found: Groups, words: Vocabulary) -> Reading:
    """On the 14th."""
    day = read_day(found["day"], words)
    return Calendar(day=day) if day and (found["day"] or "")[0].isdigit() else None


@rule(
    rf"""
    (?: the @gap )? (?P<order> first | second | third | fourth | fifth | last | final | [1-5] (?: st
    | nd | rd | th ) ) @gap (?P<weekday> @weekday ) @gap (?: of | in ) @gap (?: (?P<month> @month )
    (?: ,? @gap (?: of @gap )? {YEAR} )? | (?P<every> each | every ) @gap month )
    """,
    needs="weekday",
)
def nth_weekday_of_month(found: Groups, words: Vocabulary) -> Reading:
    """The third Thursday in November, the first Monday of every month."""
    if found["every"]:
        return Repeat(value="P1M")
    order, month = found["order"], read_month(found["month"], words) or 0
    nth = -1 if order in ("last", "final") else read_day(order, words) or 0
    weekday = read_weekday(found["weekday"], words) or 0
    return Calendar(holiday=(month, nth, weekday, 0), year=read_year(found["year"]))


@rule(r"(?: each | every ) @gap (?P<month> @month )", needs="month")
def every_month_name(found: Groups, words: Vocabulary) -> Reading:
    """Every July."""
    return Repeat(value=f"XXXX-{read_month(found['month'], words):02d}")


@rule(
    rf"""
    (?: (?P<turn> @turn | @follow ) @gap )? (?P<holiday> @holiday ) (?: @gap? ,? @gap? (?: of
    @gap )? {YEAR} )?
    """,
    needs="holiday",
)
def holiday(found: Groups, words: Vocabulary) -> Reading:
    """Thanksgiving Day, last Christmas, Easter 1916."""
    turn, _ = _read_turn(found["turn"], words)
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
    weekday_alone,
    day_of_turned_month,
    day_of_month,
    every_weekday,
    nth_weekday_of_month,
    every_month_name,
    holiday,
)
