"""Turns the stretch that names a source into text and, where it is sure, an entity."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from ..syntax import DEEPEST, child, children
from .reading import Reading


class Names:
    """Finds the entity that a token belongs to, from the entity and pronoun groups of a Doc."""

    def __init__(self, doc: Doc) -> None:
        spans = [*_group(doc, "entities"), *_group(doc, "coreference")]
        self._spans = sorted(
            (span for span in spans if span._.entity), key=lambda span: (span.start, -span.end)
        )
        self._starts = [span.start for span in self._spans]
        self._bearers: dict[str, dict[str, int]] = {}
        for span in self._spans:
            if span.label_ == "organisation":
                for word in span._.entity.lower().split():
                    self._bearers.setdefault(word, {}).setdefault(span._.entity, span.start)

    def at(self, i: int) -> Span | None:
        """Give the mention that covers a token."""
        place = bisect_right(self._starts, i) - 1
        for span in self._spans[max(place - 2, 0) : place + 1]:
            if span.start <= i < span.end:
                return span
        return None

    def within(self, start: int, end: int) -> list[Span]:
        """Give the mentions that lie in a stretch."""
        place = bisect_right(self._starts, start - 1)
        found = []
        for i in range(place, len(self._spans)):
            span = self._spans[i]
            if span.start >= end:
                break
            if span.end <= end:
                found.append(span)
        return found

    def bearer(self, noun: str, before: int) -> str | None:
        """Give the one organisation named so far whose name holds a noun ("the institute")."""
        starts = self._bearers.get(noun, {})
        named = [entity for entity, start in starts.items() if start < before]
        return named[0] if len(named) == 1 else None


def _group(doc: Doc, name: str) -> Iterator[Span]:
    yield from doc.spans.get(name, ())


def source_entity(reading: Reading, names: Names, source: tuple[int, int]) -> str | None:
    """Give the entity that speaks: the head of the source, its apposition, or a paper's author."""
    heads = heads_of(reading, source)
    tree = reading.tree
    if tree.tags[heads[0]] in {"WP", "WDT"}:
        heads = [_antecedent(reading, heads[0])]
    for head in heads:
        for i in (head, *children(tree, head, "flat", "compound", "appos")):
            mention = names.at(i)
            if mention is not None and (i == head or tree.roles[i] != "compound"):
                return str(mention._.entity)
    head = heads[0]
    called = _after_comma(reading, names, source)
    if called is not None:
        return called
    documents = reading.words["reporting.documents"]
    if any(reading.lemmas[i] in documents for i in range(*source)):
        return _author(reading, names, head, source)
    if _is_bare_definite(reading, source):
        return bearer(reading, names, head)
    flat = child(tree, head, "compound")
    mention = names.at(flat) if flat is not None else None
    return str(mention._.entity) if mention is not None and mention.end > head else None


def _after_comma(reading: Reading, names: Names, source: tuple[int, int]) -> str | None:
    """Give the person named behind an office: "the chairman of Norvale, Ann Lee"."""
    words = reading.tree.words
    found = [span for span in names.within(*source) if span.label_ == "person"]
    if len(found) == 1 and found[0].end == source[1] and words[found[0].start - 1] == ",":
        return str(found[0]._.entity)
    return None


def _antecedent(reading: Reading, pronoun: int) -> int:
    """Give the noun that "who" stands for: "Tom Hale, who had called it a mistake"."""
    tree = reading.tree
    clause = tree.heads[pronoun]
    for _ in range(DEEPEST):
        if tree.roles[clause] == "acl:relcl" or tree.heads[clause] == clause:
            break
        clause = tree.heads[clause]
    return tree.heads[clause] if tree.roles[clause] == "acl:relcl" else pronoun


def bearer(reading: Reading, names: Names, i: int) -> str | None:
    """Give the organisation that "the institute" means, where only one name holds the noun."""
    noun, tree = reading.tree.words[i], reading.tree
    if noun not in reading.words["bodies.nouns"] or tree.roles[i] == "compound":
        return None
    return names.bearer(noun, i)


def _is_bare_definite(reading: Reading, source: tuple[int, int]) -> bool:
    words, tags = reading.tree.words, reading.tree.tags
    start, end = source
    return end - start == 2 and words[start] == "the" and tags[start + 1] == "NN"


def _author(reading: Reading, names: Names, head: int, source: tuple[int, int]) -> str | None:
    parts = ("nmod:poss", "compound", "nmod", "amod", "obl:agent", "obl")
    candidates = [*children(reading.tree, head, *parts)]
    for part in children(reading.tree, head, "acl"):
        candidates.extend(children(reading.tree, part, "obl", "obl:agent"))
    for part in candidates:
        mention = names.at(part)
        if mention is not None and source[0] <= part < source[1] and mention.label_ != "place":
            return str(mention._.entity)
    inside = {str(m._.entity) for m in names.within(*source) if m.label_ != "place"}
    return inside.pop() if len(inside) == 1 else None


def heads_of(reading: Reading, source: tuple[int, int]) -> list[int]:
    """Give the tokens that hang on something outside: two where the parse misses an apposition."""
    start, end = source
    heads = reading.tree.heads
    outer = [i for i in range(start, end) if not start <= heads[i] < end or heads[i] == i]
    return outer or [start]
