"""Rules for weeks, by their number, their place in a month or year, or a day in them."""

from __future__ import annotations

from .calendar_rules import DAY, YEAR
from .candidates import Groups, Reading, Rule, rule
from .holidays import find_holiday
from .meanings import Calendar, Step
from .parts import read_count, read_day, read_month, read_step, read_weekday, read_within, read_year
from .vocabulary import Vocabulary


@rule(
    rf"""
    (?: (?: the @gap )? week @gap (?: of | (?: beginning | commencing | ended | ending |
    starting | to ) (?: @gap on )? ) ) @gap (?: the @gap )? (?:
    (?P<month> @month ) @gap? {DAY} | (?P<first_day> @day_number ) @gap (?P<late_month> @month )
    | (?P<bare_day> @day_ordinal ) ) (?: ,? @gap {YEAR} )?
    """,
    needs="week",
)
def week_of_day(found: Groups, words: Vocabulary) -> Reading:
    """The week of March 6."""
    month = read_month(found["month"] or found["late_month"], words)
    day = read_day(found["day"] or found["first_day"] or found["bare_day"], words)
    return Calendar(month=month, day=day, year=read_year(found["year"]), whole="week")


@rule(
    rf"""
    w/[ce] @gap (?: (?P<month> @month ) @gap? {DAY} | (?P<first_day> @day_number ) @gap
    (?P<late_month> @month ) )
    """,
    needs="month",
)
def week_commencing(found: Groups, words: Vocabulary) -> Reading:
    """W/c Feb 4."""
    month = read_month(found["month"] or found["late_month"], words)
    return Calendar(
        month=month, day=read_day(found["day"] or found["first_day"], words), whole="week"
    )


@rule(
    rf"""
    (?: the @gap )? (?P<order> first | second | third | fourth | last | final | 1st | 2nd | 3rd
    | 4th ) (?: @gap full )? @gap week @gap (?: of | in ) @gap (?: (?P<month> @month ) (?: ,?
    @gap (?: of @gap )? {YEAR} )? | (?P<turn> @turn | the | @follow ) @gap month )
    """,
    needs="week",
)
def week_of_month(found: Groups, words: Vocabulary) -> Reading:
    """The last week of August."""
    return Calendar(
        month=read_month(found["month"], words),
        year=read_year(found["year"]),
        week=_read_order(found, words),
        within=read_within(found["turn"], "month", words),
    )


def _read_order(found: Groups, words: Vocabulary) -> int | None:
    order = found["order"] or ""
    return -1 if order in ("last", "final") else read_day(order, words)


@rule(
    rf"""
    (?: (?: the @gap )? (?P<order> first | last | final | @day_ordinal | [345]\d (?: st | nd |
    rd | th ) ) (?: @gap full )? @gap week | week @gap (?P<number> [1-5]?\d ) ) @gap? ,? @gap?
    (?: of | in ) @gap (?: the @gap year @gap )? (?: {YEAR} | (?P<turn> @turn | the | @follow )
    @gap year )
    """,
    needs="week",
)
def week_of_year(found: Groups, words: Vocabulary) -> Reading:
    """The first week of 2015, week 27 of last year."""
    week = int(found["number"]) if found["number"] else _read_order(found, words)
    within = read_within(found["turn"], "year", words)
    return Calendar(week=week, year=read_year(found["year"]), within=within)


@rule(r"(?: the @gap )? week @gap (?P<number> [1-5]\d )", needs="week")
def week_number(found: Groups, _words: Vocabulary) -> Reading:
    """Week 31; a low number is rather the week of a season or a course."""
    week = int(found["number"] or 0)
    return Calendar(week=week) if FIRST_SURE_WEEK <= week <= LAST_WEEK else None


FIRST_SURE_WEEK, LAST_WEEK = 19, 53
"""American football counts its weeks up to 18."""


@rule(r"the @gap week(?P<end> end )? @gap after @gap next", needs="week")
def week_after_next(found: Groups, _words: Vocabulary) -> Reading:
    """The week after next."""
    return Step(unit="weekend" if found["end"] else "week", count=2)


@rule(
    rf"""
    (?: (?: the @gap )? (?: (?P<turn> @turn ) @gap )? (?P<holiday> @holiday ) (?: @gap {YEAR} )?
    @gap (?P<unit> week | weekend ) (?: @gap (?P<late_year> @year ) )?
    | (?: the @gap )? (?P<early_unit> week | weekend ) @gap of @gap (?P<late_holiday> @holiday )
    (?: @gap (?P<last_year> @year ) )? )
    """,
    needs="holiday unit",
)
def holiday_week(found: Groups, words: Vocabulary) -> Reading:
    """Easter week, Labor Day weekend, the weekend of Halloween."""
    name = found["holiday"] or found["late_holiday"] or ""
    when = find_holiday(" ".join(name.replace("’", "'").split()), words.lexicon)
    if when is None:
        return None
    return Calendar(
        holiday=when,
        year=read_year(found["year"] or found["late_year"] or found["last_year"]),
        turn=words.lexicon["turns"].get(found["turn"]),
        whole="weekend" if "weekend" in (found["unit"], found["early_unit"]) else "week",
    )


@rule(
    r"""
    (?P<weekday> @weekday ) (?: @gap of )? @gap (?: the @gap )? (?P<turn> @turn | @follow ) @gap
    (?P<unit> week ) (?! end )
    | (?P<early_turn> @turn | @follow ) @gap week (?: @gap on )? (?: @gap | @gap? @dash @gap? )
    (?P<late_weekday> @weekday )
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
    (?P<weekday> @weekday ) @comma (?P<count> @exact | @count | an? ) @gap (?P<unit> weeks? |
    fortnights? ) @gap (?P<side> ago | from @gap now | from @gap today )
    """,
    needs="weekday unit",
)
def weekday_weeks_away(found: Groups, words: Vocabulary) -> Reading:
    """Friday two weeks ago, Monday a week from now."""
    count = read_count(found["count"], words)
    if count is None or count != int(count):
        return None
    sign = -1 if found["side"] == "ago" else 1
    weeks = int(count) * (2 if words.unit(found["unit"] or "") == "fortnight" else 1)
    within = Step(unit="week", count=sign * weeks)
    return Calendar(weekday=read_weekday(found["weekday"], words), within=within)


WEEK_RULES: tuple[Rule, ...] = (
    week_of_day,
    week_commencing,
    week_of_month,
    week_of_year,
    week_number,
    week_after_next,
    holiday_week,
    weekday_of_week,
    weekday_weeks_away,
)
