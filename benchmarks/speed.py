"""Measures how fast the whole product is, how time and memory grow, and where the time goes.

Run ``python benchmarks/speed.py WHAT [DATA]``, where DATA is a folder of .txt and .html articles
with metadata.csv (default: corpus), repeated with other names and numbers up to ``--articles``:

* ``compare``: ``claimtable run``, also with the smaller model, beside ``glue.py`` and the same
  sentence by sentence; each a process of its own, in turn, ``--repeats`` times;
* ``stages``: where the time of one article after another goes, beside the tokenizer alone;
* ``growth``: twice the articles, and an article twice as long;
* ``jobs``: wall clock of one and two jobs;
* ``memory``: memory of a process over many articles.

Times are processor seconds, so that a busy machine counts little, except for ``jobs``.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import articles

from pipeline import Pipeline, load
from pipeline.annotate import to_doc
from pipeline.engines.limits import memory
from pipeline.extract import extract
from pipeline.read import Input, Metadata, find_inputs, read_metadata
from pipeline.records import Records
from pipeline.shards import Origin, Shards
from pipeline.single import prepare_article, process, process_article, read_input
from pipeline.tables import TableWriters

out = sys.stdout
HERE = Path(__file__).parent
CORPUS = HERE.parent / "corpus"
WARM = (
    "The ferry carried 300 people for 12 km on 3 May 2024, the mayor of Oslo, Ann Lee, said. " * 15
)
"""Loads everything that is loaded when it is first needed."""
RUN = ("-m", "pipeline", "run", "--engine", "serial")
CONTENDERS = {
    "claimtable": RUN,
    "claimtable, embedded-cnn": (*RUN, "--model", "embedded-cnn"),
    "glue": (str(HERE / "glue.py"),),
    "glue, by sentence": (str(HERE / "glue.py"), "--by-sentence"),
}
MODEL = ("tokenizer", "claimtable_recogniser", "ner", "sentences", "tok2vec", "tagger",
         "morphologizer", "trainable_lemmatizer", "parser")  # fmt: skip


def main() -> None:
    """Print the figures asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=sorted(MEASURES))
    parser.add_argument("data", type=Path, nargs="?", default=CORPUS)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--model", default="embedded", help="of stages, growth, jobs and memory")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        MEASURES[arguments.what](arguments, Path(folder))


def compare(arguments: argparse.Namespace, folder: Path) -> None:
    """Print words a second, start-up and ratio to the glue of each contender."""
    words = articles.make_folder(arguments.data, folder / "many", arguments.articles)
    write_one(folder / "one")
    starts: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    times: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    for _ in range(arguments.repeats):
        for name, command in CONTENDERS.items():
            starts[name].append(run_command(command, folder / "one", folder))
            times[name].append(run_command(command, folder / "many", folder))
    out.write(f"{arguments.articles} articles, {words:,} words; seconds of processor time\n")
    out.write(f"{'':<28}{'start':>8}{'all':>8}{'words/s':>9}{'glue/it':>9}{'by sent./it':>12}\n")
    net = {name: net_times(times[name], starts[name]) for name in CONTENDERS}
    for name in CONTENDERS:
        ratios = [median_ratio(net[glue], net[name]) for glue in ("glue", "glue, by sentence")]
        start, whole = statistics.median(starts[name]), statistics.median(times[name])
        rate = words / statistics.median(net[name])
        out.write(f"{name:<28}{start:8.1f}{whole:8.1f}{rate:9.0f}")
        out.write(f"{ratios[0]:9.2f}{ratios[1]:12.2f}\n")


def write_one(folder: Path) -> None:
    """Write one short article, which makes everything load."""
    folder.mkdir()
    (folder / "one.txt").write_text(WARM, encoding="utf-8")


def run_command(command: Sequence[str], data: Path, folder: Path) -> float:
    """Give the processor seconds of a command and of the processes it starts."""
    with tempfile.TemporaryDirectory(dir=folder) as results:
        where = [str(data), *(("--out", results) if "run" in command else (results,))]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, *command, *where], check=True, capture_output=True, cwd=HERE.parent
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def net_times(times: Sequence[float], starts: Sequence[float]) -> list[float]:
    """Take the time to start off each whole time."""
    return [whole - start for whole, start in zip(times, starts, strict=True)]


def median_ratio(first: Sequence[float], second: Sequence[float]) -> float:
    """Give the median over the repeats of how much longer the first took in the same repeat."""
    return statistics.median(one / other for one, other in zip(first, second, strict=True))


class Clock:
    """Adds up processor time by the name of what it was spent on."""

    def __init__(self) -> None:
        self.times: Counter[str] = Counter()

    def run(self, name: str, work: Callable[..., Any], *given: Any) -> Any:
        """Do the work and book its time."""
        before = time.process_time()
        done = work(*given)
        self.times[name] += time.process_time() - before
        return done


def measure_stages(arguments: argparse.Namespace, folder: Path) -> None:
    """Print the share of each stage and component, tables and shards included."""
    words = articles.make_folder(arguments.data, folder / "many", arguments.articles)
    pipeline = load(arguments.model)
    process(WARM, pipeline=pipeline)
    clock, metadata = Clock(), read_metadata(folder / "many")
    shards = Shards(folder / "out")
    (folder / "out").mkdir()
    tables = TableWriters(folder / "out", pipeline.settings.run.formats)
    with shards.marked(), tables as writers:
        for source in find_inputs(folder / "many"):
            with pipeline.nlp.memory_zone():
                records = time_article(source, metadata.find(source), pipeline, clock)
            time_keeping(records, shards, writers, clock)
    write_stages(clock.times, words)


def time_article(source: Input, row: Metadata | None, pipeline: Pipeline, clock: Clock) -> Records:
    """Take one article through every stage."""
    settings, nlp = pipeline.settings, pipeline.nlp
    article = clock.run("read", read_input, source, row, settings)
    article = clock.run("clean and language", prepare_article, article, settings)
    doc = clock.run("tokenizer", to_doc, article, nlp)
    for name, component in nlp.pipeline:
        doc = clock.run(name, component, doc)
    return clock.run("extract", extract, doc, article)


def time_keeping(records: Records, shards: Shards, writers: TableWriters, clock: Clock) -> None:
    """Write the shard of an article, read it again and write the rows."""
    origin = Origin(doc=records.article.doc, key="", fingerprint="")
    clock.run("shards", shards.store, origin, records)
    clock.run("shards", shards.load, records.article.doc)
    clock.run("tables", writers.write, "articles", [records.article])
    for table in ("mentions", "attributions", "claims"):
        clock.run("tables", writers.write, table, getattr(records, table))


def write_stages(times: Counter[str], words: int) -> None:
    """Print the table of stages, then the shares of the model and of all else."""
    total = sum(times.values())
    out.write(f"{words:,} words, {words / total:,.0f} words a processor second\n")
    for name, seconds in times.most_common():
        out.write(f"{name:<28}{seconds:8.2f} s{seconds / total:8.1%}")
        out.write(f"{words / seconds:12,.0f} words/s\n")
    model = sum(times[name] for name in MODEL)
    kept = sum(times[name] for name in ("shards", "tables"))
    out.write(f"the model {model / total:.1%}, all else {1 - model / total:.1%}")
    out.write(f" (shards and tables {kept / total:.1%})\n")


def measure_growth(arguments: argparse.Namespace, folder: Path) -> None:
    """Print time(2n)/time(n) in articles and in the length of an article."""
    pipeline = load(arguments.model)
    process(WARM, pipeline=pipeline)
    articles.make_folder(arguments.data, folder / "many", arguments.articles)
    texts = [path.read_text(encoding="utf-8") for path in sorted((folder / "many").glob("*.txt"))]
    time_texts(texts, pipeline)  # what is read once is read now
    half = time_texts(texts[: len(texts) // 2], pipeline)
    whole = time_texts(texts[: len(texts) // 2 * 2], pipeline)
    out.write(f"{len(texts) // 2 * 2} articles and half of them: {whole / half:.2f}\n")
    joined = "\n\n".join(texts)
    for length in (25_000, 50_000, 100_000, 200_000):
        if len(joined) >= 2 * length:
            short, long = (time_texts([joined[:n]], pipeline) for n in (length, 2 * length))
            out.write(f"{2 * length:,} characters and {length:,}: {long / short:.2f}\n")


def time_texts(texts: Sequence[str], pipeline: Pipeline) -> float:
    """Give the processor seconds for some texts."""
    before = time.process_time()
    for text in texts:
        with pipeline.nlp.memory_zone():
            process(text, pipeline=pipeline)
    return time.process_time() - before


def measure_jobs(arguments: argparse.Namespace, folder: Path) -> None:
    """Print the wall clock of one job and of two, start-up taken off."""
    articles.make_folder(arguments.data, folder / "many", arguments.articles)
    write_one(folder / "one")
    command = ("-m", "pipeline", "run", "--model", arguments.model, "--jobs")
    for _ in range(arguments.repeats):
        walls = []
        for jobs in ("1", "2"):
            start, whole = (
                time_wall((*command, jobs), folder / name, folder) for name in ("one", "many")
            )
            walls.append(whole - start)
        out.write(f"one job {walls[0]:.1f} s, two {walls[1]:.1f} s: {walls[0] / walls[1]:.2f}\n")


def time_wall(command: Sequence[str], data: Path, folder: Path) -> float:
    """Give the seconds on the clock that a command takes."""
    before = time.monotonic()
    run_command(command, data, folder)
    return time.monotonic() - before


def measure_memory(arguments: argparse.Namespace, folder: Path) -> None:
    """Print the memory of a process at ten points of a long run."""
    articles.make_folder(arguments.data, folder / "many", arguments.articles)
    pipeline = load(arguments.model)
    metadata, inputs = read_metadata(folder / "many"), find_inputs(folder / "many")
    for done, source in enumerate(inputs, start=1):
        article = read_input(source, metadata.find(source), pipeline.settings)
        with pipeline.nlp.memory_zone():
            process_article(article, pipeline)
        if done % (len(inputs) // 10 or 1) == 0:
            out.write(f"{done:>7} articles: {memory() / 2**20:,.0f} MB\n")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    out.write(f"   peak: {peak:,.0f} MB\n")


MEASURES: dict[str, Callable[[argparse.Namespace, Path], None]] = {
    "compare": compare,
    "growth": measure_growth,
    "jobs": measure_jobs,
    "memory": measure_memory,
    "stages": measure_stages,
}


if __name__ == "__main__":
    main()
