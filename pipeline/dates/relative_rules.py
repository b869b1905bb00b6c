"""Rules for periods that are told by their distance from an anchor."""

from __future__ import annotations

from msgspec.structs import replace

from .candidates import Groups, Reading, Rule, rule
from .meanings import Fixed, Lean, Length, Step, Unknown
from .parts import read_count, read_step
from .vocabulary import Vocabulary

COUNT = r"(?P<count> @exact | @vague | @count | an? )"


@rule(r"(?P<word> @day_word )", needs="day")
def day_word(found: Groups, words: Vocabulary) -> Reading:
    """Today, yesterday, tomorrow."""
    return Step(unit="day", count=words.look_up("day_words", found["word"] or ""))


@rule(
    r"(?: the @gap )? day @gap (?P<side> before @gap yesterday | after @gap tomorrow )",
    needs="day",
)
def day_beyond(found: Groups, _words: Vocabulary) -> Reading:
    """The day before yesterday, the day after tomorrow."""
    return Step(unit="day", count=-2 if (found["side"] or "").startswith("before") else 2)


@rule(
    r"""
    (?P<the> the @gap )? (?P<turn> @turn ) @gap (?: calendar | fiscal | financial | full | school
    | working )? @gap? (?P<unit> day | weekend | week | workweek | fortnight | month | quarter |
    year | decade | century | millennium ) @or_so
    """,
    needs="unit",
)
def turned_unit(found: Groups, words: Vocabulary) -> Reading:
    """Last year, this week, the past month, the current fiscal year."""
    step = read_step(found["turn"] or "", found["unit"] or "", words)
    if step.unit == "day":
        return None
    if step.unit == "fortnight" and step.count:
        return Length(value="P2W", unit="fortnight", count=1, turn=step.count)
    if step.unit == "weekend" and "coming" in (found["turn"] or ""):
        return replace(step, count=0)
    return replace(step, lean="topic") if found["the"] and step.count > 0 else step


@rule(
    r"""
    (?: the @gap )? (?P<follow> @follow ) @gap (?: calendar | fiscal | financial )? @gap?
    (?P<unit> day | weekend | week | fortnight | month | quarter | year | decade | century )
    """,
    needs="unit",
)
def following_unit(found: Groups, words: Vocabulary) -> Reading:
    """The following day, that year, the same month."""
    return read_step(found["follow"] or "", found["unit"] or "", words)


@rule(r"(?: the @gap same | this | that ) @gap period", needs="unit")
def this_period(_found: Groups, _words: Vocabulary) -> Reading:
    """This period: a mention whose value the text alone tells."""
    return Unknown()


@rule(
    r"(?: (?<= during\ ) | (?<= by\ ) | (?<= at\ ) ) (?: this | that ) @gap time",
    needs="time",
)
def this_time(_found: Groups, _words: Vocabulary) -> Reading:
    """(During) this time: a mention without a value, too."""
    return Unknown()


@rule(
    r"""
    (?: the @gap )? next @gap day | the @gap day @gap (?: after | following ) (?! @gap an? @gap )
    """,
    needs="unit",
)
def next_day(_found: Groups, _words: Vocabulary) -> Reading:
    """The next day."""
    return Step(unit="day", count=1, lean="mention")


@rule(
    r"""
    the @gap day @gap before (?= @gap? [.,;:!?)"”’] | \Z ) | (?<= [.!?]\ ) the @gap day @gap before
    | the @gap (?: previous | preceding ) @gap day
    """,
    needs="unit",
)
def day_before(_found: Groups, _words: Vocabulary) -> Reading:
    """The day before."""
    return Step(unit="day", count=-1, lean="mention")


@rule(
    rf"""
    {COUNT} (?P<early_half> @hyphen and @hyphen a @hyphen half )? @hyphen (?P<unit> @unit )
    (?P<half> @gap and @gap a @gap half )? (?: @gap or @gap (?: so | two | more ) )? @gap (?: ago |
    back ) | (?P<half_century> half @gap a @gap century ) @gap ago
    """,
    needs="unit ago",
)
def ago(found: Groups, words: Vocabulary) -> Reading:
    """Two years ago, a week or so ago, a year and a half ago."""
    if found["half_century"]:
        return Step(unit="year", count=-50)
    unit, count = words.unit(found["unit"] or ""), read_count(found["count"], words)
    if found["half"] or found["early_half"]:
        small, factor = HALVES.get(unit, (None, 0))
        return Step(unit=small, count=-int((count or 0) * factor + factor / 2)) if small else None
    return _read_distance(found, words, sign=-1)


HALVES = {"year": ("month", 12), "decade": ("year", 10)}
"""What half a unit ago is counted in."""


@rule(
    rf"{COUNT} @gap (?P<unit> @unit ) @gap (?: from @gap now | hence | from @gap today )",
    needs="unit hence",
)
def from_now(found: Groups, words: Vocabulary) -> Reading:
    """Two years from now."""
    return _read_distance(found, words, sign=1)


@rule(rf"in @gap {COUNT} @gap (?P<unit> @unit ) ['’] s? @gap time", needs="unit time")
def in_time(found: Groups, words: Vocabulary) -> Reading:
    """In two years' time."""
    return _read_distance(found, words, sign=1)


def _read_distance(found: Groups, words: Vocabulary, *, sign: int) -> Reading:
    unit, count = words.unit(found["unit"] or ""), read_count(found["count"], words)
    if unit in ("second", "minute", "hour"):
        return Fixed(value="PRESENT_REF") if sign > 0 else Unknown()
    if count is None:
        return Fixed(value="PAST_REF" if sign < 0 else "FUTURE_REF")
    if count != int(count):
        return Unknown()
    unit, factor = SINGLE.get(unit, (unit, 1))
    return Step(unit=unit, count=int(sign * count * factor))


SINGLE = {"decade": ("year", 10), "fortnight": ("day", 14)}
"""Units that a distance counts in others: ten years ago is a year, a fortnight ago a day."""


@rule(
    rf"""
    {COUNT} @hyphen (?P<unit> @unit ) @gap (?P<side> earlier | later | previously | before (?=
    @gap? [.,;:!?)"”’] | \Z ) ) (?! @gap (?: than | the @gap same | @weekday ) )
    """,
    needs="unit later",
)
def later(found: Groups, words: Vocabulary) -> Reading:
    """Twelve days later, a year earlier: seen from the date mentioned last."""
    is_before = found["side"] != "later"
    unit, count = words.unit(found["unit"] or ""), read_count(found["count"], words)
    if count is None:
        return Fixed(value="PAST_REF" if is_before else "FUTURE_REF")
    if unit in ("second", "minute", "hour") or count != int(count):
        return Unknown()
    unit, factor = SINGLE.get(unit, (unit, 1))
    steps = int(-count if is_before else count) * factor
    lean: Lean = "story" if unit == "year" and count == 1 and is_before else "mention"
    return Step(unit=unit, count=steps, lean=lean)


@rule(
    r"""
    (?: (?<= will\ ) | (?<= would\ ) | (?<= could\ ) | (?<= may\ ) | (?<= might\ ) ) one @gap
    day | a @gap (?: later | future ) @gap date | future @gap (?: years | months | quarters )
    """,
    needs="unit",
)
def some_day(_found: Groups, _words: Vocabulary) -> Reading:
    """(Would) one day, a later date, future years."""
    return Fixed(value="FUTURE_REF")


@rule(
    r"""
    the @gap (?P<unit> year | month | week | quarter ) @gap (?P<side> before | after ) (?= @gap?
    [.,;:!?)"”’] | \Z )
    """,
    needs="unit",
)
def unit_beside(found: Groups, words: Vocabulary) -> Reading:
    """The year before, the month after."""
    count = -1 if found["side"] == "before" else 1
    return Step(unit=words.unit(found["unit"] or ""), count=count, lean="mention")


@rule(r"the @gap (?P<unit> year | month | week | weekend ) @gap before @gap last", needs="unit")
def unit_before_last(found: Groups, words: Vocabulary) -> Reading:
    """The year before last."""
    return Step(unit=words.unit(found["unit"] or ""), count=-2)


@rule(r"(?P<unit> @plural ) @gap (?P<side> earlier | later ) (?! @gap than )", needs="unit later")
def vaguely_later(found: Groups, _words: Vocabulary) -> Reading:
    """Days later, years earlier."""
    return Fixed(value="FUTURE_REF" if found["side"] == "later" else "PAST_REF")


@rule(
    r"""
    (?: the @gap (?: entire @gap | full @gap | fiscal @gap )? | (?<= end\ of\ ) )
    (?! year - | quarter - ) (?P<unit> year | month | week | quarter | weekend )
    (?P<event> (?= @gap (?: after | before | between | following | since | that | when )
    (?! \w ) ) )?
    """,
    needs="unit",
)
def definite_unit(found: Groups, words: Vocabulary) -> Reading:
    """The year, the weekend: the one that the story is about; not the week before a vote."""
    if found["event"] is not None:
        return Unknown()
    unit = words.unit(found["unit"] or "")
    return Step(unit=unit, count=0, lean="story" if unit == "quarter" else "topic")


@rule(
    r"""
    the @gap (?: fiscal @gap | full @gap )? year
    (?= @gap (?: (?: that @gap )? (?: ended | ending ) @gap | to @gap (?: the @gap end @gap of
    @gap )? @month ) )
    """,
    needs="unit",
)
def year_ended(_found: Groups, _words: Vocabulary) -> Reading:
    """The (fiscal) year (ended March 31, to June): a length whose end another mention tells."""
    return Length(value="P1Y", unit="year", count=1)


@rule(
    r"""
    (?: the @gap )? latest @gap (?: fiscal @gap )? (?P<unit> quarter | period | year | week |
    month )
    """,
    needs="unit latest",
)
def latest_unit(found: Groups, _words: Vocabulary) -> Reading:
    """The latest quarter."""
    if found["unit"] in ("quarter", "period"):
        return Step(unit="quarter", count=0, lean="story")
    return Step(unit=found["unit"] or "", count=-1)


@rule(
    r"""
    (?P<text> (?: the @gap )? (?: comparable @gap | corresponding @gap )? year [ -] (?: ago |
    earlier ) (?: @gap (?: first | second | third | fourth | fiscal ) )? @gap (?: quarter | period )
    | year [ -] (?: ago | earlier ) | last @gap year ['’] s @gap (?: quarter | period ) | a @gap
    year @gap (?: ago | earlier ) | (?: the @gap )? (?:
    same | comparable | corresponding ) @gap (?: quarter | period ) @gap (?: of @gap )? (?: last
    @gap year | a @gap year @gap (?: ago | earlier ) | the @gap (?: previous | prior ) @gap year
    ) | (?: the @gap )? quarter @gap a @gap year @gap (?: ago | earlier ) )
    """,
    needs="unit",
)
def year_earlier(found: Groups, _words: Vocabulary) -> Reading:
    """The year-earlier quarter: in an earnings story, a year before the story's quarter."""
    is_ago = (found["text"] or "").endswith("ago")
    return Step(unit="year", count=-1, lean="report" if is_ago else "story")


@rule(
    r"(?: the @gap )? (?: year @hyphen end | year ['’] s @gap end )",
    needs="unit",
    modifier="END",
)
def year_end(_found: Groups, _words: Vocabulary) -> Reading:
    """Year-end: as "the end of the year"."""
    return Step(unit="year", count=0, lean="topic")


RELATIVE_RULES: tuple[Rule, ...] = (
    day_word,
    day_beyond,
    turned_unit,
    following_unit,
    this_period,
    this_time,
    next_day,
    day_before,
    year_earlier,
    ago,
    from_now,
    in_time,
    later,
    some_day,
    unit_beside,
    unit_before_last,
    vaguely_later,
    year_ended,
    definite_unit,
    latest_unit,
    year_end,
)
