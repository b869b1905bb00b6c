"""Rules for years and the periods that are parts or multiples of years."""

from __future__ import annotations

from .calendar_rules import YEAR
from .candidates import Groups, Reading, Rule, rule
from .meanings import Calendar, Fixed, Lean, Step
from .parts import read_day, read_step, read_within, read_year
from .vocabulary import Vocabulary

ORDER = r"(?P<order> first | second | third | fourth | last | final | 1st | 2nd | 3rd | 4th )"
FISCAL = r"(?: (?: fiscal | financial ) [ -] (?: year @gap )? )?"
WHICH_YEAR = rf"""
    (?P<turn> @turn | @follow ) @gap (?: fiscal @gap | calendar @gap )? year | (?: {FISCAL}
    {YEAR} )
    """


@rule(
    r"""
    (?: (?: the @gap )? (?: fiscal | financial | calendar | school ) @gap (?: year @gap )? | (?:
    the @gap )? years? @gap | fy @gap? | (?: post | pre ) - )? (?P<year> @year )
    """,
    needs="year",
)
def year_alone(found: Groups, _words: Vocabulary) -> Reading:
    """1948, fiscal 1988, the year 2000."""
    return Calendar(year=read_year(found["year"]))


@rule(
    r"fy @gap? ['’]? (?P<start> (?: 20 )? \d\d ) (?: [-‐‑–/] (?P<year> \d\d ) )? (?! \d )",
    needs="fiscal",
)
def fiscal_code(found: Groups, _words: Vocabulary) -> Reading:
    """FY25, FY2024-25: named by the year in which it ends."""
    digits = found["year"] or (found["start"] or "")[-2:]
    return Calendar(year=2000 + int(digits))


@rule(r"(?: the @gap year @gap )? (?P<year> @era_year )", needs="era")
def year_with_era(found: Groups, _words: Vocabulary) -> Reading:
    """241 BC, AD 70."""
    return Calendar(year=read_year(found["year"]))


@rule(r"(?: the @gap year @gap )? (?P<year> @spoken_year )", needs="spoken")
def year_in_words(found: Groups, _words: Vocabulary) -> Reading:
    """Nineteen ninety-six."""
    return Calendar(year=read_year(found["year"]))


@rule(r"(?P<year> @short_year )", needs="short_year")
def short_year(found: Groups, _words: Vocabulary) -> Reading:
    """'82."""
    return Calendar(year=read_year(found["year"]))


@rule(
    r"""
    (?P<first> (?P<first_year> @year ) ) (?P<sign> [-‐‑–—/~] )
    (?P<second> (?P<second_year> @year | \d\d (?! \w | [.,]\d | % ) ) )
    """,
    needs="year",
)
def years_dash(found: Groups, _words: Vocabulary) -> Reading:
    """1915-17, 2018–2023."""
    years = _read_years(found)
    if years is None:
        return None
    return {"first": Calendar(year=years[0]), "second": Calendar(year=years[1])}


@rule(
    r"""
    (?P<first> (?P<first_year> @long_year ) ) @gap? (?: [-‐‑–—] | and | or | to | until ) @gap?
    (?P<second> (?P<second_year> @long_year ) @gap? (?: b\.c\. (?: e\. )? | b\.c | bce? ) )
    """,
    needs="era",
)
def years_before_christ(found: Groups, _words: Vocabulary) -> Reading:
    """499–449 BC."""
    first, second = (
        int((found[name] or "0").replace(",", "")) for name in ("first_year", "second_year")
    )
    return {"first": Calendar(year=-first), "second": Calendar(year=-second)}


def _read_years(found: Groups) -> tuple[int, int] | None:
    first, text = read_year(found["first_year"]), found["second_year"] or ""
    if first is None:
        return None
    second = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
    is_season = second == first + 1
    return (first, second) if first < second and (is_season or found["sign"] != "/") else None


@rule(
    r"""
    (?: the @gap )? (?: (?P<century> 1\d | 20 ) (?P<tens> \d ) 0 | ['’‘]? (?P<short> [2-9] ) 0 )
    (?: ['’]? s | [ ] s (?! [.&'’] ) ) | (?: the @gap )? (?: (?P<said> nineteen | eighteen )
    @hyphen )? (?P<decade> @decade )
    """,
    needs="decade",
)
def decade(found: Groups, words: Vocabulary) -> Reading:
    """The 1990s, the '80s, the nineties."""
    if found["century"]:
        return Fixed(value=f"{found['century']}{found['tens']}", stated=("decade",))
    if found["short"]:
        return Fixed(value=f"19{found['short']}", stated=("decade",))
    tens = words.look_up("decades", found["decade"] or "") // 10
    return Fixed(value=f"{18 if found['said'] == 'eighteen' else 19}{tens}", stated=("decade",))


@rule(
    r"""
    (?: the @gap )? (?P<ordinal> @ordinal | \d\d? (?: st | nd | rd | th ) ) @hyphen (?: century
    | centuries ) (?P<era> @gap (?: bce? | b\.c\. ) ) ? (?: @gap (?: ad | ce | a\.d\. ) )?
    """,
    needs="century",
)
def century(found: Groups, words: Vocabulary) -> Reading:
    """The 20th century."""
    number = read_day(found["ordinal"], words)
    if not number or number > 30:
        return None
    if found["era"]:
        return Fixed(value=f"BC{number - 1:02d}", stated=("century",))
    return Fixed(value=f"{number - 1:02d}", stated=("century",))


@rule(
    r"""
    (?: (?: the @gap )? (?: early | mid | late ) @hyphen )? (?P<first> (?: the @gap )?
    (?P<first_number> @ordinal | \d\d? (?: st | nd | rd | th ) ) ) @gap (?: and | or | to ) @gap
    (?: (?: the @gap )? (?: early | mid | late ) @hyphen )? (?P<second> (?: the @gap )?
    (?P<second_number> @ordinal | \d\d? (?: st | nd | rd | th ) ) @hyphen centur (?: y | ies ) )
    """,
    needs="century",
)
def centuries_pair(found: Groups, words: Vocabulary) -> Reading:
    """The 19th and early 20th centuries."""
    numbers = {name: read_day(found[f"{name}_number"], words) for name in ("first", "second")}
    if not all(number and number <= 30 for number in numbers.values()):
        return None
    return {
        name: Fixed(value=f"{(number or 1) - 1:02d}", stated=("century",))
        for name, number in numbers.items()
    }


@rule(
    rf"""
    (?P<first> (?: the @gap )? (?P<first_order> first | second | third ) ) @gap (?: and | or | to )
    @gap (?P<second> (?P<second_order> second | third | fourth ) @gap quarters (?: @gap? ,? @gap?
    (?: of @gap )? (?: the @gap )? (?: {WHICH_YEAR} ) )? )
    """,
    needs="named_quarter",
)
def quarters_pair(found: Groups, words: Vocabulary) -> Reading:
    """The third and fourth quarters of 2022."""
    within = read_within(found["turn"], "year", words)
    year = read_year(found["year"])
    return {
        name: Calendar(quarter=read_day(found[f"{name}_order"], words), year=year, within=within)
        for name in ("first", "second")
    }


@rule(
    rf"""
    (?: the @gap )? {FISCAL} {ORDER} @gap quarter (?! s ) (?: @gap? ,? @gap? (?: of @gap )? (?:
    the @gap )? (?: {WHICH_YEAR} ) )?
    """,
    needs="named_quarter",
)
def ordinal_quarter(found: Groups, words: Vocabulary) -> Reading:
    """The third quarter of 1989, fiscal second-quarter."""
    return _read_quarter(found, words)


@rule(
    rf"""
    (?: the @gap )? (?P<order> last | final | @day_ordinal ) @gap month @gap (?: of | in ) @gap
    (?: the @gap year @gap )? (?: {WHICH_YEAR} )
    """,
    needs="named_month",
)
def ordinal_month(found: Groups, words: Vocabulary) -> Reading:
    """The third month of 2021, the last month of this year."""
    month = 12 if found["order"] in ("last", "final") else read_day(found["order"], words)
    if month is None or month > 12:
        return None
    within = read_within(found["turn"], "year", words)
    return Calendar(month=month, year=read_year(found["year"]), within=within)


@rule(
    r"""
    (?: the @gap )? (?: latest @gap )? quarter
    (?= @gap (?: that @gap )? (?: ended | ending ) @gap (?P<month> @month ) @gap?
      (?P<day> @day_number ) )
    """,
    needs="unit month",
)
def quarter_ended(found: Groups, words: Vocabulary) -> Reading:
    """The quarter (ended Sept. 30)."""
    month, day = words.look_up("months", found["month"] or ""), read_day(found["day"], words)
    return Calendar(month=month, day=day, whole="quarter")


@rule(
    rf"""
    (?: the @gap )? (?P<month> @month ) @hyphen quarter (?! s ) (?: @gap (?: of @gap )? {YEAR} )?
    """,
    needs="month named_quarter",
)
def quarter_of_month(found: Groups, words: Vocabulary) -> Reading:
    """The June quarter: the one that ends in June."""
    month = words.look_up("months", found["month"] or "")
    return Calendar(month=month, day=28, year=read_year(found["year"]), whole="quarter")


@rule(rf"{FISCAL} {ORDER} [-‐‑] quarter (?! s )", needs="named_quarter")
def joined_quarter(found: Groups, words: Vocabulary) -> Reading:
    """Third-quarter (earnings): without the article."""
    return _read_quarter({"turn": None, "year": None, **found}, words)


@rule(
    rf"""
    (?: the @gap )? (?: {WHICH_YEAR} ) (?: ['’]s )? @gap (?: fiscal @gap )? {ORDER} @hyphen
    quarter (?! s )
    """,
    needs="named_quarter",
)
def year_quarter(found: Groups, words: Vocabulary) -> Reading:
    """This year's third quarter, the 1988 third quarter."""
    return _read_quarter(found, words)


def _read_quarter(found: Groups, words: Vocabulary) -> Reading:
    if found["order"] in ("last", "final") and not (found["turn"] or found["year"]):
        return Step(unit="quarter", count=-1, lean="topic")
    number = {"last": 4, "final": 4}.get(found["order"] or "") or read_day(found["order"], words)
    within = read_step(found["turn"], "year", words) if found["turn"] else None
    return Calendar(quarter=number, year=read_year(found["year"]), within=within)


@rule(
    r"""
    (?: q (?P<quarter> [1-4] ) | h (?P<half> [12] ) ) (?: @gap? ,? @gap? (?: of @gap )?
    (?P<year> @year | @short_year ) )?
    """
    r" | (?P<early_year> (?: 1\d | 2[01] ) \d\d ) (?: @gap? | - ) (?: q (?P<late_quarter> [1-4] )"
    r" | h (?P<late_half> [12] ) )",
    needs="quarter",
)
def quarter_code(found: Groups, _words: Vocabulary) -> Reading:
    """Q3 2020, 2019 H2."""
    year = read_year(found["year"] or found["early_year"])
    quarter, half = found["quarter"] or found["late_quarter"], found["half"] or found["late_half"]
    if quarter:
        return Calendar(quarter=int(quarter), year=year)
    return Calendar(half=int(half), year=year) if half and year else None


@rule(
    rf"""
    (?: the @gap )? (?P<order> first | second | last | latter ) @hyphen half @gap (?: of @gap )?
    (?: the @gap )? (?: {WHICH_YEAR} | (?P<this> year ) )
    """,
    needs="half",
)
def half_year(found: Groups, words: Vocabulary) -> Reading:
    """The first half of this year, the last half of 1989."""
    half = 1 if found["order"] == "first" else 2
    within = read_step(found["turn"], "year", words) if found["turn"] else None
    if found["this"]:
        within = Step(unit="year", count=0)
    return Calendar(half=half, year=read_year(found["year"]), within=within)


@rule(
    rf"""
    (?: (?P<which> @turn | (?: the @gap )? @follow ) @gap | the @gap )? (?P<season> @season )
    (?: @gap? ,? @gap? (?: of @gap | in @gap )? (?: {WHICH_YEAR} )
    (?: [-‐‑–/] (?P<ending> (?: \d\d )? \d\d ) )? )?
    """,
    needs="season",
)
def season(found: Groups, words: Vocabulary) -> Reading:
    """Last summer, the spring of 1862, summer next year."""
    which = " ".join((found["which"] or "").split()).removeprefix("the ")
    turn = {**words.lexicon["turns"], **words.lexicon["follow_turns"]}.get(which)
    lean: Lean = "mention" if which in words.lexicon["follow_turns"] else "topic"
    within = read_step(found["turn"], "year", words) if found["turn"] else None
    code = words.look_up("seasons", found["season"] or "")
    year = read_year(found["year"])
    if found["ending"] and year:
        year += 1  # the winter of 1941-42 ends in its second year
    return Calendar(season=code, year=year, turn=turn, lean=lean, within=within)


@rule(
    r"(?: the @gap )? (?: (?P<year> @year | @spoken_year ) @gap ) (?: period | quarter )",
    needs="year",
)
def period_of_year(found: Groups, _words: Vocabulary) -> Reading:
    """The 1988 period, the 1988 quarter: the story's quarter, in that year."""
    year = read_year(found["year"])
    return Calendar(year=year, within=Step(unit="quarter", count=0, lean="story"))


PERIOD_RULES: tuple[Rule, ...] = (
    years_dash,
    years_before_christ,
    fiscal_code,
    year_alone,
    year_with_era,
    year_in_words,
    short_year,
    decade,
    century,
    centuries_pair,
    quarters_pair,
    ordinal_quarter,
    ordinal_month,
    quarter_ended,
    quarter_of_month,
    joined_quarter,
    year_quarter,
    quarter_code,
    half_year,
    season,
    period_of_year,
)
