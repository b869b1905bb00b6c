"""Rules for who wrote an article and when: bylines, dates of publication, an agency's sign-off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .dated import DatedStretch, find_dates
from .lines import Line
from .parts import Facts, Part, Place, whole_line
from .words import Words, to_pattern

MAX_WORDS = 25
"""Longest byline. Four authors with their posts and a date have 22 words."""

MAX_NAME_WORDS = 5
MAX_POST_WORDS = 6

_BETWEEN = re.compile(r"\s*[|•·/]\s*|\s+[–—-]+\s+|\t+|\s{3,}")
_PARTED = re.compile(r"[|•·,–—\t]|\s-\s")
_READING_TIME = re.compile(
    r"(?:estimated\s+)?reading time:?\s*\d+\s*[- ]?min(?:ute)?s?|\d+\s*[- ]?min(?:ute)?s?\s+read",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"(?:\w+\s)?\d+\s*(?:minutes?|mins?|hours?|hrs?|days?|weeks?)\s+ago|\d+\s?[hdm]", re.IGNORECASE
)
_JOINT = re.compile(r"\s*,\s*(?:and\s+|&\s*)?|\s+and\s+|\s*&\s*|\s+with\s+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Author:
    """Who a byline names, and the section or place that it adds."""

    names: str
    section: str | None = None
    has_role: bool = False


def author_line(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label "By Jane Doe in Business on 2nd April 2025", alone or with a date on either side."""
    if len(line.words) > MAX_WORDS:
        return ()
    dates = find_dates(line.text, words)
    pieces = _pieces_without(line.text, dates)
    authors = [_read_author(piece, words, has_date=bool(dates)) for piece in pieces]
    known = [author for author in authors if author is not None]
    if len(known) != 1 or (place.zone == "body" and not known[0].has_role):
        return ()
    if not all(
        author or _is_small_print(piece, words)
        for author, piece in zip(authors, pieces, strict=True)
    ):
        return ()
    facts = _to_facts(dates, words, author=known[0])
    return whole_line(line, "byline", "author_line", facts)


def date_line(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label "Published: 3 March 2024 09:12 GMT" and a date alone under the title."""
    if len(line.words) > MAX_WORDS:
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
    name, comma, role = pieces[0].partition(",") if pieces else ("", "", "")
    if not comma or not _is_name(name, words, least=2) or not _is_role(role, words):
        return ()
    if not all(_is_small_print(piece, words) for piece in pieces[1:]):
        return ()
    facts = _to_facts(dates, words, author=Author(names=name.strip()))
    return whole_line(line, "byline", "person_role", facts)


def line_below_author(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label what stands below an author: a post, an agency, an account ("@janedoe")."""
    if (
        place.follows not in {"author_line", "line_below_author"}
        or len(line.words) > MAX_POST_WORDS
    ):
        return ()
    outlet = line.text.partition(",")[0].casefold()
    is_account = len(line.words) == 1 and line.text.startswith("@")
    is_outlet = outlet in words.find("bylines", "signatories")
    if not (is_account or is_outlet or _is_role(line.text, words)) or line.text.endswith(
        (".", "?")
    ):
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
    """Label "3 min read" and "2 hours ago" under the title."""
    del words
    if place.zone == "body" or len(line.words) > MAX_WORDS:
        return ()
    pieces = _pieces_without(line.text, ())
    if not pieces or not all(_is_time_note(piece) for piece in pieces):
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
    if not _is_name(venue.removeprefix("the ").replace(",", ""), words):
        return ()
    last_words = {word.strip(",").casefold() for word in venue.split()}
    if not venue.startswith("the ") and not last_words & words.find("bylines", "venues"):
        return ()  # "Norway at Sweden" is a fixture
    return whole_line(line, "byline", "person_at", Facts(byline=name))


def read_names(text: str, words: Words) -> Author | None:
    """Read a line that is nothing but full names: "Jane Doe in Geneva and John Roe"."""
    named = [part.partition(" in ") for part in _JOINT.split(text)]
    if not all(is_person(name, words) for name, _, _ in named):
        return None
    if not all(not place or _is_name(place, words) for _, _, place in named):
        return None
    return Author(names=_join([name for name, _, _ in named]))


def is_person(text: str, words: Words) -> bool:
    """Say whether a text is built like a person's full name and nothing else."""
    return _is_name(text, words, least=2, most=4)


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


def _read_author(piece: str, words: Words, *, has_date: bool) -> Author | None:
    opening = _opening_pattern(words).match(piece)
    if opening is None:
        return None
    named, _, after = opening["names"].partition(" in ")
    signatories = words.find("bylines", "signatories")
    names: list[str] = []
    has_role = False
    parts = _JOINT.split(named)
    for part in parts:
        if names and (_is_role(part, words) or part.casefold() in signatories):
            has_role = True
            continue
        if part == parts[-1] and parts[-2:-1] and parts[-2].casefold() in signatories:
            continue  # where the office is: "BBC News, New York"
        if not _is_name(part, words) and part.casefold() not in signatories:
            return None
        names.append(part)
    if not names or (after and not _is_name(after, words, most=4)):
        return None
    section = after if after.casefold() in words.find("bylines", "sections") or has_date else None
    return Author(names=_join(names), section=section or None, has_role=has_role)


def _join(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _is_name(text: str, words: Words, *, least: int = 1, most: int = MAX_NAME_WORDS) -> bool:
    parts = text.split()
    if not least <= len(parts) <= most or not _is_name_word(parts[0], words):
        return False
    particles = words.find("bylines", "particles")
    return all(part in particles or _is_name_word(part, words) for part in parts[1:])


def _is_name_word(word: str, words: Words) -> bool:
    bare = word.strip(".'’\"“”").casefold()
    not_names = words.find("bylines", "not_names") | words.find("bylines", "weekdays")
    if bare in not_names or (
        bare in words.find("bylines", "months")
        and len(bare) > 3
        and bare not in {"april", "june", "august"}
    ):
        return False
    return word[:1].isupper() and not any(character.isdigit() for character in word)


def _is_role(text: str, words: Words) -> bool:
    parts = text.casefold().replace(",", " ").split()
    return 0 < len(parts) <= 6 and any(part in words.find("bylines", "roles") for part in parts)


def _is_small_print(piece: str, words: Words) -> bool:
    """Accept what stands beside a date: a reading time, a section, a label, an outlet."""
    plain = piece.casefold()
    labels = words.find("bylines", "published") | words.find("bylines", "updated")
    return (
        _is_time_note(piece)
        or plain in labels
        or plain in words.find("bylines", "zones")
        or plain in words.find("bylines", "sections")
        or plain in words.find("bylines", "signatories")
        or (len(piece) < 40 and _is_role(piece, words) and not piece.endswith("."))
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
def _opening_pattern(words: Words) -> re.Pattern[str]:
    openers = to_pattern(words.find("bylines", "openers"))
    return re.compile(rf"(?:{openers})\s*:?\s+(?P<names>\S.*)", re.IGNORECASE)


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
