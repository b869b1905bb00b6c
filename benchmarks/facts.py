"""Measures checking known facts: time and peak memory over synthetic tables of growing size.

Usage: python benchmarks/facts.py [--articles 1000] [--facts 10000]
Each size runs in a process of its own, so that one peak does not hide the next.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from pipeline.facts import check_facts, load_facts
from pipeline.facts.fact import COLUMNS

MENTIONS_PER_ARTICLE = 130
CLAIMS_PER_ARTICLE = 40
WORDS_PER_SENTENCE = 20
MISSED_SHARE = 0.05
MEGABYTE = 1024


def main() -> None:
    """Check in growing runs and print one line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--facts", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="Measure the tables and facts in this folder.")
    options = parser.parse_args()
    if options.folder is not None:
        _measure(options.folder)
        return
    for articles in (options.articles // 10, options.articles // 2, options.articles):
        with tempfile.TemporaryDirectory() as folder:
            write_run(Path(folder), articles, options.facts * articles // options.articles)
            command = [sys.executable, __file__, "--folder", folder]
            subprocess.run(command, check=True)


def write_run(folder: Path, articles: int, facts: int) -> None:
    """Write the tables of a made-up run and facts about it, the same ones for the same sizes."""
    dice = random.Random(0)
    tables = ("articles", "mentions", "attributions", "claims", "failures")
    files = {name: (folder / f"{name}.jsonl").open("w", encoding="utf-8") for name in tables}
    rows = [",".join(COLUMNS)]
    for number in range(articles):
        article, mentions, claims = _make_article(f"article-{number}", dice)
        files["articles"].write(json.dumps(article) + "\n")
        files["mentions"].writelines(json.dumps(row) + "\n" for row in mentions)
        files["claims"].writelines(json.dumps(row) + "\n" for row in claims)
        share = facts * (number + 1) // articles - facts * number // articles
        rows += [_make_fact(f"f{number}-{i}", mentions, dice) for i in range(share)]
    for file in files.values():
        file.close()
    (folder / "all.facts.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def _make_article(doc: str, dice: random.Random) -> tuple[dict[str, Any], list[Any], list[Any]]:
    count = MENTIONS_PER_ARTICLE * WORDS_PER_SENTENCE // 4
    words = [f"w{dice.randrange(5000)}" for _ in range(count)]
    sentences = [words[i : i + WORDS_PER_SENTENCE] for i in range(0, count, WORDS_PER_SENTENCE)]
    text = ". ".join(" ".join(sentence) for sentence in sentences)
    article = {"doc": doc, "text": text, "title": doc, "published": "2025-01-01"}
    spans = []
    start = 0
    for sentence in sentences:
        spans.append((start, start + len(" ".join(sentence))))
        start = spans[-1][1] + 2
    mentions = [
        _make_mention(doc, i, text, dice.choice(spans), dice) for i in range(MENTIONS_PER_ARTICLE)
    ]
    claims = [
        {"id": f"c{i}", "doc": doc, "start": a, "end": b, "text": text[a:b], "sentence": [a, b]}
        for i, (a, b) in enumerate(spans[:CLAIMS_PER_ARTICLE])
    ]
    return article, mentions, claims


def _make_mention(
    doc: str, number: int, text: str, sentence: tuple[int, int], dice: random.Random
) -> dict[str, Any]:
    start = dice.randrange(sentence[0], sentence[1] - 12)
    start = text.find(" ", start, sentence[1]) + 1 or sentence[0]
    end = text.find(" ", start, sentence[1])
    end = end if end > 0 else sentence[1]
    row = {"id": f"m{number}", "doc": doc, "start": start, "end": end, "text": text[start:end]}
    kind = dice.choice(["person", "place", "organisation", "date", "quantity", "quantity"])
    row |= {"kind": kind, "sentence": sentence, "rule": "made_up", "block": "paragraph"}
    value = dice.randrange(10_000)
    if kind == "quantity":
        row |= {"low": value, "high": value, "unit": "kilometre"}
        row |= {"base_low": value * 1000, "base_high": value * 1000, "base_unit": "metre"}
    elif kind == "date":
        row |= {"timex_value": "2024", "start_date": "2024-01-01", "end_date": "2024-12-31"}
    else:
        row |= {"entity": text[start:end]}
    return row


def _make_fact(identifier: str, mentions: list[dict[str, Any]], dice: random.Random) -> str:
    mention = dice.choice(mentions)
    cells = {"id": identifier, "doc": mention["doc"], "expect": "present", "kind": mention["kind"]}
    cells["text"] = mention["text"]
    if dice.random() < MISSED_SHARE:
        cells["text"] = "never"
    if mention["kind"] == "quantity":
        cells |= {"value": str(mention["low"] * 1000), "unit": "metre", "near": mention["text"]}
    return ",".join(cells.get(name, "") for name in COLUMNS)


def _measure(folder: Path) -> None:
    started = time.perf_counter()
    loaded = load_facts([folder / "all.facts.csv"])
    checked = check_facts(loaded.facts, folder)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    size = sum(path.stat().st_size for path in folder.glob("*.jsonl")) / MEGABYTE**2
    articles = sum(1 for _ in (folder / "articles.jsonl").open("rb"))
    print(  # noqa: T201 - a benchmark's result is what it prints
        f"{articles} articles ({size:.0f} MB of tables), {len(loaded.facts)} facts, "
        f"{len(checked.missed)} missed: {seconds:.1f} s, peak memory {peak:.0f} MB"
    )


if __name__ == "__main__":
    main()
