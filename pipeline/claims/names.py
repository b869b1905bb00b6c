"""Turns the stretch that names a source into text and, where it is sure, an entity."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from ..syntax import DEEPEST, Tree, child, children, preposition
from .found import places_in
from .reading import Reading

GROUPS = ("entities", "coreference")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch that names an entity or stands for it."""

    start: int
    end: int
    label: str
    entity: str


class Names:
    """Finds the entity that a token belongs to, from the entity and pronoun groups of a Doc."""

    def __init__(self, doc: Doc) -> None:
        found = (mention for group in GROUPS for mention in _read_group(doc, group))
        self._mentions = sorted(found, key=lambda mention: (mention.start, -mention.end))
        self._starts = [mention.start for mention in self._mentions]
        self._bearers: dict[str, dict[str, int]] = {}
        for mention in self._mentions:
            if mention.label == "organisation":
                for word in mention.entity.lower().split():
                    self._bearers.setdefault(word, {}).setdefault(mention.entity, mention.start)

    def at(self, i: int) -> Mention | None:
        """Give the mention that covers a token."""
        place = bisect_right(self._starts, i) - 1
        for mention in self._mentions[max(place - 2, 0) : place + 1]:
            if mention.start <= i < mention.end:
                return mention
        return None

    def within(self, start: int, end: int) -> list[Mention]:
        """Give the mentions that lie in a stretch."""
        begun = self._mentions[places_in(self._starts, start, end)]
        return [mention for mention in begun if mention.end <= end]

    def bearer(self, noun: str, before: int) -> str | None:
        """Give the one organisation named so far whose name holds a noun ("the institute")."""
        starts = self._bearers.get(noun, {})
        named = [entity for entity, start in starts.items() if start < before]
        return named[0] if len(named) == 1 else None


def _read_group(doc: Doc, group: str) -> Iterator[Mention]:
    for span in doc.spans.get(group, ()):
        entity = span._.entity
        if entity:
            yield Mention(span.start, span.end, span.label_, str(entity))


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
                return mention.entity
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
    return mention.entity if mention is not None and mention.end > head else None


def _after_comma(reading: Reading, names: Names, source: tuple[int, int]) -> str | None:
    """Give the person named behind an office: "the chairman of Norvale, Ann Lee"."""
    words = reading.tree.words
    found = [span for span in names.within(*source) if span.label == "person"]
    if len(found) == 1 and found[0].end == source[1] and words[found[0].start - 1] == ",":
        return found[0].entity
    return None


def _antecedent(reading: Reading, pronoun: int) -> int:
    """Give the noun that "who" stands for: "Tom Hale, who had called it a mistake"."""
    tree = reading.tree
    clause = tree.heads[pronoun]
    for _ in range(DEEPEST):
        if tree.roles[clause] == "acl:relcl" or tree.heads[clause] == clause:
            break
        clause = tree.heads[clause]
    return tree.heads[clause] if tree.roles[clause] == "acl:relcl" else _name_before(tree, pronoun)


def _name_before(tree: Tree, pronoun: int) -> int:
    """Give the name before "who", and before an age, where the parse does not join the two."""
    last = pronoun - 2
    if last > 1 and tree.tags[last] == "CD" and tree.words[last - 1] == ",":
        last -= 2
    is_name = last >= 0 and tree.words[pronoun - 1] == "," and tree.tags[last] == "NNP"
    return last if is_name else pronoun


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
    inside = [
        mention
        for mention in names.within(*source)
        if mention.label != "place" and _may_have_written(reading, head, mention.start)
    ]
    for part in candidates:
        for mention in inside:
            if mention.start <= part < mention.end:
                return mention.entity
    entities = {mention.entity for mention in inside}
    return entities.pop() if len(entities) == 1 else None


def _may_have_written(reading: Reading, document: int, i: int) -> bool:
    """Say whether a name may be a document's author: not in "a report on", "seen by", "sent to"."""
    tree, words = reading.tree, reading.words
    for _ in range(DEEPEST):
        if i == document:
            break
        clause = tree.roles[i] in {"acl", "acl:relcl"}
        if clause and reading.lemmas[i] in words["reporting.receiving"]:
            return False
        if preposition(tree, i) in words["reporting.topical"]:
            return False
        i = tree.heads[i]
    return True


def heads_of(reading: Reading, source: tuple[int, int]) -> list[int]:
    """Give the tokens that hang on something outside: two where the parse misses an apposition."""
    start, end = source
    heads = reading.tree.heads
    outer = [i for i in range(start, end) if not start <= heads[i] < end or heads[i] == i]
    return outer or [start]
