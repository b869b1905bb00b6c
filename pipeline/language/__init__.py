"""Says which language a text is written in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ..lexicon import load_lexicon

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

MIN_LETTERS = 200
"""Shorter texts are not judged: on single sentences full of names the detector errs too often."""

MIN_PROBABILITY = 0.9
"""Below this the text counts as undetermined; real articles of one language score above 0.99."""

SAMPLE_CHARACTERS = 20_000
"""The detector sees this much of the text, so that its time does not grow with a very long one."""

MIN_ENGLISH, PIECES, PIECE_CHARACTERS = 1_000, 3, 500
"""A text of this length is looked at in stretches at the start, in the middle and at the end."""

SMALL_WORDS = 0.15
"""Share of small English words from which on a stretch is English. Of 913 texts of 1,000 and 2,400
characters (news, patents, web pages) 853 have as many in each of the three; the detector takes all
of these for English.
"""


def detect_language(text: str) -> str | None:
    """Name the language (ISO 639-1), or None where the text is too short or mixed to tell."""
    sample = text[:SAMPLE_CHARACTERS]
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return None
    if _is_english(sample):  # the detector takes half a second to load, and longer to judge
        return "en"
    language, probability = _load_identifier().classify(sample)
    return str(language) if probability >= MIN_PROBABILITY else None


def _is_english(text: str) -> bool:
    """Say whether a text is English throughout; it may be English where it is not seen to be."""
    if len(text) < MIN_ENGLISH:
        return False
    small = _small_words()
    last = len(text) - PIECE_CHARACTERS
    for i in range(PIECES):
        start = last * i // (PIECES - 1)
        words = text[start : start + PIECE_CHARACTERS].lower().split()
        if sum(word in small for word in words) < SMALL_WORDS * len(words):
            return False
    return True


@cache
def _small_words() -> frozenset[str]:
    return frozenset(load_lexicon("language")["english"]["small_words"])


@cache
def _load_identifier() -> LanguageIdentifier:
    # Loaded on first use: its model takes half a second, which most English articles do without.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
