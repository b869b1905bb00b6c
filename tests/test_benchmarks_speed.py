"""The benchmark of speed reads other articles in every copy."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def articles(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    monkeypatch.delitem(sys.modules, "articles", raising=False)
    import articles

    return articles


def test_copies_have_other_names_and_numbers(articles: ModuleType, tmp_path: Path) -> None:
    words = articles.make_folder(ROOT / "corpus", tmp_path / "many", 23)
    texts = [path.read_text(encoding="utf-8") for path in sorted((tmp_path / "many").glob("*-0*"))]
    assert len(texts) == len(set(texts)) == 23
    assert words == sum(len(text.split()) for text in texts)


def test_metadata_goes_along(articles: ModuleType, tmp_path: Path) -> None:
    articles.make_folder(ROOT / "corpus", tmp_path / "many", 12)
    rows = (tmp_path / "many" / "metadata.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 13
    assert "sport-cup-final-0000.txt,2025-05-19" in rows


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("Anna Berg paid 250 crowns.", "Anne Birg paid 261 crowns."),
        ("In May 2019 rain fell. Rain!", "In May 2019 rain fell. Rain!"),
        ('<p class="Lead">On Monday</p>', '<p class="Lead">On Monday</p>'),
    ],
)
def test_names_and_numbers_change_and_nothing_else(
    articles: ModuleType, text: str, changed: str
) -> None:
    assert articles.change(text, 1) == changed
