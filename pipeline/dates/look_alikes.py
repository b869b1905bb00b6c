"""Drops what looks like a date but is none: ages, counts, names, verbs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .candidates import Candidate
from .meanings import Calendar, Clock, Length, Repeat, Step
from .passage import Passage


@dataclass(frozen=True, slots=True)
class Place:
    """A candidate where it stands."""

    candidate: Candidate
    passage: Passage

    @property
    def meaning(self) -> Any:
        """Give what the candidate means."""
        return self.candidate.meaning

    @property
    def written(self) -> str:
        """Give the candidate's text with its capitals."""
        return self.passage.text[self.candidate.start : self.candidate.end]

    def follows(self, name: str) -> bool:
        """Say whether a word of that list stands right before the candidate."""
        passage = self.passage
        return passage.contexts.follows(name, passage.lowered, self.candidate.start)

    def precedes(self, name: str) -> bool:
        """Say whether a word of that list stands right after the candidate."""
        passage = self.passage
        return passage.contexts.precedes(name, passage.lowered, self.candidate.end)

    def character_before(self) -> str:
        """Give the last character before the candidate that is no space."""
        return self.passage.text[max(0, self.candidate.start - 3) : self.candidate.start].strip()[
            -1:
        ]

    def character_after(self) -> str:
        """Give the character right behind the candidate."""
        return self.passage.text[self.candidate.end : self.candidate.end + 1] or "."


def drop_look_alikes(candidates: tuple[Candidate, ...], passage: Passage) -> tuple[Candidate, ...]:
    """Drop every candidate that one of the tests recognises as something else."""
    places = (Place(candidate, passage) for candidate in candidates)
    return tuple(
        place.candidate for place in places if not any(is_other(place) for is_other in TESTS)
    )


def is_age(place: Place) -> bool:
    """A 22-year-old, aged 4 months, in her 30s, under-30s; but not an 8-month-old truce."""
    if isinstance(place.meaning, Length):
        is_old = place.candidate.text.endswith("old") and not _is_age_of_thing(place)
        return is_old or place.precedes("age") or place.follows("age")
    if place.candidate.rule != "decade":
        return False
    is_group = AGE_GROUP.fullmatch(place.candidate.text) and place.follows("group")
    return bool(is_group) or place.follows("owner")


AGE_GROUP = re.compile(r"\d0s")
""""The under-30s"; a decade has a century or a mark in front: "over the 1990s"."""


def _is_age_of_thing(place: Place) -> bool:
    """Say whether "old" tells how long a thing has lasted: no years, and no baby behind."""
    if place.meaning.unit == "year" and place.meaning.count is not None:
        return False
    end = place.candidate.end
    return place.passage.text[end + 1 : end + 2].isalpha() and not place.precedes("young")


def is_count(place: Place) -> bool:
    """2000 people, No. 1950, $1999: a number that is no year."""
    if place.candidate.rule == "year_in_words":
        return _is_before_plural(place)
    if place.candidate.rule != "year_alone" or not place.candidate.text.isdigit():
        return False
    if place.follows("identifier") or place.character_before() in NUMBER_SIGNS:
        return True
    if place.precedes("counted") or _is_house_number(place):
        return True
    if place.follows("year"):
        return False
    if not FIRST_SURE_YEAR <= int(place.candidate.text) <= LAST_SURE_YEAR:
        return place.character_before() not in OPENING_MARKS
    return _is_before_plural(place)


def _is_house_number(place: Place) -> bool:
    """Say whether a street's name stands behind: 1600 Pennsylvania Avenue."""
    after = place.passage.text[place.candidate.end : place.candidate.end + ADDRESS_REACH]
    words = re.match(r"(?: [A-Z][\w.'’]*){1,3}", after)
    streets = place.passage.vocabulary.lexicon["streets"]["words"]
    return words is not None and any(
        word.strip(".") in streets for word in words[0].lower().split()
    )


ADDRESS_REACH = 40
"""Characters in which the word for a street follows a house number."""
NUMBER_SIGNS = frozenset("$£€¥#/+*")
OPENING_MARKS = frozenset("(")
FIRST_SURE_YEAR, LAST_SURE_YEAR = 1600, 2100
"""Four digits outside are years only after a preposition or in brackets."""


def _is_before_plural(place: Place) -> bool:
    token = place.passage.token_at(place.candidate.end - 1)
    is_last = token is None or token.i + 1 >= len(place.passage.doc)
    if token is None or is_last or place.character_before() in ("(", ","):
        return False
    return token.nbor().tag_ == "NNS"


def is_verb_or_name(place: Place) -> bool:
    """The modal may, to march, the sun, April Smith, Jan Kavan, Super Tuesday."""
    rule = place.candidate.rule
    if rule not in ("month_alone", "weekday_alone", "turned_month", "month_year"):
        return False
    if rule in ("month_alone", "weekday_alone") and _is_in_person(place):
        return True
    if rule == "weekday_alone" and place.follows("super"):
        return True
    key = place.candidate.text.rstrip(".").split()[-1]
    if key not in place.passage.vocabulary.lexicon["ambiguous"]["words"]:
        return False
    return _is_ambiguous_word_alone(place, key)


def _is_ambiguous_word_alone(place: Place, key: str) -> bool:
    """Ask for a capital, and for a sign that "May" or "Sat" is a date."""
    written, rule = place.written.split()[-1], place.candidate.rule
    if written[0].islower() or _is_tagged_verb(place):
        return True
    if rule == "turned_month" or written.endswith(".") or place.precedes("to_month"):
        return False
    if place.character_after() in DASHES or place.character_before() in DASHES:
        return rule == "weekday_alone" and _is_hyphenated_name(place)
    if rule == "weekday_alone":
        return not (place.follows("weekday") or _is_behind_time(place))
    is_full = key in place.passage.vocabulary.lexicon["ambiguous"]["full"]
    return not (place.follows("date") or (is_full and place.follows("article")))


def _is_behind_time(place: Place) -> bool:
    """Say whether a time of the day stands in front: "8am Wed"."""
    start = place.candidate.start
    return (
        TIME.search(place.passage.lowered, max(0, start - len("10:30 a.m., ")), start) is not None
    )


TIME = re.compile(r"\d\s?[ap]\.?m\.?,?\s\Z|\d[:.]\d\d,?\s\Z")


def _is_hyphenated_name(place: Place) -> bool:
    """Say whether a capitalised word that is no weekday follows the dash: the Sun-Times."""
    after = place.passage.text[place.candidate.end + 1 : place.candidate.end + ADDRESS_REACH]
    word = re.match(r"[A-Z][a-z]+", after)
    weekdays = place.passage.vocabulary.lexicon["weekdays"]
    return word is not None and word[0].lower() not in weekdays


DASHES = frozenset("-–—")


def _is_tagged_verb(place: Place) -> bool:
    token = place.passage.token_at(place.candidate.end - 1)
    return token is not None and token.tag_ in ("MD", "VB", "VBP", "VBD", "VBZ")


def _is_in_person(place: Place) -> bool:
    """Say whether the name of a person holds this word ("April Jones", "Theresa May")."""
    token = place.passage.token_at(place.candidate.start)
    if token is None:
        return False
    if token.ent_type_.lower() in ("person", "per"):
        return True
    return token.i in place.passage.people


def is_rate_or_part(place: Place) -> bool:
    """Miles per hour, a second opinion, three quarters of the votes: no length of time."""
    text = place.candidate.text
    if text.endswith((" second", " minute", " hour")) and place.follows("distance"):
        return True
    if isinstance(place.meaning, Repeat):
        return text.startswith("per ") and text.endswith(("second", "minute", "hour", "night"))
    if not isinstance(place.meaning, Length):
        return False
    if text.endswith(("a second", "one second", "another second", "the seconds", "each second")):
        return True
    if text.endswith(("quarter", "quarters")):
        return not text.startswith(("past", "the ", "last", "next", "several", "recent", "coming"))
    return False


def is_rank(place: Place) -> bool:
    """The 18th hole, the 5th: days only after "on" and with no noun behind."""
    if place.candidate.rule != "day_of_month":
        return False
    return not place.follows("day") or not (
        place.precedes("day_end") or place.character_after() in DAY_ENDS
    )


DAY_ENDS = frozenset(".,;:)!?")


def is_common_season(place: Place) -> bool:
    """To fall, the fall of a city, a hot spring: no season."""
    if place.candidate.rule != "season" or not isinstance(place.meaning, Calendar):
        return False
    meaning = place.meaning
    if meaning.year or meaning.within or meaning.turn is not None:
        return False
    if meaning.season not in ("FA", "SP") or place.candidate.text.endswith("autumn"):
        return False
    if place.precedes("owned"):
        return True
    return not place.follows("season")


def is_name(place: Place) -> bool:
    """The Tonight Show, CBS This Morning, the Sunday Times, the Six-Day War, 20th Century Fox."""
    if place.candidate.rule not in NAMED_FORMS or place.written.isupper():
        return False
    words = re.findall(r"[^\W\d_]+", place.written)
    after = place.passage.text[place.candidate.end : place.candidate.end + 2]
    is_followed = after[:1] == " " and after[1:].isupper()
    if not words or not words[-1][0].isupper():
        return False
    if place.candidate.rule == "part_of_known_day" and len(words) > 1 and _is_after_name(place):
        return True
    if not is_followed:
        return False
    return place.candidate.rule not in AFTER_ARTICLE or place.follows("definite")


NAMED_FORMS = frozenset(
    {"part_of_known_day", "part_alone", "weekday_part", "century", "count_unit_adjective"}
    | {"weekday_alone", "clock_word"}
)
AFTER_ARTICLE = frozenset({"weekday_alone", "weekday_part", "part_of_known_day"})
"""Forms that stand before names of others as well: "on Friday President Orb said"."""


def is_title(place: Place) -> bool:
    """A programme called "This Week" or "60 Minutes", the Man of the Year."""
    if not isinstance(place.meaning, Step | Length | Repeat) or place.written.isupper():
        return False
    words = place.written.split()
    return len(words) > 1 and words[-1][0].isupper() and words[-1].lower() in _unit_words(place)


def _unit_words(place: Place) -> Mapping[str, str]:
    units: Mapping[str, str] = place.passage.vocabulary.lexicon["units"]
    return units


def is_newspaper(place: Place) -> bool:
    """The Daily Telegraph, USA Today; annotators mark the "daily" of "the daily Granma"."""
    if place.candidate.rule == "day_word" and place.written[0].isupper():
        return _is_after_name(place) or _is_quoted_alone(place)
    if place.candidate.rule != "frequency" or place.written[0].islower():
        return False
    after = place.passage.text[place.candidate.end : place.candidate.end + 2]
    return (after[:1] == " " and after[1:].isupper()) or _is_after_name(place)


def _is_quoted_alone(place: Place) -> bool:
    """Say whether the word alone is in quotation marks: the "Today" show."""
    before = place.passage.text[max(0, place.candidate.start - 1) : place.candidate.start]
    return before in QUOTES and place.character_after() in QUOTES


QUOTES = frozenset("\"'“”‘’")


def _is_after_name(place: Place) -> bool:
    """Say whether a capitalised word, or a possessive of one, stands in front."""
    before = place.passage.text[
        max(0, place.candidate.start - ADDRESS_REACH) : place.candidate.start
    ]
    return re.search(r"[A-Z][\w.]*(?:['’]s)?\s\Z", before) is not None


def is_verse(place: Place) -> bool:
    """Exodus 18:21: a time has no name of a book in front."""
    if place.candidate.rule != "clock_time" or place.meaning.day is not None:
        return False
    return (
        place.candidate.text[-1].isdigit() and _is_after_name(place) and not place.follows("date")
    )


def is_fraction(place: Place) -> bool:
    """3/4 of a mile, 9/11, open 24/7: a day and a month only after "on" and the like."""
    if place.candidate.rule != "day_month_in_digits":
        return False
    if place.meaning.weekday or place.meaning.turn is not None:
        return False
    start = place.candidate.start
    if LIST_OF_DAYS.search(place.passage.lowered, max(0, start - LIST_REACH), start):
        return False
    if place.candidate.text in EVENTS or not place.follows("weekday"):
        return True
    return not (place.precedes("day_end") or place.character_after() in DAY_ENDS)


LIST_OF_DAYS = re.compile(r"/\d{1,2},?\s(?:(?:and|or|to)\s)?\Z")
LIST_REACH = 10
"""Characters from the slash of one day to the next: "11/20, 11/22 or 11/25"."""
EVENTS = ("7/7", "9/11")
"""Attacks that are called by their day."""


def is_generic(place: Place) -> bool:
    """A calendar year, a matter of days, high noon: a kind of time, or too vague for a length."""
    text = place.candidate.text
    if text in ("minutes", "seconds", "a calendar year", "a fiscal year"):
        return True
    if place.follows("generic"):
        return True
    if text == "to date":
        return place.character_after() not in DAY_ENDS
    return place.candidate.rule == "clock_word" and place.passage.lowered.endswith(
        "high ", 0, place.candidate.start
    )


def is_bare_part(place: Place) -> bool:
    """Good evening, the morning show, at dawn of an era: no time of a day."""
    if place.candidate.rule != "part_alone" or not isinstance(place.meaning, Clock):
        return False
    if place.passage.lowered[: place.candidate.start].endswith("pre-"):
        return True
    if place.candidate.text in ("overnight", "midday") or " " in place.candidate.text:
        return False
    return not place.follows("part")


TESTS: tuple[Callable[[Place], bool], ...] = (
    is_age,
    is_count,
    is_verb_or_name,
    is_rate_or_part,
    is_rank,
    is_fraction,
    is_common_season,
    is_name,
    is_title,
    is_newspaper,
    is_verse,
    is_bare_part,
    is_generic,
)
