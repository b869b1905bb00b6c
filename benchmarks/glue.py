"""The glue that a user would write in an afternoon, for benchmarks/speed.py to compare with.

Run ``python benchmarks/glue.py FOLDER OUT``: the embedded spaCy model, search_dates of dateparser
and the parser of quantulum3 over every text of FOLDER, and pandas tables of names, dates,
quantities and triples (subject, verb, object) in OUT. ``--by-sentence`` gives quantulum3 one
sentence at a time, as those do who have seen that its time grows with the square of the text. No
offsets of dates, no ranges, no speakers, no certainty, no manifest: it is what these libraries give
as they come.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import trafilatura
from dateparser.search import search_dates
from quantulum3 import parser as quantulum
from spacy.tokens import Doc, Span

from pipeline.model import load_model

Row = dict[str, Any]
Context = tuple[str, datetime | None]


def main() -> None:
    """Write the four tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="texts and metadata.csv")
    parser.add_argument("out", type=Path, help="folder for the tables")
    parser.add_argument("--by-sentence", action="store_true", help="quantulum3 by the sentence")
    arguments = parser.parse_args()
    nlp = load_model("embedded")
    tables: dict[str, list[Row]] = {"names": [], "dates": [], "quantities": [], "triples": []}
    for doc, (name, published) in nlp.pipe(read(arguments.folder), as_tuples=True):
        parts = doc.sents if arguments.by_sentence else [doc[:]]
        tables["names"] += [
            {"doc": name, "text": ent.text, "label": ent.label_, "start": ent.start_char}
            for ent in doc.ents
        ]
        tables["dates"] += find_dates(doc.text, name, published)
        tables["quantities"] += [row for part in parts for row in find_quantities(part, name)]
        tables["triples"] += find_triples(doc, name)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for table, rows in tables.items():
        pd.DataFrame(rows).to_csv(arguments.out / f"{table}.csv", index=False)


def read(folder: Path) -> Iterator[tuple[str, Context]]:
    """Give each text with its name and date of publication."""
    published = {}
    if (folder / "metadata.csv").exists():
        with (folder / "metadata.csv").open(encoding="utf-8", newline="") as file:
            published = {row["file"]: row["published"] for row in csv.DictReader(file)}
    for path in sorted(folder.iterdir()):
        text = path.read_text(encoding="utf-8", errors="replace")
        date = published.get(path.name)
        context = (path.stem, datetime.fromisoformat(date) if date else None)
        if path.suffix == ".txt":
            yield text, context
        elif path.suffix == ".html":
            yield trafilatura.extract(text) or "", context


def find_dates(text: str, name: str, published: datetime | None) -> list[Row]:
    """Give the dates of a text, relative ones from the day it was published."""
    settings = {"RELATIVE_BASE": published} if published else {}
    found = search_dates(text, languages=["en"], settings=settings) or []
    return [{"doc": name, "text": words, "date": date.date()} for words, date in found]


def find_quantities(part: Span, name: str) -> list[Row]:
    """Give the numbers of a text or sentence with their units."""
    return [
        {
            "doc": name,
            "text": quantity.surface,
            "value": quantity.value,
            "unit": quantity.unit.name,
            "start": part.start_char + quantity.span[0],
        }
        for quantity in quantulum.parse(part.text)
    ]


def find_triples(doc: Doc, name: str) -> list[Row]:
    """Give subject, verb and object of each clause that has a subject."""
    return [
        {
            "doc": name,
            "subject": phrase(token),
            "verb": token.head.lemma_,
            "object": object_of(token),
        }
        for token in doc
        if token.dep_ in {"nsubj", "nsubj:pass"}
    ]


def phrase(token: Any) -> str:
    """Give the words that hang on a token."""
    return " ".join(each.text for each in token.subtree)


def object_of(subject: Any) -> str:
    """Give the object of the verb of a subject."""
    return next((phrase(each) for each in subject.head.children if each.dep_ == "obj"), "")


if __name__ == "__main__":
    main()
