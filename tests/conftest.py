"""Fixtures that every stage's tests share: the pipeline is loaded once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

    from pipeline import Pipeline

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="Rewrite the expected rows in golden/.")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> Path:
    return ROOT / "corpus"


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    from pipeline import load

    return load()


@pytest.fixture(scope="session")
def nlp(pipeline: Pipeline) -> Language:
    return pipeline.nlp
