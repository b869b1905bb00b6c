"""Makes a folder of many articles out of a few, with other names and numbers in each copy.

What was seen before costs less: caches of words, units and dates would make a folder of plain
copies look faster than a folder of articles is.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

SUFFIXES = frozenset({".txt", ".html"})
DIGITS, VOWELS = "0123456789", "aeiou"
MONTHS = ("January", "February", "March", "April", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
KEPT = frozenset((*MONTHS, *DAYS))


def make_folder(data: Path, out: Path, articles: int) -> int:
    """Write so many articles with their metadata.csv; gives the number of words in them."""
    out.mkdir(parents=True)
    rows = [("file", "published")]
    words = 0
    for name, text, published in islice(_vary(data), articles):
        (out / name).write_text(text, encoding="utf-8")
        rows.append((name, published))
        words += len(text.split())
    with (out / "metadata.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return words


def _vary(data: Path) -> Iterator[tuple[str, str, str]]:
    """Give name, text and date of each article as it is, then again and again with changes."""
    paths = sorted(path for path in data.iterdir() if path.suffix in SUFFIXES)
    dates = _read_dates(data)
    for copy in count():
        for path in paths:
            text = path.read_text(encoding="utf-8", errors="replace")
            text = text if copy == 0 else change(text, copy)
            yield f"{path.stem}-{copy:04}{path.suffix}", text, dates.get(path.name, "")


def _read_dates(data: Path) -> dict[str, str]:
    if not (data / "metadata.csv").exists():
        return {}
    with (data / "metadata.csv").open(encoding="utf-8", newline="") as file:
        return {row["file"]: row.get("published", "") for row in csv.DictReader(file)}


def change(text: str, copy: int) -> str:
    """Change numbers and names; tags of a page, years, months and days of the week stay.

    >>> change("Anna Berg paid 250 crowns in May 2019, Anna said.", 1)
    'Anne Birg paid 261 crowns in May 2019, Anne said.'
    """
    kept = KEPT.union(word.capitalize() for word in re.findall(r"\b[a-z]+\b", text))
    return _CHANGED.sub(lambda found: _put(found.group(), copy, kept), text)


_CHANGED = re.compile(r"<[^>]*>|\b(?!(?:19|20)\d\d\b)\d{2,}\b|\b[A-Z][a-z]{3,}\b")


def _put(word: str, copy: int, kept: frozenset[str]) -> str:
    if word.startswith("<") or word in kept:
        return word
    row = DIGITS if word.isdigit() else VOWELS
    return word[0] + "".join(_shift(row, character, copy) for character in word[1:])


def _shift(row: str, character: str, copy: int) -> str:
    place = row.find(character)
    return character if place < 0 else row[(place + copy) % len(row)]
