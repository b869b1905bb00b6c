"""Keeps the analysed sources in SQLite with full-text search; a document is analysed once."""

from __future__ import annotations

import hashlib
import math
import zlib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from heapq import nlargest
from pathlib import Path
from typing import NamedTuple, Self

import msgspec

from ..records import Analysis, Mention
from .layout import open_index
from .naming import DocumentNames
from .source import Source
from .terms import indexed_terms, mentions_within, sentence_keys

CACHED_DOCUMENTS = 128
CACHED_CHARACTERS = 2_000_000
"""Documents kept decoded, and how long they may be together: a claim looks into a handful, and a
character costs some 50 bytes."""

CACHED_KEYS = 65_536
"""Words whose number of sentences is kept at hand."""

MOST_SENTENCES = 2**20
"""Rows set aside for the sentences of a document; a million characters hold fewer."""

PLACES_FOR_DOCUMENTS = 2**42
"""Stretches of rows that documents are given, by their name."""


class Hit(NamedTuple):
    """A sentence whose window matched, with its score; higher is better."""

    document: int
    place: int
    """Index of the sentence in its document."""
    score: float
    row: int = 0
    """Number of the sentence in the index."""


class Passage(NamedTuple):
    """A sentence of a document, with the ends of the window of sentences around it."""

    doc: str
    start: int
    end: int
    text: str
    window_start: int
    window_end: int


class Matches:
    """The windows that hold a term of a query, in the order of the index, with their scores.

    SQLite weighs every window that matches to find the best; asked once for each document it would
    do so each time.
    """

    def __init__(self, rows: Sequence[tuple[int, float]]) -> None:
        self._rows = rows

    def best(self, limit: int, within: tuple[int, int] | None = None) -> list[tuple[int, float]]:
        """Give rowids and scores of the best, over all or between two rowids; best first."""
        rows = self._rows
        if within is not None:
            first, last = (bisect_left(rows, (row,)) for row in (within[0], within[1] + 1))
            rows = rows[first:last]
        return nlargest(limit, rows, key=lambda row: (row[1], -row[0]))


class SourceIndex:
    """The sources of one output folder. Use as a context manager; leaving it saves."""

    def __init__(self, path: Path | str) -> None:
        self._connection = open_index(path)
        self._sources: dict[int, Source] = {}
        self._names = lru_cache(maxsize=1)(self._list_names)
        self._frequency = lru_cache(maxsize=CACHED_KEYS)(self._count_sentences)
        self._firsts = lru_cache(maxsize=1)(self._list_firsts)
        self._number_of_sentences = lru_cache(maxsize=1)(self._count_all_sentences)

    def __enter__(self) -> Self:
        """Give the index itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Save and close."""
        self._connection.commit()
        self._connection.close()

    def keys(self) -> dict[str, str]:
        """Give the key (content and settings) under which each document was analysed."""
        return dict(self._connection.execute("select doc, key from documents"))

    def put(self, doc: str, key: str, analysis: Analysis) -> None:
        """Add a document, in the place of an earlier version of it."""
        self.remove([doc])
        self._forget()
        run = self._connection.execute
        first = self._free_place(doc)
        sentences = analysis.sentences
        shares = mentions_within(analysis.records.mentions, sentences)
        text = analysis.records.article.text
        terms = [
            indexed_terms(text[sentence.start : sentence.end], share)
            for sentence, share in zip(sentences, shares, strict=True)
        ]
        blob = zlib.compress(msgspec.json.encode(analysis), level=1)
        document = first
        run(
            "insert into documents (id, doc, key, first, last, analysis) values (?, ?, ?, ?, ?, ?)",
            (document, doc, key, first, first + len(sentences) - 1, blob),
        )
        run("insert into texts (rowid, terms) values (?, ?)", (document, "\n".join(terms)))
        self._connection.executemany(
            "insert into windows (rowid, terms) values (?, ?)",
            ((first + i, "\n".join(terms[max(0, i - 1) : i + 2])) for i in range(len(terms))),
        )
        keys = [sentence_keys(*pair) for pair in zip(sentences, shares, strict=True)]
        self._connection.executemany(
            "insert into sentences (id, keys, start, stop, content) values (?, ?, ?, ?, ?)",
            (
                (first + i, " ".join(found), place.start, place.end, text[place.start : place.end])
                for i, (found, place) in enumerate(zip(keys, sentences, strict=True))
            ),
        )
        self._count(keys, 1)
        self._connection.executemany(
            "insert into numbers (document, value, unit) values (?, ?, ?)",
            (
                (document, *value_of(mention))
                for mention in analysis.records.mentions
                if value_of(mention)[0] is not None
            ),
        )
        self._connection.commit()

    def remove(self, docs: Iterable[str]) -> None:
        """Take documents out."""
        run = self._connection.execute
        for doc in docs:
            row = run("select id, first, last from documents where doc = ?", (doc,)).fetchone()
            if row is not None:
                keys = run("select keys from sentences where id between ? and ?", row[1:])
                self._count((found.split() for (found,) in keys.fetchall()), -1)
                run("delete from sentences where id between ? and ?", row[1:])
                run("delete from windows where rowid between ? and ?", row[1:])
                run("delete from texts where rowid = ?", row[:1])
                run("delete from numbers where document = ?", row[:1])
                run("delete from documents where id = ?", row[:1])
                self._forget()

    def _free_place(self, doc: str) -> int:
        """Give the first row of a document: the place of its name, or the next that is free."""
        digest = hashlib.blake2b(doc.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        place = int.from_bytes(digest) % PLACES_FOR_DOCUMENTS
        taken = "select 1 from documents where id = ?"
        while self._connection.execute(taken, (place * MOST_SENTENCES,)).fetchone():
            place += 1
        return place * MOST_SENTENCES

    def _forget(self) -> None:
        """Drop what was kept at hand of the index as it was."""
        self._sources.clear()
        self._names.cache_clear()
        self._frequency.cache_clear()
        self._firsts.cache_clear()
        self._number_of_sentences.cache_clear()

    def is_empty(self) -> bool:
        """Say whether there is no sentence to look in."""
        return self._number_of_sentences() == 0

    def find_document(self, name: str) -> int | None:
        """Give the number of the document of a name, or None where there is none."""
        doc = self._names().find(name)
        row = self._connection.execute("select id from documents where doc = ?", (doc,)).fetchone()
        return None if row is None else int(row[0])

    def suggest(self, name: str) -> str:
        """Say which documents have nearly this name."""
        return self._names().suggest(name)

    def _list_names(self) -> DocumentNames:
        return DocumentNames(self.keys())

    def key(self, doc: str) -> str | None:
        """Give the key under which a document was analysed, or None where there is none."""
        row = self._connection.execute("select key from documents where doc = ?", (doc,)).fetchone()
        return None if row is None else str(row[0])

    def size(self, doc: str) -> int:
        """Give the number of sentences of a document."""
        row = self._connection.execute(
            "select last - first + 1 from documents where doc = ?", (doc,)
        ).fetchone()
        return 0 if row is None else int(row[0])

    def source(self, document: int) -> Source:
        """Give a document by its number; those used last are kept at hand."""
        found = self._sources.pop(document, None) or self._load(document)
        self._sources[document] = found
        kept = sum(len(source.text) for source in self._sources.values())
        while len(self._sources) > 1 and (
            len(self._sources) > CACHED_DOCUMENTS or kept > CACHED_CHARACTERS
        ):
            kept -= len(self._sources.pop(next(iter(self._sources))).text)
        return found

    def match(self, terms: Sequence[str], *, document: int | None = None) -> Matches:
        """Find the windows, of all documents or of one, that hold any of the terms.

        They are scored by BM25; how rare a term is counts over all documents either way.
        """
        if not terms:
            return Matches([])
        found = "select rowid, -bm25(windows) from windows where windows match ?"
        query: tuple[str | int, ...] = (_to_query(terms),)
        if document is not None:
            found += " and rowid between ? and ?"
            query += self._extent(document)
        return Matches(self._connection.execute(f"{found} order by rowid", query).fetchall())

    def best(self, matches: Matches, *, limit: int, document: int | None = None) -> list[Hit]:
        """Give the best of the windows that matched, over all documents or in one."""
        found = matches.best(limit, None if document is None else self._extent(document))
        return [Hit(*self._place(row), score, row) for row, score in found]

    def _extent(self, document: int) -> tuple[int, int]:
        found: tuple[int, int] = self._connection.execute(
            "select first, last from documents where id = ?", (document,)
        ).fetchone()
        return found

    def _place(self, row: int) -> tuple[int, int]:
        """Give the document of a sentence and its index there."""
        firsts, numbers = self._firsts()
        place = bisect_right(firsts, row) - 1
        return numbers[place], row - firsts[place]

    def document_scores(self, terms: Sequence[str], *, limit: int) -> dict[int, float]:
        """Give the BM25 score of the documents that hold most of the terms."""
        if not terms:
            return {}
        rows = self._connection.execute(
            "select rowid, -bm25(texts) from texts where texts match ? order by rank limit ?",
            (_to_query(terms), limit),
        )
        return {int(document): float(score) for document, score in rows}

    def sentence_keys(self, hits: Sequence[Hit]) -> list[tuple[str, ...]]:
        """Give the keys of the words of each sentence that was hit."""
        found = dict(
            self._connection.execute(
                "select sentences.id, keys from sentences"
                " join json_each(?) on sentences.id = value",
                (msgspec.json.encode([hit.row for hit in hits]).decode(),),
            )
        )
        return [tuple(found[hit.row].split()) for hit in hits]

    def passages(self, hits: Sequence[Hit]) -> list[Passage]:
        """Give each sentence that was hit, and how far its window reaches."""
        found = {
            row: rest
            for row, *rest in self._connection.execute(
                "select s.id, d.doc, s.start, s.stop, s.content,"
                " (select min(start) from sentences"
                "   where id between max(d.first, s.id - 1) and s.id),"
                " (select max(stop) from sentences where id between s.id and min(d.last, s.id + 1))"
                " from json_each(?) hit join sentences s on s.id = json_extract(hit.value, '$[0]')"
                " join documents d on d.id = json_extract(hit.value, '$[1]')",
                (msgspec.json.encode([(hit.row, hit.document) for hit in hits]).decode(),),
            )
        }
        return [Passage(*found[hit.row]) for hit in hits]

    def rarity(self, keys: Iterable[str]) -> dict[str, float]:
        """Give the inverse document frequency of keys, a sentence being the document."""
        number = self._number_of_sentences()
        counts = {key: self._frequency(key) for key in keys}
        return {
            key: math.log(1 + (number - count + 0.5) / (count + 0.5))
            for key, count in counts.items()
        }

    def _count_all_sentences(self) -> int:
        row = self._connection.execute("select sum(last - first + 1) from documents").fetchone()
        return row[0] or 0

    def _count_sentences(self, key: str) -> int:
        row = self._connection.execute(
            "select sentences from vocabulary where key = ?", (key,)
        ).fetchone()
        return row[0] if row else 0

    def _list_firsts(self) -> tuple[list[int], list[int]]:
        """Give the first rowid of every document that has a sentence, and its number."""
        rows = self._connection.execute(
            "select first, id from documents where first <= last order by first"
        ).fetchall()
        return [first for first, _ in rows], [number for _, number in rows]

    def has_value(self, value: float, unit: str | None, *, document: int | None = None) -> bool:
        """Say whether a value stands in any source, or in one document."""
        row = self._connection.execute(
            "select 1 from numbers where value = ? and unit is ?"
            " and (? = 0 or document = ?) limit 1",
            (value, unit, document or 0, document or 0),
        ).fetchone()
        return row is not None

    def _count(self, keys: Iterable[Iterable[str]], step: int) -> None:
        counts = Counter(key for found in keys for key in set(found))
        self._connection.executemany(
            "insert into vocabulary values (?, ?)"
            " on conflict (key) do update set sentences = sentences + excluded.sentences",
            ((key, step * count) for key, count in counts.items()),
        )

    def _load(self, document: int) -> Source:
        [blob] = self._connection.execute(
            "select analysis from documents where id = ?", (document,)
        ).fetchone()
        return Source(document, msgspec.json.decode(zlib.decompress(blob), type=Analysis))


def value_of(mention: Mention) -> tuple[float | None, str | None]:
    """Give the number and unit under which a value is kept; a date is kept by its first day."""
    if mention.quantity is not None:
        quantity = mention.quantity
        if quantity.base_low is not None:
            return quantity.base_low, quantity.base_unit
        return quantity.low, (quantity.unit or "").split(" ")[-1] or None
    if mention.date is not None and mention.date.start_date is not None:
        days = (mention.date.end_date or mention.date.start_date) - mention.date.start_date
        return float(mention.date.start_date.toordinal()), f"day+{days.days}"
    return None, None


def _to_query(terms: Sequence[str]) -> str:
    return " OR ".join(f'"{term}"' for term in terms)
