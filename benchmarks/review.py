"""Measure the review page: start, first view, a claim, a verdict and a search on 10,000 claims.

    python benchmarks/review.py [--claims 10000] [--database URL]

The run is made up: articles of ten claims, each with a mention and a cross-check. The page is asked
over HTTP as a browser asks, without the browser's own work. The first column is what a visitor
waits, which other work on the machine prolongs; the second the processor's time for page and
visitor together, which it does not.
"""

from __future__ import annotations

import argparse
import re
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from pipeline.records import Article, Attribution, Check, Claim, Mention, Quantity, VerdictRow
from pipeline.review import ReviewStore
from pipeline.review.page.desk import Desk
from pipeline.review.page.serve import Server
from pipeline.settings import load_settings
from pipeline.tables import TableWriters

CLAIMS_PER_ARTICLE = 10
TIMES = 60
WORDS = ("track", "bridge", "school", "river", "tram", "clinic", "harbour", "market")


def main() -> None:
    """Print one line per measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--database")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        write_run(out, chosen.claims)
        with ReviewStore.open(chosen.database or out) as store:
            measure(out, store)


def measure(out: Path, store: ReviewStore) -> None:
    """Start the page and ask it as a browser does."""
    began = now()
    desk = Desk(out, store, load_settings(), "Ada")
    server = Server(desk)
    report("start", [now() - began])
    thread = threading.Thread(target=server.serve_until_stopped)
    thread.start()
    visitor = Visitor(server)
    try:
        report("first view", [clock(lambda _: visitor.get("/"))])
        report("page again", repeat(lambda _: visitor.get("/")))
        claims = visitor.claims()
        report("claim", repeat(lambda i: visitor.get(f"/claim/{claims[i % len(claims)]}")))
        report("verdict", repeat(lambda i: visitor.decide(claims[i % len(claims)], i)))
        report("search", repeat(lambda i: visitor.get(f"/queue?search={WORDS[i % 8]}+{i}")))
        report("filter unchecked", repeat(lambda _: visitor.get("/queue?state=unchecked")))
        report("smallest answer", repeat(lambda _: visitor.get("/static/icon.svg")))
    finally:
        server.should_exit = True
        thread.join()
        desk.close()


class Clock(NamedTuple):
    """Milliseconds that passed, and those that the processor worked."""

    waited: float
    worked: float

    def __sub__(self, other: Clock) -> Clock:
        """Give what lies between two readings."""
        return Clock(self.waited - other.waited, self.worked - other.worked)


def now() -> Clock:
    """Read both clocks."""
    return Clock(1000 * time.perf_counter(), 1000 * time.process_time())


def repeat(act: Callable[[int], object]) -> list[Clock]:
    """Time an act often."""
    return [clock(act, i) for i in range(TIMES)]


def clock(act: Callable[[int], object], number: int = 0) -> Clock:
    """Give the milliseconds that an act takes."""
    began = now()
    act(number)
    return now() - began


def report(name: str, times: list[Clock]) -> None:
    """Print the medians and the slowest."""
    waited, worked = (statistics.median(column) for column in zip(*times, strict=True))
    slowest = max(times).waited
    line = f"{name:16} {waited:8.1f} ms waited {worked:8.1f} ms worked, slowest {slowest:.1f}"
    print(line)  # noqa: T201


class Visitor:
    """A browser that keeps its connection and its cookie."""

    def __init__(self, server: Server) -> None:
        self._token = server.form_token
        self._connection = HTTPConnection("127.0.0.1", server.port)
        secret = urlsplit(server.address).query.removeprefix("token=")
        self._headers = {"Cookie": f"claimtable-{server.port}={secret}"}

    def get(self, path: str) -> str:
        """Ask for a page."""
        return self._ask("GET", path, None)

    def claims(self) -> list[str]:
        """Give the keys of the claims that the queue shows first."""
        return re.findall(r'data-claim="(\w+)"', self.get("/queue"))

    def decide(self, claim: str, number: int) -> str:
        """Send a verdict as the page does: load the claim's state is part of the page's step."""
        form = {"claim": claim, "verdict": "true", "revision": number // 50, "seen": 10**9}
        return self._ask("POST", "/decide", urlencode({**form, "token": self._token}))

    def _ask(self, method: str, path: str, body: str | None) -> str:
        headers = {**self._headers, "Accept": "application/json"}
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        assert answer.status == 200, text
        return text


def write_run(out: Path, claims: int) -> None:
    """Write the tables of a made-up run."""
    tables = ("articles", "mentions", "attributions", "claims", "checks", "verdicts")
    with TableWriters(out, ["jsonl"], tables) as writers:
        for number in range(claims // CLAIMS_PER_ARTICLE):
            article, found = make_article(number)
            writers.write("articles", [article])
            writers.write("attributions", [Attribution(id=f"a{number}", doc=article.doc)])
            for claim, mention, check in found:
                writers.write("claims", [claim])
                writers.write("mentions", [mention])
                writers.write("checks", [check])
                verdict = VerdictRow(claim=claim.id, doc=claim.doc, text=claim.text,
                                     verdict="not_found", reason="nowhere")  # fmt: skip
                writers.write("verdicts", [verdict])


Found = Iterator[tuple[Claim, Mention, Check]]


def make_article(number: int) -> tuple[Article, Found]:
    """Make an article and its claims."""
    doc = f"article-{number}"
    sentences = [
        f"The council of district {number} said that the {WORDS[i % 8]} cost {number + i} dollars."
        for i in range(CLAIMS_PER_ARTICLE)
    ]
    text = " ".join(sentences)
    article = Article(doc=doc, text=text, sha256="0", path=f"{doc}.txt", media_type="text/plain")
    return article, make_claims(doc, sentences, number)


def make_claims(doc: str, sentences: list[str], number: int) -> Found:
    """Make a claim of each sentence."""
    start = 0
    for i, sentence in enumerate(sentences):
        end = start + len(sentence)
        key = f"c{number}x{i}"
        mention = Mention(
            id=f"m{number}x{i}", doc=doc, start=end - 12, end=end - 1,
            text=sentence[-12:-1], kind="quantity",
            quantity=Quantity(low=number + i, high=number + i, unit="USD"),
        )  # fmt: skip
        claim = Claim(
            id=key, doc=doc, start=start, end=end, text=sentence, standalone=sentence,
            sentence=(start, end), mentions=(mention.id,), speaker=f"council of district {number}",
            priority=((number * 7919 + i * 104_729) % 1000) / 1000,
        )  # fmt: skip
        check = Check(claim=key, facet="verdict", start=0, end=len(sentence), status="not_found",
                      why="nowhere")  # fmt: skip
        yield claim, mention, check
        start = end + 1


if __name__ == "__main__":
    main()
