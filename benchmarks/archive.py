"""Measures what a run costs beside the analysis: listing, resuming, the tables of a large archive.

Run ``python benchmarks/archive.py [FOLDER] --articles N``: N and 2N generated articles of some 60
words, as files in sub-folders, in a .zip and in a .jsonl, are taken through a run whose worker
stores records that are made up, so that no model is loaded. FOLDER (default: a temporary one) takes
30 KB for each article.

Each step is a process of its own; its figures are processor seconds, those of its workers apart,
and its highest memory.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from pipeline import batch
from pipeline.assemble import assemble
from pipeline.batch import RunOptions
from pipeline.changes import keep_claims, write_changes
from pipeline.commands import commands
from pipeline.engines import open_engine
from pipeline.plan import Part, Task, list_folder
from pipeline.read import Opener
from pipeline.records import Article, Attribution, Block, Claim, Mention, Quantity, Records
from pipeline.settings import load_settings
from pipeline.shards import Shards
from pipeline.worker import Receipt, WorkOrder, origin_of

out = sys.stdout
FILES_PER_FOLDER = 500
VOCABULARY = 50_000
"""Words that a search has to tell apart: an archive has about so many."""
SENTENCES = 4
FORMATS = ("csv", "sqlite", "parquet", "xlsx", "jsonl")
EVERYTHING = Part(number=1, of=1)
"""A part builds no tables, so that what comes before them is timed alone."""
KINDS = ("files", "zip", "jsonl")


def main() -> None:
    """Print the figures of every step, or do one step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--steps", nargs="+", choices=sorted(STEPS), default=list(STEPS))
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument("--only", choices=sorted(STEPS), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.only:
        do_step(arguments.only, arguments.folder)
        return
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        for kind in arguments.kinds:
            compare_sizes(kind, arguments, Path(folder))


def compare_sizes(kind: str, arguments: argparse.Namespace, folder: Path) -> None:
    """Print each step at N and 2N articles, and how its time grows."""
    sizes = (arguments.articles, 2 * arguments.articles)
    figures: list[dict[str, Cost]] = []
    for articles in sizes:
        make_archive(kind, folder / "articles", articles)
        figures.append({step: run_step(step, folder) for step in arguments.steps})
        shutil.rmtree(folder / "articles")
        shutil.rmtree(folder / "out", ignore_errors=True)
    out.write(f"{kind}: {sizes[0]:,} and {sizes[1]:,} articles\n")
    out.write(f"{'':<12}{'s':>8}{'s':>9}{'growth':>8}{'ms each':>9}")
    out.write(f"{'clock':>9}{'MB':>8}{'MB':>8}\n")
    for step in arguments.steps:
        one, two = (found[step] for found in figures)
        out.write(f"{step:<12}{one.seconds:8.2f}{two.seconds:9.2f}")
        out.write(f"{two.seconds / one.seconds:8.2f}{two.seconds / sizes[1] * 1000:9.3f}")
        out.write(f"{two.wall / sizes[1] * 1000:9.3f}{one.megabytes:8.0f}{two.megabytes:8.0f}\n")
    out.flush()


def make_archive(kind: str, folder: Path, articles: int) -> None:
    """Write so many articles into a folder, as files, in a .zip or as lines of a .jsonl."""
    folder.mkdir(parents=True)
    if kind == "files":
        for number in range(articles):
            path = folder / name_of(number)
            if number % FILES_PER_FOLDER == 0:
                path.parent.mkdir()
            path.write_text(text_of(number), encoding="utf-8")
    elif kind == "zip":
        with zipfile.ZipFile(folder / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(articles):
                archive.writestr(name_of(number), text_of(number))
    else:
        with (folder / "all.jsonl").open("w", encoding="utf-8") as lines:
            for number in range(articles):
                line = {"title": f"Report {number}", "text": text_of(number)}
                lines.write(json.dumps(line) + "\n")


def name_of(number: int) -> str:
    """Give the path of an article within the archive."""
    return f"{number // FILES_PER_FOLDER:05}/report-{number:07}.txt"


def text_of(number: int) -> str:
    """Write an article of some 60 words that no other one equals."""
    chance = random.Random(number)
    words = [f"w{chance.randrange(VOCABULARY)}" for _ in range(11 * SENTENCES)]
    lines = [
        f"The council of {words.pop()} paid {chance.randrange(1, 999)} euros for {words.pop()},"
        f" {' '.join(words.pop() for _ in range(8))} said."
        for _ in range(SENTENCES)
    ]
    return f"Report {number}\n\n{' '.join(lines)}\n"


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What a step took: processor seconds of its own, seconds by the clock, highest memory."""

    seconds: float
    wall: float
    megabytes: float


def run_step(step: str, folder: Path) -> Cost:
    """Do a step in a process of its own."""
    command = [sys.executable, __file__, str(folder), "--only", step]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def do_step(step: str, folder: Path) -> None:
    """Do a step, and print what it took."""
    start, clock = time.process_time(), time.monotonic()
    STEPS[step](folder / "articles", folder / "out")
    cost = {
        "seconds": time.process_time() - start,
        "wall": time.monotonic() - clock,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    out.write(json.dumps(cost) + "\n")


def list_articles(folder: Path, results: Path) -> None:
    """List the folder."""
    list_folder(folder, results, None)


def dry_run(folder: Path, results: Path) -> None:
    """Say what would be done with each article."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
        commands.main(
            ["run", str(folder), "--out", str(results), "--dry-run"], standalone_mode=False
        )


def run_stage(folder: Path, results: Path) -> None:
    """Do what there is to do, and build no tables: at first everything, then nothing."""
    run_with(MadeUpOrder, folder, results, jobs=1)


def feed(folder: Path, results: Path) -> None:
    """Give all articles to two processes that are done with each at once."""
    run_with(IdleOrder, folder, results, jobs=2)


def run_with(order: type[WorkOrder], folder: Path, results: Path, *, jobs: int) -> None:
    """Run with another worker than that of the product."""
    name = "serial" if jobs == 1 else "processes"
    settings = load_settings(overrides={"engine": {"name": name, "jobs": jobs}})
    options = RunOptions(engine=open_engine(settings.engine), part=EVERYTHING)
    batch.WorkOrder = order  # type: ignore[misc]
    os.fsync = _do_not_wait
    batch.run(folder, results, settings=settings, options=options)


def build(*formats: str) -> Callable[[Path, Path], None]:
    """Give the step that builds the tables in some formats."""

    def build_tables(folder: Path, results: Path) -> None:
        listing = list_folder(folder, results, None)
        assemble(listing, Shards(results), results, formats, watch=lambda: None)

    return build_tables


def build_again(folder: Path, results: Path) -> None:
    """Build the tables and compare their claims with those that are there."""
    keep_claims(results)
    build("jsonl")(folder, results)
    write_changes(results, ("jsonl",))


def _do_not_wait(file: int) -> None:
    """Leave it to the system when the disk is written: waiting for it takes most of the time."""


class MadeUpOrder(WorkOrder):
    """Opens a worker that stores records which are made up."""

    def open(self) -> MadeUpWorker:  # type: ignore[override]
        """Load nothing."""
        return MadeUpWorker(self)


class MadeUpWorker:
    """Reads each article and stores about as many rows for a word as real ones have."""

    def __init__(self, order: WorkOrder) -> None:
        self._order = order
        self._shards = Shards(Path(order.out))
        self._opener = Opener()

    def __call__(self, tasks: Sequence[Task]) -> tuple[Receipt, ...]:
        """Store the records of some articles."""
        return tuple(self._store(task) for task in tasks)

    def close(self) -> None:
        """Close the last archive."""
        self._opener.close()

    def _store(self, task: Task) -> Receipt:
        raw = self._opener.load(task.source, max_bytes=1_000_000)
        records = make_up(task.source.doc, raw)
        origin = origin_of(task, records.article.sha256, self._order.fingerprint)
        header = self._shards.store(origin, records)
        return Receipt(task=task, seconds=0.0, claims=header.claims)


class IdleOrder(WorkOrder):
    """Opens a worker that does nothing."""

    def open(self) -> IdleWorker:  # type: ignore[override]
        """Load nothing."""
        return IdleWorker()


class IdleWorker:
    """Says of each article that it is done."""

    def __call__(self, tasks: Sequence[Task]) -> tuple[Receipt, ...]:
        """Do nothing."""
        return tuple(Receipt(task=task, seconds=0.0) for task in tasks)

    def close(self) -> None:
        """Hold nothing open."""


def make_up(doc: str, raw: bytes) -> Records:
    """Make up what an article holds: for 100 words 14 mentions, 8 claims and 2 speakers."""
    text = raw.decode("utf-8")
    key = sha256(doc.encode()).hexdigest()[:14]
    sentences = [(at * 60, at * 60 + 60) for at in range(SENTENCES)]
    speaker = f"a{key}"
    mentions = tuple(
        Mention(id=f"m{key}{at}{kind[0]}", doc=doc, start=start, end=start + 20,
                text=text[start : start + 20], kind=kind, sentence=(start, end), block="paragraph",
                rule="number_unit", entity=text[start : start + 20], quantity=quantity)
        for at, (start, end) in enumerate(sentences)
        for kind, quantity in (("quantity", AMOUNT), ("person", None))
    )  # fmt: skip
    claims = tuple(
        Claim(id=f"c{key}{at}", doc=doc, start=start, end=end, text=text[start:end],
              standalone=text[start:end], sentence=(start, end), subject=text[start : start + 20],
              predicate="paid", lemma="pay", object=text[start + 30 : end], group=f"c{key}{at}",
              mentions=tuple(mention.id for mention in mentions[2 * at : 2 * at + 2]),
              attribution=speaker, speaker="the council", priority=0.5, rule="main_clause",
              reasons=("an amount", "a speaker"))
        for at, (start, end) in enumerate(sentences)
    )  # fmt: skip
    attribution = Attribution(
        id=speaker, doc=doc, source_spans=((0, 11),), cue_spans=((50, 54),), source="the council"
    )
    article = Article(
        doc=doc, text=text, sha256=sha256(raw).hexdigest(), path=doc, media_type="text/plain",
        title=text[:14], language="en", published=date(2024, 5, 3),
        blocks=(Block(kind="paragraph", start=16, end=len(text)),),
    )  # fmt: skip
    return Records(article=article, mentions=mentions, attributions=(attribution,), claims=claims)


AMOUNT = Quantity(low=250.0, high=250.0, unit="euro", dimension="currency", measured="a bridge")

STEPS: dict[str, Callable[[Path, Path], None]] = {
    "list": list_articles,
    "feed two": feed,
    "run": run_stage,
    "resume": run_stage,
    "dry run": dry_run,
    **{name: build(name) for name in FORMATS},
    "again": build_again,
}
"""What is measured, in this order: ``resume`` finds everything done, ``again`` finds tables."""


if __name__ == "__main__":
    main()
