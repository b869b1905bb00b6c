"""Fixtures that every stage's tests share: the pipeline is loaded once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from spacy.language import Language

    from pipeline import Pipeline

# A slow machine is no failure, and the same commit must give the same result.
settings.register_profile("project", deadline=None, max_examples=60, derandomize=True)
# pytest --hypothesis-profile thorough
settings.register_profile("thorough", deadline=None, max_examples=1_000)
settings.load_profile("project")

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="Rewrite the expected rows in golden/.")
    parser.addoption("--kill-points", type=int, default=25, help="Points at which runs are killed.")


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
