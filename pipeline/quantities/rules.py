"""Turns numbers into candidates: one short function per written form of more than one number.

Each rule looks at two or three amounts in a row and gives the candidates it makes of them and how
many amounts it used, or None. The first rule that fits wins; an amount that none fits stays alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from ..lexicon import load_lexicon
from ..numbers import parse_number
from ..units.registry import Unit
from ..units.spelling import match_rate, unit_named
from .amounts import find_amounts
from .candidates import Candidate, RuleName
from .vocabulary import Vocabulary


class Made(NamedTuple):
    """What a rule made, and how many amounts it used up."""

    candidates: tuple[Candidate, ...]
    used: int


Rule = Callable[[str, Sequence[Candidate]], Made | None]


def find_candidates(text: str, vocabulary: Vocabulary) -> tuple[Candidate, ...]:
    """Find all candidates in a text, left to right."""
    return tuple(_apply_rules(text, tuple(find_amounts(text, vocabulary))))


def _apply_rules(text: str, amounts: tuple[Candidate, ...]) -> Iterator[Candidate]:
    position = 0
    while position < len(amounts):
        ahead = amounts[position : position + 3]
        made = _join_ahead(text, ahead) or Made(ahead[:1], 1)
        yield from made.candidates
        position += made.used


def _join_ahead(text: str, ahead: Sequence[Candidate]) -> Made | None:
    if len(ahead) < 2 or ahead[1].start - ahead[0].end > MAX_LINK:
        return None
    return next(filter(None, (rule(text, ahead) for rule in RULES)), None)


MAX_LINK = 60
"""Characters between amounts of one rule: ", combined through" with two words of bounds has 47."""


def between_and(text: str, ahead: Sequence[Candidate]) -> Made | None:
    """Read "between 5 and 7 million"."""
    if not _BETWEEN.search(text, max(0, ahead[0].start - 30), ahead[0].start):
        return None
    return _join(text, ahead, _AND, "range_between")


def from_to(text: str, ahead: Sequence[Candidate]) -> Made | None:
    """Read "from 24.2 to 33 billion euros", "ranging from 5 to 7"."""
    if not _FROM.search(text, max(0, ahead[0].start - 30), ahead[0].start):
        return None
    made = _join(text, ahead, _TO, "range_from_to")
    if made is None or len(ahead) < 3 or not _HYPHEN.fullmatch(text, ahead[1].end, ahead[2].start):
        return made
    wide = _join(text, (ahead[0], ahead[2]), re.compile(r"[\s\S]*"), "range_from_to")
    return Made(wide.candidates, 3) if wide else made


def dash_or_to(text: str, ahead: Sequence[Candidate]) -> Made | None:
    """Read "5-7 km", "5 to 7 million", "$7/$9", "three or four years"."""
    made = _join(text, ahead, _DASH, "range")
    if (
        made is not None
        and len(ahead) > 2
        and _TO_ONLY.fullmatch(text, ahead[1].end, ahead[2].start)
    ):
        made = Made(made.candidates, 1)
    if made is None or not _goes_up(ahead) or _is_given_to(text, ahead):
        return None
    if _is_change_to_level(text, ahead):
        return None
    if made.candidates[0].unit is None and _CHANGE.search(
        text, max(0, ahead[0].start - 25), ahead[0].start
    ):
        return None
    return made


def _is_given_to(text: str, ahead: Sequence[Candidate]) -> bool:
    """Tell "lent $5 million to 20 towns" from a range: a smaller number, by far or of a noun."""
    left, right = ahead[0], ahead[1]
    return (
        left.unit is not None
        and right.unit is None
        and left.low > right.high
        and _TO_ONLY.fullmatch(text, left.end, right.start) is not None
        and (_NOUN_BEHIND.match(text, right.end) is not None or left.low > FAR * right.high)
    )


def _is_change_to_level(text: str, ahead: Sequence[Candidate]) -> bool:
    """Tell "cut by 150 million euros to around 600 million" from a range."""
    left, right = ahead[0], ahead[1]
    link = text[left.end : right.start].split()
    if left.unit is None or link[:1] != ["to"]:
        return False
    is_small = right.unit is None and left.unit.name in {"cent", "penny"}
    is_far = is_small or len(link) > 1 or right.low >= FAR * left.high
    return is_far and is_changed(text, left)


def is_changed(text: str, candidate: Candidate) -> bool:
    """Say whether a verb of change or "by" stands right before an amount."""
    return _CHANGE.search(text, max(0, candidate.start - 25), candidate.start) is not None


FAR = 5
"""So many times the change is a level: "rose 45 cents to 28.90 euros"; ranges span less."""
_NOUN_BEHIND = re.compile(r"[ ][^\W\d_]{3,}")


def three_or_four(text: str, ahead: Sequence[Candidate]) -> Made | None:
    """Read "three or four years": two neighbours in one guess."""
    if ahead[1].low - ahead[0].low != 1 or ahead[0].unit is not None:
        return None
    return _join(text, ahead, _OR, "range_or")


def by_dimension(text: str, ahead: Sequence[Candidate]) -> Made | None:
    """Read "3 x 4 m": as many quantities as numbers, with the last one's unit."""
    if not _TIMES.fullmatch(text, ahead[0].end, ahead[1].start):
        return None
    used = 3 if len(ahead) > 2 and _TIMES.fullmatch(text, ahead[1].end, ahead[2].start) else 2
    unit = ahead[used - 1].unit
    if unit is None or unit.dimension not in SIDES:
        return None
    sides = tuple(replace(side, unit=side.unit or unit, rule="dimensions") for side in ahead[:used])
    return Made(sides, used)


SIDES = frozenset({"count", "length"})
"""What sides are measured in; "6 x 330 ml" is six bottles."""


def part_of_whole(text: str, ahead: Sequence[Candidate]) -> Made | None:
    """Read "one in five", "four out of ten" as a share of one."""
    if ahead[0].unit or ahead[1].unit or ahead[0].form == "vague":
        return None
    if _SCORED.search(text, max(0, ahead[0].start - 3), ahead[0].start):
        return None
    link = _OUT_OF.fullmatch(text, ahead[0].end, ahead[1].start)
    if link is None or not 0 < ahead[0].low < ahead[1].low:
        return None
    is_plain_of = link[0].strip() == "of"
    if is_plain_of and ahead[1].low not in ROUND_WHOLES and not _is_one_of(ahead[0], ahead[1]):
        return None
    if link["over"] and not _ENDS.match(text, ahead[1].end):
        return None
    if link["in"] and (ahead[1].low > MAX_WHOLE or ahead[1].low != int(ahead[1].low)):
        return None
    share = float(f"{ahead[0].low / ahead[1].low:.12g}")
    return Made(
        (
            replace(
                ahead[0], rule="part_of_whole", end=ahead[1].end, number_end=ahead[1].number_end,
                low=share, high=share, precision=1 / ahead[1].low, form="fraction",
            ),
        ),
        2,
    )  # fmt: skip


_SCORED = re.compile(r"\d[-–]\Z")
""""10-8 in 11 innings": the second half of a score is no share."""
ROUND_WHOLES = frozenset({10.0, 100.0})
""""Eight of 10 avocados" is a share; "two of 12 jurors" is a count."""
_ENDS = re.compile(r"\s*(?:[.,;:)?!=]|\Z)")
MAX_WHOLE = 1000
""""One in 2019" is no share; "one in 1,000" is."""


def _is_one_of(part: Candidate, whole: Candidate) -> bool:
    return part.low == 1 and whole.form == "words"


def plus_minus(text: str, ahead: Sequence[Candidate]) -> Made | None:
    """Read "2.4 ± 0.3 cm": the margin is the precision."""
    if not _PLUS_MINUS.fullmatch(text, ahead[0].end, ahead[1].start):
        return None
    unit, end = ahead[0].unit or ahead[1].unit, ahead[1].end
    margin = abs(ahead[1].high)
    return Made((replace(ahead[0], rule="plus_minus", unit=unit, end=end, precision=margin),), 2)


def below_zero(text: str, ahead: Sequence[Candidate]) -> Made | None:
    """Read "twelve degrees below zero", "12 below zero" as a minus."""
    if ahead[1].low != 0 or ahead[1].unit is not None:
        return None
    first = ahead[0]
    is_degree = first.unit is None or first.unit.name.startswith("degree")
    if not is_degree or not _BELOW_ZERO.fullmatch(text, first.end, ahead[1].end):
        return None
    unit = first.unit or unit_named("degree")._replace(inferred=True)
    minus = replace(
        first, rule="below_zero", end=ahead[1].end, low=-first.high, high=-first.low, unit=unit
    )
    return Made((minus,), 2)


def whole_and_part(text: str, ahead: Sequence[Candidate]) -> Made | None:
    """Read "5 feet 2 inches", "thirteen dollars and forty-five cents" as one amount."""
    if ahead[0].unit is None or ahead[0].low != ahead[0].high:
        return None
    if not _PART.fullmatch(text, ahead[0].end, ahead[1].start) or ahead[0].low != int(ahead[0].low):
        return None
    words = load_lexicon("units")
    parts: Mapping[str, float] = words["parts"]
    if text[ahead[0].end : ahead[1].start] == " ":
        parts = {**parts, **words["adjacent_parts"]}
    name, end = _name_part(text, ahead)
    size = parts.get(f"{ahead[0].unit.name} {name}")
    if size is None or ahead[1].low >= size:
        return None
    value = float(f"{ahead[0].low + ahead[1].low / size:.12g}")
    whole = replace(
        ahead[0], rule="whole_and_part", end=end, low=value, high=value, precision=1 / size
    )
    return _add_seconds(text, whole, ahead[2:]) or Made((whole,), 2)


def _add_seconds(text: str, whole: Candidate, rest: Sequence[Candidate]) -> Made | None:
    """Add the seconds of "1h 37m 15s", "3hr 50min 29sec"."""
    if not rest or rest[0].unit is None or rest[0].unit.name != "second":
        return None
    is_hours = whole.unit is not None and whole.unit.name == "hour"
    if not is_hours or text[whole.end : rest[0].start] not in {"", " "} or rest[0].low >= 60:
        return None
    value = float(f"{whole.low + rest[0].low / 3600:.12g}")
    return Made((replace(whole, end=rest[0].end, low=value, high=value, precision=1 / 3600),), 3)


def _name_part(text: str, ahead: Sequence[Candidate]) -> tuple[str, int]:
    """Give the unit of the part and its end; cents and inches may go without a name of theirs."""
    whole, part = ahead[0], ahead[1]
    if part.unit is not None:
        is_hours = whole.unit is not None and whole.unit.name == "hour"
        is_minutes = is_hours and text[part.number_end : part.end].strip() == "m"
        return "minute" if is_minutes else part.unit.name, part.end
    inch = _IN.match(text, part.end)
    if inch is not None:
        return "inch", inch.end()
    between = text[whole.end : part.start]
    is_cents = between == " " or (
        between == " and " and _SUM_ENDS.match(text, part.end) is not None
    )
    is_cents = is_cents and text[whole.end - 1].isalpha()
    return ("nothing" if is_cents else ""), part.end


_SUM_ENDS = re.compile(r"\s*(?:[.;!?]\s|[.;!?]?\s*\Z|and\b)")
""""15 dollars and 50." is a sum where nothing counted follows."""
_BELOW_ZERO = re.compile(r"\sbelow\szero", re.IGNORECASE)
_IN = re.compile(r"[ -]?in\b\.?(?![ ]+(?:\d|[A-Z]|the|an?)\b)")


def shared_unit(text: str, ahead: Sequence[Candidate]) -> Made | None:
    """Read "260 and 482 km", "7- or 8-inch": the unit stands behind the last number only."""
    if ahead[0].unit or ahead[1].unit is None or ahead[0].form != ahead[1].form:
        return None
    if ahead[1].rule not in {"number_unit", "percent", "rate"} and not _is_sum_behind(ahead):
        return None
    if not _SHARED.fullmatch(text, ahead[0].end, ahead[1].start):
        return None
    first = replace(ahead[0], unit=ahead[1].unit, rule="shared_unit")
    return Made((first,), 1)


def _is_sum_behind(ahead: Sequence[Candidate]) -> bool:
    """Say whether the second is a sum like the first: "40,000 and 65,000 euros", not "5 and $7"."""
    first, second = ahead[0], ahead[1]
    is_named_behind = second.rule == "money" and second.start == second.number_start
    return is_named_behind and second.high < FAR * first.low and first.low < FAR * second.high


def cents_and_part(text: str, ahead: Sequence[Candidate]) -> Made | None:
    """Read "$10.71-1/4" as grain is quoted: ten dollars, 71 cents and a quarter of a cent."""
    whole, part = ahead[0], ahead[1]
    if whole.rule != "money" or part.form != "fraction" or part.high >= 1:
        return None
    if text[whole.end : part.start] != "-" or not _CENTS.search(text[whole.start : whole.end]):
        return None
    value = float(f"{whole.low + part.low / 100:.12g}")
    price = replace(
        whole, rule="whole_and_part", end=part.end, number_end=part.number_end, low=value,
        high=value, precision=part.precision / 100,
    )  # fmt: skip
    return Made((price,), 2)


_CENTS = re.compile(r"\d\.\d\d\Z")


RULES: tuple[Rule, ...] = (
    cents_and_part,
    between_and,
    from_to,
    by_dimension,
    plus_minus,
    part_of_whole,
    below_zero,
    whole_and_part,
    dash_or_to,
    three_or_four,
    shared_unit,
)

_MODIFIED = (
    r"(?:(?:about|around|almost|nearly|roughly|approximately|some|as\smuch\sas|up\sto|over"
    r"|more\sthan|at\sleast|just|a|an|to)\s){0,2}"
)
_BETWEEN = re.compile(r"\bbetween\s(?:\w+\s){0,2}\Z", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|ranging)\s(?:\w+\s){0,2}\Z", re.IGNORECASE)
_AND = re.compile(rf"\s?(?:\s(?:and|to)\s|[-–—])\s?{_MODIFIED}", re.IGNORECASE)
_TO = re.compile(
    rf",?\s(?:combined\s)?(?:to|through|until|till|and)\s{_MODIFIED}|\s?(?:-|–|—|-to-)\s?",
    re.IGNORECASE,
)
_DASH = re.compile(
    rf"\s?(?:-|–|—|‑|‐|−|~|\sto\s|\sthrough\s|-to-|/|-\sto\s)\s?{_MODIFIED}", re.IGNORECASE
)
_HYPHEN = re.compile(r"\s?[-–—]\s?")
_PART = re.compile(r"(?:,?\s(?:and\s)?)?")
_TO_ONLY = re.compile(r"\sto\s")
_CODE = re.compile(r"[-–]\d")
_PLUS_MINUS = re.compile(r"\s?(?:±|\+/-|\+-)\s?")
_OR = re.compile(r"\sor\s", re.IGNORECASE)
_TIMES = re.compile(r"\s?(?:[x×*]|by|-by-|\sby\s)\s?", re.IGNORECASE)
_OUT_OF = re.compile(
    r"\s(?:(?P<in>in|in\severy)|(?P<over>over)|out\sof(?:\severy)?|of(?:\severy)?)\s", re.IGNORECASE
)
_SHARED = re.compile(r"-?,?\sand\s|(?:-,?)?\s(?:or|and/or)\s", re.IGNORECASE)
""""Dropped 260.32, or 0.6%": behind a comma "or" says the same in another unit."""
_CHANGE = re.compile(
    r"\b(?:by|up|down|rose|rises|fell|falls|lost|gained|added|climbed|dropped|slid|jumped)\s\Z",
    re.IGNORECASE,
)


def _join(
    text: str, ahead: Sequence[Candidate], link: re.Pattern[str], rule: RuleName
) -> Made | None:
    """Join two amounts to a range where the link stands between them and the units agree."""
    left, right = ahead[0], ahead[1]
    if not link.fullmatch(text, left.end, right.start) or not is_range_of(
        left, right, is_open=rule != "range"
    ):
        return None
    if _is_code(text, left, right):
        return None
    if "vague" in {left.form, right.form} or (left.unit and left.rule == "multiple"):
        return None
    left = _share_scale(text, left, right)
    unit = max(right.unit, left.unit, key=_length)
    if right.unit is None and left.unit is not None and unit is not None:
        rate = match_rate(text, right.end, unit)
        right = replace(right, end=rate.position, unit=rate.unit) if rate else right
        unit = right.unit or unit
    precision = min(left.precision, right.precision)
    joined = replace(
        right, rule=rule, start=left.start, number_start=left.number_start,
        low=min(left.low, right.low), high=max(left.high, right.high), unit=unit,
        precision=precision,
    )  # fmt: skip
    return Made((joined,), 2)


def _is_code(text: str, left: Candidate, right: Candidate) -> bool:
    """Say whether hyphens join digits to a code or formation: 4-3-3, 2018-04417."""
    if text[left.end : right.start] not in {"-", "–"}:
        return False
    has_zero = text[right.number_start] == "0" and right.high >= 1
    return has_zero or _CODE.match(text, right.end) is not None


def is_range_of(left: Candidate, right: Candidate, *, is_open: bool) -> bool:
    """Say whether two units may be the ends of one range."""
    if left.unit is None or right.unit is None:
        return (
            right.unit is not None or left.unit is None or left.unit.dimension == "money" or is_open
        )
    if left.unit.name == right.unit.name:
        return True
    names = (left.unit.name, right.unit.name)
    if any(longer.startswith(f"{shorter} per ") for shorter, longer in (names, names[::-1])):
        return True
    return _is_sign(left.unit, right.unit)


def _length(unit: Unit | None) -> tuple[bool, int]:
    """Order units: none, then one with an inferred currency, then the fuller name."""
    if unit is None:
        return (False, 0)
    return (not unit.inferred, len(unit.name))


def _is_sign(left: Unit, right: Unit) -> bool:
    """ "$160 to US$180": the bare sign takes the stated currency."""
    return left.dimension == right.dimension == "money" and left.inferred


def _share_scale(text: str, left: Candidate, right: Candidate) -> Candidate:
    """Give "5" in "5 to 7 million" the scale that only the second number states."""
    written = text[left.number_start : left.number_end]
    if left.low >= MAX_SHARED or "," in written or left.form == "fraction":
        return left
    factor = _scale_of(text, right)
    if factor == 1.0 or _scale_of(text, left) != 1.0:
        return left
    if left.low * factor > right.high and left.low < right.high:
        return left
    value = float(f"{left.low * factor:.12g}")
    return replace(left, low=value, high=value, precision=left.precision * factor)


MAX_SHARED = 1000
"""A number below it may share the scale of the next: "200 to 300 million"."""


def _scale_of(text: str, amount: Candidate) -> float:
    """Give the factor of the scale words of a number: a million for "2.3 million"."""
    written = text[amount.number_start : amount.number_end]
    digits = re.match(r"[\d.,]*\d|[^\W\d_]+", written)
    if digits is None or digits.end() == len(written):
        return 1.0
    head = parse_number(digits[0])
    if head is None or not head.value or (amount.unit and amount.unit.name == "metre"):
        return 1.0
    factor = abs(amount.high) / head.value
    return factor if factor >= MAX_SHARED else 1.0


def _goes_up(ahead: Sequence[Candidate]) -> bool:
    """Say whether the second is higher, or at least no other side's share: "46 % to 42 %"."""
    left, right = ahead[0], ahead[1]
    are_shares = left.rule == right.rule == "percent"
    return left.low <= right.low or (left.unit is not None and not are_shares)
