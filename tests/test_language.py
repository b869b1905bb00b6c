from __future__ import annotations

import pytest

from pipeline.language import detect_language

ENGLISH = "The council met on Tuesday evening and agreed to repair the old bridge. " * 6
GERMAN = "Der Gemeinderat hat am Dienstag beschlossen, die alte Brücke zu reparieren. " * 6
FRENCH = "Le conseil municipal a décidé mardi soir de réparer le vieux pont de la ville. " * 6


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (GERMAN, "de"), (FRENCH, "fr")])
def test_language_of_an_article_is_detected(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "Bonn, Paris, Rome.", "12 345 678 " * 100])
def test_text_too_short_to_tell_is_not_judged(text: str) -> None:
    assert detect_language(text) is None


@pytest.mark.parametrize("text", [ENGLISH * 6 + GERMAN * 6, ENGLISH * 4 + FRENCH * 4 + ENGLISH * 4])
def test_long_text_in_two_languages_is_not_judged(text: str) -> None:
    assert detect_language(text) is None


@pytest.mark.parametrize(("text", "language"), [(GERMAN * 12, "de"), (FRENCH * 12, "fr")])
def test_language_of_a_long_article_is_detected(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_long_english_article_is_known_by_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("py3langid.langid.LanguageIdentifier")  # it takes long to load
    assert detect_language(ENGLISH * 12) == "en"
