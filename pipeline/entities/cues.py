"""What the words around a name say about its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from ..places import find_towns
from .candidates import Candidate
from .rules import apposed_noun, country_follows, is_on_map, is_title
from .tokens import Tokens
from .words import Words

Cue = tuple[str, float]
"""A kind and what the cue adds to its log probability."""

# In log probability: STRONG overturns a model that gives its own kind 90 % and the cue's 5 %,
# MIDDLE 80 % against 20 %, WEAK 60 % against 35 %. Half or twice as strong changes F on
# conll03_testa and gmb_dev by 0.2 at most.
STRONG, MIDDLE, WEAK = 3.0, 1.5, 0.7


def count_cues(candidate: Candidate, tokens: Tokens, words: Words) -> Counter[str]:
    """Add up, by kind, what the words in and around a name say."""
    total: Counter[str] = Counter()
    for read in CUES:
        for kind, weight in read(candidate, tokens, words):
            total[kind] += weight  # type: ignore[assignment]
    return total


def title_before(name: Candidate, tokens: Tokens, words: Words) -> Iterator[Cue]:
    """ "captain Ann Lee"."""
    if name.start == 0 or tokens.lowers[name.start - 1] in words.first_titles:
        return
    if is_title(tokens.bares[name.start - 1], words):
        yield "person", MIDDLE if tokens.texts[name.start - 1].islower() else STRONG


def office_before(name: Candidate, tokens: Tokens, words: Words) -> Iterator[Cue]:
    """ "the mayor of Ashby, Ann Lee," but not "the mayor of Ashby, New South Wales,"."""
    is_closed = tokens.lower(name.start - 1) == "," == tokens.lower(name.end)
    text = tokens.text(name.start, name.end)
    if not is_closed or name.end - name.start == 1 or is_on_map(text):
        return
    first = max(name.start - 2 - LONGEST_OFFICE, 0)
    for i in range(name.start - 2, first, -1):
        if not tokens.texts[i][0].isalpha():
            return
        if tokens.lowers[i] in words.roles or tokens.lowers[i] in words.titles:
            yield "person", STRONG
            return


# "the mayor of the town of Ashby, "
LONGEST_OFFICE = 6


def age_after(name: Candidate, tokens: Tokens, words: Words) -> Iterator[Cue]:
    """ "Ann Lee, 34,"."""
    del words
    if tokens.lower(name.end) != ",":
        return
    age, closing = tokens.lower(name.end + 1), tokens.lower(name.end + 2)
    if age.isdecimal() and len(age) == 2 and closing in {"", ",", "."}:
        yield "person", STRONG


def who_after(name: Candidate, tokens: Tokens, words: Words) -> Iterator[Cue]:
    """ "Ann Lee, who"."""
    del words
    if tokens.lower(name.end) == "," and tokens.lower(name.end + 1) == "who":
        yield "person", MIDDLE


def which_after(name: Candidate, tokens: Tokens, words: Words) -> Iterator[Cue]:
    """ "Ashby, which": nobody, be there a person of that surname or not."""
    del words
    if tokens.lower(name.end) == "," and tokens.lower(name.end + 1) == "which":
        yield "person", -STRONG


def says_after(name: Candidate, tokens: Tokens, words: Words) -> Iterator[Cue]:
    """ "Lee said": no place."""
    if tokens.lower(name.end) in words.sayings:
        yield "place", -WEAK


def place_noun_before(name: Candidate, tokens: Tokens, words: Words) -> Iterator[Cue]:
    """ "the capital Ashby"."""
    if tokens.lower(name.start - 1) in words.place_of:
        yield "place", MIDDLE


def country_after(name: Candidate, tokens: Tokens, words: Words) -> Iterator[Cue]:
    """ "in Ashby, China"."""
    located = tokens.lower(name.start - 1) in words.where
    if located and country_follows(tokens, name.end, words):
        yield "place", MIDDLE


def belongings_after(name: Candidate, tokens: Tokens, words: Words) -> Iterator[Cue]:
    """ "Ashby shares", "Ashby's board"."""
    after = tokens.lower(name.end)
    if after in {"'s", "’s"}:
        after = tokens.lower(name.end + 1)
    if after in words.belongings:
        yield "organisation", MIDDLE


def organisation_word_within(name: Candidate, tokens: Tokens, words: Words) -> Iterator[Cue]:
    """ "Ashby University", "University of Ashby"."""
    if name.end - name.start > 1:
        edges = (tokens.lowers[name.start], tokens.bares[name.end - 1])
        heads, suffixes = words.organisation_heads, words.organisation_suffixes
        if any(
            (edge in heads or edge in suffixes) and edge not in words.facilities for edge in edges
        ):
            yield "organisation", MIDDLE


def organisation_noun_before(name: Candidate, tokens: Tokens, words: Words) -> Iterator[Cue]:
    """ "the newspaper Ashby", "French club Ashby"."""
    if name.start > 0 and tokens.texts[name.start - 1] in words.organisation_nouns:
        yield "organisation", STRONG


def body_after(name: Candidate, tokens: Tokens, words: Words) -> Iterator[Cue]:
    """ "Ashby, the farmers' union,", "Derwent, a maker of pumps"."""
    if apposed_noun(tokens, name.end, words.apposed_bodies) is not None:
        yield "organisation", STRONG


def role_at_before(name: Candidate, tokens: Tokens, words: Words) -> Iterator[Cue]:
    """ "an analyst at Ashby": whom somebody works for."""
    noun = tokens.lower(name.start - 2)
    if tokens.lower(name.start - 1) == "at" and (noun in words.roles or noun in words.titles):
        yield "organisation", MIDDLE


def team_word_after(name: Candidate, tokens: Tokens, words: Words) -> Iterator[Cue]:
    """ "Ashby striker Ann Lee": no place."""
    if name.end < len(tokens) and tokens.texts[name.end] in words.team_words:
        yield "place", -MIDDLE


def victory(name: Candidate, tokens: Tokens, words: Words) -> Iterator[Cue]:
    """ "Ashby beat Derwent": no places; a town that beats another is a team, seldom a person."""
    for word in (tokens.lower(name.start - 1), tokens.lower(name.end)):
        if word in words.victories:
            yield "place", -MIDDLE
            if is_large_town(tokens.text(name.start, name.end)):
                yield "organisation", MIDDLE
                yield "person", -WEAK


def town_within(name: Candidate, tokens: Tokens, words: Words) -> Iterator[Cue]:
    """ "chips made in Ashby", where there is a town of that name."""
    del words
    if tokens.lower(name.start - 1) == "in" and is_large_town(tokens.text(name.start, name.end)):
        yield "organisation", -MIDDLE


def based_after(name: Candidate, tokens: Tokens, words: Words) -> Iterator[Cue]:
    """ "Ashby-based", "Ashby, Ohio-based"."""
    end = name.end
    if tokens.lower(end) == ",":
        dash = next((i for i in range(end + 1, end + LONGEST) if tokens.lower(i) == "-"), end)
        end = dash if is_on_map(tokens.text(end + 1, dash)) else end
    is_based = tokens.lower(end) == "-" and tokens.lower(end + 1) in words.based
    if is_based and is_on_map(tokens.text(name.start, name.end)):
        yield "place", STRONG


# ", New South Wales-"
LONGEST = 5


def is_large_town(name: str) -> bool:
    """Say whether a town of this name has as many people as one whose team the news names."""
    towns = find_towns(name)
    return bool(towns) and towns[0].population >= LARGE_TOWN


# Smaller ones share their names with too many people: "beat Valencia", not "beat Marlow".
LARGE_TOWN = 100_000


def number_after(name: Candidate, tokens: Tokens, words: Words) -> Iterator[Cue]:
    """ "Ashby 2", but not "Ashby 1998"."""
    del words
    after = tokens.lower(name.end)
    if after.isdigit() and len(after) < YEAR:
        yield "place", -WEAK


YEAR = len("1998")

CUES: tuple[Callable[[Candidate, Tokens, Words], Iterator[Cue]], ...] = (
    title_before,
    office_before,
    age_after,
    who_after,
    which_after,
    says_after,
    place_noun_before,
    country_after,
    belongings_after,
    organisation_word_within,
    organisation_noun_before,
    body_after,
    role_at_before,
    team_word_after,
    victory,
    town_within,
    based_after,
    number_after,
)
