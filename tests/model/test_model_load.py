"""Loading: the embedded pipeline is checked, a user's own is asked for its parts."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
import spacy

from pipeline.errors import SettingsError
from pipeline.model import load_model
from pipeline.model.weights import CNN_FOLDER, EMBEDDED_FOLDER, check_weights


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    (tmp_path / "ner").mkdir()
    (tmp_path / "ner" / "model.onnx").write_bytes(b"weights")
    (tmp_path / "LICENSE").write_text("free to differ")
    digest = hashlib.sha256(b"weights").hexdigest()
    (tmp_path / "hashes.json").write_text(json.dumps({"ner/model.onnx": digest}))
    return tmp_path


def test_check_accepts_what_was_exported(exported: Path) -> None:
    check_weights(exported)


def test_check_names_a_damaged_file(exported: Path) -> None:
    (exported / "ner" / "model.onnx").write_bytes(b"weight")
    with pytest.raises(SettingsError, match=r"model\.onnx: this file of the model is damaged"):
        check_weights(exported)


def test_check_names_a_missing_file(exported: Path) -> None:
    (exported / "ner" / "model.onnx").unlink()
    with pytest.raises(SettingsError, match=r"model\.onnx: this file of the model is missing"):
        check_weights(exported)


def test_check_refuses_a_file_that_was_not_exported(exported: Path) -> None:
    (exported / "ner" / "extra.pkl").write_bytes(b"")
    with pytest.raises(SettingsError, match=r"extra\.pkl: this file is not part"):
        check_weights(exported)


def test_check_says_where_the_hashes_are_unreadable(exported: Path) -> None:
    (exported / "hashes.json").write_text("{")
    with pytest.raises(SettingsError, match=r"hashes\.json.*damaged"):
        check_weights(exported)


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("en_core_web_sm", "python -m spacy download en_core_web_sm"),
        ("en_core_web_trf", "python -m spacy download en_core_web_trf"),
        ("newsroom_model", "pip install newsroom_model"),
        ("models/newsroom", "There is no folder"),
    ],
)
def test_missing_model_names_the_way_to_get_it(name: str, command: str) -> None:
    with pytest.raises(SettingsError, match="is not installed") as error:
        load_model(name)
    assert command in str(error.value)


def test_model_without_a_parser_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(SettingsError, match="has no parser and no tagger"):
        load_model(str(tmp_path))


def test_folder_that_is_no_pipeline_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be loaded"):
        load_model(str(tmp_path))


def test_embedded_model_tags_parses_and_recognises() -> None:
    doc = load_model()("Ann Lee of the World Bank flew to Paris.")
    assert doc.has_annotation("DEP")
    assert doc.has_annotation("TAG")
    assert [ent.label_ for ent in doc.ents] == ["PERSON", "ORG", "LOC"]


@pytest.mark.parametrize("folder", [EMBEDDED_FOLDER, CNN_FOLDER], ids=["network", "cnn"])
def test_the_vocabulary_holds_no_user_names(folder: Path) -> None:
    strings = json.loads((folder / "vocab" / "strings.json").read_text(encoding="utf8"))
    assert not [string for string in strings if re.fullmatch(r"@\w{2,}", string)]
    assert len(strings) < 6000  # labels, tokenizer exceptions and edits of lemmas
