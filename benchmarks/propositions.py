"""Measures subject, predicate and object of the claims table against tuples made by people.

Run ``python benchmarks/propositions.py GOLD.jsonl [--out FOLDER]``, where a line of GOLD holds a
``sentence`` and its ``tuples`` (``rel`` and ``args``), as CaRB's dev set does once converted. A
claim gives (predicate, subject, object, adjuncts), an attribution (cue, source, content): the two
tables of a run. Measured twice: as shipped, where a lesser clause without a date, quantity or name
is no row, and with ``checkable_only = false``, where every clause is one. ``--out`` writes the
tuples of both as JSON lines for another scorer.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import triples

from pipeline import load
from pipeline.annotate import to_doc
from pipeline.claims import create_claims
from pipeline.extract import extract
from pipeline.records import Article, Records

out = sys.stdout
STAGE = "claimtable_claims"
SPEECH = frozenset(
    {
        "quotation",
        "verb_alone",
        "verb_aside",
        "verb_before_speaker",
        "verb_between_commas",
        "verb_clause",
    }
)
"""Attributions that say that somebody says something."""


PARTS = (slice(None), slice(0, None, 2), slice(1, None, 2))
"""All sentences, and every other one."""


def main() -> None:
    """Print the figures of both settings, for all sentences and for two halves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, help="write the tuples to this folder")
    arguments = parser.parse_args()
    lines = arguments.gold.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    gold = [[(one["rel"], tuple(one["args"])) for one in row["tuples"]] for row in rows]
    found = list(find([row["sentence"] for row in rows]))
    out.write(f"{'rows':<16}{'tuples':>8}{'P':>8}{'R':>8}{'F1':>8}{'A':>8}{'B':>8}\n")
    for number, name in enumerate(("as shipped", "every clause")):
        mine = [pair[number] for pair in found]
        whole, *halves = (triples.score(gold[part], mine[part]) for part in PARTS)
        count = sum(map(len, mine))
        figures = (whole.precision, whole.recall, whole.f1, *(half.f1 for half in halves))
        out.write(f"{name:<16}{count:>8}" + "".join(f"{100 * one:8.1f}" for one in figures) + "\n")
        if arguments.out:
            write(arguments.out / f"{name.replace(' ', '-')}.jsonl", rows, mine)


def find(sentences: Sequence[str]) -> Iterator[tuple[list[triples.Tuple], list[triples.Tuple]]]:
    """Give the tuples of each sentence, as shipped and with a row for every clause."""
    nlp = load().nlp
    stages = [create_claims(nlp, STAGE, checkable_only=only) for only in (True, False)]
    for sentence in sentences:
        article = to_article(sentence)
        with nlp.select_pipes(disable=[STAGE]):
            doc = to_doc(article, nlp)
            for _, component in nlp.pipeline:
                doc = component(doc)
        yield tuple(list(to_tuples(extract(stage(doc), article))) for stage in stages)


def to_article(text: str) -> Article:
    """Turn a tokenised sentence into an article; marks of the Penn Treebank become characters."""
    for written, plain in (("``", '"'), ("''", '"'), ("-LRB-", "("), ("-RRB-", ")")):
        text = text.replace(written, plain)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Article(doc="sentence", text=text, sha256=sha256, path="", media_type="text/plain")


def to_tuples(records: Records) -> Iterator[triples.Tuple]:
    """Give the tuples that the tables of claims and attributions hold."""
    for claim in records.claims:
        if claim.subject:
            parts = [claim.subject, claim.object or "", " ".join(claim.adjuncts)]
            yield claim.predicate or "is", tuple(part for part in parts if part)
    text = records.article.text
    for one in records.attributions:
        if one.rule in SPEECH and one.source_spans:
            spans = (one.cue_spans, one.source_spans, one.content_spans)
            cue, source, content = (" ".join(text[a:b] for a, b in span) for span in spans)
            yield cue, (source, content)


def write(path: Path, rows: Sequence[dict[str, Any]], found: Sequence[list[triples.Tuple]]) -> None:
    """Write tuples in the form of the gold file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for row, mine in zip(rows, found, strict=True):
            tuples = [{"rel": rel, "args": list(args)} for rel, args in mine]
            file.write(json.dumps({"sentence": row["sentence"], "tuples": tuples}) + "\n")


if __name__ == "__main__":
    main()
