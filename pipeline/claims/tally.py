"""Where the words of some kind stand, for the many claims that share their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from .reading import Reading

Places = Mapping[str, list[int]]
NOWHERE: Sequence[int] = ()


class Tally:
    """Gives the places of the words of a list; each word is looked at once, for all claims."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._written, self._listed = _find_listed(reading)
        self._tagged = _find_tagged(reading)

    def written(self, table: str) -> Sequence[int]:
        """Give the words that stand in a list of the lexicon, as they are written."""
        return self._written.get(table, NOWHERE)

    def listed(self, table: str) -> Sequence[int]:
        """Give the words that stand in a list of the lexicon, they or their lemmas."""
        return self._listed.get(table, NOWHERE)

    def tagged(self, tag: str) -> Sequence[int]:
        """Give the words with a tag."""
        return self._tagged.get(tag, NOWHERE)


def _find_listed(reading: Reading) -> tuple[Places, Places]:
    """Give by list the words that stand in it, and those that do so or whose lemmas do."""
    tallied = reading.words.tallied
    written: dict[str, list[int]] = defaultdict(list)
    either: dict[str, list[int]] = defaultdict(list)
    for i, (word, lemma) in enumerate(zip(reading.tree.words, reading.lemmas, strict=True)):
        own = tallied.get(word, ())
        for name in own:
            written[name].append(i)
            either[name].append(i)
        if lemma != word and lemma in tallied:
            for name in tallied[lemma]:
                if name not in own:
                    either[name].append(i)
    return written, either


def _find_tagged(reading: Reading) -> Places:
    places: dict[str, list[int]] = defaultdict(list)
    for i, tag in enumerate(reading.tree.tags):
        places[tag].append(i)
    return places
