"""Rules for who wrote an article and when: bylines, dates of publication, an agency's sign-off."""

from __future__ import annotations

import re
from functools import cache

from .authors import (
    Author,
    is_known_outlet,
    is_name,
    is_outlet,
    is_person,
    is_role,
    read_author,
    read_names,
)
from .dated import DatedStretch, find_dates
from .lines import Line
from .parts import Facts, Part, Place, whole_line
from .words import Words, to_pattern

MAX_WORDS = 25
"""Longest byline. Four authors with their posts and a date have 22 words."""

MAX_POST_WORDS = 6

_BETWEEN = re.compile(r"\s*[|•·/]\s*|\s+[–—-]+\s+|\t+|\s{3,}")
_PARTED = re.compile(r"[|•·,–—\t]|\s-\s")
_READING_TIME = re.compile(
    r"""(?:estimated\s+)?reading\s+time:?\s*\d+\s*[- ]?min(?:ute)?s?
      | \d+\s*[- ]?min(?:ute)?s?\s+read
      | listen\W+\d+\s*[- ]?min(?:ute)?s?""",
    re.IGNORECASE | re.VERBOSE,
)
_AGE = re.compile(
    r"(?:\w+\s)?\d+\s*(?:minutes?|mins?|hours?|hrs?|days?|weeks?)\s+ago|\d+\s?[hdm]|just\s+now",
    re.IGNORECASE,
)


def author_line(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label "By Jane Doe in Business on 2nd April 2025", alone or with a date on either side."""
    if len(line.words) > MAX_WORDS:
        return ()
    dates = find_dates(line.text, words)
    pieces = _pieces_without(line.text, dates)
    authors = [read_author(piece, words, has_date=bool(dates)) for piece in pieces]
    known = [author for author in authors if author is not None]
    if len(known) != 1 or (place.zone == "body" and not known[0].has_role):
        return ()
    may_name_outlet = place.zone == "head" and (bool(dates) or " " in known[0].names)
    if not all(
        author or _is_small_print(piece, words) or (may_name_outlet and is_outlet(piece))
        for author, piece in zip(authors, pieces, strict=True)
    ):
        return ()
    facts = _to_facts(dates, words, author=known[0])
    return whole_line(line, "byline", "author_line", facts)


def date_line(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label "Published: 3 March 2024 09:12 GMT" and a date alone under the title.

    "Feb 16, 2023:" opens a part of a timeline, wherever it stands.
    """
    if len(line.words) > MAX_WORDS or line.text.endswith(":"):
        return ()
    dates = find_dates(line.text, words)
    if not dates or (place.zone == "body" and not all(found.label for found in dates)):
        return ()
    rest = [
        piece for piece in _pieces_without(line.text, dates) if not _is_small_print(piece, words)
    ]
    may_be_author = len(rest) == 1 and place.zone == "head" and not place.is_first
    author = read_names(rest[0], words) if may_be_author and _PARTED.search(line.text) else None
    if rest and author is None:
        return ()
    facts = _to_facts(dates, words, author=author)
    return whole_line(line, "byline", "date_line", facts)


def person_role(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label "Jane Doe, Reuters correspondent" under the title."""
    if place.zone != "head" or place.is_first or len(line.words) > MAX_WORDS:
        return ()
    dates = find_dates(line.text, words)
    pieces = _pieces_without(line.text, dates)
    name = _name_before_role(pieces[0], words) if pieces else None
    if name is None:
        return ()
    if not all(_is_small_print(piece, words) for piece in pieces[1:]):
        return ()
    facts = _to_facts(dates, words, author=Author(names=name))
    return whole_line(line, "byline", "person_role", facts)


def _name_before_role(text: str, words: Words) -> str | None:
    """Give the name in "Jane Doe, BBC News" and "Jane Doe Political editor @janedoe"."""
    name, comma, role = text.partition(",")
    if comma:
        is_post = is_role(role, words) or is_known_outlet(role, words)
        return name if is_post and is_name(name, words, least=2) else None
    parts = [part for part in text.split() if not part.startswith("@")]
    name, role = " ".join(parts[:2]), " ".join(parts[2:])
    is_post = is_role(role, words) and role[0].isupper() and is_role(parts[-1], words)
    return name if is_post and is_person(name, words) else None


def line_below_author(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label what stands below an author: a post, an agency, an account ("@janedoe")."""
    is_below = place.follows in {"author_line", "line_below_author"}
    if not is_below or len(line.words) > MAX_POST_WORDS or line.text.endswith((".", "?")):
        return ()
    outlet = line.text.partition(",")[0]
    is_account = len(line.words) == 1 and line.text.startswith("@")
    if not (is_account or is_known_outlet(outlet, words) or is_role(line.text, words)):
        return ()
    return whole_line(line, "byline", "line_below_author")


def agency_line(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label the name of an agency alone under the title."""
    if place.zone != "head" or place.is_first:
        return ()
    if line.text.casefold() not in words.find("bylines", "signatories"):
        return ()
    return whole_line(line, "byline", "agency_line", Facts(byline=line.text))


def section_line(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label the name of a section, or a word such as "Exclusive", over the title."""
    name = line.text.rstrip(":").casefold()
    if place.is_first and name in words.find("bylines", "sections"):
        return whole_line(line, "byline", "section_line", Facts(section=line.text))
    if place.is_first and name in words.find("bylines", "kickers"):
        return whole_line(line, "byline", "section_line")
    return ()


def reading_time(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label "3 min read", "2 hours ago" and a lone "Published on" under the title."""
    if place.zone == "body" or place.is_first or len(line.words) > MAX_WORDS:
        return ()
    labels = words.find("bylines", "published") | words.find("bylines", "updated")
    pieces = _pieces_without(line.text, ())
    is_note = all(_is_time_note(piece) or piece.casefold() in labels for piece in pieces)
    if not pieces or not is_note:
        return ()
    return whole_line(line, "byline", "reading_time")


def release_line(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label "FOR IMMEDIATE RELEASE" and its date over a press release."""
    if place.zone == "body" or len(line.words) > MAX_WORDS:
        return ()
    opening = _release_pattern(words).match(line.text)
    if opening is None:
        return ()
    dates = find_dates(line.text, words)
    rest = line.text[opening.end() :] if not dates else line.text[dates[-1].end :]
    if rest.strip(" .:,-–—()") and not dates:
        return ()
    return whole_line(line, "byline", "release_line", _to_facts(dates, words))


def sign_off(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label "(Reporting by Jane Doe; Editing by John Roe)"."""
    del place
    if len(line.words) > 3 * MAX_WORDS or not _sign_off_pattern(words).match(line.text):
        return ()
    if not _is_sign_off(line.text, words):
        return ()
    return whole_line(line, "byline", "sign_off")


def person_at(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label "Jane Doe at the Riverside Arena", as sports reports are signed."""
    if place.zone != "head" or place.is_first or len(line.words) > MAX_WORDS // 2:
        return ()
    name, at, venue = line.text.partition(" at ")
    if not at or not is_person(name, words) or line.text.endswith((".", "!", "?", ":")):
        return ()
    if not is_name(venue.removeprefix("the ").replace(",", ""), words):
        return ()
    last_words = {word.strip(",").casefold() for word in venue.split()}
    if not venue.startswith("the ") and not last_words & words.find("bylines", "venues"):
        return ()  # "Norway at Sweden" is a fixture
    return whole_line(line, "byline", "person_at", Facts(byline=name))


def _is_sign_off(text: str, words: Words) -> bool:
    """Check that the line names people and does not go on as a sentence."""
    lower = [word for word in re.findall(r"[^\W\d]+", text) if word.islower()]
    allowed = words.find("bylines", "particles") | {
        part for phrase in words.find("bylines", "sign_offs") for part in phrase.split()
    }
    return all(word in allowed or word in {"and", "in", "the"} for word in lower)


def _pieces_without(text: str, dates: tuple[DatedStretch, ...]) -> list[str]:
    """Cut the dates out of a line and split the rest where bylines are split."""
    rest = []
    at = 0
    for found in dates:
        rest.append(text[at : found.start])
        at = found.end
    rest.append(text[at:])
    pieces = (piece.strip(" ,;:.()[]-–—") for part in rest for piece in _BETWEEN.split(part))
    return [piece for piece in pieces if piece]


def _is_small_print(piece: str, words: Words) -> bool:
    """Accept what stands beside a date: a reading time, a section, a label, an outlet."""
    plain = piece.casefold()
    labels = words.find("bylines", "published") | words.find("bylines", "updated")
    return (
        _is_time_note(piece)
        or plain in labels
        or plain in words.find("bylines", "zones")
        or plain in words.find("bylines", "sections")
        or is_known_outlet(piece, words)
        or (len(piece) < 40 and is_role(piece, words) and not piece.endswith("."))
    )


def _is_time_note(piece: str) -> bool:
    return bool(_READING_TIME.fullmatch(piece) or _AGE.fullmatch(piece))


def _to_facts(
    dates: tuple[DatedStretch, ...], words: Words, *, author: Author | None = None
) -> Facts:
    changes = words.find("bylines", "updated")
    first = [found.value for found in dates if found.value and found.label not in changes]
    changed = [found.value for found in dates if found.value and found.label in changes]
    return Facts(
        byline=author.names if author else None,
        section=author.section if author else None,
        published=first[0] if first else None,
        updated=changed[0] if changed else None,
    )


@cache
def _release_pattern(words: Words) -> re.Pattern[str]:
    return re.compile(
        rf"\W*(?:{to_pattern(words.find('bylines', 'release_lines'))})\b", re.IGNORECASE
    )


@cache
def _sign_off_pattern(words: Words) -> re.Pattern[str]:
    return re.compile(
        rf"[(\[]*(?:{to_pattern(words.find('bylines', 'sign_offs'))})\s*:?\s", re.IGNORECASE
    )
