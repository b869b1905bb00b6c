"""Refiners: list of candidates in, list out, in the order of ``REFINERS``."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from .candidates import Candidate
from .look_alikes import drop_look_alikes
from .meanings import Calendar, Clock, Fixed, Length, Meaning, Repeat, Step
from .passage import Passage

Candidates = tuple[Candidate, ...]
Refiner = Callable[[Candidates, Passage], Candidates]


def refine(candidates: Candidates, passage: Passage) -> Candidates:
    """Run all refiners."""
    for refiner in REFINERS:
        candidates = refiner(candidates, passage)
    return candidates


def keep_longest(candidates: Candidates, _passage: Passage) -> Candidates:
    """Keep the longest of overlapping candidates; of equal ones the rule that is listed first."""
    kept: list[Candidate] = []
    ordered = sorted(candidates, key=lambda candidate: candidate.start)
    cluster: list[Candidate] = []
    end = -1
    for candidate in ordered:
        if candidate.start >= end and cluster:
            kept.extend(_pick_longest(cluster))
            cluster = []
        cluster.append(candidate)
        end = max(end, candidate.end)
    kept.extend(_pick_longest(cluster))
    return tuple(sorted(kept, key=lambda candidate: candidate.start))


def _pick_longest(cluster: list[Candidate]) -> list[Candidate]:
    picked: list[Candidate] = []
    for candidate in sorted(cluster, key=_length, reverse=True):
        if all(candidate.end <= other.start or other.end <= candidate.start for other in picked):
            picked.append(candidate)
    return picked


def _length(candidate: Candidate) -> int:
    """Measure the whole match: both ends of "the 13th to the 15th of May" go before "the 15th"."""
    start, end = candidate.whole or (candidate.start, candidate.end)
    return end - start


REACH = 40
"""Characters before a candidate in which its modifier lies: the longest modifier has 24."""


def take_modifiers(candidates: Candidates, passage: Passage) -> Candidates:
    """Take "early", "the end of", "more than" ... in front into the extent."""
    taken: list[Candidate] = []
    for candidate in candidates:
        floor = max(candidate.start - REACH, taken[-1].end if taken else 0)
        taken.append(_take_modifier(candidate, passage, floor))
    return tuple(taken)


def _take_modifier(candidate: Candidate, passage: Passage, floor: int) -> Candidate:
    if isinstance(candidate.meaning, Repeat) or _is_reference(candidate):
        return candidate
    pattern = passage.modifier_patterns[_kind_of(candidate)]
    match = pattern.search(passage.lowered, floor, candidate.start)
    if match is None:
        return candidate
    modifier = passage.modifier_of(match["modifier"])
    if modifier is None:
        return candidate
    start = match.start()
    return replace(
        candidate, start=start, text=passage.lowered[start : candidate.end], modifier=modifier
    )


def _kind_of(candidate: Candidate) -> str:
    """Say which modifiers may stand in front: "over" only before a number of units."""
    is_length = isinstance(candidate.meaning, Length) or candidate.rule in ("ago", "later")
    if is_length and not candidate.text.startswith(("the ", "this ", "these ")):
        return "length"
    return "point"


def _is_reference(candidate: Candidate) -> bool:
    return isinstance(candidate.meaning, Fixed) and candidate.meaning.value.endswith("_REF")


_JOINT = re.compile(r"[^\S\n]*,?[^\S\n]*\n?[^\S\n]*(?:(?:at|of|on)[^\S\n]+)?")


def merge_times(candidates: Candidates, passage: Passage) -> Candidates:
    """Merge a time and the day beside it: "5 p.m. EST, Nov. 6", "Friday at noon"."""
    merged: list[Candidate] = []
    for i, candidate in enumerate(candidates):
        previous = merged[-1] if merged else None
        if i > 1 and _opens_days(candidates[i - 2 : i + 2], passage):
            previous = None
        joined = _join_time_and_day(previous, candidate, passage) if previous else None
        if joined is None:
            merged.append(candidate)
        else:
            merged[-1] = joined
    return tuple(merged)


def _opens_days(around: Candidates, passage: Passage) -> bool:
    """Say whether a range of days follows one of times: "9 a.m. to 5 p.m., Monday to Friday"."""
    return (
        len(around) == 4
        and all(isinstance(around[i].meaning, Clock) for i in (0, 1))
        and _are_ranged(around[0], around[1], passage)
        and all(isinstance(around[i].meaning, Calendar) for i in (2, 3))
        and _are_ranged(around[2], around[3], passage)
    )


def _join_time_and_day(first: Candidate, second: Candidate, passage: Passage) -> Candidate | None:
    if second.start - first.end > 5 or not _JOINT.fullmatch(
        passage.lowered, first.end, second.start
    ):
        return None
    clock = _put_on_day(first, second) or _put_on_day(second, first)
    if clock is None:
        return None
    return replace(
        first,
        end=second.end,
        text=passage.lowered[first.start : second.end],
        meaning=clock,
    )


def _put_on_day(time: Candidate, day: Candidate) -> Clock | None:
    """Put a time without a day on the day that the other candidate means."""
    clock, meaning = time.meaning, day.meaning
    if not isinstance(clock, Clock) or clock.day is not None:
        return None
    if isinstance(meaning, Step) and meaning.unit == "day":
        return replace(clock, day=meaning)
    if isinstance(meaning, Calendar) and (meaning.weekday or meaning.day or meaning.holiday):
        return replace(clock, day=meaning)
    if isinstance(meaning, Clock) and meaning.day and meaning.time.isalpha() and ":" in clock.time:
        return replace(clock, day=meaning.day)  # 9 p.m. tonight
    return None


DIGITS = frozenset("0123456789%")


def read_rates(candidates: Candidates, passage: Passage) -> Candidates:
    """Read "a year" after an amount as what recurs: "$2 million a year", "24 hours a day"."""
    return tuple(_read_rate(candidate, passage) for candidate in candidates)


def _read_rate(candidate: Candidate, passage: Passage) -> Candidate:
    meaning, start = candidate.meaning, candidate.start
    if not isinstance(meaning, Length) or not candidate.text.startswith(("a ", "an ")):
        return candidate
    if not (
        passage.contexts.follows("amount", passage.lowered, start)
        or passage.text[start - 2 : start - 1] in DIGITS
        or passage.follows_counted_noun(start)
    ):
        return candidate
    return replace(candidate, meaning=Repeat(value=meaning.value))


UNITS = ("year", "month", "week", "day", "hour", "minute", "second")
"""Units that add up, from the longest: "two years and three months"."""


def join_lengths(candidates: Candidates, passage: Passage) -> Candidates:
    """Join a length and the next smaller one: "one year and six months", "2 hours 30 minutes"."""
    joined: list[Candidate] = []
    for candidate in candidates:
        sum_ = _add_lengths(joined[-1], candidate, passage) if joined else None
        if sum_ is None:
            joined.append(candidate)
        else:
            joined[-1] = sum_
    return tuple(joined)


def _add_lengths(first: Candidate, second: Candidate, passage: Passage) -> Candidate | None:
    if not _is_sum(first.meaning, second.meaning):
        return None
    if not passage.contexts.joins("sum", passage.lowered, first.end, second.start):
        return None
    text = passage.lowered[first.start : second.end]
    meaning = _add(first.meaning, second.meaning)
    return replace(second, start=first.start, text=text, meaning=meaning)


def _is_sum(long: Meaning, short: Meaning) -> bool:
    if not isinstance(long, Length) or not _is_plain(long) or not long.unit:
        return False
    if isinstance(short, Length):
        is_short = _is_plain(short) and not short.which
    else:
        is_short = isinstance(short, Step) and short.unit in UNITS and abs(short.count) > 0
    unit = getattr(short, "unit", None)
    return is_short and unit is not None and UNITS.index(long.unit) < UNITS.index(unit)


def _add(long: Meaning, short: Meaning) -> Meaning:
    """Add a length to a shorter one, or to a distance: "two years and three days ago"."""
    assert isinstance(long, Length)
    parts = long.parts or ((long.unit or "", long.count or 0),)
    if isinstance(short, Length):
        whole = (*parts, (short.unit or "", short.count or 0))
        value = _add_values(long.value, short.value)
        return replace(long, value=value, unit=short.unit, count=None, parts=whole)
    assert isinstance(short, Step)
    sign = -1 if short.count < 0 else 1
    return replace(short, also=tuple((unit, sign * int(count)) for unit, count in parts))


def _is_plain(length: Length) -> bool:
    return length.unit in UNITS and "X" not in length.value and "." not in length.value


def _add_values(long: str, short: str) -> str:
    """Write the sum of two TIMEX3 durations.

    >>> _add_values("P2Y", "P3M"), _add_values("PT2H", "PT30M"), _add_values("P1D", "PT6H")
    ('P2Y3M', 'PT2H30M', 'P1DT6H')
    """
    rest = short.removeprefix("P")
    return long + (rest.removeprefix("T") if "T" in long else rest)


def share_parts(candidates: Candidates, passage: Passage) -> Candidates:
    """Let neighbours in a range or list share year and month, in both directions."""
    shared = list(candidates)
    for i in range(len(shared) - 1, 0, -1):
        if _are_listed(shared[i - 1], shared[i], passage):
            shared[i - 1] = _share(shared[i - 1], shared[i], before=True)
    for i in range(1, len(shared)):
        if _are_ranged(shared[i - 1], shared[i], passage):
            shared[i] = _share(shared[i], shared[i - 1], before=False)
    return tuple(shared)


def _are_listed(first: Candidate, second: Candidate, passage: Passage) -> bool:
    return passage.contexts.joins("list", passage.lowered, first.end, second.start)


def _are_ranged(first: Candidate, second: Candidate, passage: Passage) -> bool:
    lowered, contexts = passage.lowered, passage.contexts
    if first.rule == second.rule == "years_dash" and first.whole == second.whole:
        return True
    if contexts.joins("range", lowered, first.end, second.start):
        return True
    if not contexts.joins("and", lowered, first.end, second.start):
        return False
    return contexts.follows("between", lowered, first.start)


def _share(poor: Candidate, rich: Candidate, *, before: bool) -> Candidate:
    """Give the poor candidate the year of the rich one; a range runs forward in time."""
    to, giver = poor.meaning, rich.meaning
    if before and isinstance(to, Clock) and isinstance(giver, Clock) and to.day is None:
        return replace(poor, meaning=replace(to, day=giver.day))
    if not isinstance(to, Calendar) or not isinstance(giver, Calendar):
        return poor
    if to.year is not None or giver.year is None or not _share_a_part(to, giver):
        return poor
    if to.turn is not None or to.within:
        return poor
    year = giver.year
    if giver.month is not None:
        if before and (to.month, to.day or 0) > (giver.month, giver.day or 31):
            year -= 1
        if not before and (to.month, to.day or 31) < (giver.month, giver.day or 0):
            year += 1
    return replace(poor, meaning=replace(to, year=year))


def _share_a_part(to: Calendar, giver: Calendar) -> bool:
    return to.month is not None or (to.quarter is not None and giver.quarter is not None)


def link_ranges(candidates: Candidates, passage: Passage) -> Candidates:
    """Make the two ends of a range name each other."""
    linked = list(candidates)
    for i in range(1, len(linked)):
        first, second = linked[i - 1], linked[i]
        if first.range_with or not (_is_point(first) and _is_point(second)):
            continue
        if _are_ranged(first, second, passage):
            linked[i - 1] = replace(first, range_with=(second.start, second.end))
            linked[i] = replace(second, range_with=(first.start, first.end))
    return tuple(linked)


def _is_point(candidate: Candidate) -> bool:
    return isinstance(candidate.meaning, Calendar | Step | Clock | Fixed)


REFINERS: tuple[Refiner, ...] = (
    keep_longest,
    drop_look_alikes,
    read_rates,
    join_lengths,
    take_modifiers,
    merge_times,
    share_parts,
    link_ranges,
)
