"""No result outlives a change of what it was made with, wherever on the disk that lies."""

from __future__ import annotations

import sys
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import SettingsError
from pipeline.fingerprint import run_fingerprint
from pipeline.settings import load_settings


def to_settings(place: str, value: object) -> dict[str, Any]:
    *tables, key = place.split(".")
    found: dict[str, Any] = {key: value}
    for table in reversed(tables):
        found = {table: found}
    return found


def fingerprint(place: str, value: Path | str) -> str:
    return run_fingerprint(load_settings(overrides=to_settings(place, str(value))))


@pytest.mark.parametrize(
    ("file", "counts"),
    [
        ("places/towns.tsv.xz", True),
        ("dates/lexicon.toml", True),
        ("dates/rules.py", True),
        ("model/en/hashes.json", True),
        ("dates/examples.toml", False),
        ("show/page.css", False),
        ("commands/run.py", False),
    ],
)
def test_part_of_the_program_counts_where_results_hang_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, counts: bool
) -> None:
    settings = load_settings()
    part = tmp_path / file
    part.parent.mkdir(parents=True)
    part.write_bytes(b"1")
    monkeypatch.setattr(resources, "files", lambda _package: tmp_path)
    before = run_fingerprint(settings)
    part.write_bytes(b"2")
    assert (run_fingerprint(settings) != before) is counts


def test_other_release_of_a_library_makes_articles_be_processed_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = load_settings()
    before = run_fingerprint(settings)
    releases = {"trafilatura": "99.0"}
    version = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: releases.get(name) or version(name))
    assert run_fingerprint(settings) != before


RECOGNISER = "components.claimtable_recogniser.path"
LEXICONS = ("clean.lexicon", "components.claimtable_entities.lexicon")


@pytest.mark.parametrize("place", LEXICONS)
def test_word_added_to_a_lexicon_makes_articles_be_processed_again(
    tmp_path: Path, place: str
) -> None:
    lexicon = tmp_path / "words.toml"
    lexicon.write_text('[names]\norganisation = ["Northern Rail"]\n')
    before = fingerprint(place, lexicon)
    lexicon.write_text('[names]\norganisation = ["Northern Rail", "Halden Water"]\n')
    assert fingerprint(place, lexicon) != before


def test_remark_in_a_lexicon_makes_nothing_be_processed_again(tmp_path: Path) -> None:
    lexicon = tmp_path / "words.toml"
    lexicon.write_text('[names]\norganisation = ["Northern Rail"]\n')
    before = fingerprint("clean.lexicon", lexicon)
    lexicon.write_text('# The railway.\n[names]\norganisation = [ "Northern Rail" ]\n')
    assert fingerprint("clean.lexicon", lexicon) == before


@pytest.mark.parametrize("place", LEXICONS)
def test_lexicon_that_is_not_there_is_said_before_any_article(tmp_path: Path, place: str) -> None:
    with pytest.raises(SettingsError, match=r"words.toml: no such lexicon file"):
        fingerprint(place, tmp_path / "words.toml")


@pytest.mark.parametrize("place", ["model.name", RECOGNISER])
def test_model_trained_anew_in_its_folder_makes_articles_be_processed_again(
    tmp_path: Path, place: str
) -> None:
    (tmp_path / "parser").mkdir()
    (tmp_path / "parser" / "model").write_bytes(b"1")
    before = fingerprint(place, tmp_path)
    (tmp_path / "parser" / "model").write_bytes(b"2")
    assert fingerprint(place, tmp_path) != before


@pytest.mark.parametrize(("file", "counts"), [("1.0/model", True), ("__pycache__/a.pyc", False)])
def test_files_of_an_installed_model_count_and_what_python_compiled_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, counts: bool
) -> None:
    package = tmp_path / "xx_model_of_ours"
    package.mkdir()
    (package / "__init__.py").write_text("raise AssertionError('not to be imported')")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    before = fingerprint("model.name", "xx_model_of_ours")
    (package / file).parent.mkdir()
    (package / file).write_bytes(b"1")
    assert (fingerprint("model.name", "xx_model_of_ours") != before) is counts


@pytest.mark.parametrize(
    ("place", "value"), [("model.name", ""), (RECOGNISER, ""), (RECOGNISER, 3)]
)
def test_what_names_no_model_has_no_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, value: object
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load_settings(overrides=to_settings(place, value))
    before = run_fingerprint(settings)
    (tmp_path / "notes.txt").write_text("The folder where the command is given.")
    assert run_fingerprint(settings) == before
