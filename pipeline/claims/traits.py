"""Which words of a Doc make a claim more or less worth checking: each is found once, for all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping

from .found import Range, places_in
from .reading import Reading
from .tally import Tally

Find = Callable[[Tally], list[int]]

TOLD_TAGS = frozenset({"VBD", "VBN", "VBZ", "VBP"})
"""Forms of a verb that say what happens, not what is to happen ("to build")."""

QUALITY_TAGS = ("JJ", "JJR", "JJS", "RB", "RBR", "RBS")


class Traits:
    """Gives the traits of a stretch, each by its name."""

    def __init__(self, tally: Tally) -> None:
        self._places = {name: find(tally) for name, find in TRAITS.items()}
        shown = sorted((i, name) for name, places in self._places.items() for i in places)
        self._names = [name for _, name in shown]
        self._shown = [i for i, _ in shown]

    def within(self, start: int, end: int) -> frozenset[str]:
        """Give the traits that a word of a stretch has."""
        return frozenset(self._names[places_in(self._shown, start, end)])

    def count(self, name: str, part: Range) -> int:
        """Count the words of a stretch that have a trait."""
        places = self._places[name]
        return bisect_left(places, part[1]) - bisect_left(places, part[0])


def _listed(table: str, *tags: str) -> Find:
    """Find the words that stand in a list, they or their lemmas, or have one of the tags."""

    def find(tally: Tally) -> list[int]:
        return sorted({*tally.listed(table), *(i for tag in tags for i in tally.tagged(tag))})

    return find


def _written(table: str) -> Find:
    """Find the words that stand in a list as they are written."""

    def find(tally: Tally) -> list[int]:
        return list(tally.written(table))

    return find


def _told(table: str) -> Find:
    """Find the verbs of a list that tell what happens."""

    def find(tally: Tally) -> list[int]:
        tags = tally.reading.tree.tags
        return [i for i in tally.listed(table) if tags[i] in TOLD_TAGS]

    return find


def _find_modals(tally: Tally) -> list[int]:
    return list(tally.tagged("MD"))


def _find_copulas(tally: Tally) -> list[int]:
    tags, roles = tally.reading.tree.tags, tally.reading.tree.roles
    return [i for i, role in enumerate(roles) if role == "cop" and tags[i] in {"VBZ", "VBP"}]


def _find_intentions(tally: Tally) -> list[int]:
    words = tally.reading.tree.words
    wishes = tally.written("priority.intentions")
    before_to = (i for i in wishes if words[i + 1 : i + 2] == ("to",))
    return sorted({*before_to, *tally.written("priority.exhortations")})


def _find_loaded(tally: Tally) -> list[int]:
    """Find the words that judge, taken as the part of speech that they are here."""
    reading = tally.reading
    tags = reading.tree.tags
    nouns = (i for i in tally.listed("priority.loaded_nouns") if tags[i] in {"NN", "NNS"})
    verbs = (i for i in tally.listed("priority.loaded_verbs") if tags[i].startswith("VB"))
    qualities = (i for tag in QUALITY_TAGS for i in tally.tagged(tag) if _is_loaded(reading, i))
    return sorted((*nouns, *verbs, *qualities))


def _is_loaded(reading: Reading, i: int) -> bool:
    """Say whether an adjective or adverb judges."""
    listed = reading.words["priority.loaded"]
    return any(form in listed for form in _forms(reading.tree.words[i], reading.lemmas[i]))


def _forms(word: str, lemma: str) -> Iterator[str]:
    """Give a word, its lemma and the adjectives that an adverb may come from."""
    yield word
    yield lemma
    if word.endswith("ly"):
        yield word[:-2]
        yield f"{word[:-1]}e"
        yield f"{word[:-3]}y"
        yield word.removesuffix("ally")


TRAITS: Mapping[str, Find] = {
    "act": _told("priority.acts"),
    "cause": _listed("priority.causes"),
    "change": _told("priority.changes"),
    "comparison": _listed("priority.comparisons", "JJR", "RBR"),
    "copula": _find_copulas,
    "emphasis": _written("priority.emphasis"),
    "first_person": _written("priority.first_person"),
    "intention": _find_intentions,
    "loaded": _find_loaded,
    "measure": _listed("priority.measures"),
    "modal": _find_modals,
    "opinion": _listed("priority.opinions"),
    "pointing": _written("priority.pointing"),
    "public": _listed("priority.public"),
    "second_person": _written("priority.second_person"),
    "stretch": _written("priority.stretches"),
    "superlative": _listed("priority.superlatives", "JJS", "RBS"),
    "talk": _listed("priority.talk"),
}
