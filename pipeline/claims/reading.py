"""A Doc as this stage reads it: its tree, lemmas, sentences, quotations and skipped blocks."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span

from ..extensions import SKIPPED_BLOCKS
from ..syntax import Tree, read_tree
from .quotations import find_quotations
from .words import Words

NO_QUOTATION = -1
LONGEST_CUT_OFF = 8
"""Tokens without a full stop above which a parser's cut is kept: no sentence grows without end."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What every rule of this stage looks at; all lists are indexed by token."""

    doc: Doc
    text: str
    tree: Tree
    words: Words
    lemmas: tuple[str, ...]
    quotations: tuple[tuple[int, int], ...]
    quotation_of: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]
    sentence_of: tuple[int, ...]
    skipped: frozenset[int]
    dates: dict[int, int]
    """The first token of each date by the token behind it."""
    named: frozenset[int]
    """Tokens of names."""

    def is_quoted(self, i: int) -> bool:
        """Say whether a token stands in quotation marks."""
        return self.quotation_of[i] != NO_QUOTATION


def read(doc: Doc, words: Words) -> Reading:
    """Read a Doc once for all rules."""
    quotations = find_quotations(doc)
    quotation_of = [NO_QUOTATION] * len(doc)
    for number, (start, end) in enumerate(quotations):
        quotation_of[start:end] = [number] * (end - start)
    sentences = _sentences(doc)
    sentence_of = [0] * len(doc)
    for number, (start, end) in enumerate(sentences):
        sentence_of[start:end] = [number] * (end - start)
    return Reading(
        doc=doc,
        text=doc.text,
        tree=read_tree(doc),
        words=words,
        lemmas=tuple(
            words.lemma(token.text.lower(), (token.lemma_ or token.text).lower()) for token in doc
        ),
        quotations=quotations,
        quotation_of=tuple(quotation_of),
        sentences=sentences,
        sentence_of=tuple(sentence_of),
        skipped=frozenset(_skipped(doc)),
        dates={span.end: span.start for span in doc.spans.get("dates", ())},
        named=frozenset(i for span in doc.spans.get("entities", ()) for i in range(*_ends(span))),
    )


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _sentences(doc: Doc) -> tuple[tuple[int, int], ...]:
    """Give the sentences, without the cuts after a name that a parser makes ("Berg | might go")."""
    blocks = {start for _, start, _ in doc._.blocks_data or ()}
    starts: list[int] = []
    for token in doc:
        if (
            token.i == 0
            or token.idx in blocks
            or (token.is_sent_start and not _is_cut_off(doc, starts[-1], token.i))
        ):
            starts.append(token.i)
    return tuple(zip(starts, [*starts[1:], len(doc)], strict=True)) if starts else ()


def _is_cut_off(doc: Doc, start: int, end: int) -> bool:
    before = doc[end - 1]
    goes_on = not before.is_space and (before.text[-1].isalnum() or before.text == ",")
    return goes_on and end - start <= LONGEST_CUT_OFF


def _skipped(doc: Doc) -> list[int]:
    skipped: list[int] = []
    for kind, start, end in doc._.blocks_data or ():
        if kind in SKIPPED_BLOCKS:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                skipped.extend(range(span.start, span.end))
    return skipped
