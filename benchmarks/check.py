"""Measures the cross-check: retrieval and facets, verdicts on claims with evidence, speed.

    python benchmarks/check.py wice DATA OUT     folder with claims.jsonl and docs/ (one line, one
                                                 sentence): claims of {"id", "claim", "label"},
                                                 optionally qrels.jsonl with {"query", "relevant",
                                                 "sets"}; ids of sentences are DOC#LINE
    python benchmarks/check.py tokens FILE OUT   rows of {"id", "claim", "evidence",
                                                 "unsupported_spans"}: the article's sentences, and
                                                 the stretches of the claim that it does not hold
    python benchmarks/check.py pairs FILE... OUT rows of {"id", "claim", "evidence", "label",
                                                 "numeric"}: each claim is limited to its evidence
    python benchmarks/check.py speed OUT         1,000 made-up claims against 10,000 sentences
    python benchmarks/check.py corroborate OUT   made-up statements, most of them copies: is the
                                                 time linear in their number?

Figures are given for all claims and for two halves of them, A and B, made by their ids. ``wice``,
``tokens`` and ``pairs`` leave in OUT the predictions, one JSON object a line: facets.jsonl,
ranked.jsonl and predicted.jsonl. Sources are read once per OUT.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any

from pipeline.check.aliases import Name
from pipeline.check.corroborate import corroborate as corroborate_statements
from pipeline.check.statements import Statement, Subject
from pipeline.crosscheck import check
from pipeline.records import Quantity
from pipeline.settings import load_settings

SETTINGS = load_settings(overrides={"run": {"language": "any", "formats": ["jsonl"]}})
BAD = {"absent", "differs"}


def wice(data: Path, out: Path) -> None:
    """Measure flags, verdicts and retrieval over a folder of documents."""
    gold = read_rows(data / "claims.jsonl")
    checks = run_check(gold, data / "docs", out)
    report_flags(gold, checks)
    report_verdicts(gold, checks)
    if (data / "qrels.jsonl").is_file():
        report_retrieval(read_rows(data / "qrels.jsonl"), rank_lines(data / "docs", out), out)


def tokens(file: Path, out: Path) -> None:
    """Measure whether flags lie on what is not supported, with the article named and without."""
    gold = read_rows(file)
    docs = {tuple(row["evidence"]): f"article-{i}" for i, row in enumerate(gold)}
    texts = {doc: "\n".join(lines) + "\n" for lines, doc in docs.items()}
    write_texts(out / "evidence", texts)
    gold = [row | {"source": docs[tuple(row["evidence"])]} for row in gold]
    for name, is_limited in (("in all articles", False), ("in its own article", True)):
        say(f"looked for {name}:")
        report_touch(gold, run_check(gold, out / "evidence", out, is_limited=is_limited))


def pairs(*places: Path) -> None:
    """Measure verdicts where each claim comes with its evidence."""
    *files, out = places
    gold = [
        row | {"id": f"{number}_{row['id']}", "source": f"{number}_{row['id']}"}
        for number, file in enumerate(files)
        for row in read_rows(file)
    ]
    write_texts(out / "evidence", {row["id"]: row["evidence"] or "." for row in gold})
    checks = run_check(gold, out / "evidence", out, is_limited=True)
    report_verdicts(gold, checks)
    say("claims with numbers only:")
    report_verdicts([row for row in gold if row.get("numeric")], checks)


def speed(out: Path) -> None:
    """Measure indexing and checking apart, on sentences and claims made from a pattern."""
    towns = [f"{first}{last}" for first in SYLLABLES for last in ENDINGS]
    folder = out / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(DOCUMENTS):
        (folder / f"report-{number}.txt").write_text(
            "\n".join(sentence(number * SENTENCES + i, towns) for i in range(SENTENCES)) + "\n",
            encoding="utf-8",
        )
    claims = [{"id": str(i), "claim": sentence(i * 10, towns)} for i in range(CLAIMS)]
    started = time.process_time()
    run_check(claims[:1], folder, out)
    indexed = time.process_time()
    run_check(claims, folder, out)
    done = time.process_time()
    say(f"{DOCUMENTS * SENTENCES:,} sentences read and indexed: {indexed - started:.0f} s")
    say(f"{CLAIMS:,} claims analysed and checked: {done - indexed:.0f} s")


def corroborate(out: Path) -> None:
    """Measure how the time grows with copies of one report and with reports that differ."""
    del out
    for name, make in (("copies of one sentence", make_copy), ("sentences of their own", make_own)):
        seconds = [time_corroborate(make, number) for number in STATEMENTS]
        ratio = seconds[1] / seconds[0]
        say(
            f"{name}: {STATEMENTS[0]:,} in {seconds[0]:.1f} s, {STATEMENTS[1]:,} in"
            f" {seconds[1]:.1f} s: {ratio:.1f} times the time for"
            f" {STATEMENTS[1] / STATEMENTS[0]:.0f} times as many"
        )


STATEMENTS = 5_000, 20_000


def time_corroborate(make: Callable[[int], Statement], number: int) -> float:
    """Give the processor time for so many statements."""
    statements = [make(i) for i in range(number)]
    started = time.process_time()
    for _ in corroborate_statements(statements):
        pass
    return time.process_time() - started


def make_copy(number: int) -> Statement:
    """Make a statement that papers have from one agency, with a few words of their own."""
    sentence = (
        "Fire crews in Port Ellery rescued 340 passengers from the ferry Sound Queen on Monday"
        f" night after it ran aground off the Corran rocks, the paper of day {number} said."
    )
    return make_statement(number, 340, sentence, "Port Ellery")


def make_own(number: int) -> Statement:
    """Make a statement like no other; a thousand share a place."""
    words = " ".join(f"word{number}x{i}" for i in range(20))
    return make_statement(number, number, f"{words}.", f"Town {number // 1_000}")


def make_statement(number: int, value: float, sentence: str, place: str) -> Statement:
    """Make a statement of an article of its own."""
    return Statement(
        doc=f"a{number}",
        claim=f"c{number}",
        mention=f"m{number}",
        start=0,
        end=1,
        stated=str(value),
        quantity=Quantity(low=value, high=value, unit="passenger", dimension="count"),
        subject=Subject("passenger", "passenger"),
        names=frozenset({Name("place", place)}),
        speaker=None,
        sentence=sentence,
        period=None,
        published=date(2024, 3, 5),
    )


DOCUMENTS, SENTENCES, CLAIMS = 200, 50, 1_000
SYLLABLES = ["Ald", "Bren", "Corr", "Dunn", "Ell", "Fenn", "Garr", "Holl", "Irr", "Kell", "Lorr"]
ENDINGS = ["by", "den", "field", "ham", "ley", "mere", "ton", "wick", "worth", "stead"]
WORKS = ["a bridge", "a clinic", "a ferry terminal", "a library", "a school", "a water tower"]


def sentence(number: int, towns: Sequence[str]) -> str:
    """Make the nth sentence: every one differs in town, work, cost or year."""
    town, work = towns[number % len(towns)], WORKS[number % len(WORKS)]
    cost, year = 1 + number % 97, 1990 + number % 31
    return (
        f"The council of {town} opened {work} in {year} at a cost of ${cost}.{number % 10} million."
    )


def run_check(
    gold: Sequence[dict[str, Any]], docs: Path, out: Path, *, is_limited: bool = False
) -> dict[str, list[dict[str, Any]]]:
    """Check the claims and give the rows of each; the predictions are written beside them."""
    out.mkdir(parents=True, exist_ok=True)
    claims = [
        {"id": str(row["id"]), "text": row["claim"]}
        | ({"source": row["source"]} if is_limited else {})
        for row in gold
    ]
    write_rows(out / "claims.jsonl", claims)
    check(out / "claims.jsonl", docs, out, settings=SETTINGS)
    checks: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in read_rows(out / "checks.jsonl"):
        checks[row["claim"]].append(row)
    write_rows(
        out / "facets.jsonl",
        [
            {
                "id": claim,
                "facets": [
                    {key: row[name] for key, name in FACET_KEYS.items()}
                    for row in rows
                    if row["facet"] != "verdict"
                ],
            }
            for claim, rows in checks.items()
        ],
    )
    write_rows(
        out / "predicted.jsonl",
        [{"id": claim, "label": verdict_of(rows)} for claim, rows in checks.items()],
    )
    return checks


FACET_KEYS = {"kind": "facet", "start": "start", "end": "end", "status": "status"}


def verdict_of(rows: Iterable[dict[str, Any]]) -> str:
    """Give the verdict of a claim."""
    return next(row["status"] for row in rows if row["facet"] == "verdict")


def halves(gold: Sequence[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Give all rows, then those of either half; claims cut from one sentence stay together."""
    yield "all", list(gold)
    for place, half in enumerate("AB"):
        yield half, [row for row in gold if half_of(str(row["id"])) == place]


def half_of(key: str) -> int:
    """Give 0 or 1 by an id, without the part that numbers what was cut from one sentence."""
    whole = key.rpartition("-")[0] or key
    return hashlib.md5(whole.encode()).digest()[0] & 1


def report_flags(gold: Sequence[dict[str, Any]], checks: dict[str, list[dict[str, Any]]]) -> None:
    """Say how well a facet that is absent or differs tells a claim that is not fully supported."""
    flags = {claim for claim, rows in checks.items() if any(row["status"] in BAD for row in rows)}
    for half, part in halves(gold):
        bad = {str(row["id"]) for row in part if row["label"] != "supported"}
        good = {str(row["id"]) for row in part} - bad
        flagged = flags & (bad | good)
        recall, alarm = share(len(flagged & bad), len(bad)), share(len(flagged & good), len(good))
        precision = share(len(flagged & bad), len(flagged))
        say(f"{half}: flagged: precision {precision:.3f}, recall {recall:.3f}")
        say(f"  supported flagged {alarm:.3f}, balanced accuracy {(recall + 1 - alarm) / 2:.3f}")


def report_touch(gold: Sequence[dict[str, Any]], checks: dict[str, list[dict[str, Any]]]) -> None:
    """Say how many flagged facets touch a stretch that is not supported, and of these how many."""
    for half, part in halves(gold):
        flags = touching = spans = touched = 0
        for row in part:
            flagged = [
                set(range(found["start"], found["end"]))
                for found in checks[str(row["id"])]
                if found["status"] in BAD
            ]
            unsupported = [set(range(start, end)) for start, end in row["unsupported_spans"]]
            flags, spans = flags + len(flagged), spans + len(unsupported)
            touching += sum(any(flag & span for span in unsupported) for flag in flagged)
            touched += sum(any(flag & span for flag in flagged) for span in unsupported)
        hit, reach = share(touching, flags), share(touched, spans)
        say(f"{half}: {flags} flags, touching {hit:.3f}; {spans} spans, touched {reach:.3f}")


def report_verdicts(
    gold: Sequence[dict[str, Any]], checks: dict[str, list[dict[str, Any]]]
) -> None:
    """Say how often the verdicts supported and contradicted are given, and are right."""
    for verdict in ("supported", "contradicted"):
        for half, part in halves(gold):
            given = [row for row in part if verdict_of(checks[str(row["id"])]) == verdict]
            precision = share(sum(row["label"] == verdict for row in given), len(given))
            coverage = share(len(given), len(part))
            say(f"{half}: {verdict}: {len(given)} of {len(part)} ({coverage:.3f}), {precision:.3f}")
    false = sum(
        verdict_of(checks[str(row["id"])]) == "contradicted"
        for row in gold
        if row["label"] == "supported"
    )
    say(f"supported claims called contradicted: {false}")


def rank_lines(docs: Path, out: Path) -> dict[str, list[str]]:
    """Give the lines (DOC#LINE) of the sentences retrieved for each claim, best first."""
    starts: dict[str, list[int]] = {}
    for file in docs.glob("*.txt"):
        lengths = [len(line) + 1 for line in file.read_text(encoding="utf-8").split("\n")]
        starts[file.stem] = [0, *accumulate(lengths)]
    ranked: dict[str, dict[str, None]] = defaultdict(dict)
    for row in read_rows(out / "retrieved.jsonl"):
        doc = row["evidence_doc"]
        first = bisect_right(starts[doc], row["evidence_start"]) - 1
        last = bisect_right(starts[doc], row["evidence_end"] - 1) - 1
        ranked[row["claim"]].update((f"{doc}#{line}", None) for line in range(first, last + 1))
    return {claim: list(lines) for claim, lines in ranked.items()}


def report_retrieval(
    qrels: Sequence[dict[str, Any]], ranked: dict[str, list[str]], out: Path
) -> None:
    """Say how often the right sentences are among the first."""
    write_rows(out / "ranked.jsonl", [{"query": q, "ranked": r} for q, r in ranked.items()])
    asked = [row | {"id": row["query"]} for row in qrels if row["relevant"]]
    tops = {str(row["query"]): ranked.get(str(row["query"]), []) for row in asked}
    for half, part in halves(asked):
        hits = sum(bool(set(tops[str(r["query"])][:5]) & set(r["relevant"])) for r in part)
        full = sum(
            any(set(found) <= set(tops[str(r["query"])][:10]) for found in r["sets"]) for r in part
        )
        say(f"{half}: hit@5 {share(hits, len(part)):.3f}, full@10 {share(full, len(part)):.3f}")


def say(line: str) -> None:
    """Write a line of results."""
    sys.stdout.write(f"{line}\n")


def share(part: int, whole: int) -> float:
    """Give a share; nothing of nothing is nothing."""
    return part / whole if whole else 0.0


def read_rows(file: Path) -> list[dict[str, Any]]:
    """Read JSON Lines."""
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write_texts(folder: Path, texts: Mapping[str, str]) -> None:
    """Write documents, each under its name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def write_rows(file: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Write JSON Lines."""
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    command, *places = sys.argv[1:]
    modes = {"wice": wice, "tokens": tokens, "pairs": pairs, "speed": speed}
    (modes | {"corroborate": corroborate})[command](*map(Path, places))
