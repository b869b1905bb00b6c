"""Compares names: short forms, titles, initials, country names and spelling variants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ..lexicon import load_lexicon
from ..records import Offsets
from .countries import country_forms
from .facets import Facet, Match, match_spans
from .places import match_place
from .powers import match_power
from .source import Source, words_of

INITIALS = 2
"""An abbreviation has at least so many letters."""

SHORT_LETTERS = 3
"""Letters that short forms of first names have at least: "Chris" for "Christopher"."""

NAME_WORDS = 0.6
"""Share of a long name's words that must stand together for it to be meant: outlets shorten names
of awards, cups and courts, and claims put a year or a country before them (wice dev)."""

SPELLING_LETTERS = 6
"""Words at least so long may differ in one letter and be the same name."""


def match_name(facet: Facet, source: Source) -> Iterator[Match]:
    """Give where a source speaks of a name: whole, in another form or part, or of what it means."""
    yield from _match_wording(facet, source)
    yield from match_place(facet, source)
    yield from match_power(facet, source)


def _match_wording(facet: Facet, source: Source) -> Iterator[Match]:
    words = bare_name(facet.words)
    found = source.find_phrase(words)
    yield from match_spans(facet, source, found, "found", "same_name")
    for form in country_forms(" ".join(words)):
        hits = [hit for hit in source.find_phrase(form) if source.text[hit[0]].isupper()]
        yield from match_spans(facet, source, hits, "found", "country_form")
    if len(words) > 1:
        yield from _initials(facet, source, words)
        joined = source.find_phrase(("".join(words),))
        yield from match_spans(facet, source, joined, "found", "written_together")
    elif facet.text.isupper() and len(facet.text) >= INITIALS:
        hits = _initials_index(source).get(words[0], []) if words else []
        yield from match_spans(facet, source, hits, "found", "initials_of")
    if facet.kind == "place" and len(words) > 1:
        yield from _without_kind(facet, source, words)
    if facet.kind == "person" and len(words) > 1:
        yield from _surnames(facet, source, words)
    elif len(words) > 1:
        yield from _words_together(facet, source, words)
    elif words:
        yield from _variants(facet, source, words[0])


@lru_cache(maxsize=16_384)
def bare_name(words: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out titles and articles before a name, and legal forms after it."""
    ignored = load_lexicon("check")["names"]
    while len(words) > 1 and words[0] in ignored["before"]:
        words = words[1:]
    while len(words) > 1 and words[-1] in ignored["after"]:
        words = words[:-1]
    return words


def _without_kind(facet: Facet, source: Source, words: tuple[str, ...]) -> Iterator[Match]:
    """Give where a place stands without its kind: "Shizuoka" for "Shizuoka Prefecture"."""
    ignored = load_lexicon("check")["names"]
    if words[-1] in ignored["kinds"]:
        bare = words[:-1]
    elif words[0] in ignored["kinds"] and words[1] == "of":
        bare = words[2:]
    else:
        return
    yield from match_spans(facet, source, source.find_phrase(bare), "compatible", "without_kind")


def _initials(facet: Facet, source: Source, words: tuple[str, ...]) -> Iterator[Match]:
    for letters in letters_of(words):
        if len(letters) >= INITIALS:
            spans = [
                span
                for span in source.find_phrase((letters,))
                if source.text[span[0] : span[1]].replace(".", "")[: len(letters)].isupper()
            ]
            yield from match_spans(facet, source, spans, "found", "initials")


@lru_cache(maxsize=4)
def _initials_index(source: Source) -> Mapping[str, list[Offsets]]:
    found: dict[str, list[Offsets]] = {}
    for mention in source.mentions:
        if mention.kind in {"date", "quantity", "pronoun"}:
            continue
        words = bare_name(words_of(mention.text))
        if len(words) > 1:
            for letters in letters_of(words):
                found.setdefault(letters, []).append((mention.start, mention.end))
    return found


def letters_of(words: tuple[str, ...]) -> set[str]:
    """Give the initials of a name, with and without those of its small words."""
    small = load_lexicon("check")["names"]["small"]
    content = [word for word in words if word not in small]
    return {"".join(word[0] for word in chosen) for chosen in (words, content)}


def _surnames(facet: Facet, source: Source, words: tuple[str, ...]) -> Iterator[Match]:
    """A surname alone means the person, unless another first name stands before it."""
    for position in source.positions.get(words[-1], ()):
        if not _has_other_first_name(source, position, words):
            token = source.tokens[position]
            yield from match_spans(
                facet, source, [(token.start, token.end)], "compatible", "surname"
            )


def _has_other_first_name(source: Source, position: int, words: tuple[str, ...]) -> bool:
    titles = load_lexicon("check")["names"]["before"]
    first, token = words[0], source.tokens[position]
    before = source.tokens[max(0, position - 3) : position]
    if not before or before[-1].word in {*words, *titles}:
        return False
    is_beside = source.text[before[-1].end : token.start].strip(" .") == ""
    if not is_beside or not source.text[before[-1].start].isupper():
        return False
    if any(mention.start == token.start for mention in source.mentions if mention.kind == "person"):
        return False  # the name begins here: "Coach Maier", "Chancellor Merkel"
    names = [other.word for other in before]
    return first not in names and not any(_is_short_for(name, first) for name in names[-2:])


def _is_short_for(one: str, other: str) -> bool:
    """Say whether one first name may be short for another: "J." and "Jan", "Max", "Maximilian"."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(short) in {1, *range(SHORT_LETTERS, len(long) + 1)}


def _words_together(facet: Facet, source: Source, words: tuple[str, ...]) -> Iterator[Match]:
    """Most words of a name in one stretch, in any order: "Oslo University", "Cup 2018"."""
    small = load_lexicon("check")["names"]["small"]
    wanted = list(dict.fromkeys(word for word in words if word not in small))
    if len(wanted) < 2:
        return
    counts: Counter[int] = Counter()
    known: dict[int, list[str]] = {}
    for word in wanted:
        places = {place for token in _spellings(source, word) for place in source.places(token)}
        for place in source.beside(places):
            counts[place] += 1
            known.setdefault(place, []).append(word)
    for place, count in sorted(counts.items()):
        if count >= NAME_WORDS * len(wanted):
            sentence = source.sentence(place)
            yield Match(
                status="compatible",
                place=place,
                start=sentence.start,
                end=sentence.end,
                rule="words_of_name",
                value_claim=facet.text,
                value_evidence=" ".join(known[place]),
            )


def _spellings(source: Source, word: str) -> list[str]:
    """Give the words of a source that a word of a name may be spelt as."""
    found = [word] if word in source.positions else []
    if len(word) >= SPELLING_LETTERS:
        found += [other for other in source.family(word) if is_variant(word, other)]
    return found


def _variants(facet: Facet, source: Source, word: str) -> Iterator[Match]:
    if len(word) < SPELLING_LETTERS:
        return
    for other in source.family(word):
        if other != word and is_variant(word, other):
            positions = source.positions[other]
            spans = [(source.tokens[i].start, source.tokens[i].end) for i in positions]
            yield from match_spans(facet, source, spans, "compatible", "spelling")


@lru_cache(maxsize=65_536)
def is_variant(one: str, other: str) -> bool:
    """Say whether two long words differ by one letter or an ending.

    >>> is_variant("canadian", "canada"), is_variant("paterson", "patterson")
    (True, True)
    >>> is_variant("paris", "pares"), is_variant("austria", "australia")
    (False, False)
    """
    if one[:3] != other[:3] or abs(len(one) - len(other)) > 3:
        return False
    shared = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    if shared >= max(5, 0.6 * max(len(one), len(other))):
        return True
    rest, other_rest = one[shared:], other[shared:]
    is_one_letter = rest[1:] == other_rest[1:] or rest[1:] == other_rest or rest == other_rest[1:]
    return is_one_letter and min(len(one), len(other)) >= SPELLING_LETTERS
