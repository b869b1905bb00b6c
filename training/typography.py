"""Set treebank paragraphs as news files set them: curly quotes, line breaks between paragraphs.

The treebanks write straight quotes and keep no line breaks, so that a parser that sees nothing else
takes a closing curly quote, or the break after it, for the start of a sentence.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace

from training.conllu import Sentence, Word

Paragraph = tuple[Sentence, ...]

# Of the paragraphs, and of the breaks.
_CURLY_SHARE, _SINGLE_BREAK_SHARE = 0.6, 0.2

# Paragraphs that make a document, at most.
_MOST = 4

_QUOTES = {('"', "``"): "“", ('"', "''"): "”", ("'", "``"): "‘"}


def set_as_news(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Join neighbouring paragraphs by line breaks, most with curly quotes; the same every time."""
    chooser = random.Random(0)
    joined: list[Sentence] = []
    left = chooser.randint(1, _MOST)
    for paragraph in paragraphs:
        if joined:
            broken = "\n" if chooser.random() < _SINGLE_BREAK_SHARE else "\n\n"
            joined[-1] = _end_line(joined[-1], broken)
        curly = chooser.random() < _CURLY_SHARE
        joined += (curl_quotes(sentence) for sentence in paragraph) if curly else paragraph
        left -= 1
        if not left:
            yield tuple(joined)
            joined, left = [], chooser.randint(1, _MOST)
    if joined:
        yield tuple(joined)


def curl_quotes(sentence: Sentence) -> Sentence:
    """Write quotes and apostrophes curly; the tags say which quotes open."""
    return replace(sentence, words=tuple(_curl(word) for word in sentence.words))


def _curl(word: Word) -> Word:
    form = _QUOTES.get((word.form, word.xpos), word.form.replace("'", "’"))
    return replace(word, form=form)


def _end_line(sentence: Sentence, broken: str) -> Sentence:
    """Add a line break, which depends on the last word, as spaCy has it."""
    last = replace(sentence.words[-1], space_after=False)
    line_break = Word(
        form=broken,
        lemma=broken,
        upos="SPACE",
        xpos="_SP",
        feats="_",
        head=len(sentence.words),
        deprel="dep",
        space_after=False,
        misc="_",
    )
    return replace(sentence, words=(*sentence.words[:-1], last, line_break))
