"""The smaller embedded model does without onnxruntime."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline.errors import SettingsError
from pipeline.model import EMBEDDED_CNN, load_model
from pipeline.model.network import load_network

TEXT = "Ann Lee of the World Bank said on Monday that 40 people had left Paris."

CODE = f"""
import sys
sys.modules["onnxruntime"] = sys.modules["tokenizers"] = None
import pipeline
loaded = pipeline.load(model={EMBEDDED_CNN!r})
records = pipeline.process({TEXT!r}, pipeline=loaded)
assert "Ann Lee" in {{mention.text for mention in records.mentions}}
assert records.attributions and records.claims
"""


def test_it_parses_and_finds_names() -> None:
    doc = load_model(EMBEDDED_CNN)(TEXT)
    assert doc.has_annotation("DEP")
    assert ("Ann Lee", "PERSON") in {(ent.text, ent.label_) for ent in doc.ents}


def test_it_runs_where_onnxruntime_cannot_be_imported() -> None:
    subprocess.run([sys.executable, "-c", CODE], check=True)


@pytest.mark.parametrize("package", ["onnxruntime", "tokenizers"])
def test_a_lacking_package_names_the_model_that_does_without(
    package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(SettingsError, match=f"{package}.*--model embedded-cnn"):
        load_network(None, threads=1)
