"""Says whether a name acts in its sentence: "Moscow said" is no place, "in Moscow" is one."""

from __future__ import annotations

from collections.abc import Iterable

from ..lexicon import load_lexicon
from ..records import Analysis, Attribution, Offsets, Sentence
from .terms import fold


def acts(analysis: Analysis, span: Offsets) -> bool:
    """Say whether the name at a place says or does something, or stands for a government."""
    return is_acting(
        span, analysis.sentences, analysis.records.attributions, analysis.records.article.text
    )


def is_acting(
    span: Offsets, sentences: Iterable[Sentence], attributions: Iterable[Attribution], text: str
) -> bool:
    """Say so of a name in these sentences, which may be those of one paragraph alone."""
    if any(span in attribution.source_spans for attribution in attributions):
        return True
    sentence = next((one for one in sentences if one.start <= span[0] < one.end), None)
    if sentence is None:
        return False
    bodies = load_lexicon("check")["powers"]["bodies"]
    for place, word in enumerate(sentence.words):
        if word.end == span[1]:
            rest = sentence.words[place + 1 : place + 2]
            follows = any(fold(text[other.start : other.end]) in bodies for other in rest)
            return word.dep.startswith("nsubj") or follows
    return False
