"""Rules for times of the day."""

from __future__ import annotations

from .candidates import Groups, Reading, Rule, rule
from .meanings import Calendar, Clock, Length, Step
from .parts import read_count, read_weekday
from .vocabulary import Vocabulary

HOUR = r"(?<! \d[.:,] ) (?P<hour> 2[0-3] | 1\d | 0?\d )"
HALF_DAY = r"(?P<half> a\.m\.? | am | p\.m\.? | pm )"
ZONE = r"(?: @gap? (?: \( @zone \) | @zone (?! \w ) ) )?"
FOUR_DIGITS = r"(?: (?: [01]\d | 2[0-3] ) [0-5]\d )"
EARLY = r"(?: 0\d [0-5]\d )"
"""With a zero in front four digits are no year and no amount."""
UNLIKE_YEAR = r"(?: (?<= \b at [ ] ) | (?<= \b at [ ] about [ ] ) | (?! (?: 19 | 20 ) \d\d ) )"
"""Only behind "at" is 1930 a time: "for the first time since 2006 on Sunday" names a year."""


@rule(
    rf"{HOUR} (?: [:.] (?P<minute> [0-5]\d ) (?: : [0-5]\d )? )? @gap? {HALF_DAY} {ZONE}",
    needs="clock",
)
def half_day_time(found: Groups, _words: Vocabulary) -> Reading:
    """5 p.m. EST."""
    hour = int(found["hour"] or 0)
    if not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if (found["half"] or "").startswith("p") else 0)
    return Clock(time=_write_time(hour, found))


@rule(
    rf"""
    (?: @elapsed (?P<hours> \d{{1,2}} ) : (?P<minutes> [0-5]\d ) : (?P<seconds> [0-5]\d (?: \. \d+
    )? ) | (?<= in\ ) (?P<short_minutes> \d{{1,2}} ) : (?P<short_seconds> [0-5]\d (?: \. \d+ )? ) )
    (?! [:\d] | @gap? (?: {HALF_DAY} | @zone (?! \w ) ) )
    """,
    needs="clock",
)
def elapsed_time(found: Groups, _words: Vocabulary) -> Reading:
    """(Won in) 2:04:31, (in) 6:20: what a runner needed."""
    if found["hours"]:
        parts = zip("HMS", (found["hours"], found["minutes"], found["seconds"]), strict=True)
    else:
        parts = zip("MS", (found["short_minutes"], found["short_seconds"]), strict=True)
        if int(found["short_minutes"] or 0) <= MAX_HOURS and "." not in str(found["short_seconds"]):
            return Length(value="PXX")
    return Length(
        value="PT" + "".join(f"{float(n or 0):g}{unit}" for unit, n in parts if float(n or 0))
    )


MAX_HOURS = 3
"""Up to it "in 2:05" may be hours and minutes, as of a marathon, or minutes and seconds."""


@rule(rf"{HOUR} : (?P<minute> [0-5]\d ) (?: : [0-5]\d )? {ZONE} (?! [:\d] )", needs="clock")
def clock_time(found: Groups, _words: Vocabulary) -> Reading:
    """14:05 GMT."""
    return Clock(time=_write_time(int(found["hour"] or 0), found))


@rule(
    rf"""
    (?P<time> {FOUR_DIGITS} (?: z | @gap? (?: @own_zone | local (?= @gap? [(),.;] ) ) )
    | (?: {EARLY} | @at {FOUR_DIGITS} ) @gap? (?: @zone | hours | hrs | h ) (?! @gap of ) )
    (?! \w )
    """,
    needs="four_digits",
)
def four_digit_time(found: Groups, _words: Vocabulary) -> Reading:
    """1015 GMT, 2145Z, at 2200 hours."""
    return _read_four_digits(found["time"])


@rule(
    rf"""
    @at_about (?P<time> {EARLY} ) (?! [ -]\d ) | @at_about {UNLIKE_YEAR} (?P<told> {FOUR_DIGITS} (?:
    @gap? (?: hours | hrs | h ) )? ) ,? @gap (?: on @gap )? (?: @weekday | @day_word | @month @gap
    @day_number | @day_number @gap @month )
    """,
    needs="four_digits",
)
def four_digit_time_at(found: Groups, _words: Vocabulary) -> Reading:
    """At 0630, at 1930 on Monday: without a zero in front the day must follow."""
    name = "time" if found["time"] else "told"
    return {name: _read_four_digits(found[name])}


@rule(
    rf"""
    (?: @at_about (?P<first> {EARLY} ) @gap? @dash @gap? (?P<second> {FOUR_DIGITS} ) | (?P<start>
    {EARLY} ) @gap (?: to | and | until | till ) @gap (?P<end> {FOUR_DIGITS} ) | (?P<from>
    {FOUR_DIGITS} ) (?: @gap? @dash @gap? | @gap (?: to | and | until | till ) @gap ) (?P<till>
    {FOUR_DIGITS} @gap? @own_zone ) ) (?! \w )
    """,
    needs="four_digits",
)
def four_digit_times(found: Groups, _words: Vocabulary) -> Reading:
    """0900 to 1700, 1300-1500 GMT: one end shows what the other is."""
    return {name: _read_four_digits(written) for name, written in found.items() if written}


def _read_four_digits(written: str | None) -> Clock:
    digits = written or ""
    return Clock(time=f"{digits[:2]}:{digits[2:4]}")


@rule(
    rf"""
    (?P<hour> @number_word | 1?\d ) @gap (?: o['’]clock (?: @gap in @gap the @gap (?P<part>
    morning | afternoon | evening ) )? | in @gap the @gap (?P<late_part> morning | afternoon |
    evening ) | at @gap (?P<night> night ) ) {ZONE}
    """,
    needs="clock",
)
def oclock(found: Groups, words: Vocabulary) -> Reading:
    """Seven o'clock in the evening."""
    return _read_oclock(found, words)


MINUTES = (
    r"(?: (?P<minutes> five | ten | twenty | twenty @hyphen five | @number_word @gap minutes ) )"
)
PART = r"""
    (?: @gap (?: in @gap the @gap (?P<late_part> morning | afternoon | evening ) | at @gap
    (?P<night> night ) ) )
    """


@rule(
    rf"""
    (?: {MINUTES} | (?P<half> half ) | (?: a @gap )? (?P<quarter> quarter ) ) @gap past @gap
    (?P<hour> @number_word | 1?\d | @clock_word ) {PART}?
    """,
    needs="past_hour",
)
def past_hour(found: Groups, words: Vocabulary) -> Reading:
    """Half past five, ten past six in the morning."""
    return _read_beside_hour(found, words, sign=1)


@rule(
    rf"""
    (?: a @gap )? (?P<quarter> quarter ) @gap to @gap (?P<hour> @number_word | 1?\d | @clock_word )
    (?: {PART} | (?= @gap? [.,;:!?)"”’] | \Z | @gap (?: and | at | on | when ) ) )
    """,
    needs="named_quarter",
)
def quarter_to_hour(found: Groups, words: Vocabulary) -> Reading:
    """A quarter to nine; but from a quarter to one third."""
    return _read_beside_hour({"minutes": None, "half": None, **found}, words, sign=-1)


@rule(
    rf"""
    {MINUTES} @gap to @gap (?: (?P<word> @clock_word ) | (?P<number> @number_word | 1?\d ) {PART} )
    """,
    needs="part",
)
def minutes_to_hour(found: Groups, words: Vocabulary) -> Reading:
    """Twenty to midnight, ten to six in the morning; "ten to six" alone is a range."""
    hour = found["word"] or found["number"]
    told = {"half": None, "quarter": None, **found, "hour": hour}
    return _read_beside_hour(told, words, sign=-1)


def _read_beside_hour(found: Groups, words: Vocabulary, *, sign: int) -> Reading:
    """Read so many minutes past (sign 1) or to (-1) an hour."""
    minutes = 30 if found["half"] else 15
    if found["minutes"]:
        minutes = int(read_count((found["minutes"] or "").removesuffix("minutes"), words) or 0)
    written = found["hour"] or ""
    named = words.lexicon["clock_words"].get(written)
    hour = int(named[:2]) if named else read_count(written, words)
    if hour is None or not 1 <= hour <= (24 if named else 12):
        return None
    part = found["late_part"] or found["night"]
    if part:
        hour = hour % 12 + (0 if part == "morning" else 12)
    total = (int(hour) * 60 + sign * minutes) % (24 * 60)
    return Clock(time=f"{total // 60:02d}:{total % 60:02d}")


@rule(
    r"""
    (?P<hour> @number_word | 1?\d ) (?: : (?P<minute> [0-5]\d ) )? @gap (?: in @gap the @gap
    (?P<late_part> morning | afternoon | evening ) | at @gap (?P<night> night ) )
    """,
    needs="part",
)
def time_in_part(found: Groups, words: Vocabulary) -> Reading:
    """4 in the morning."""
    return _read_oclock({"part": None, "minute": None, **found}, words)


def _read_oclock(found: Groups, words: Vocabulary) -> Reading:
    number = read_count(found["hour"], words)
    if number is None or not 1 <= number <= 12:
        return None
    part = found.get("part") or found["late_part"] or found["night"]
    hour = int(number) % 12 + (12 if part in ("afternoon", "evening", "night") else 0)
    return Clock(time=_write_time(hour, found))


def _write_time(hour: int, found: Groups) -> str:
    return f"{hour:02d}:{found.get('minute') or '00'}"


@rule(rf"(?P<word> @clock_word ) {ZONE}", needs="part")
def clock_word(found: Groups, words: Vocabulary) -> Reading:
    """Noon, midnight."""
    return Clock(time=words.look_up("clock_words", found["word"] or ""))


@rule(
    r"""
    (?: (?: this @gap (?: very @gap )? ) (?P<this> @part ) | (?P<tonight> tonight ) | last @gap
    (?P<last> night | evening ) | (?P<day> @day_word ) @gap (?P<day_part> @part | @clock_word )
    )
    """,
    needs="part",
)
def part_of_known_day(found: Groups, words: Vocabulary) -> Reading:
    """This morning, tonight, last night, yesterday afternoon."""
    if found["day"]:
        day = Step(unit="day", count=words.look_up("day_words", found["day"]))
        return Clock(time=_read_part(found["day_part"] or "", words), day=day)
    part = found["this"] or found["last"] or "night"
    return Clock(
        time=_read_part(part, words), day=Step(unit="day", count=-1 if found["last"] else 0)
    )


def _read_part(part: str, words: Vocabulary) -> str:
    table = "parts_of_day" if part in words.lexicon["parts_of_day"] else "clock_words"
    return str(words.look_up(table, part))


@rule(
    r"""
    (?: (?P<turn> @turn ) @gap )? (?P<weekday> @weekday ) @gap (?: (?: early | late | mid )
    @hyphen )? (?P<part> @part ) (?! s )
    """,
    needs="weekday part",
)
def weekday_part(found: Groups, words: Vocabulary) -> Reading:
    """Friday morning."""
    turn = words.lexicon["turns"].get(found["turn"]) if found["turn"] else None
    within = Step(unit="week", count=1) if found["turn"] == "next" else None
    weekday = read_weekday(found["weekday"], words)
    day = Calendar(weekday=weekday, turn=None if within else turn, within=within)
    return Clock(time=words.look_up("parts_of_day", found["part"] or ""), day=day)


@rule(
    r"""
    (?: (?P<same> (?: the @gap )? same | that ) | (?: the @gap )? (?P<next> next | following ) )
    @gap (?P<part> morning | afternoon | evening | night )
    """,
    needs="part",
)
def part_of_mentioned_day(found: Groups, words: Vocabulary) -> Reading:
    """That afternoon, the next morning."""
    day = Step(unit="day", count=1 if found["next"] else 0, lean="mention")
    return Clock(time=words.look_up("parts_of_day", found["part"] or ""), day=day)


@rule(
    r"""
    (?: the @hyphen )? (?P<part> morning | afternoon | evening | dawn | dusk |
    sunrise | sunset | overnight | midday ) | the @gap (?P<night> night ) (?= @gap of @gap (?:
    @month | @weekday | \d ) )
    """,
    needs="part",
)
def part_alone(found: Groups, words: Vocabulary) -> Reading:
    """The morning, mid-afternoon."""
    return Clock(time=_read_part(found["part"] or found["night"] or "", words))


CLOCK_RULES: tuple[Rule, ...] = (
    half_day_time,
    elapsed_time,
    clock_time,
    four_digit_time,
    four_digit_time_at,
    four_digit_times,
    oclock,
    past_hour,
    quarter_to_hour,
    minutes_to_hour,
    time_in_part,
    clock_word,
    part_of_known_day,
    weekday_part,
    part_of_mentioned_day,
    part_alone,
)
