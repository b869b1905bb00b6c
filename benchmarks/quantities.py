"""Measures the quantities stage: accuracy on annotated corpora, and speed beside quantulum3.

Usage: python benchmarks/quantities.py DATA [--no-speed]
DATA is a folder that holds ``txt/*.txt`` and ``gold.jsonl``, or a folder of such folders. A line of
gold is one quantity: doc (the file's name), value or value_low and value_high, unit, and where the
corpus has them change (= ~ < > up down), concept (the thing measured), start and end. A range in
the gold must be found as one range. docs/5-measure.md says where the corpora come from.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from quantulum3 import parser as quantulum3
from spacy.tokens import Doc, Span

from pipeline import Pipeline, load
from pipeline.annotate import to_doc
from pipeline.clean import clean_article
from pipeline.facts.units import is_same_unit
from pipeline.quantities import find_quantities
from pipeline.records import Article, Quantity

CORPUS = Path(__file__).parent.parent / "corpus"
NEAR = 1e-5
"""Relative difference up to which two values are equal: that of the published evaluations."""

Gold = Mapping[str, Any]
MEASURES = ("value", "unit", "change", "thing: a word", "thing: all")


def main() -> None:
    """Print a row of accuracy for each corpus, then words per second."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=Path)
    options.add_argument("--no-speed", action="store_true")
    arguments = options.parse_args()
    folders = sorted(path.parent for path in arguments.data.glob("**/gold.jsonl"))
    if not folders:
        sys.exit(f"{arguments.data}: no gold.jsonl in it. Give a corpus, or a folder of corpora.")
    pipeline = load()
    out = sys.stdout
    out.write("F1 of: the value; value and unit; value and change; value and thing measured\n")
    out.write(f"{'corpus':<24}{'texts':>7}{'gold':>7}")
    out.write("".join(f"{name:>15}" for name in MEASURES) + f"{'recall':>10}{'with unit':>11}\n")
    for folder in folders:
        docs = {path.stem: annotate(path, pipeline) for path in sorted(folder.glob("txt/*.txt"))}
        write_accuracy(folder, docs, out.write)
        if not arguments.no_speed:
            write_speed(folder.name, list(docs.values()), out.write)
    if not arguments.no_speed:
        articles = [annotate(path, pipeline) for path in sorted(CORPUS.glob("*.txt"))]
        write_speed("sample articles", articles, out.write)


def annotate(path: Path, pipeline: Pipeline) -> Doc:
    """Run every component up to the quantities stage, which is the last one run."""
    text = path.read_text(encoding="utf-8")
    article = Article(doc=path.stem, text=text, sha256="", path=str(path), media_type="text/plain")
    doc = to_doc(clean_article(article), pipeline.nlp)
    for name, component in pipeline.nlp.pipeline:
        doc = component(doc)
        if name == "claimtable_quantities":
            break
    return doc


def write_accuracy(folder: Path, docs: Mapping[str, Doc], write: Callable[[str], Any]) -> None:
    """Compare a corpus with its gold and write one row."""
    gold_by_doc: dict[str, list[Gold]] = defaultdict(list)
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        gold_by_doc[gold["doc"]].append(gold)
    hits: Counter[str] = Counter()
    found = 0
    for name, doc in docs.items():
        quantities = [span._.quantity for span in doc.spans["quantities"]]
        found += len(quantities)
        for gold, quantity in match(gold_by_doc[name], quantities):
            hits.update(agreements(gold, quantity))
    wanted = sum(len(gold_by_doc[name]) for name in docs)
    cells = "".join(f"{200 * hits[name] / max(1, wanted + found):>15.1f}" for name in MEASURES)
    recalls = [100 * hits[name] / max(1, wanted) for name in ("value", "unit")]
    write(
        f"{folder.name:<24}{len(docs):>7}{wanted:>7}{cells}{recalls[0]:>10.1f}{recalls[1]:>11.1f}\n"
    )


def match(golds: Iterable[Gold], quantities: list[Quantity]) -> list[tuple[Gold, Quantity]]:
    """Pair gold with found quantities of the same value, those that agree most first."""
    golds = list(golds)
    pairs = sorted(
        (-len(agreements(golds[i], quantities[j])), i, j)
         for i in range(len(golds)) for j in range(len(quantities))
         if "value" in agreements(golds[i], quantities[j])
    )  # fmt: skip
    chosen: list[tuple[Gold, Quantity]] = []
    seen_golds: set[int] = set()
    seen_quantities: set[int] = set()
    for _, i, j in pairs:
        if i not in seen_golds and j not in seen_quantities:
            chosen.append((golds[i], quantities[j]))
            seen_golds.add(i)
            seen_quantities.add(j)
    return chosen


def agreements(gold: Gold, quantity: Quantity) -> set[str]:
    """Name what a quantity has right; without the value nothing counts."""
    ends = [gold.get("value_low"), gold.get("value_high")]
    ends = [end for end in (ends if None not in ends else [gold.get("value")]) if end is not None]
    if not ends or not (_near(min(ends), quantity.low) and _near(max(ends), quantity.high)):
        return set()
    right = {"value"}
    if _is_unit(gold.get("unit"), quantity.unit):
        right.add("unit")
    if (gold.get("change") or gold.get("modifier") or "=") == _to_change(quantity):
        right.add("change")
    wanted, found = _words(gold.get("concept")), _words(quantity.measured)
    if wanted & found or wanted == found:
        right.add("thing: a word")
    if wanted == found:
        right.add("thing: all")
    return right


def _near(wanted: float, found: float) -> bool:
    return abs(wanted - found) <= 1e-8 + NEAR * abs(found)


def _is_unit(wanted: str | None, found: str | None) -> bool:
    """Compare units by our own names; "dimensionless" and "-" are no unit."""
    if wanted in {None, "", "-", "dimensionless"}:
        return found is None or found == "count"
    return found is not None and is_same_unit(str(wanted), found)


def _to_change(quantity: Quantity) -> str:
    """Give the one slot of six that gold has for modifier and direction."""
    if quantity.direction != "none":
        return quantity.direction
    return {"<=": "<", ">=": ">"}.get(quantity.modifier, quantity.modifier)


def _words(thing: str | None) -> set[str]:
    return {word for word in re.split(r"[,\s]+", (thing or "").lower()) if word and word != "-"}


def write_speed(name: str, docs: list[Doc], write: Callable[[str], Any]) -> None:
    """Write words per processor second: the stage given the Doc, quantulum3 by sentence."""
    whole = join(docs)
    words = len(whole.text.split())
    started = time.process_time()
    find_quantities(whole)
    stage = time.process_time() - started
    sentences = [sent.text for doc in docs for sent in doc.sents]
    quantulum3.parse("5 km")  # its first call loads three seconds of tables
    started = time.process_time()
    for sentence in sentences:
        quantulum3.parse(sentence)
    other = time.process_time() - started
    write(
        f"{name:<24}{words:>7} words: stage {words / stage:,.0f} words/s,"
        f" quantulum3 {words / other:,.0f} words/s\n"
    )


def join(docs: list[Doc]) -> Doc:
    """Put the texts into one Doc with the names and dates that the stage reads."""
    whole = Doc.from_docs(docs, exclude=["user_data"])
    for group in ("entities", "dates"):
        spans, shift = [], 0
        for doc in docs:
            for span in doc.spans.get(group, ()):
                place = (span.start + shift, span.end + shift)
                spans.append(Span(whole, *place, label=span.label_, span_id=span.id_))
            shift += len(doc)
        whole.spans[group] = spans
    return whole


if __name__ == "__main__":
    main()
