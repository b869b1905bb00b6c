"""What else a full name may be called in the same article, and by which rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from .words import Words

ShortForm = tuple[str, str]
"""A short form in small letters, and the rule that makes it."""


def short_forms(kind: str, name: str, words: Words) -> Iterator[ShortForm]:
    """Give the short forms of a name in small letters.

    A short form that several full names have stands for none of them.
    """
    maker = MAKERS.get(kind)
    if maker is not None:
        yield from maker(name.split(), words)


def of_person(name: list[str], words: Words) -> Iterator[ShortForm]:
    """ "Ann Mary Lee": "Lee", "Ann", "A. Lee", "Ann Lee"; "Jan van Dorn": "van Dorn".

    "Carmen Ortega Ruiz" is "Ortega Ruiz" and "Ortega", "Al Dale Jr." also "Al Dale" and "Dale".
    """
    if len(name) > 2 and name[-1].rstrip(".") in words.generations:
        name = name[:-1]
        yield " ".join(name), "without_middle_name"
    if len(name) < 2:
        return
    surname = len(name) - 1
    while surname > 1 and name[surname - 1] in words.particles:
        surname -= 1
        yield " ".join(name[surname:]), "surname"
    yield name[-1], "surname"
    yield name[0], "first_name"
    yield f"{name[0][0]}. {name[-1]}", "initial"
    yield f"{name[0][0]} {name[-1]}", "initial"
    if len(name) > 2:
        yield f"{name[0]} {name[-1]}", "without_middle_name"
        yield " ".join(name[1:]), "surname"
    if len(name) == DOUBLE and not words.gender_by_first_name.get(name[1]):
        yield name[1], "surname"


# A first name and two surnames, as in Spain.
DOUBLE = 3


def of_organisation(name: list[str], words: Words) -> Iterator[ShortForm]:
    """ "Ashby Steel Works Ltd": "ASW", "Ashby Steel Works", "Ashby Steel", "Ashby"."""
    yield from ((each, "initials") for each in initials(name, words.small))
    for length in range(1, len(name)):
        if name[length][0].isdigit():  # "Ashby 757" is something that Ashby makes
            return
        if name[length - 1] not in words.small and name[0] not in words.organisation_heads:
            yield " ".join(name[:length]), "first_words"
    for start in range(1, len(name) - 1):
        if name[start] not in words.small:
            yield " ".join(name[start:]), "last_words"
    if len(name) == 2 and name[1] not in words.organisation_heads | words.country_names:
        yield name[1], "last_words"


def of_place(name: list[str], words: Words) -> Iterator[ShortForm]:
    """ "Ashby State Opera": "State Opera", "Ashby State"; of two words, either means another."""
    if len(name) > 2:
        for form, rule in of_organisation(name, words):
            if " " in form:
                yield form, rule


def initials(name: list[str], small: frozenset[str]) -> Iterator[str]:
    """Give the initials of a name, with and without its small words, and with full stops."""
    content = [word for word in name if word.lower() not in small and word[0].isalpha()]
    if len(content) > 1:
        yield "".join(word[0] for word in content)
        yield "".join(f"{word[0]}." for word in content)
        yield "".join(word[0] for word in name if word[0].isalpha())


MAKERS: Mapping[str, Callable[[list[str], Words], Iterator[ShortForm]]] = MappingProxyType(
    {"person": of_person, "organisation": of_organisation, "place": of_place}
)
