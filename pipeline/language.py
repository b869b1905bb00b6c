"""Says which language a text is written in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

MIN_LETTERS = 200
"""Shorter texts are not judged: on single sentences full of names the detector errs too often."""

MIN_PROBABILITY = 0.9
"""Below this the text counts as undetermined; real articles of one language score above 0.99."""

SAMPLE_CHARACTERS = 20_000
"""The detector sees this much of the text, so that its time does not grow with a very long one."""


def detect_language(text: str) -> str | None:
    """Name the language (ISO 639-1), or None where the text is too short or mixed to tell."""
    sample = text[:SAMPLE_CHARACTERS]
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return None
    language, probability = _load_identifier().classify(sample)
    return str(language) if probability >= MIN_PROBABILITY else None


@cache
def _load_identifier() -> LanguageIdentifier:
    # Loaded on first use: its model takes 0.2 s and help texts do not need it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
