"""The documents that an article tells apart by a name: what a later "the report" stands for."""

from __future__ import annotations

from ..syntax import Tree, noun_phrase
from .found import places_in
from .names import Names
from .reading import Reading


class Things:
    """Knows for each noun how the article has called such things so far."""

    def __init__(self, reading: Reading, names: Names) -> None:
        self._reading = reading
        self._named: dict[str, dict[str, int]] = {}
        self._others: dict[str, int] = {}
        self._definite: list[int] = []
        documents = reading.words["reporting.documents"]
        for i, tag in enumerate(reading.tree.tags):
            if tag == "NN" and reading.lemmas[i] in documents and names.at(i) is None:
                self._remember(i, names)
                if _is_bare_definite(reading.tree, i):
                    self._definite.append(i)

    def definite_in(self, start: int, end: int) -> list[int]:
        """Give the nouns in a stretch that only "the" tells from others of their kind."""
        return self._definite[places_in(self._definite, start, end)]

    def named_before(self, i: int) -> str | None:
        """Give the one name that things like token ``i`` had before it, if there is no other."""
        lemma = self._reading.lemmas[i]
        if self._others.get(lemma, i) < i:
            return None
        known = [text for text, first in self._named.get(lemma, {}).items() if first < i]
        return known[0] if len(known) == 1 else None

    def _remember(self, i: int, names: Names) -> None:
        reading = self._reading
        start, end = noun_phrase(reading.tree, i, clauses=False)
        before = range(start, i)
        if any(names.at(j) is not None for j in before) and end - i <= 1:
            text = reading.written(start, i + 1)
            text = f"the {text[4:]}" if text.lower().startswith("the ") else text
            self._named.setdefault(reading.lemmas[i], {}).setdefault(text, i)
        elif any(reading.tree.words[j] != "the" for j in before):
            self._others.setdefault(reading.lemmas[i], i)


def _is_bare_definite(tree: Tree, i: int) -> bool:
    return (
        i > 0 and tree.words[i - 1] == "the" and tree.starts[i] >= i - 2 and tree.ends[i] <= i + 2
    )
