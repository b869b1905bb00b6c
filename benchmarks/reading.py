"""Measures how well articles are taken out of web pages, and whether what is lost is noticed.

Usage: python benchmarks/reading.py FOLDER
FOLDER is a copy of github.com/scrapinghub/article-extraction-benchmark (MIT): html/NAME.html.gz and
ground-truth.json with the text of each article. docs/5-measure.md has the figures.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pipeline.read.html import read_html
from pipeline.settings import load_settings

NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")


@dataclass(frozen=True, kw_only=True)
class Result:
    """Words and numbers of one page: shared, found and in the gold text."""

    words: tuple[int, int, int]
    numbers: tuple[int, int, int]
    loses_numbers: bool
    is_marked: bool


def main() -> None:
    """Print precision and recall of words and numbers, and how often a loss is marked."""
    folder = Path(sys.argv[1])
    gold = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    results = [
        measure((folder / "html" / f"{name}.html.gz").read_bytes(), page["articleBody"])
        for name, page in gold.items()
    ]
    out = sys.stdout
    out.write(f"{len(results)} pages\n")
    for name in ("words", "numbers"):
        shared, found, expected = (
            sum(getattr(one, name)[at] for one in results) for at in range(3)
        )
        out.write(f"{name:<8} precision {shared / found:.3f} recall {shared / expected:.3f}\n")
    for is_marked in (True, False):
        pages = [one.loses_numbers for one in results if one.is_marked == is_marked]
        marked = "marked" if is_marked else "not marked"
        out.write(f"{marked}: {sum(pages)} of {len(pages)} lose a number\n")


def measure(packed: bytes, gold: str) -> Result:
    """Read one page and compare it with its gold text."""
    page = read_html(gzip.decompress(packed), load_settings().read)
    lost = set(NUMBER.findall(gold)) - set(NUMBER.findall(page.text))
    return Result(
        words=compare(page.text.split(), gold.split()),
        numbers=compare(NUMBER.findall(page.text), NUMBER.findall(gold)),
        loses_numbers=bool(lost),
        is_marked=page.warning is not None,
    )


def compare(found: list[str], expected: list[str]) -> tuple[int, int, int]:
    """Count what two lists share, and both."""
    shared = (Counter(found) & Counter(expected)).total()
    return shared, len(found), len(expected)


if __name__ == "__main__":
    main()
