"""A small run written by hand, and the page on it in a server of its own."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

import pytest

from pipeline.records import (
    Article,
    Attribution,
    Block,
    Change,
    Check,
    Claim,
    DateValue,
    Mention,
    Quantity,
    Record,
    VerdictRow,
)
from pipeline.review import ReviewStore
from pipeline.review.page.desk import Desk
from pipeline.review.page.serve import Server
from pipeline.settings import load_settings
from pipeline.tables import TableWriters

Tables = dict[str, Sequence[Record]]

TEXT = (
    "Track grows\n\n"
    "Halden built 482 kilometers of new track between 2018 and 2023, the union said. "
    "Ola Berg may open it on Friday.\n\n"
    "A train near Halden. Photo: A. Lens\n\n"
    "The mayor did not pay for it."
)
WATER = "The water fell by 5 percent in 2024."


class Reply(NamedTuple):
    """What the server answered."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.text)


class Site:
    """A running page and a visitor who holds its cookie."""

    def __init__(self, server: Server) -> None:
        self.address = server.address
        self.port = server.port
        self.form_token = server.form_token
        self.token = urlsplit(server.address).query.removeprefix("token=")
        self.cookie = f"claimtable-{self.port}={self.token}"

    def ask(self, method: str, path: str, body: str | None = None, **headers: str | None) -> Reply:
        """Send a request as it stands; a header that is None is left out."""
        given = {"Host": f"127.0.0.1:{self.port}", "Cookie": self.cookie}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}  # type: ignore[misc]
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in given.items():
            if value is not None:
                connection.putheader(name, value)
        data = (body or "").encode()
        if method == "POST":
            connection.putheader("Content-Type", "application/x-www-form-urlencoded")
            connection.putheader("Content-Length", str(len(data)))
        connection.endheaders(data)
        response: HTTPResponse = connection.getresponse()
        reply = Reply(response.status, dict(response.getheaders()), response.read())
        connection.close()
        return reply

    def get(self, path: str, **headers: str | None) -> Reply:
        return self.ask("GET", path, **headers)

    def post(self, path: str, form: dict[str, Any], **headers: str | None) -> Reply:
        """Send a form as the page's own script does."""
        filled = {"token": self.form_token, **form}
        given = {"Accept": "application/json", "Origin": f"http://127.0.0.1:{self.port}"}
        given |= {"Sec-Fetch-Site": "same-origin", **headers}  # type: ignore[dict-item]
        filled = {name: value for name, value in filled.items() if value is not None}
        return self.ask("POST", path, urlencode(filled), **given)


@pytest.fixture
def tables() -> Tables:
    return small_run()


@pytest.fixture
def out(tmp_path: Path, tables: Tables) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    write_run(folder, tables)
    return folder


@pytest.fixture
def write() -> Callable[..., None]:
    return write_run


@pytest.fixture
def start() -> Iterator[Callable[[Path, ReviewStore], Site]]:
    """Start servers that stop when the test ends."""
    running: list[tuple[Server, threading.Thread, Desk]] = []

    def run(out: Path, store: ReviewStore) -> Site:
        desk = Desk(out, store, load_settings(), "Ada")
        server = Server(desk)
        thread = threading.Thread(target=server.serve_until_stopped)
        thread.start()
        running.append((server, thread, desk))
        return Site(server)

    yield run
    for server, thread, desk in running:
        server.should_exit = True
        thread.join()
        desk.close()


@pytest.fixture
def site(out: Path, store: ReviewStore, start: Callable[[Path, ReviewStore], Site]) -> Site:
    """The page on the small run, with its reviews in SQLite and in PostgreSQL."""
    return start(out, store)


@pytest.fixture
def lone_site(out: Path, start: Callable[[Path, ReviewStore], Site]) -> Iterator[Site]:
    """The page on the small run, with its reviews in SQLite alone."""
    with ReviewStore.open(out) as opened:
        yield start(out, opened)


def write_run(out: Path, tables: Tables, format: str = "jsonl") -> None:
    with TableWriters(out, [format], tables) as writers:
        for name, rows in tables.items():
            writers.write(name, rows)


def small_run() -> Tables:
    """Two articles with four claims; the first was checked, one is new since the last run."""
    mentions = (
        mention("m1", "482 kilometers", "quantity",
                quantity=Quantity(low=482, high=482, unit="kilometre", measured="new track")),
        mention("m2", "2018", "date", date=DateValue(timex_type="DATE", value="2018")),
        mention("m3", "Halden", "place", entity="Halden"),
    )  # fmt: skip
    claims = (
        claim("c1", "Halden built 482 kilometers of new track between 2018 and 2023",
              standalone="Halden built 482 kilometers of new track between 2018 and 2023",
              priority=0.9, speaker="Nordic Rail Union", mentions=("m1", "m2", "m3")),
        claim("c2", "Ola Berg may open it on Friday", certainty="hedged", priority=0.6),
        claim("c3", "The mayor did not pay for it", negated=True, priority=0.3),
        claim("c4", "The water fell by 5 percent in 2024", doc="water", priority=0.8),
    )  # fmt: skip
    checks = (
        Check(claim="c1", facet="quantity", start=13, end=27, status="differs",
              evidence_doc="report", evidence="Halden laid 480 km of track.",
              value_claim="482 kilometre", value_evidence="480 kilometre", why="same thing"),
        Check(claim="c1", facet="verdict", start=0, end=62, status="contradicted",
              evidence_doc="report", evidence="Halden laid 480 km of track.",
              why="the amount differs"),
    )  # fmt: skip
    verdict = VerdictRow(claim="c1", doc="track", text=claims[0].text, verdict="contradicted",
                         reason="the amount differs")  # fmt: skip
    change = Change(change="added", doc="water", before=None, after="c4", text_before=None,
                    text_after=claims[3].text, words_before=None, words_after=None,
                    alike=0.0)  # fmt: skip
    return {
        "articles": (
            article("track", TEXT, title="Track grows", blocks=blocks(TEXT)),
            article("water", WATER),
        ),
        "mentions": mentions,
        "attributions": (Attribution(id="a1", doc="track"),),
        "claims": claims,
        "checks": checks,
        "verdicts": (verdict,),
        "changes": (change,),
    }


def article(doc: str, text: str, **values: Any) -> Article:
    return Article(
        doc=doc, text=text, sha256="0", path=f"{doc}.txt", media_type="text/plain", **values
    )


def blocks(text: str) -> tuple[Block, ...]:
    kinds = ("title", "paragraph", "caption", "paragraph")
    found, start = [], 0
    for kind, part in zip(kinds, text.split("\n\n"), strict=True):
        found.append(Block(kind=kind, start=start, end=start + len(part)))  # type: ignore[arg-type]
        start += len(part) + 2
    return tuple(found)


def mention(id: str, words: str, kind: str, **values: Any) -> Mention:
    start = TEXT.index(words)
    return Mention(
        id=id, doc="track", start=start, end=start + len(words), text=words, kind=kind, **values
    )


def claim(id: str, words: str, *, doc: str = "track", **values: Any) -> Claim:
    start = (TEXT if doc == "track" else WATER).index(words)
    end = start + len(words)
    given = {"standalone": words, "sentence": (start, end + 1), **values}
    return Claim(id=id, doc=doc, start=start, end=end, text=words, **given)
