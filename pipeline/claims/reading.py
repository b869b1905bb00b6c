"""A Doc as this stage reads it: its tree, lemmas, sentences, quotations and skipped blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Span

from ..extensions import SKIPPED_BLOCKS, Blocks, text_of
from ..syntax import Tree, read_tree
from .conjuncts import settle_conjuncts
from .found import Range
from .quotations import find_quotations
from .words import Words

NO_QUOTATION = -1
STARTS_SENTENCE = 1
"""What spaCy notes of a token that starts a sentence."""

LONGEST_CUT_OFF = 8
"""Tokens without a full stop above which a parser's cut is kept: no sentence grows without end."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What every rule of this stage looks at; all lists are indexed by token."""

    doc: Doc
    text: str
    starts: tuple[int, ...]
    """Where each token starts in the text."""
    ends: tuple[int, ...]
    tree: Tree
    words: Words
    lemmas: tuple[str, ...]
    quotations: tuple[Range, ...]
    quotation_of: tuple[int, ...]
    sentences: tuple[Range, ...]
    sentence_of: tuple[int, ...]
    breaks: tuple[int, ...]
    """Tokens that hold an empty line."""
    skipped: frozenset[int]
    dates: dict[int, int]
    """The first token of each date by the token behind it."""
    dated: frozenset[int]
    """Tokens of dates."""
    named: frozenset[int]
    """Tokens of names."""

    def is_quoted(self, i: int) -> bool:
        """Say whether a token stands in quotation marks."""
        return self.quotation_of[i] != NO_QUOTATION

    def sentence_at(self, i: int) -> Range:
        """Give the sentence that holds a token."""
        return self.sentences[self.sentence_of[i]]

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Give the characters of a stretch: a slice of the Doc is slower."""
        if start < end:
            return self.starts[start], self.ends[end - 1]
        place = self.starts[start] if start < len(self.starts) else len(self.text)
        return place, place

    def written(self, start: int, end: int) -> str:
        """Give a stretch as it is written."""
        first, last = self.offsets(start, end)
        return self.text[first:last]

    def in_line(self, start: int, end: int) -> str:
        """Give a stretch as it is written, but for line breaks and wide spaces."""
        return " ".join(self.written(start, end).split())


def read(doc: Doc, words: Words) -> Reading:
    """Read a Doc once for all rules."""
    text, tree = text_of(doc), read_tree(doc)
    lemmas = tuple(words.lemmas(tree.words, tree.lemmas))
    tree = settle_conjuncts(tree, lemmas, words)
    starts, lengths, sentence_starts = doc.to_array(["IDX", "LENGTH", "SENT_START"]).T.tolist()
    quotations = find_quotations(text, starts)
    ends = tuple(map(int.__add__, starts, lengths))
    sentences = _sentences(doc, tree, starts, sentence_starts)
    return Reading(
        doc=doc,
        text=text,
        starts=tuple(starts),
        ends=ends,
        tree=tree,
        words=words,
        lemmas=lemmas,
        quotations=quotations,
        quotation_of=_number(quotations, len(doc), outside=NO_QUOTATION),
        sentences=sentences,
        sentence_of=_number(sentences, len(doc), outside=0),
        breaks=tuple(i for i, word in enumerate(tree.words) if word.count("\n") > 1),
        skipped=frozenset(_skipped(doc)),
        dates={span.end: span.start for span in doc.spans.get("dates", ())},
        dated=_tokens_of(doc, "dates"),
        named=_tokens_of(doc, "entities"),
    )


def _tokens_of(doc: Doc, group: str) -> frozenset[int]:
    return frozenset(i for span in doc.spans.get(group, ()) for i in range(*_ends(span)))


def _number(ranges: Iterable[Range], length: int, *, outside: int) -> tuple[int, ...]:
    """Give for each token the number of the stretch that holds it."""
    numbers = [outside] * length
    for number, (start, end) in enumerate(ranges):
        numbers[start:end] = [number] * (end - start)
    return tuple(numbers)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _sentences(
    doc: Doc, tree: Tree, starts: Sequence[int], marks: Sequence[int]
) -> tuple[Range, ...]:
    """Give the sentences, without the cuts after a name that a parser makes ("Berg | might go")."""
    blocks = set(Blocks(doc).starts)
    found: list[int] = []
    for i, (start, mark) in enumerate(zip(starts, marks, strict=True)):
        begins = i == 0 or start in blocks
        if begins or (mark == STARTS_SENTENCE and not _is_cut_off(doc, tree, found[-1], i)):
            found.append(i)
    return tuple(pairwise([*found, len(starts)]))


def _is_cut_off(doc: Doc, tree: Tree, start: int, end: int) -> bool:
    if end - start > LONGEST_CUT_OFF or tree.spaces[end - 1]:
        return False
    before = doc[end - 1].text
    return before == "," or before[-1].isalnum()


def _skipped(doc: Doc) -> list[int]:
    skipped: list[int] = []
    for kind, start, end in doc._.blocks_data or ():
        if kind in SKIPPED_BLOCKS:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                skipped.extend(range(span.start, span.end))
    return skipped
