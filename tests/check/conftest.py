"""Checks in these tests share one loaded pipeline."""

from __future__ import annotations

import pytest

from pipeline import Pipeline, load
from pipeline.settings import Settings


@pytest.fixture(autouse=True)
def _loaded_once(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    def load_or_share(*, settings: Settings) -> Pipeline:
        shared: Pipeline = request.getfixturevalue("pipeline")
        is_same = settings.components == shared.settings.components
        return shared if is_same else load(settings=settings)

    monkeypatch.setattr("pipeline.crosscheck.analyse.load", load_or_share)
