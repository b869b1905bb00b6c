"""Rules for pictures: the caption, and the credit that says who made or owns the picture."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from itertools import takewhile
from types import MappingProxyType

from ..records import BlockKind
from .lines import Line
from .parts import Part, Place, whole_line
from .words import Words, to_pattern

MAX_CAPTION_WORDS = 70
"""Longest caption; longer text before a credit is a paragraph that ends with one."""

MAX_CREDIT_CHARACTERS = 120
MAX_CREDIT_WORDS = 12
MAX_NAME_WORDS = 4

_OWNER_WORD = r"[^\W\d_a-z][^\s/()\[\]|]*"
_CHAIN = re.compile(
    rf"""
    (?P<first> [^\s/()\[\]|]+ ) \s?/\s?
    (?P<owners> {_OWNER_WORD} (?: (?:\s|\s?/\s?) (?:of\s|the\s)? {_OWNER_WORD} ){{0,7}} )
    (?P<via> \s+via \s+ {_OWNER_WORD} (?: [\s/] {_OWNER_WORD} ){{0,4}} )?
    \s* [)\]]? \s*
    """,
    re.VERBOSE,
)
_CAPITAL_LABEL = re.compile(r"[A-Z][a-z]+(?:\s[A-Za-z]+)?:")
_SENTENCE_END = (".", "!", "?", "…", "|", ".”", '."', ".’", ")")


def picture_source(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label a line that is a credit from its first word: "Photo: Jane Doe", "Image source, EPA"."""
    del place
    if len(line.words) > MAX_CREDIT_WORDS or line.text.endswith(("?", "!", ":")):
        return ()
    if not _is_labelled(line.text, words):
        return ()
    return whole_line(line, "credit", "picture_source")


def owners_only(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label a line that names only the owners of a picture: "AFP via Getty Images"."""
    del place
    if len(line.words) > MAX_CREDIT_WORDS or not _owners_pattern(words).fullmatch(line.text):
        return ()
    return whole_line(line, "credit", "owners_only")


def caption_label(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Label "Image caption, The bridge on Sunday" and split off a credit at its end."""
    del place
    if len(line.words) > MAX_CAPTION_WORDS or not _caption_pattern(words).match(line.text):
        return ()
    return split_credit(line, words) or whole_line(line, "caption", "caption_label")


def caption_credit(line: Line, place: Place, words: Words) -> tuple[Part, ...]:
    """Split "The bridge on Sunday JANE DOE/AFP via Getty Images" into caption and credit."""
    del place
    return split_credit(line, words)


def split_credit(line: Line, words: Words) -> tuple[Part, ...]:
    """Split a line where a credit begins, if it ends with one."""
    start, rule = _find_credit(line.text, words)
    if start is None:
        return ()
    credit = Part(kind="credit", start=line.start + start, end=line.end, rule=rule)
    caption = line.text[:start].rstrip()
    if not caption:
        return (credit,)
    kind: BlockKind = "caption" if _is_caption(caption, rule) else "paragraph"
    return (Part(kind=kind, start=line.start, end=line.start + len(caption), rule=rule), credit)


def _is_caption(text: str, rule: str) -> bool:
    """Tell a caption from a paragraph at whose end pictures are credited."""
    if rule == "labelled_credit" and re.search(r"[.!?]\s", text.rstrip("| ")):
        return False
    return len(text.split()) <= MAX_CAPTION_WORDS


def _find_credit(text: str, words: Words) -> tuple[int | None, str]:
    """Find where the credit at the end of a text begins, and by which written form."""
    first = max(0, len(text) - MAX_CREDIT_CHARACTERS)
    if first and not text[first - 1].isspace():
        first = text.find(" ", first) + 1
    tail = text[first:]
    for rule, find in CREDIT_FORMS.items():
        start = find(tail, words)
        if start is not None:
            return first + start, rule
    return None, ""


def _find_bracketed(tail: str, words: Words) -> int | None:
    """Find "(Photo by Jane Doe/AP)" and "[File: Jane Doe/Reuters]"."""
    if not tail.endswith((")", "]", ").")):
        return None
    start = max(tail.rfind("("), tail.rfind("["))
    inside = tail[start + 1 :].rstrip(").]")
    if start < 0:
        return None
    if _is_labelled(inside, words) or _owners_pattern(words).fullmatch(inside):
        return start
    chain = _CHAIN.search(inside)
    if chain is None or chain.end() != len(inside):
        return None
    is_full_name = len(inside[: chain.start("owners")].split()) > 1 and "," not in inside
    is_after_sentence = tail[:start].rstrip().endswith(_SENTENCE_END)
    is_name = is_full_name and is_after_sentence and _are_names(inside, words)
    return start if is_name or _names_owner(chain["owners"], words) else None


def _find_labelled(tail: str, words: Words) -> int | None:
    """Find "Photo: Jane Doe" or "© Jane Doe" after a sentence, or a label with a capital."""
    plain = tail.casefold()
    if not any(opening in plain for opening in _label_openings(words)):
        return None
    for found in _label_pattern(words, at_end=True).finditer(tail):
        before = tail[: found.start()].rstrip()
        is_short = len(found[0].split()) <= MAX_CREDIT_WORDS
        is_apart = before.endswith(_SENTENCE_END) or _CAPITAL_LABEL.match(found[0])
        if before and is_apart and is_short and _are_names(found["name"], words):
            return found.start()
    return None


def _is_labelled(text: str, words: Words) -> bool:
    found = _label_pattern(words).fullmatch(text)
    return found is not None and _are_names(found["name"], words)


def _are_names(text: str, words: Words) -> bool:
    """Say whether a text holds only names and the small words that join them."""
    return all(
        not word[0].islower() or word.strip(",.)]").casefold() in _small_words(words)
        for word in text.replace("/", " ").split()
    )


@cache
def _small_words(words: Words) -> frozenset[str]:
    in_owners = {word for name in words.tables["credits"]["agencies"] for word in name.split()}
    small = {word for word in in_owners if word.islower()}
    return words.find("credits", "joining") | words.find("bylines", "particles") | small


def _find_chain(tail: str, words: Words) -> int | None:
    """Find "Jane Doe/AFP via Getty Images" and "JANE DOE/COURIER"."""
    if "/" not in tail:
        return None
    for slash in re.finditer(r"\s?/", tail):
        word = tail.rfind(" ", 0, slash.start()) + 1
        found = _CHAIN.fullmatch(tail, word)
        if found is not None and _is_credit_chain(found, words):
            return _start_of_name(tail, word, words)
    return None


def _is_credit_chain(found: re.Match[str], words: Words) -> bool:
    """Ask for a known owner, or for capitals throughout."""
    via = (found["via"] or "").strip().removeprefix("via ")
    if _names_owner(found["owners"], words) or _names_owner(via, words):
        return True
    if found["first"].casefold() in words.find("credits", "agencies"):
        return not found[0].endswith(".")
    first_owner = found["owners"].split()[0]
    is_in_capitals = _is_in_capitals(found["first"] + first_owner)
    return is_in_capitals and len(found["first"]) > 2 and not found[0].endswith(".")


def _find_via(tail: str, words: Words) -> int | None:
    """Find "Jane Doe via Getty Images", and "for" an outlet where it stands apart."""
    has_word = "via" in tail or "for" in tail
    found = _via_pattern(words).search(tail) if has_word else None
    if found is None:
        return None
    word = tail.rfind(" ", 0, found.start()) + 1
    first = tail[word : found.start()]
    if not first[:1].isupper():
        return None
    start = _start_of_name(tail, word, words)
    is_apart = start == 0 or tail[:start].rstrip().endswith(_SENTENCE_END)
    return start if is_apart or found["agency"] else None


def _start_of_name(tail: str, last: int, words: Words) -> int:
    """Go back from the last word of a name, which begins at ``last``, to its first.

    A name in capitals takes all words in capitals before it. Any other takes what stands between
    it and the end of a sentence, or else one word with its initials and particles.
    """
    before = [found.start() for found in re.finditer(r"\S+", tail[:last])][-MAX_NAME_WORDS:]
    if _is_in_capitals(tail[last:].split()[0].partition("/")[0]):
        taken = list(takewhile(lambda at: _is_in_capitals(tail[at:].split()[0]), reversed(before)))
        return taken[-1] if taken else last
    taken = list(takewhile(lambda at: _is_in_name(tail[at:].split()[0], words), reversed(before)))
    if len(taken) < len(before) and _ends_sentence(tail[before[-len(taken) - 1] :].split()[0]):
        return taken[-1] if taken else last
    full = [at for at in taken if not _is_particle(tail[at:].split()[0], words)]
    first = next((i for i, at in enumerate(full) if not _is_initial(tail[at:].split()[0])), None)
    return full[first] if first is not None else last


def _is_in_name(word: str, words: Words) -> bool:
    is_capitalised = word[0].isupper() and (word[-1].isalpha() or _is_initial(word))
    return is_capitalised or _is_particle(word, words)


def _is_particle(word: str, words: Words) -> bool:
    return word in words.find("bylines", "particles")


def _ends_sentence(word: str) -> bool:
    return word.endswith(_SENTENCE_END) and not _is_initial(word)


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word.endswith(".")


def _is_in_capitals(word: str) -> bool:
    return word.isupper() and any(character.isalpha() for character in word)


def _names_owner(owners: str, words: Words) -> bool:
    parts = {part.strip() for part in re.split(r"\s*/\s*|\s+via\s+", owners)}
    known = words.find("credits", "agencies") | words.find("credits", "outlets")
    return any(part.casefold() in known for part in parts)


CREDIT_FORMS: Mapping[str, Callable[[str, Words], int | None]] = MappingProxyType(
    {
        "bracketed_credit": _find_bracketed,
        "labelled_credit": _find_labelled,
        "owner_chain": _find_chain,
        "via_owner": _find_via,
    }
)
"""The written forms of a credit at the end of a line; each gives where the credit begins."""


@cache
def _label_openings(words: Words) -> tuple[str, ...]:
    """Give first words of which ``_label_pattern`` needs one: most text has none of them."""
    labels = words.find("credits", "labels") | words.find("credits", "courtesies")
    first = {label.split()[0] for label in labels} | {"photo", "©"}
    return tuple(sorted(word for word in first if not any(o in word for o in first - {word})))


@cache
def _label_pattern(words: Words, *, at_end: bool = False) -> re.Pattern[str]:
    labels = to_pattern(words.find("credits", "labels"))
    makers = to_pattern(words.find("credits", "makers"))
    courtesies = to_pattern(words.find("credits", "courtesies"))
    name = r"[^\W\d_a-z][^.!?:;]*(?:\.[^.!?:;\s]{0,3}\s?[^.!?:;]*){0,3}"
    return re.compile(
        rf"""(?<!\w) [(\[]? (?:
            (?i:{labels}) \s*
                (?: (?: [:,|/–-] | \.{{3}} | … ) \s* (?:(?i:{makers})\s+)? | \s (?i:{makers}) \s+ )
          | (?:{_OWNER_WORD}\s){{1,4}} (?:[Pp]hotos?|PHOTOS?) \s by \s
          | (?i:{courtesies}) \s+
          | © \s* (?:\d{{4}}\s+)?
        ) (?P<name> {name} ) \.? [)\]]? {"$" if at_end else ""}""",
        re.VERBOSE,
    )


@cache
def _owners_pattern(words: Words) -> re.Pattern[str]:
    """Match agencies joined by slashes or "via", or before a name: "AP Photo/Jane Doe, File"."""
    agency = rf"(?i:{to_pattern(words.find('credits', 'agencies'))})"
    sure = rf"(?i:{to_pattern(words.find('credits', 'sure_owners'))})"
    name = rf"{_OWNER_WORD} (?: \s {_OWNER_WORD} ){{0,3}}"
    return re.compile(
        rf"{agency} (?: (?: \s? / \s? | ,\s | \svia\s ) (?: {agency} | {name} ) ){{1,4}} | {sure}",
        re.VERBOSE,
    )


@cache
def _via_pattern(words: Words) -> re.Pattern[str]:
    agency = rf"(?i:{to_pattern(words.find('credits', 'agencies'))})"
    outlet = rf"(?i:{to_pattern(words.find('credits', 'outlets'))})"
    return re.compile(
        rf"""\s (?: via \s+ (?P<agency> {agency} (?:/{agency})? )
            | (?:via|for) \s+ (?:{outlet}|{agency}) ) \s* $""",
        re.VERBOSE,
    )


@cache
def _caption_pattern(words: Words) -> re.Pattern[str]:
    labels = to_pattern(words.find("credits", "caption_labels"))
    with_comma = to_pattern(words.find("credits", "caption_labels_with_comma"))
    return re.compile(rf"[(\[]?(?:(?:{labels})(?::|\s[–—-])|(?:{with_comma})[,:])\s", re.IGNORECASE)
