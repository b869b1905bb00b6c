"""Writes a noun phrase as its parts: "price of a typical home" is "price, typical home".

The head comes first; what narrows it (an owner, a complement, a second noun) follows after commas.
Articles, prepositions and words that narrow nothing ("other", "total") are left out, so that two
articles that word one thing differently give nearly the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from .. import syntax
from ..syntax import Tree
from .vocabulary import Vocabulary, Words

LEFT_OUT = frozenset({"DT", "IN", "PDT", "POS", "PRP$", "RB", "WDT", "WP$"})
"""Tags of the words that say nothing of the thing: articles and possessives."""
LEFT_ROLES = frozenset(
    {"amod", "compound", "det", "flat", "goeswith", "nmod", "nmod:desc", "nummod", "obl:unmarked"}
)
RIGHT_ROLES = frozenset({"compound", "fixed", "flat", "goeswith"})
COMPLEMENTS = frozenset({"conj", "nmod"})
MAX_PARTS = 4
"""Parts after which a phrase is cut: longer ones are parses gone wrong."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The parse of a Doc with its names and dates, of which no part is taken alone."""

    doc: Doc
    tree: Tree
    names: dict[int, tuple[int, int]]
    dated: frozenset[int]
    amounts: frozenset[int]
    vocabulary: Vocabulary
    people: frozenset[int]
    aged: Mapping[int, tuple[int, int]]
    """The extent of the age that each of its tokens belongs to."""
    own: range = range(0)
    """Tokens of the hyphened count that is looked at: "four-cylinder"."""


def read_phrases(
    doc: Doc,
    tree: Tree,
    amounts: frozenset[int],
    vocabulary: Vocabulary,
    aged: Mapping[int, tuple[int, int]],
) -> Phrases:
    """Note which tokens are parts of names, dates, quantities (``amounts``) and ages."""
    names = {i: span for span in _spans(doc, "entities") for i in range(*span)}
    dated = frozenset(i for span in _spans(doc, "dates") for i in range(*span))
    named = (span for span in doc.spans.get("entities", ()) if span.label_ == "person")
    people = frozenset(i for span in named for i in range(span.start, span.end))
    return Phrases(doc, tree, names, dated, amounts, vocabulary, people, aged)


def _spans(doc: Doc, group: str) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in doc.spans.get(group, ())]


def is_noun(phrases: Phrases, i: int) -> bool:
    """Say whether a token is a noun that may be measured, and no number, unit or date."""
    tree = phrases.tree
    if i in phrases.names:
        return True
    if not tree.tags[i].startswith("NN") or i in phrases.dated or i in phrases.amounts:
        return False
    token = phrases.doc[i]
    return (
        token.text[0].isalpha()
        and not token.like_num
        and tree.words[i] not in phrases.vocabulary.build(_not_things)
    )


def _not_things(words: Words) -> frozenset[str]:
    return frozenset(words["measured"]["not_things"])


def _where(words: Words) -> frozenset[str]:
    return frozenset(words["measured"]["where"])


def _unsaid(words: Words) -> frozenset[str]:
    return frozenset(words["measured"]["unsaid"])


def write_phrase(phrases: Phrases, noun: int, first: int, last: int) -> list[str]:
    """Give the parts of a noun phrase, without the tokens ``first`` to ``last`` of a quantity."""
    parts: list[str] = []
    for start, end in _parts(phrases, noun, first, last):
        words = _words(phrases, range(start, end))
        if words and words not in parts:
            parts.append(words)
        if len(parts) == MAX_PARTS:
            break
    return parts


def _parts(phrases: Phrases, noun: int, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Give the extents of a noun with its modifiers, its owner and its complements."""
    tree = phrases.tree
    start, owner = _left_edge(phrases, noun)
    end = noun + 1
    for part in tree.children[noun]:
        is_age = noun in phrases.people and tree.tags[part] == "CD" and part not in phrases.names
        if part == end and tree.roles[part] in RIGHT_ROLES and not is_age:
            end = tree.ends[part]
    start, end = _widen(phrases, noun, start, end)
    if noun in phrases.names or noun > last:
        end = _right_edge(phrases, end)
    if noun < first:
        end = min(end, first)
    yield start, end
    if owner is not None and owner < start:
        yield from _parts(phrases, owner, first, last)
    for part in _complements(phrases, noun, end, first, last):
        yield from _parts(phrases, part, first, last)


def _left_edge(phrases: Phrases, noun: int) -> tuple[int, int | None]:
    """Give where the modifiers before a noun start, and the owner that stands before them."""
    tree, start = phrases.tree, noun
    if len(tree.children[noun]) > syntax.BROADEST:
        return start, None
    for part in reversed(tree.children[noun]):
        if part > noun or tree.ends[part] < start:
            continue
        if tree.roles[part] == "nmod:poss":
            return start, (part if is_noun(phrases, part) else None)
        if tree.roles[part] not in LEFT_ROLES or _is_clause(tree, part):
            break
        start = tree.starts[part]
    return start, None


def _is_clause(tree: Tree, part: int) -> bool:
    """Say whether a modifier holds a preposition or finite verb: the parse has gone wrong."""
    words = range(tree.starts[part], tree.ends[part])
    if len(words) > MAX_MODIFIER or syntax.child(tree, part, "case") is not None:
        return True
    return any(tree.tags[i] in syntax.FINITE_TAGS for i in words)


MAX_MODIFIER = 12
"""Tokens of a modifier before its noun: a longer one is a parse gone wrong."""


def _right_edge(phrases: Phrases, end: int) -> int:
    """Take in the nouns right behind, which the parse cut off: "Tesla shares", "refresh rate"."""
    tree = phrases.tree
    for i in range(end, min(end + MAX_MODIFIER, len(tree.tags))):
        is_common = tree.tags[i] in {"NN", "NNS"} and is_noun(phrases, i)
        if not is_common or phrases.doc[i].is_sent_start:
            return i
    return end


def _widen(phrases: Phrases, noun: int, start: int, end: int) -> tuple[int, int]:
    """Take in the whole of a name that the noun phrase holds only a part of."""
    name = phrases.names.get(noun)
    return (min(start, name[0]), max(end, name[1])) if name else (start, end)


def _complements(phrases: Phrases, noun: int, end: int, first: int, last: int) -> Iterator[int]:
    """Give the nouns that follow with their preposition or conjunction, without a gap."""
    tree = phrases.tree
    for part in tree.children[noun]:
        if part < end:
            continue
        inside = tree.starts[part] <= last and tree.ends[part] > first
        if tree.starts[part] > end or inside or tree.roles[part] not in COMPLEMENTS:
            break
        if (
            part in phrases.amounts
            or not is_noun(phrases, part)
            or (tree.roles[part] == "nmod" and syntax.preposition(tree, part) is None)
            or syntax.preposition(tree, part) in phrases.vocabulary.build(_where)
        ):
            break
        yield part
        end = tree.ends[part]


def _words(phrases: Phrases, extent: range) -> str:
    """Write the words of an extent that say something of the thing."""
    doc, tree = phrases.doc, phrases.tree
    if extent and tree.words[extent[0]] in {"last", "next", "this"}:
        while len(extent) > 1 and extent[0] in phrases.dated:
            extent = extent[1:]
    while extent and (tree.tags[extent[0]] == "CC" or _is_unsaid(phrases, extent[0])):
        extent = extent[1:]
    words = ["\0" if _is_unsaid(phrases, i) else doc[i].text_with_ws for i in extent]
    text = re.sub(r"\0+", " ", "".join(words))
    return " ".join(text.split()).strip(EDGES)


EDGES = " ,;:.-–—()[]\"'“”‘’"


def _is_unsaid(phrases: Phrases, i: int) -> bool:
    tree = phrases.tree
    if i in phrases.amounts or i in phrases.own:
        return True
    if (
        i + 1 in phrases.amounts
        and tree.words[i] in phrases.vocabulary.words["measured"]["of_number"]
    ):
        return True
    if i in phrases.names or "-" in tree.words[max(0, i - 1) : i + 2]:
        return False
    return tree.tags[i] in LEFT_OUT or tree.words[i] in phrases.vocabulary.build(_unsaid)
