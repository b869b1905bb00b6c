"""Measures the dates stage: accuracy on corpora, speed beside other tools, growth with the text.

Run ``python benchmarks/dates.py DATA``, where DATA holds a folder for each corpus: ``gold.jsonl``
(doc, start, end, timex_type, value), ``txt/`` with ``metadata.csv``, and, where ranges are scored,
``gold_ranges.jsonl``. docs/5-measure.md says where the public gets the corpora. ``--errors FILE``
writes what is wrong. Speeds are words a processor second on one core, all in this one run; other
tools are measured where they are installed (timexy, recognizers-text-suite).
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import timex
from spacy.tokens import Doc

from pipeline import Pipeline, load
from pipeline.annotate import to_doc
from pipeline.clean import clean_article
from pipeline.dates import create_dates
from pipeline.errors import InputError
from pipeline.read import find_inputs, read_metadata
from pipeline.records import Article
from pipeline.single import read_input

out = sys.stdout
STAGE = "claimtable_dates"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="a folder with a folder for each corpus")
    parser.add_argument("--errors", type=Path, help="write every error to this file")
    arguments = parser.parse_args()
    folders = sorted(path.parent for path in arguments.data.glob("*/gold.jsonl"))
    if not folders:
        sys.exit(f"{arguments.data}: no corpus there. Expected CORPUS/gold.jsonl and CORPUS/txt/.")
    pipeline = load()
    errors: list[str] = []
    docs: list[Doc] = []
    out.write(f"{'corpus':<20}{'docs':>6}{'strict':>8}{'relaxed':>8}{'type':>8}{'value':>8}\n")
    for folder in folders:
        annotated = dict(annotate(folder / "txt", pipeline))
        docs = max(docs, list(annotated.values()), key=count_words)
        found = {doc: find(pipeline, spacy_doc) for doc, spacy_doc in annotated.items()}
        errors += score_corpus(folder, found)
    if arguments.errors:
        arguments.errors.write_text("\n".join(errors) + "\n", encoding="utf-8")
    compare_speed(docs, pipeline)
    measure_growth(pipeline)


def annotate(folder: Path, pipeline: Pipeline) -> Iterator[tuple[str, Doc]]:
    """Take every text of a folder up to the dates stage."""
    metadata = read_metadata(folder)
    for source in find_inputs(folder):
        try:
            article = read_input(source, metadata.find(source), pipeline.settings)
        except InputError:
            continue
        yield article.doc, to_stage(clean_article(article), pipeline)


def to_stage(article: Article, pipeline: Pipeline) -> Doc:
    """Run the components before the dates stage."""
    doc = to_doc(article, pipeline.nlp)
    for _name, component in itertools.takewhile(
        lambda item: item[0] != STAGE, pipeline.nlp.pipeline
    ):
        doc = component(doc)
    return doc


def find(pipeline: Pipeline, doc: Doc) -> list[timex.Row]:
    """Run the stage and give its mentions as the mentions table has them."""
    rows = []
    for span in pipeline.nlp.get_pipe(STAGE)(doc).spans["dates"]:
        start, end = span._.offsets or (span.start_char, span.end_char)
        value = span._.date
        days = (day and day.isoformat() for day in (value.start_date, value.end_date))
        rows.append(
            {
                "start": start,
                "end": end,
                "text": doc.text[start:end],
                "timex_type": value.timex_type,
                "value": value.value,
                **dict(zip(("start_date", "end_date"), days, strict=True)),
            }
        )
    return rows


def score_corpus(folder: Path, found: timex.RowsByDoc) -> list[str]:
    """Print the rows of a corpus and give its errors, a line each."""
    gold = timex.load_rows(folder / "gold.jsonl")
    if any("candidates" in row for rows in gold.values() for row in rows):
        return score_specs(folder.name, gold, found)
    docs = sorted({*gold, *found})
    total = timex.score(gold, found, docs)
    write_figures(folder.name, len(docs), total)
    for half in "AB":
        part = [doc for doc in docs if timex.half_of(doc) == half]
        write_figures(f"  half {half}", len(part), timex.score(gold, found, part))
    ranges = folder / "gold_ranges.jsonl"
    if ranges.exists():
        right, count = timex.count_ranges(timex.load_rows(ranges), found)
        out.write(f"  ranges right at both ends: {right} of {count}\n")
    return [f"{folder.name}\t{kind}\t{wanted}\t{got}" for kind, wanted, got in total.errors]


def write_figures(name: str, docs: int, total: timex.Score) -> None:
    """Print one row of the table."""
    out.write(f"{name:<20}{docs:>6}{''.join(f'{figure:8.1f}' for figure in total.figures())}\n")


def score_specs(name: str, gold: timex.RowsByDoc, found: timex.RowsByDoc) -> list[str]:
    """Print how many specs have an admissible resolution, by kind."""
    out.write(f"{name}: resolution among the admissible candidates\n")
    for part, docs in (
        ("all", set(gold)),
        *((h, {d for d in gold if timex.half_of(d) == h}) for h in "AB"),
    ):
        counts = timex.count_resolved({doc: gold[doc] for doc in docs}, found)
        chosen = [counts[kind] for kind in ("date", "daterange") if kind in counts]
        right, total = (sum(column) for column in zip(*chosen, strict=True))
        kinds = ", ".join(f"{kind} {hits} of {of}" for kind, (hits, of) in sorted(counts.items()))
        out.write(
            f"  {part:<4} date and daterange {right} of {total}, {100 * right / total:.1f} %\n"
        )
        if part == "all":
            out.write(f"       {kinds}\n")
    return [
        f"{name}\tunresolved\t{row}\t{found.get(doc, [])}"
        for doc, rows in gold.items()
        for row in rows
        if not any(timex.count_resolved({doc: [row]}, found)[row["ms_type"]])
    ]


def count_words(docs: Sequence[Doc]) -> int:
    """Count words between spaces."""
    return sum(len(doc.text.split()) for doc in docs)


def compare_speed(docs: Sequence[Doc], pipeline: Pipeline) -> None:
    """Print the words a second of the stage and of other tools on the same text."""
    out.write(f"\nwords a processor second, {count_words(docs):,} words of news, one core\n")
    stage = pipeline.nlp.get_pipe(STAGE)
    stage(docs[0])
    time_tool("dates stage, given the Doc", lambda doc: stage(doc), docs)
    sample = docs[:RIVAL_DOCS]
    time_tool("dateparser search_dates", read_with_dateparser(), sample)
    for name, make in (("timexy", read_with_timexy), ("Recognizers-Text", read_with_recognizers)):
        try:
            tool = make()
        except ImportError:
            out.write(f"  {name:<28} not installed\n")
            continue
        time_tool(name, tool, sample)


RIVAL_DOCS = 40
"""Articles that other tools read: some need minutes for all."""


def time_tool(name: str, tool: Callable[[Doc], object], docs: Sequence[Doc]) -> None:
    """Print the speed of one tool."""
    start = time.process_time()
    for doc in docs:
        tool(doc)
    seconds = time.process_time() - start
    out.write(f"  {name:<28}{count_words(docs) / seconds:12,.0f}\n")


def read_with_dateparser() -> Callable[[Doc], object]:
    """Give dateparser's finder, sentence by sentence: on whole articles it is slower still."""
    from dateparser.search import search_dates

    return lambda doc: [search_dates(sent.text, languages=["en"]) for sent in doc.sents]


def read_with_timexy() -> Callable[[Doc], object]:
    """Give timexy's component; its patterns run over the same Doc."""
    import spacy
    from timexy import Timexy

    nlp = spacy.blank("en")
    component = Timexy(nlp, kb_id_type="timex3", label="timexy", overwrite=True)
    return lambda doc: component(nlp.make_doc(doc.text))


def read_with_recognizers() -> Callable[[Doc], object]:
    """Give Recognizers-Text's English date model."""
    from recognizers_date_time import Culture, recognize_datetime

    return lambda doc: [recognize_datetime(sent.text, Culture.English) for sent in doc.sents]


GROWTH = {
    "news": "The council met on Monday, 3 March 2025, after two years of talks, it said in April. ",
    "ranges": "between May 3 and June 4, 2020 and ",
    "histories": "In 1861 it began. In May they met. ",
    "digits": "1",
    "letters": "m",
    "brackets": "(",
}
LONGEST = {"news": 1_000_000, "ranges": 1_000_000, "histories": 1_000_000}
RUN = 100_000


def measure_growth(pipeline: Pipeline) -> None:
    """Print how time grows with the text, for the stage alone."""
    stage = create_dates(pipeline.nlp, STAGE, None)
    out.write("\ntime(2n) / time(n), the stage alone\n")
    for name, piece in GROWTH.items():
        longest = LONGEST.get(name, RUN)
        times = [measure(piece, longest // part, pipeline, stage) for part in (4, 2, 1)]
        ratios = "".join(f"{after / before:8.2f}" for before, after in itertools.pairwise(times))
        out.write(f"  {name:<12} up to {longest:>9,} characters {times[-1]:8.3f} s{ratios}\n")


def measure(piece: str, length: int, pipeline: Pipeline, stage: Callable[[Doc], Doc]) -> float:
    """Give the least processor seconds of three runs for a text made of ``piece``."""
    text = (piece * (length // len(piece) + 1))[:length]
    article = Article(doc="growth", text=text, sha256="", path="", media_type="text/plain")
    doc = to_doc(article, pipeline.nlp)
    doc._.published = None if piece == GROWTH["histories"] else "2025-04-02"
    seconds = []
    for _ in range(3):
        start = time.process_time()
        stage(doc)
        seconds.append(time.process_time() - start)
    return min(seconds)


if __name__ == "__main__":
    main()
