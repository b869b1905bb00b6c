"""Find what the article itself says are two names of one thing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .candidates import Candidate
from .tokens import Tokens, find
from .words import Words

# Between a cue and the names that it joins stand at most this many tokens ("as the", ", was").
NEAR = 4


Alias = tuple[int, int, str]
"""Number of the other name, of the name the article goes by, and the rule."""


def find_aliases(names: Sequence[Candidate], tokens: Tokens, words: Words) -> Iterator[Alias]:
    """Yield the pairs of names that the article joins."""
    yield from _in_brackets(names, tokens, words)
    yield from _after_cues(names, tokens, words)


def spells(short: str, long: Sequence[str], small: frozenset[str]) -> bool:
    """Say whether the letters of a short form are the initials of a long one.

    >>> spells("WPK", ["Workers", "'", "Party", "of", "Korea"], frozenset({"of"}))
    True
    >>> spells("USGS", ["US", "Geological", "Survey"], frozenset())
    True
    """
    return len(_capitals(short)) > 1 and _capitals(short) in _spellings(long, small)


def _capitals(short: str) -> str:
    return "".join(letter for letter in short if letter.isupper())


def _spellings(long: Sequence[str], small: frozenset[str]) -> Iterator[str]:
    """Give the initials of a name of several words, with and without small words such as "of"."""
    if len(long) == 1:
        return
    parts = [word for word in long if word[0].isalpha() and word.lower() not in POSSESSIVE]
    for chosen in (parts, [word for word in parts if word.lower() not in small]):
        for read in (_initial, _initials):
            yield "".join(map(read, chosen))


def _initial(word: str) -> str:
    return word[0].upper()


def _initials(word: str) -> str:
    """Give a word's initial, and where the word is itself initials ("US", "U.N."), all of them."""
    return word.replace(".", "") if word.isupper() else word[0].upper()


POSSESSIVE = frozenset({"s", "'s", "’s"})


def _in_brackets(names: Sequence[Candidate], tokens: Tokens, words: Words) -> Iterator[Alias]:
    pairs = [
        (i, first, second)
        for i, (first, second) in enumerate(pairwise(names))
        if tokens.text(first.end, second.start).strip() in BRACKETS
        and tokens.lower(second.end) in {")", "]"}
    ]
    used = _used_initials(names, tokens, words) if pairs else frozenset()
    for i, first, second in pairs:
        first_words = tokens.texts[first.start : first.end]
        second_words = tokens.texts[second.start : second.end]
        if spells("".join(second_words), first_words, words.small):
            yield i + 1, i, "brackets"
        elif spells("".join(first_words), second_words, words.small):
            yield i, i + 1, "brackets"
        elif _are_bodies(first, second) and tokens.text(second.start, second.end) in used:
            yield i + 1, i, "brackets"


BRACKETS = frozenset({"(", "["})


def _are_bodies(first: Candidate, second: Candidate) -> bool:
    return first.kind == second.kind == "organisation" and first.end - first.start > 1


def _used_initials(names: Sequence[Candidate], tokens: Tokens, words: Words) -> frozenset[str]:
    """Give initials that spell no name of the article and are a name outside brackets too.

    "Ukraine's Security Service (SBU)": later the "SBU"; not "Ashby Rovers (ENG)".
    """
    initials = set()
    spelled: set[str] = set()
    for each in names:
        text = tokens.text(each.start, each.end)
        if text.isupper() and tokens.lower(each.start - 1) not in BRACKETS:
            initials.add(text)
        spelled.update(_spellings(tokens.texts[each.start : each.end], words.small))
    return frozenset(text for text in initials if _capitals(text) not in spelled)


def _after_cues(names: Sequence[Candidate], tokens: Tokens, words: Words) -> Iterator[Alias]:
    starts = [name.start for name in names]
    for start, end in _cues(tokens, words):
        after = bisect_left(starts, end)
        if after == len(names) or names[after].start - end > NEAR:
            continue
        owner = _owner(names, tokens, (start, end), after)
        if owner is not None and names[owner].kind == names[after].kind:
            yield after, owner, "also_known_as"


def _cues(tokens: Tokens, words: Words) -> Iterator[tuple[int, int]]:
    for i in find(tokens.lowers, words.alias_cues):
        for cue in words.alias_cues[tokens.lowers[i]]:
            if tuple(tokens.lowers[i : i + len(cue)]) == cue:
                yield i, i + len(cue)
                break


def _owner(
    names: Sequence[Candidate], tokens: Tokens, cue: tuple[int, int], after: int
) -> int | None:
    """Find whose other name it is: the name before the cue, or the subject that follows."""
    before = after - 1
    if before >= 0 and _joined(tokens, names[before].end, cue[0]):
        return before
    following = after + 1
    opens = tokens.starts[cue[0]] or tokens.starts[cue[0] - 1]
    if (
        opens
        and following < len(names)
        and _joined(tokens, names[after].end, names[following].start)
    ):
        return following
    return None


def _joined(tokens: Tokens, start: int, end: int) -> bool:
    return (
        end - start <= NEAR
        and not any(tokens.starts[start:end])
        and not any(tokens.doc[i].pos_ in {"VERB", "NOUN"} for i in range(start, end))
    )
