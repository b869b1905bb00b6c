"""Reads who wrote an article from the words of a byline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .words import Words, to_pattern

MAX_NAME_WORDS = 5
MAX_ROLE_WORDS = 6
MAX_OUTLET_WORDS = 5

_JOINT = re.compile(r"\s*,\s*(?:and\s+|&\s*)?|\s+and\s+|\s*&\s*|\s+with\s+", re.IGNORECASE)
_SERVICE = re.compile(r"\s+(?:for|special\s+to|exclusive\s+to)\s+(?P<outlet>.+)", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*[(\[](?P<outlet>[^()\[\]]+)[)\]]?$")


@dataclass(frozen=True, kw_only=True)
class Author:
    """Who a byline names, the section that it adds, and whether it gives a post or an outlet."""

    names: str
    section: str | None = None
    has_role: bool = False


def read_author(piece: str, words: Words, *, has_date: bool) -> Author | None:
    """Read "By Jane Doe, political editor, in Geneva"; None where it is anything else.

    >>> from .words import load_words
    >>> read_author("By Jane Doe and John Roe for The Courier", load_words(), has_date=False)
    Author(names='Jane Doe and John Roe', section=None, has_role=True)
    """
    opening = _opening_pattern(words).match(piece)
    if opening is None:
        return None
    named, has_outlet = _without_outlet(opening["names"])
    named, _, after = named.partition(" in ")
    names: list[str] = []
    has_role = has_outlet
    parts = _JOINT.split(named)
    for part, before in zip(parts, ("", *parts), strict=False):
        if names and part.casefold().replace(".", "") in words.find("bylines", "degrees"):
            continue
        if names and (is_role(part, words) or is_known_outlet(part, words)):
            has_role = True
        elif is_known_outlet(before, words) and part == parts[-1]:
            continue  # where the office is: "BBC News, New York"
        elif is_name(part, words) or is_known_outlet(part, words):
            names.append(part)
        else:
            return None
    if not names or (after and not is_name(after, words, most=4)):
        return None
    section = after if after.casefold() in words.find("bylines", "sections") or has_date else None
    return Author(names=_join(names), section=section or None, has_role=has_role)


def read_names(text: str, words: Words) -> Author | None:
    """Read a line that is nothing but full names: "Jane Doe in Geneva and John Roe"."""
    named = [part.partition(" in ") for part in _JOINT.split(text)]
    if not all(is_person(name, words) for name, _, _ in named):
        return None
    if not all(not place or is_name(place, words) for _, _, place in named):
        return None
    return Author(names=_join([name for name, _, _ in named]))


def is_person(text: str, words: Words) -> bool:
    """Say whether a text is built like a person's full name and nothing else."""
    return is_name(text, words, least=2, most=4)


def is_name(text: str, words: Words, *, least: int = 1, most: int = MAX_NAME_WORDS) -> bool:
    """Say whether a text is built like a name: capitals, and small words only inside."""
    parts = text.split()
    if not least <= len(parts) <= most or not _is_name_word(parts[0], words):
        return False
    particles = words.find("bylines", "particles")
    return all(part in particles or _is_name_word(part, words) for part in parts[1:])


def is_role(text: str, words: Words) -> bool:
    """Say whether a text names the post of somebody who writes."""
    parts = text.casefold().replace(",", " ").split()
    return 0 < len(parts) <= MAX_ROLE_WORDS and any(
        part in words.find("bylines", "roles") for part in parts
    )


def is_known_outlet(text: str, words: Words) -> bool:
    """Say whether a text is an agency, a paper or a desk that signs articles: "CNN Business"."""
    name = text.strip().removeprefix("the ").removeprefix("The ")
    if not name[:1].isupper():
        return False
    known = words.find("bylines", "signatories") | words.find("credits", "outlets")
    plain = name.casefold()
    first = plain.partition(" ")[0]
    return plain in known or f"the {plain}" in known or (first in known and is_outlet(name))


def is_outlet(text: str) -> bool:
    """Say whether a text may be any outlet or place: a few words with capitals."""
    parts = text.split()
    return 0 < len(parts) <= MAX_OUTLET_WORDS and all(
        part[0].isupper() and part.replace(".", "").replace("'", "").isalpha() for part in parts
    )


def _without_outlet(text: str) -> tuple[str, bool]:
    """Take "for The Courier" and "(Reuters)" off the end of an author's name."""
    bracketed = _BRACKETED.search(text)
    if bracketed and is_outlet(bracketed["outlet"]):
        return text[: bracketed.start()], True
    service = _SERVICE.search(text)
    if service and is_outlet(service["outlet"]):
        return text[: service.start()].rstrip(","), True
    return text, False


def _is_name_word(word: str, words: Words) -> bool:
    bare = word.strip(".'’\"“”").casefold()
    is_month = bare in words.find("bylines", "months") - words.find("bylines", "month_names")
    not_names = words.find("bylines", "not_names") | words.find("bylines", "weekdays")
    if bare in not_names or (is_month and len(bare) > 3):
        return False
    return word[:1].isupper() and not any(character.isdigit() for character in word)


def _join(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


@cache
def _opening_pattern(words: Words) -> re.Pattern[str]:
    openers = to_pattern(words.find("bylines", "openers"))
    labels = to_pattern(words.find("bylines", "opening_labels"))
    return re.compile(rf"(?:(?:{openers})\s*:?|(?:{labels})\s*:)\s+(?P<names>\S.*)", re.IGNORECASE)
