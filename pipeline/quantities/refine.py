"""Drops candidates that are no quantities and adds what stands around the others.

An ordered tuple of small refiners: candidates in, candidates out. Each is listed once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Span

from ..extensions import is_skipped
from ..lexicon import load_lexicon
from .candidates import Candidate
from .cues import direction_before, direction_behind, modifier_before, modifier_behind
from .things import find_thing
from .units import Unit, match_rate, unit_named

Candidates = tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A Doc with what every refiner asks for, computed once."""

    doc: Doc
    text: str
    starts: tuple[int, ...]
    """Character offset of each token."""

    def token_at(self, offset: int) -> int:
        """Give the index of the token that holds a character."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def before(self, offset: int, length: int = 40) -> str:
        """Give the text right before an offset."""
        return self.text[max(0, offset - length) : offset]

    def behind(self, offset: int, length: int = 40) -> str:
        """Give the text right behind an offset."""
        return self.text[offset : offset + length]


def read_doc(doc: Doc) -> Reading:
    """Prepare a Doc for the refiners."""
    return Reading(doc, doc.text, tuple(token.idx for token in doc))


def refine(reading: Reading, candidates: Candidates) -> Candidates:
    """Run all refiners in their order."""
    for refiner in REFINERS:
        candidates = refiner(reading, candidates)
    return candidates


def drop_glued(reading: Reading, candidates: Candidates) -> Candidates:
    """Drop numbers that are part of a word, code or address: A2, COVID-19, 21st, 5G, 1.2.3."""
    return tuple(c for c in candidates if not _is_glued(reading, c))


def drop_skipped(reading: Reading, candidates: Candidates) -> Candidates:
    """Drop what stands in advertisements, credits and bylines."""
    if not reading.doc._.blocks_data:
        return candidates
    return tuple(c for c in candidates if not is_skipped(_span(reading, c.start, c.end)))


def drop_named(reading: Reading, candidates: Candidates) -> Candidates:
    """Drop numbers inside a name that the entities stage found."""
    spans = list(reading.doc.spans.get("entities", ()))
    return _outside(candidates, spans)


def drop_dated(reading: Reading, candidates: Candidates) -> Candidates:
    """Drop numbers inside a date, but keep durations: "three months" is an amount of time too."""
    spans = list(reading.doc.spans.get("dates", ()))
    timed = tuple(c for c in candidates if c.unit is not None and c.unit.dimension == "time")
    kept = {*timed, *_outside(tuple(c for c in candidates if c not in timed), spans)}
    return tuple(c for c in candidates if c in kept)


def drop_calendar(reading: Reading, candidates: Candidates) -> Candidates:
    """Drop years, days of a month and times of day, also where no dates stage has run."""
    return tuple(c for c in candidates if not _is_calendar(reading, c))


def drop_labels(reading: Reading, candidates: Candidates) -> Candidates:
    """Drop numbers that name a thing: Section 427, Room 12, No. 5, 49 Ranch Road, +1-222-2222."""
    return tuple(c for c in candidates if not _is_label(reading, c))


def set_ages(reading: Reading, candidates: Candidates) -> Candidates:
    """Read "22-year-old", "aged 66", "Maddon, 66,": the unit is a year of age."""
    return tuple(_to_age(reading, c) for c in candidates)


def set_pounds(reading: Reading, candidates: Candidates) -> Candidates:
    """Decide whether pounds are money or mass by the words around them."""
    return tuple(_to_pounds(reading, c) for c in candidates)


def count_things(reading: Reading, candidates: Candidates) -> Candidates:
    """Give a bare number the noun it counts; drop names ("737 Max") and an idle "one"."""
    return tuple(filter(None, (_count(reading, c) for c in candidates)))


def drop_nested(reading: Reading, candidates: Candidates) -> Candidates:
    """Drop a bare number inside the thing another number counts: "two new 737 Max jets"."""
    kept: list[Candidate] = []
    for candidate in candidates:
        is_bare = candidate.unit is None or candidate.unit.dimension == "count"
        if not (kept and is_bare and candidate.start < kept[-1].end):
            kept.append(candidate)
    return tuple(kept)


def inherit_units(reading: Reading, candidates: Candidates) -> Candidates:
    """Give a bare number the unit of its neighbour: "435 homes by open sale and 187 by tender"."""
    found: list[Candidate] = []
    for i, candidate in enumerate(candidates):
        following = candidates[i + 1] if i + 1 < len(candidates) else None
        unit = _inherited(reading, found[-1] if found else None, candidate, following)
        found.append(replace(candidate, unit=unit) if unit else candidate)
    return tuple(found)


def set_modifiers(reading: Reading, candidates: Candidates) -> Candidates:
    """Read about, at least, up to, or more."""
    return tuple(_modify(reading, c) for c in candidates)


def set_directions(reading: Reading, candidates: Candidates) -> Candidates:
    """Read whether the quantity is a rise or a fall."""
    directed: list[Candidate] = []
    for candidate in candidates:
        found = _direct(reading, candidate)
        before = directed[-1] if directed else None
        if before and _RESTATED.fullmatch(reading.text, before.end, candidate.start):
            found = replace(found, direction=before.direction)
        directed.append(found)
    return tuple(directed)


_RESTATED = re.compile(r",?\sor\s|\s?[(](?:or\s)?|,\s")
"""What stands between a change and the same change in another unit: "lost 190 points, or 0.6%"."""


REFINERS: tuple[Callable[[Reading, Candidates], Candidates], ...] = (
    drop_glued,
    drop_skipped,
    drop_named,
    drop_dated,
    set_ages,
    drop_calendar,
    drop_labels,
    set_pounds,
    count_things,
    drop_nested,
    inherit_units,
    set_modifiers,
    set_directions,
)


def _is_glued(reading: Reading, candidate: Candidate) -> bool:
    before, behind = reading.before(candidate.start, 12), reading.behind(candidate.end, 2)
    if _PREFIXED.search(before) and not _LOOSE_PREFIX.search(before):
        return True
    if candidate.unit is None and _ORDINAL.match(behind):
        return True
    if _BAKERS.search(before):
        return True
    return bool(_DOTTED.search(before)) or bool(_DOTS.match(behind))


_PREFIXED = re.compile(r"[^\W_]\Z|[^\W\d_][-‑–_/]\Z|[@#_\\=&]\Z|\d[-–:/.,]\Z")
_LOOSE_PREFIX = re.compile(
    r"\b(?:minus|sub|mid|plus|then|now|to|pre|top|high|under|over|x|\d+)-\Z|\b(?:and|or)/\Z|\$\d+/\Z",
    re.IGNORECASE,
)
_BAKERS = re.compile(r"bakers?['’]?s?\s\Z", re.IGNORECASE)
_ORDINAL = re.compile(r"[^\W\d_]|['’]s\b")
_DOTTED = re.compile(r"[^\W_]\.\Z")
_DOTS = re.compile(r"\.\d|:\d|/\d")


def _outside(candidates: Candidates, spans: Iterable[Span]) -> Candidates:
    """Keep the candidates whose number lies in none of the spans."""
    borders = sorted((span.start_char, span.end_char) for span in spans)
    starts = [start for start, _ in borders]

    def is_inside(candidate: Candidate) -> bool:
        i = bisect_right(starts, candidate.number_start) - 1
        return i >= 0 and candidate.number_start < borders[i][1]

    return tuple(c for c in candidates if not is_inside(c))


def _is_calendar(reading: Reading, candidate: Candidate) -> bool:
    if candidate.unit is not None and candidate.unit.dimension != "time":
        return False
    before = reading.before(candidate.start)
    behind = reading.behind(candidate.end)
    if candidate.unit is not None:
        return bool(_CLOCK_BEHIND.match(behind))
    if _CLOCK_BEHIND.match(behind) or _CLOCK_BEFORE.search(before):
        return True
    if _is_day(candidate) and (_month_before().search(before) or _month_behind().match(behind)):
        return True
    return _is_year(reading, candidate, before)


_CLOCK_BEHIND = re.compile(
    r"\s?(?:[apAP]\.\s?[mM]\b|[apAP][mM]\b|[oO]['’]?clock\b|(?:GMT|BST|E[SD]?T|P[SD]?T|UTC|CET)\b|:\d\d|h\d\d)"
)
_CLOCK_BEFORE = re.compile(r"\d:\Z|\d\.\Z")


def _is_day(candidate: Candidate) -> bool:
    return (
        candidate.form == "digits"
        and candidate.high <= 31
        and candidate.high == int(candidate.high)
    )


@cache
def _month_before() -> re.Pattern[str]:
    months = "|".join(load_lexicon("quantities")["years"]["months"])
    return re.compile(
        rf"\b(?:{months})\.?\s(?:\d{{1,2}}(?:st|nd|rd|th)?\s?(?:-|–|and|to|or|,)\s?)?\Z",
        re.IGNORECASE,
    )


@cache
def _month_behind() -> re.Pattern[str]:
    months = "|".join(load_lexicon("quantities")["years"]["months"])
    return re.compile(
        rf"\s?(?:(?:-|–|and|to|or)\s?\d{{1,2}}\s)?(?:of\s)?(?:{months})\b", re.IGNORECASE
    )


def _is_year(reading: Reading, candidate: Candidate, before: str) -> bool:
    years = load_lexicon("quantities")["years"]
    written = reading.text[candidate.number_start : candidate.number_end]
    if _YEARS.fullmatch(written):
        return True
    if not _YEAR.fullmatch(written) or not years["first"] <= candidate.low <= years["last"]:
        return False
    if modifier_before(reading.text, candidate.start) and not _year_word().search(before):
        return False
    thing = find_thing(reading.doc, reading.token_at(candidate.number_end - 1))
    if thing is None or not thing.is_plural:
        return not _LEVEL.search(before)
    return bool(_year_word().search(before)) or candidate.low % ROUND != 0


ROUND = 50
"""Before a plural a round number counts ("2000 workers"), any other is a year ("2018 sales")."""
_YEAR = re.compile(r"\d{4}")
_YEARS = re.compile(r"(?:1[5-9]|20)\d\d\s?(?:[-–—/]|and|to|or|through)\s?(?:(?:1[5-9]|20)?\d\d)")
_LEVEL = re.compile(r"\b(?:average of|total of|cost of|costs)\s\Z")


@cache
def _year_word() -> re.Pattern[str]:
    years = load_lexicon("quantities")["years"]
    words = "|".join((*years["months"], *years["seasons"], *map(re.escape, years["before"])))
    return re.compile(rf"\b(?:{words}),?\s\Z", re.IGNORECASE)


def _is_label(reading: Reading, candidate: Candidate) -> bool:
    if candidate.unit is not None or candidate.form == "vague":
        return False
    before = reading.before(candidate.start)
    behind = reading.behind(candidate.end, 60)
    if candidate.form == "digits" and (
        _street().match(behind) or _PHONE.match(behind) or _PHONE_BEFORE.search(before)
    ):
        return True
    if _is_list_number(before, behind) or _is_score(reading, candidate):
        return True
    labels = load_lexicon("quantities")["numbers_of_things"]
    label = _label().search(before)
    if label is None:
        return False
    return label["word"].lower() not in labels["loose"] or not _has_thing(reading, candidate)


def _has_thing(reading: Reading, candidate: Candidate) -> bool:
    return find_thing(reading.doc, reading.token_at(candidate.number_end - 1)) is not None


@cache
def _label() -> re.Pattern[str]:
    labels = load_lexicon("quantities")["numbers_of_things"]["labels"]
    written = "|".join(re.escape(word) for word in sorted(set(labels), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<![^\W_])(?P<word>{written})(?P<space>\s?)\Z", re.IGNORECASE)


@cache
def _street() -> re.Pattern[str]:
    streets = load_lexicon("quantities")["numbers_of_things"]["streets"]
    written = "|".join(re.escape(word) for word in sorted(streets, key=lambda w: (-len(w), w)))
    return re.compile(
        rf"[A-Za-z]?\s(?:(?:[A-Z][\w'’.]*|\d+(?:st|nd|rd|th))\s){{1,3}}(?i:{written})(?![^\W_])"
    )


_PHONE = re.compile(r"-\d{3,4}\b|\)\s?\d{3}-\d{4}")
_PHONE_BEFORE = re.compile(r"\d-\Z|\+\Z|\(\+?\Z(?<!\()")


def _is_list_number(before: str, behind: str) -> bool:
    """Say whether the number opens a line as "1." or "2)"."""
    return bool(re.search(r"(?:\A|\n)[ \t]*\(?\Z", before)) and bool(re.match(r"[.)]\s", behind))


def _is_score(reading: Reading, candidate: Candidate) -> bool:
    """Say whether a "range" of two small numbers is a result: 3-1, 2-2."""
    if candidate.rule != "range" or candidate.high > MAX_SCORE:
        return False
    written = reading.text[candidate.number_start : candidate.number_end]
    found = _SCORE.fullmatch(written)
    return found is not None and int(found["left"]) >= int(found["right"])


MAX_SCORE = 199
"""Basketball results reach it; a range that falls is a result, not a range."""
_SCORE = re.compile(r"(?P<left>\d{1,3})\s?[-–]\s?(?P<right>\d{1,3})")


def _to_age(reading: Reading, candidate: Candidate) -> Candidate:
    ages: Mapping[str, Mapping[str, str]] = load_lexicon("quantities")["ages"]
    before, behind = reading.before(candidate.start), reading.behind(candidate.end)
    if candidate.unit is not None and candidate.unit.name in ages["units"]:
        old = _OLD.match(behind)
        if old is None and not _AGED.search(before):
            return candidate
        end = candidate.end + (old.end() if old else 0)
        return replace(
            candidate, rule="age", end=end, unit=Unit(ages["units"][candidate.unit.name], "age")
        )
    if (
        candidate.unit is not None
        or not 0 < candidate.high <= MAX_AGE
        or candidate.form == "fraction"
    ):
        return candidate
    if (
        _YO.match(behind)
        or _AGED.search(before)
        or _LIFE.search(reading.before(candidate.start, 80))
    ):
        return replace(candidate, rule="age", unit=unit_named("year of age", "age"))
    if (
        candidate.form == "digits"
        and _APPOSED_BEFORE.search(before)
        and _APPOSED_BEHIND.match(behind)
    ):
        return replace(candidate, rule="age_apposed", unit=unit_named("year of age", "age"))
    return candidate


MAX_AGE = 125
_OLD = re.compile(r"s?[\s-]{0,2}olds?\b|\sof\sage\b", re.IGNORECASE)
_YO = re.compile(r"[\s-]?(?:yo|y/o|year[\s-]old)\b", re.IGNORECASE)
_AGED = re.compile(
    r"\b(?:aged?|ages|age\sof|ages\sof|aged\sbetween|under\sthe\sage\sof|over\sthe\sage\sof)\s(?:\w+\s){0,2}\Z",
    re.IGNORECASE,
)
_LIFE = re.compile(
    r"\b(?:life expectancy|average age|median age|mean age|retirement age)\b[^.;,]{0,50}\Z",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\b(?:who|she|he|I)(?:\s(?:is|was|turned|turns|were)|['’]m|['’]s)\s(?:now\s|only\s|just\s|about\s)?\Z"
)
_CLAUSE_END = re.compile(r"\s?(?:[.,;)]|\Z|\n|\s(?:when|and|at the time|years old)\b)(?!\d)")
_APPOSED_BEFORE = re.compile(r"[^\W\d_]*[A-Z][\w'’.-]+,\s\Z")
_APPOSED_BEHIND = re.compile(r",(?!\d)|\.?\Z|\)")


def _to_pounds(reading: Reading, candidate: Candidate) -> Candidate:
    if candidate.unit is None or candidate.unit.name.split(" per ")[0] != "pound":
        return candidate
    words = load_lexicon("quantities")["currency_signs"]
    sentence = re.findall(
        r"\w+|£", (reading.before(candidate.start, 80) + reading.behind(candidate.end, 40)).lower()
    )
    money, mass = (
        sum(word in words[key] for word in sentence) for key in ("pound_cues", "mass_cues")
    )
    written = reading.text[candidate.number_end : candidate.end].lower()
    if money <= mass or "pound" not in written:
        return candidate
    name = candidate.unit.name.replace("pound", "GBP", 1)
    return replace(candidate, rule="money", unit=Unit(name, "money", inferred=True))


def _count(reading: Reading, candidate: Candidate) -> Candidate | None:
    if candidate.unit is not None:
        return candidate
    if candidate.rule in {"range", "range_or"} and _is_score(reading, candidate):
        return None
    last = reading.token_at(candidate.number_end - 1)
    thing = find_thing(reading.doc, last)
    if _is_one(candidate) and not _counts_one(reading, candidate, thing is not None):
        return None
    if thing is None:
        is_named = _ends_name(reading, candidate)
        return None if is_named or _is_pronoun(reading, candidate) else candidate
    if _is_name(reading, candidate, last, thing.is_plural, thing.is_name):
        return None
    end = reading.starts[thing.end - 1] + len(reading.doc[thing.end - 1])
    rule = candidate.rule if candidate.rule not in {"number"} else "count"
    return replace(
        candidate, rule=rule, end=max(end, candidate.end), unit=Unit(thing.name, "count")
    )


def _is_one(candidate: Candidate) -> bool:
    return candidate.low == 1 and candidate.form == "words"


def _counts_one(reading: Reading, candidate: Candidate, has_thing: bool) -> bool:
    """Say whether "one" counts: not "no one", "one another", "one day", "one of the most ..."."""
    words = load_lexicon("quantities")["one"]
    before = re.search(r"([^\W\d_]+)[\s-]\Z", reading.before(candidate.start))
    behind = re.match(r"[\s-]?([’']?[^\W\d_]+|-)", reading.behind(candidate.end))
    if before and before[1].lower() in words["before"]:
        return False
    if behind and behind[1].lower() in words["behind"]:
        return False
    if re.match(r"\s\d", reading.behind(candidate.end)):
        return False
    if _MOST.match(reading.behind(candidate.end)) or _has_another(reading, candidate):
        return False
    return has_thing


_MOST = re.compile(
    r"\sof\s(?:the|its|their|his|her|our|[\w'’]+['’]s)\s(?:\w+\s)?(?:most|least)\b", re.IGNORECASE
)


def _has_another(reading: Reading, candidate: Candidate) -> bool:
    """Say whether "One X" opens a sentence and a later "Another X" takes it up."""
    opens = _OPENING.search(reading.before(candidate.start))
    return opens is not None and _ANOTHER.search(reading.text, candidate.end) is not None


_OPENING = re.compile(r"(?:\A|\n|[.!?]['’”\"]?\s)\s*\Z")
_ANOTHER = re.compile(r"(?:[.!?]['’”\"]?|\n)\s*(?:In\s|On\s|At\s|For\s|To\s)?(?:[Aa]nother)\b")


def _is_pronoun(reading: Reading, candidate: Candidate) -> bool:
    """Say whether a small number word stands for things named before: "the two", "all three"."""
    if candidate.form != "words" or candidate.high > 12:
        return False
    return bool(_THE.search(reading.before(candidate.start)))


_THE = re.compile(
    r"\b(?:the|these|those|all|other|last|first|any|both|no|each|every|for)\s\Z", re.IGNORECASE
)


def _is_name(
    reading: Reading, candidate: Candidate, last: int, is_plural: bool, is_name: bool
) -> bool:
    """Say whether the number belongs to a name: "737 Max", "iPhone 11 Pro"."""
    if candidate.form != "digits":
        return False
    del last
    if is_name and not is_plural:
        return True
    if not _follows_name(reading, candidate):
        return False
    following = reading.doc[reading.token_at(candidate.number_end - 1) + 1]
    return not is_plural or following.pos_ == "PROPN"


def _ends_name(reading: Reading, candidate: Candidate) -> bool:
    """Say whether the number ends a name: "Big 12", "Kick Six", "Fortune 100"."""
    is_written_as_name = reading.text[candidate.start].isupper()
    if candidate.form != "digits" and not is_written_as_name:
        return False
    if candidate.low != int(candidate.low):
        return False
    return _follows_name(reading, candidate)


def _follows_name(reading: Reading, candidate: Candidate) -> bool:
    """Say whether the word right before a number is a name: "iPhone 11", "Big 12"."""
    first = reading.token_at(candidate.start)
    if first == 0 or reading.text[candidate.start - 1] != " ":
        return False
    before = reading.doc[first - 1]
    if before.pos_ == "PROPN" or any(letter.isupper() for letter in before.text[1:]):
        return before.text not in {"US", "U.S."}
    return before.text[0].isupper() and before.pos_ in {"ADJ", "NOUN"} and not before.is_sent_start


def _modify(reading: Reading, candidate: Candidate) -> Candidate:
    start = candidate.start
    opener = _OPENER.search(reading.before(start))
    found = modifier_before(reading.text, start)
    if found is None and opener is not None:
        found = modifier_before(reading.text, start - len(opener[0]))
    found = found or modifier_behind(reading.text, candidate.end)
    if found is None and candidate.end != candidate.number_end:
        found = modifier_behind(reading.text, candidate.number_end)
    return replace(candidate, modifier=found.modifier) if found else candidate


_OPENER = re.compile(r"\b(?:between|from)\s\Z", re.IGNORECASE)


def _direct(reading: Reading, candidate: Candidate) -> Candidate:
    if candidate.rule in {"age", "age_apposed", "multiple", "range_from_to", "part_of_whole"}:
        return candidate
    if candidate.unit is not None and candidate.unit.dimension in {"age", "time"}:
        return candidate
    cue = modifier_before(reading.text, candidate.start)
    direction = direction_before(reading.text, cue.position if cue else candidate.start)
    if direction == "none":
        direction = direction_behind(reading.text, candidate.end)
    is_count = candidate.unit is not None and candidate.unit.dimension == "count"
    if is_count and candidate.rule == "count" and not _BY.search(reading.before(candidate.start)):
        return candidate
    return replace(candidate, direction=direction)


_BY = re.compile(r"\bby\s(?:\w+\s){0,3}\Z", re.IGNORECASE)


def _span(reading: Reading, start: int, end: int) -> Span:
    return reading.doc[reading.token_at(start) : reading.token_at(max(start, end - 1)) + 1]


def _inherited(
    reading: Reading, before: Candidate | None, candidate: Candidate, behind: Candidate | None
) -> Unit | None:
    """Give the unit that a bare number shares with a neighbour in its sentence."""
    if candidate.unit is not None or candidate.form == "fraction":
        return None
    rate = match_rate(reading.text, candidate.end, Unit("", "count"))
    if behind is not None and behind.unit and _in_one_sentence(reading, candidate, behind):
        if _OF_THE.fullmatch(reading.text, candidate.end, behind.start):
            return behind.unit._replace(inferred=True)
        if behind.unit.name == "point" and candidate.low > behind.high:
            return behind.unit._replace(inferred=True)
    if before is None or before.unit is None or not _in_one_sentence(reading, before, candidate):
        return None
    if before.unit.dimension == "count" and candidate.low != int(candidate.low) * 1.0:
        return before.unit._replace(inferred=True) if before.unit.name == "point" else None
    if before.unit.dimension == "count" and before.rule != "age":
        name = before.unit.name + (rate.unit.name if rate else "")
        return Unit(name, "count", inferred=True)
    both_by = _BY.search(reading.before(before.start)) and _BY.search(
        reading.before(candidate.start)
    )
    return before.unit._replace(inferred=True) if both_by else None


_OF_THE = re.compile(r"\s(?:out\s)?of\s(?:the|its|their)\s(?:[^\W\d_]+\s)?[$€£]?", re.IGNORECASE)


def _in_one_sentence(reading: Reading, left: Candidate, right: Candidate) -> bool:
    between = reading.text[left.end : right.start]
    return len(between) < MAX_BETWEEN and not re.search(r"[.!?;]\s|\n", between)


MAX_BETWEEN = 150
"""Characters between two numbers that share a unit; further apart they rarely do."""
