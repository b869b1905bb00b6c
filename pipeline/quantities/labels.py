"""Drops numbers that name a thing: Section 427, Room 12, a street, a telephone, a result."""

from __future__ import annotations

import re

from .candidates import Candidate, Candidates
from .ends import last_word
from .reading import Reading
from .things import find_thing
from .vocabulary import Words


def drop_labels(reading: Reading, candidates: Candidates) -> Candidates:
    """Drop numbers that name a thing: Section 427, Room 12, No. 5, 49 Ranch Road, +1-222-2222."""
    return tuple(c for c in candidates if not _is_label(reading, c))


def _is_label(reading: Reading, candidate: Candidate) -> bool:
    if candidate.unit is not None or candidate.form == "vague":
        return False
    before = reading.before(candidate.start)
    behind = reading.behind(candidate.end, 60)
    if candidate.form == "digits" and (
        reading.vocabulary.build(_make_street).match(behind)
        or _PHONE.match(behind)
        or _PHONE_BEFORE.search(before)
    ):
        return True
    if _is_list_number(before, behind) or is_score(reading, candidate):
        return True
    labels = reading.vocabulary.words["numbers_of_things"]
    if last_word(before) not in reading.vocabulary.build(_label_ends):
        return False
    label = reading.vocabulary.build(_make_label).search(before)
    if label is None:
        return False
    return label["word"].lower() not in labels["loose"] or not _has_thing(reading, candidate)


def _has_thing(reading: Reading, candidate: Candidate) -> bool:
    return find_thing(reading, reading.token_at(candidate.number_end - 1)) is not None


def _label_ends(words: Words) -> frozenset[str]:
    """Give the words that a label may end in; behind one without an s there may be an s."""
    labels: list[str] = words["numbers_of_things"]["labels"]
    return frozenset(last_word(label + s) for label in labels for s in ("", "s"))


def _make_label(words: Words) -> re.Pattern[str]:
    labels = words["numbers_of_things"]["labels"]
    written = "|".join(re.escape(word) for word in sorted(set(labels), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<![^\W_])(?P<word>{written})s?(?P<space>\s?)\Z", re.IGNORECASE)


def _make_street(words: Words) -> re.Pattern[str]:
    streets = words["numbers_of_things"]["streets"]
    written = "|".join(re.escape(word) for word in sorted(streets, key=lambda w: (-len(w), w)))
    return re.compile(
        rf"[A-Za-z]?\s(?:(?:[A-Z][\w'’.]*|\d+(?:st|nd|rd|th))\s){{1,3}}(?i:{written})(?![^\W_])"
    )


_PHONE = re.compile(r"[-–]\d{1,4}\b|\)\s?\d{3}-\d{4}")


_PHONE_BEFORE = re.compile(r"\d[-–]\Z|\+\Z|\(\+?\Z(?<!\()")


def _is_list_number(before: str, behind: str) -> bool:
    """Say whether the number opens a line as "1." or "2)"."""
    return bool(re.search(r"(?:\A|\n)[ \t]*\(?\Z", before)) and bool(re.match(r"[.)]\s", behind))


def is_score(reading: Reading, candidate: Candidate) -> bool:
    """Say whether a "range" of two small numbers is a result: 3-1, 2-2."""
    if candidate.rule != "range" or candidate.high > MAX_SCORE:
        return False
    written = reading.text[candidate.number_start : candidate.number_end]
    found = _SCORE.fullmatch(written)
    return found is not None and int(found["left"]) >= int(found["right"])


MAX_SCORE = 199
"""Basketball results reach it; a range that falls is a result, not a range."""


_SCORE = re.compile(r"(?P<left>\d{1,3})\s?[-–]\s?(?P<right>\d{1,3})")
