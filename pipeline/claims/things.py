"""The documents that an article tells apart by a name: what a later "the report" stands for."""

from __future__ import annotations

from ..syntax import noun_phrase
from .names import Names
from .reading import Reading


class Things:
    """Knows for each noun how the article has called such things so far."""

    def __init__(self, reading: Reading, names: Names) -> None:
        self._reading = reading
        self._named: dict[str, dict[str, int]] = {}
        self._others: dict[str, int] = {}
        documents = reading.words["reporting.documents"]
        for i, tag in enumerate(reading.tree.tags):
            if tag == "NN" and reading.lemmas[i] in documents and names.at(i) is None:
                self._remember(i, names)

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
