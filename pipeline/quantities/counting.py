"""Gives bare numbers what they count, and drops those that count nothing."""

from __future__ import annotations

import re

from msgspec.structs import replace

from ..units.registry import Unit
from ..units.spelling import match_unit
from .candidates import Candidate, Candidates
from .ends import last_word
from .labels import is_score
from .reading import Reading
from .things import Thing, find_thing, singular


def count_things(reading: Reading, candidates: Candidates) -> Candidates:
    """Give a bare number the noun it counts; drop names ("737 Max") and an idle "one"."""
    spans = reading.doc.spans.get("dates", ())
    dated = frozenset(i for span in spans for i in range(span.start, span.end))
    return tuple(filter(None, (_count(reading, c, dated) for c in candidates)))


def _count(reading: Reading, candidate: Candidate, dated: frozenset[int]) -> Candidate | None:
    if candidate.unit is not None:
        return None if _is_one_day(reading, candidate) else candidate
    if _is_no_amount(reading, candidate):
        return None
    thing = find_thing(reading, reading.token_at(candidate.number_end - 1))
    if thing is not None and not thing.is_plural:
        is_date = thing.start in dated and thing.end - 1 in dated  # "rose to 39,965 last month"
        thing = None if is_date or _is_graded(reading, candidate) else thing
    if _is_one(candidate) and not (thing and _counts_one(reading, candidate)):
        return None
    if thing is None:
        return _count_nothing(reading, candidate)
    return None if _is_name(reading, candidate, thing) else _count_thing(reading, candidate, thing)


def _is_graded(reading: Reading, candidate: Candidate) -> bool:
    """Say whether a number grades the thing behind it: a magnitude 6.9 earthquake."""
    return last_word(reading.before(candidate.start).rstrip()) == "magnitude"


def _is_no_amount(reading: Reading, candidate: Candidate) -> bool:
    if candidate.form == "fraction" and _WHICH_HALF.search(reading.before(candidate.start)):
        return True
    if candidate.rule in {"range", "range_or"} and is_score(reading, candidate):
        return True
    return _is_titled(reading, candidate)


def _count_nothing(reading: Reading, candidate: Candidate) -> Candidate | None:
    if _OR_TWO.search(reading.before(candidate.start)):
        return _count_or_two(reading, candidate)
    is_idle = _ends_name(reading, candidate) or _is_pronoun(reading, candidate)
    return None if is_idle else candidate


def _count_thing(reading: Reading, candidate: Candidate, thing: Thing) -> Candidate:
    end = reading.starts[thing.end - 1] + len(reading.doc[thing.end - 1])
    rule = "count" if candidate.rule == "number" else candidate.rule
    unit = Unit(_with_modifier_before(reading, candidate, thing.name), "count")
    return replace(candidate, rule=rule, end=max(end, candidate.end), unit=unit)


def _with_modifier_before(reading: Reading, candidate: Candidate, name: str) -> str:
    """Name the kind that stands before the number: "the top three seeds", "a record 32 goals"."""
    i = reading.token_at(candidate.start) - 1
    before = reading.doc[i].lower_ if i >= 0 else ""
    return f"{before} {name}" if before in reading.vocabulary.words["things"]["before"] else name


_OR_TWO = re.compile(r"[^\W\d_]\sor\s\Z")


def _count_or_two(reading: Reading, candidate: Candidate) -> Candidate:
    """Read "another pick or two": the noun stands before the number."""
    noun = reading.doc[max(0, reading.token_at(candidate.start) - 2)]
    if noun.pos_ != "NOUN":
        return candidate
    known = match_unit(f" {noun.text}", 0)
    unit = known.unit if known else Unit(singular(noun, reading.vocabulary), "count")
    return replace(candidate, rule="count", unit=unit)


def _is_one_day(reading: Reading, candidate: Candidate) -> bool:
    """Say whether "one day" means some day: at the start of a clause."""
    days = reading.vocabulary.words["things"]["some_day"]
    if not _is_one(candidate) or candidate.unit is None or candidate.unit.name not in days:
        return False
    return _CLAUSE_START.search(reading.before(candidate.start)) is not None


_WHICH_HALF = re.compile(
    r"\b(?:first|second|last|latter|other|early|late|each|either)[\s-]\Z", re.IGNORECASE
)
_CLAUSE_START = re.compile(r"(?:\A|\n|[.,;!?“\"‘]\s?|\b(?:that|but|and|will|would|could|to))\s*\Z")


def _is_titled(reading: Reading, candidate: Candidate) -> bool:
    """Say whether a capitalised number word belongs to a name: "the Group of Seven"."""
    if not reading.text[candidate.start].isupper() or candidate.form != "words":
        return False
    return _TITLE.search(reading.before(candidate.start)) is not None


_TITLE = re.compile(r"\b[A-Z]\w+\s(?:of\s)?(?:the\s)?\Z")


def _is_one(candidate: Candidate) -> bool:
    return candidate.low == 1 and candidate.form == "words"


def _counts_one(reading: Reading, candidate: Candidate) -> bool:
    """Say whether "one" counts: not "no one", "one another", "one day", "one of the most ..."."""
    words = reading.vocabulary.words["one"]
    before = re.search(r"([^\W\d_]+)[\s-]\Z", reading.before(candidate.start))
    behind = re.match(r"[\s-]?([’']?[^\W\d_]+|-)", reading.behind(candidate.end))
    if before and before[1].lower() in words["before"]:
        return False
    if behind and behind[1].lower() in words["behind"]:
        return False
    if re.match(r"\s\d|-", reading.behind(candidate.end)):
        return False
    is_most = _MOST.match(reading.behind(candidate.end)) is not None
    return not (is_most or _has_another(reading, candidate))


_MOST = re.compile(
    r"\sof\s(?:(?:the|its|their|his|her|our|[\w'’]+['’]s)\s(?:\w+\s)?(?:most|least)|a\skind)\b",
    re.IGNORECASE,
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


def _is_name(reading: Reading, candidate: Candidate, thing: Thing) -> bool:
    """Say whether the number belongs to a name: "737 Max", "iPhone 11 Pro"."""
    if candidate.form != "digits":
        return False
    if thing.is_name and not thing.is_plural:
        return True
    if not _follows_name(reading, candidate):
        return False
    following = reading.doc[reading.token_at(candidate.number_end - 1) + 1]
    return not thing.is_plural or following.pos_ == "PROPN"


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
    if before.is_space or not before.text[0].isalpha():
        return False
    if before.pos_ == "PROPN" or any(letter.isupper() for letter in before.text[1:]):
        return before.text not in {"US", "U.S."}
    return before.text[0].isupper() and before.pos_ in {"ADJ", "NOUN"} and not before.is_sent_start


def drop_nested(reading: Reading, candidates: Candidates) -> Candidates:
    """Drop a bare number inside the thing another number counts: "two new 737 Max jets"."""
    del reading
    kept: list[Candidate] = []
    for candidate in candidates:
        is_bare = candidate.unit is None or candidate.unit.dimension == "count"
        if not (kept and is_bare and candidate.start < kept[-1].end):
            kept.append(candidate)
    return tuple(kept)
