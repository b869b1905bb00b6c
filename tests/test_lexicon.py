from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.lexicon import load_examples, load_lexicon

STAGES = ["clean", "entities", "dates", "quantities", "claims"]


@pytest.mark.parametrize("stage", STAGES)
def test_stage_that_owns_words_ships_lexicon_and_examples(stage: str) -> None:
    assert load_lexicon(stage)
    assert load_examples(stage)


def test_users_lexicon_adds_to_the_shipped_lists(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[ads]\nmarkers = ["zzyzx"]\n')
    shipped, merged = load_lexicon("clean"), load_lexicon("clean", str(file))
    assert merged["ads"]["markers"] == [*shipped["ads"]["markers"], "zzyzx"]
    assert merged["bylines"] == shipped["bylines"]


def test_missing_lexicon_file_is_named() -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.toml"):
        load_lexicon("clean", "nowhere.toml")
