from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.settings import load_settings


def test_users_file_changes_only_what_it_names(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[run]\nlanguage = "any"\n')
    settings = load_settings(file)
    assert settings.run.language == "any"
    assert settings.run.formats == load_settings().run.formats


def test_option_wins_over_users_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("[model]\nthreads = 3\n")
    assert load_settings(file, overrides={"model": {"threads": 4}}).model.threads == 4


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[run]\nlangauge = 'en'\n", "langauge"),
        ("[read]\nmax_bytes = 'many'\n", r"read\.max_bytes"),
        ("[run]\nformats = ['doc']\n", r"run\.formats"),
        ("[run]\nformats = []\n", r"run\.formats"),
        ("[run]\nlanguage = 'english'\n", r"run\.language"),
        ("[read]\nencoding = 'utf-88'\n", "unknown encoding: utf-88"),
        ("[read]\nencoding = 'hex'\n", "'hex' is not a text encoding"),
        ("[read]\nmax_characters = 0\n", r"read\.max_characters"),
        ("[model]\nthreads = 0\n", r"model\.threads"),
        ("[run\n", "not a readable TOML file"),
    ],
)
def test_wrong_settings_name_file_and_key(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text)
    with pytest.raises(SettingsError, match=message) as raised:
        load_settings(file)
    assert "mine.toml" in str(raised.value)


def test_missing_settings_file_is_named() -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.toml"):
        load_settings(Path("nowhere.toml"))


def test_every_setting_is_documented(root: Path) -> None:
    page = (root / "docs" / "settings.md").read_text(encoding="utf-8")
    defaults = tomllib.loads((root / "pipeline" / "default.toml").read_text(encoding="utf-8"))
    names = [f"{table}.{key}" for table, keys in defaults.items() for key in keys]
    missing = [name for name in names if not re.search(rf"`{re.escape(name)}", page)]
    assert not missing
