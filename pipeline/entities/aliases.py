"""Find what the article itself says are two names of one thing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc

from .candidates import Candidate
from .words import Words

# Between a cue and the names that it joins stand at most this many tokens ("as the", ", was").
NEAR = 4


Alias = tuple[int, int, str]
"""Number of the other name, of the name the article goes by, and the rule."""


def find_aliases(names: Sequence[Candidate], doc: Doc, words: Words) -> Iterator[Alias]:
    """Yield the pairs of names that the article joins."""
    yield from _in_brackets(names, doc, words)
    yield from _after_cues(names, doc, words)


def spells(short: str, long: Sequence[str], small: frozenset[str]) -> bool:
    """Say whether the letters of a short form are the initials of a long one.

    >>> spells("WPK", ["Workers", "'", "Party", "of", "Korea"], frozenset({"of"}))
    True
    """
    letters = [letter for letter in short if letter.isupper()]
    parts = [word for word in long if word[0].isalpha() and word.lower() not in POSSESSIVE]
    full = [word[0].upper() for word in parts]
    content = [word[0].upper() for word in parts if word.lower() not in small]
    return len(letters) > 1 and letters in (full, content)


POSSESSIVE = frozenset({"s", "'s", "’s"})


def _in_brackets(names: Sequence[Candidate], doc: Doc, words: Words) -> Iterator[Alias]:
    for i, (first, second) in enumerate(pairwise(names)):
        between = doc[first.end : second.start].text.strip()
        closed = second.end < len(doc) and doc[second.end].text in ")]"
        if between not in {"(", "["} or not closed:
            continue
        first_words = [token.text for token in doc[first.start : first.end]]
        second_words = [token.text for token in doc[second.start : second.end]]
        if spells("".join(second_words), first_words, words.small):
            yield i + 1, i, "brackets"
        elif spells("".join(first_words), second_words, words.small):
            yield i, i + 1, "brackets"


def _after_cues(names: Sequence[Candidate], doc: Doc, words: Words) -> Iterator[Alias]:
    starts = [name.start for name in names]
    for start, end in _cues(doc, words):
        after = bisect_left(starts, end)
        if after == len(names) or names[after].start - end > NEAR:
            continue
        owner = _owner(names, doc, (start, end), after)
        if owner is not None and names[owner].kind == names[after].kind:
            yield after, owner, "also_known_as"


def _cues(doc: Doc, words: Words) -> Iterator[tuple[int, int]]:
    for token in doc:
        for cue in words.alias_cues.get(token.lower_, ()):
            if tuple(each.lower_ for each in doc[token.i : token.i + len(cue)]) == cue:
                yield token.i, token.i + len(cue)
                break


def _owner(names: Sequence[Candidate], doc: Doc, cue: tuple[int, int], after: int) -> int | None:
    """Find whose other name it is: the name before the cue, or the subject that follows."""
    before = after - 1
    if before >= 0 and _joined(doc, names[before].end, cue[0]):
        return before
    following = after + 1
    opens = doc[cue[0]].is_sent_start or doc[cue[0] - 1].is_sent_start
    if opens and following < len(names) and _joined(doc, names[after].end, names[following].start):
        return following
    return None


def _joined(doc: Doc, start: int, end: int) -> bool:
    between = doc[start:end]
    return (
        len(between) <= NEAR
        and not any(token.is_sent_start for token in between)
        and not any(token.pos_ in {"VERB", "NOUN"} for token in between)
    )
