"""Rules for what a page says about itself: ad markers, pointers to other articles, contacts."""

from __future__ import annotations

import re
from functools import cache

from .lines import Line
from .parts import Part, Place, whole_line
from .words import Words, to_pattern

MAX_POINTER_WORDS = 30
"""Longest pointer or appeal. Headlines have at most 20 words; a longer line is a paragraph."""

MAX_BUTTONS = 12

MAX_RIGHTS_WORDS = 70
"""Longest line about rights; agencies forbid reprinting in 20 to 60 words."""

MAX_DETAIL_WORDS = 10
"""Longest line of a contact block (name, post, address) that shows no address or number."""

MAX_NAME_WORDS = 5
"""Longest line of a contact block that may end in a full stop: "Kelder Materials Inc."."""

_ADDRESS = re.compile(r"\S@\S+\.\w|https?://|\bwww\.\w|\+?\d[\d\s().-]{6,}\d")
_BARE_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|[+(0](?:[\s().-]*\d){9,}")
_BREADCRUMBS = re.compile(r"[^>»›]{2,30}(?:\s[>»›]\s[^>»›]{2,80}){1,5}")
_RIGHTS_SIGN = re.compile(r"(?:©|\([cC]\)|&copy;)\s*(?:\d{4}\b|[^\W\d_a-z])")


def ad_marker(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label a line that only marks an ad or a button: "Story continues below"."""
    if len(line.words) > MAX_POINTER_WORDS or place.follows == "contact":
        return ()
    if line.bare not in words.find("ads", "markers"):
        return ()
    return whole_line(line, "ad", "ad_marker")


def button_row(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label a row of buttons or counters: "Share Tweet Email", "12 Comments"."""
    del place
    if len(line.words) > MAX_BUTTONS:
        return ()
    bare = [word.strip("()|•·+,:").casefold() for word in line.words]
    buttons = words.find("ads", "buttons")
    named = [word for word in bare if word in buttons]
    if not named or not all(word in buttons or not word or word.isdecimal() for word in bare):
        return ()
    return whole_line(line, "ad", "button_row")


def breadcrumbs(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label the way to the page over its title: "Home > News > World"."""
    del words
    if place.zone != "head" or not _BREADCRUMBS.fullmatch(line.text):
        return ()
    return whole_line(line, "ad", "breadcrumbs")


def pointer(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label a line that points to another article: "Read more: Ten bridges that fell"."""
    del place
    if len(line.words) > MAX_POINTER_WORDS or not _pointer_pattern(words).match(line.text):
        return ()
    return whole_line(line, "ad", "pointer")


def appeal(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label a line that asks the reader for something: "Sign up to our newsletter"."""
    del place
    if len(line.words) > MAX_POINTER_WORDS or not _appeal_pattern(words).match(line.text):
        return ()
    return whole_line(line, "ad", "appeal")


def copyright_line(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label a line about rights: "© 2024 The Courier. All rights reserved."."""
    del place
    if len(line.words) > MAX_RIGHTS_WORDS:
        return ()
    if not _RIGHTS_SIGN.match(line.text) and not _rights_pattern(words).match(line.text):
        return ()
    return whole_line(line, "ad", "copyright_line")


def update_note(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label an agency's note on what is new: "(Adds quotes in paragraph 3)"."""
    if place.zone == "body" or not _update_pattern(words).fullmatch(line.text):
        return ()
    return whole_line(line, "ad", "update_note")


def correction_note(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label "Correction, 3 March: an earlier version said that ten people were hurt."."""
    del place
    if not _correction_pattern(words).match(line.text):
        return ()
    return whole_line(line, "ad", "correction_note")


def click_line(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label a short line that tells the reader to click: "On the app? Click here to watch"."""
    del place
    if len(line.words) > MAX_POINTER_WORDS or not _click_pattern(words).search(line.text):
        return ()
    return whole_line(line, "ad", "click_line")


def callout(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label "Did you see the fire? Email us at news@courier.example"."""
    del place
    if len(line.words) > 2 * MAX_POINTER_WORDS or not _callout_pattern(words).match(line.text):
        return ()
    return whole_line(line, "ad", "callout") if _ADDRESS.search(line.text) else ()


def end_mark(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label the end of a press release ("###", "- ENDS -"), or a line of ornaments."""
    del place
    bare = line.bare
    if bare and bare not in words.find("ads", "end_marks"):
        return ()
    if line.text.strip(".").isdigit():  # "-30-" ends a story, "30" does not
        return ()
    if not bare and not _is_ornament(line.text):
        return ()
    return whole_line(line, "ad", "end_mark")


def address_line(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label a line that is a web address, mail address or telephone number and nothing else."""
    del place, words
    return whole_line(line, "ad", "address_line") if _BARE_ADDRESS.fullmatch(line.text) else ()


def contact(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label the contacts under a press release: a heading, then names, numbers and addresses."""
    if len(line.words) > MAX_POINTER_WORDS:
        return ()
    opening = _contact_pattern(words).match(line.text)
    if place.follows != "contact" and opening is None:
        return ()
    if opening is not None and opening.end() == len(line.text):
        return whole_line(line, "ad", "contact")
    return whole_line(line, "ad", "contact") if _is_contact_detail(line) else ()


def _is_contact_detail(line: Line) -> bool:
    if _ADDRESS.search(line.text):
        return True
    if line.text.endswith((".", "!", "?")):
        return len(line.words) <= MAX_NAME_WORDS
    return len(line.words) <= MAX_DETAIL_WORDS


def _is_ornament(text: str) -> bool:
    return len(text) > 1 and not any(character.isalnum() for character in text) and text.isascii()


@cache
def _pointer_pattern(words: Words) -> re.Pattern[str]:
    pointers = to_pattern(words.find("ads", "pointers"))
    long_pointers = to_pattern(words.find("ads", "long_pointers"))
    return re.compile(
        rf"""[\[(►▶>»•*\s]* (?:
            (?:{pointers}) \s* (?: [:|→»►▶>] | [)\]]*$ )
          | (?:{long_pointers}) \b
        )""",
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _appeal_pattern(words: Words) -> re.Pattern[str]:
    return re.compile(
        rf"[\[(►▶>»•*\s]*(?:{to_pattern(words.find('ads', 'appeals'))})(?!\w)", re.IGNORECASE
    )


@cache
def _click_pattern(words: Words) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{to_pattern(words.find('ads', 'clicks'))})\b", re.IGNORECASE)


@cache
def _rights_pattern(words: Words) -> re.Pattern[str]:
    rights = to_pattern(words.find("ads", "rights"))
    return re.compile(
        rf"(?:{rights})(?: \s* (?:©|\(c\)|\d{{4}}) .* | \s*[.:]?$ )",
        re.IGNORECASE | re.VERBOSE,
    )


@cache
def _update_pattern(words: Words) -> re.Pattern[str]:
    return re.compile(
        rf"[(\[](?:{to_pattern(words.find('ads', 'update_notes'))})\b[^()]*[)\]]", re.IGNORECASE
    )


@cache
def _correction_pattern(words: Words) -> re.Pattern[str]:
    corrections = to_pattern(words.find("ads", "corrections"))
    return re.compile(rf"[(\[*•\s]*(?:{corrections})\b[^:.!?]{{0,40}}:", re.IGNORECASE)


@cache
def _callout_pattern(words: Words) -> re.Pattern[str]:
    return re.compile(rf"(?:{to_pattern(words.find('ads', 'callouts'))})\b", re.IGNORECASE)


@cache
def _contact_pattern(words: Words) -> re.Pattern[str]:
    headings = to_pattern(words.find("ads", "contact_headings"))
    labels = to_pattern(words.find("ads", "contact_labels"))
    return re.compile(rf"(?:{headings})\b\s*:?\s*|(?:{labels})\s*:\s*", re.IGNORECASE)
