"""Resolves the sources of an article in its order: pronouns, descriptions and documents."""

from __future__ import annotations

from dataclasses import dataclass

from ..syntax import children, preposition
from .documents import Document, Documents
from .found import Found
from .names import Names, heads_of, source_entity
from .reading import Reading

FARTHEST = 2
"""Sentences back in which the one who spoke last is who "they" or "she" is."""

PLURAL_TAGS = frozenset({"NNS", "NNPS"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who or what a source is; what the article does not tell is None."""

    entity: str | None = None
    title: str | None = None
    date: str | None = None


class Sources:
    """Reads the sources of a Doc from left to right and remembers who spoke last."""

    def __init__(self, reading: Reading, names: Names) -> None:
        self._reading = reading
        self._names = names
        self._documents = Documents(reading, names)
        self._last: tuple[int, str, bool] | None = None  # sentence, name, whether several
        self._last_document: tuple[int, Document] | None = None

    def resolve(self, found: Found) -> Source:
        """Give who or what the source of an attribution is."""
        if found.source is None:
            return Source()
        reading = self._reading
        head = heads_of(reading, found.source)[0]
        sentence = reading.sentence_of[head]
        document = self._document(head, sentence)
        if document is not None:
            self._last_document = (sentence, document)
            entity = document.author or source_entity(reading, self._names, found.source)
            return Source(entity=entity, title=document.title, date=document.date)
        entity = source_entity(reading, self._names, found.source)
        if entity is None:
            entity = self._antecedent(found, head, sentence)
        entity = entity and entity.lstrip("-–— ")  # "-Anna Berg"
        self._remember(found, head, entity)
        paper = self._paper_of(found, entity)
        return Source(
            entity=entity, title=paper.title if paper else None, date=paper.date if paper else None
        )

    def _paper_of(self, found: Found, entity: str | None) -> Document | None:
        """Give where a speaker says it: "In a report titled “...”, the Board said"."""
        tree = self._reading.tree
        for part in children(tree, found.head, "obl"):
            paper = self._documents.at(part) if preposition(tree, part) == "in" else None
            if paper is not None and paper.title and paper.author in {None, entity}:
                return paper
        return None

    def _document(self, head: int, sentence: int) -> Document | None:
        """Give the document that a noun names, or "it" means behind one."""
        document = self._documents.at(head)
        if document is not None or self._reading.tree.words[head] != "it":
            return document
        if self._names.at(head) is not None or self._last_document is None:
            return None
        before, last = self._last_document
        return last if 0 <= sentence - before <= 1 else None

    def _antecedent(self, found: Found, head: int, sentence: int) -> str | None:
        """Give who spoke last for "they", or for "she" and "he" who add something."""
        if self._last is None or not found.source or found.source[1] - found.source[0] > 1:
            return None
        before, name, several = self._last
        word = self._reading.tree.words[head]
        if not 0 <= sentence - before <= FARTHEST or self._names.at(head) is not None:
            return None
        if word == "they":
            return name if several else None
        goes_on = self._reading.lemmas[found.head] in {"add", "continue"}
        return name if word in {"he", "she"} and goes_on and not several else None

    def _remember(self, found: Found, head: int, entity: str | None) -> None:
        tree = self._reading.tree
        last = max(end for _, end in (*found.content, *found.cue))
        sentence = self._reading.sentence_of[last - 1]
        if tree.tags[head] in {"PRP", "WP", "WDT", "DT", "CD"}:
            self._last = None if entity is None else (sentence, entity, tree.words[head] == "they")
            return
        start, end = found.source or (head, head + 1)
        text = self._reading.written(start, end)
        several = tree.tags[head] in PLURAL_TAGS or tree.words[head] == "police"
        self._last = (sentence, entity or text, several)
