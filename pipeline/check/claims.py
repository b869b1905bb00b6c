"""Reads the claims to check: those of a run, or any CSV, JSONL or XLSX file with a text column."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b32encode
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..tables import read_run
from ..tables.given import GIVEN_READERS, GivenRow, read_given
from ..tables.sqlite import NAME as DATABASE

PROBLEMS_SHOWN = 5
"""Rows that one error message names; more would hide what to do."""

_EXCEL_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)")


@dataclass(frozen=True, kw_only=True)
class ClaimRow:
    """One claim as given; ``source`` limits it to one document."""

    id: str
    text: str
    doc: str | None = None
    published: date | None = None
    source: str | None = None
    speaker: str | None = None
    start: int | None = None
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Unusable:
    """A row that holds no claim that could be checked, and why."""

    place: str
    id: str
    reason: str


class Claims:
    """The claims of a file that was looked through; each iteration reads it anew, row by row."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._number = 0
        unusable = []
        rows = _Rows(file)
        for row in rows:
            if isinstance(row, Unusable):
                unusable.append(row)
            else:
                self._number += 1
        rows.raise_problems()
        self.unusable = tuple(unusable)
        """The rows that hold something, but no text to check."""

    def __len__(self) -> int:
        """Give the number of claims."""
        return self._number

    def __iter__(self) -> Iterator[ClaimRow]:
        """Give the claims in the order of the file."""
        return (row for row in _Rows(self.file) if isinstance(row, ClaimRow))


def read_claims(path: Path) -> Claims:
    """Open the claims of a run's folder or of a file.

    Raises ``InputError`` where there is none, naming the rows that are in the way.
    """
    claims = Claims(_find_file(path))
    if not claims and not claims.unusable:
        raise InputError(f"{claims.file}: there is no claim in it. Expected one row for each.")
    return claims


def _find_file(path: Path) -> Path:
    if path.is_dir():
        run = read_run(path)
        if not run.has("claims"):
            raise InputError(
                f"{path}: there is no table of claims here. Give the folder that `claimtable run`"
                " wrote to (with jsonl, csv or sqlite among its formats), or a file with a text"
                " column."
            )
        return run.file_of("claims")
    if not path.is_file():
        raise InputError(f"{path}: there is no such file or folder.")
    if path.suffix.lower() not in GIVEN_READERS:
        raise InputError(
            f"{path}: claims are read from files ending in {', '.join(GIVEN_READERS)}."
            " Save it as one."
        )
    return path


def _read_rows(file: Path) -> Iterator[GivenRow]:
    if file.name != DATABASE:
        return read_given(file)
    rows = read_run(file.parent).stream("claims", dict[str, Any])
    return ((f"row {number}", row) for number, row in enumerate(rows, start=1))


class _Rows:
    """Reads a file once; what is wrong with its rows is gathered on the way."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._problems: list[str] = []
        self._places: dict[str, str] = {}
        self._repeated: dict[str, list[str]] = defaultdict(list)
        self._unnamed: Counter[bytes] = Counter()

    def __iter__(self) -> Iterator[ClaimRow | Unusable]:
        for place, row in _read_rows(self._file):
            if "text" not in row:
                raise InputError(
                    f"{self._file}, {place}: there is no column text; found"
                    f" {', '.join(row) or 'none'}. Name the column that holds the claims text."
                )
            reason = _why_unusable(row)
            if reason:
                yield Unusable(place=place, id=_to_id(row.get("id")), reason=reason)
            else:
                yield self._to_claim(place, row)

    def raise_problems(self) -> None:
        """Raise one error for all rows that stand in the way."""
        problems = [
            f"the id {id!r} stands in {', '.join((self._places[id], *places))}"
            for id, places in self._repeated.items()
        ]
        advice = ["Give each claim an id of its own, or leave the column out."] if problems else []
        problems += self._problems
        if problems:
            shown = "; ".join(problems[:PROBLEMS_SHOWN])
            more = len(problems) - PROBLEMS_SHOWN
            rest = f"; and {more} more of this kind" if more > 0 else ""
            raise InputError(" ".join([f"{self._file}: {shown}{rest}.", *advice]))

    def _to_claim(self, place: str, row: Mapping[str, Any]) -> ClaimRow:
        text = str(row["text"]).strip("\r\n")
        id = _to_id(row.get("id")) or self._make_id(text)
        if id in self._places:
            self._repeated[id].append(place)
        self._places.setdefault(id, place)
        return ClaimRow(
            id=id,
            text=text,
            doc=_text_or_none(row.get("doc")),
            published=self._to_date(place, row.get("published")),
            source=_text_or_none(row.get("source")),
            speaker=_text_or_none(row.get("speaker")),
            start=_to_offset(row.get("start")),
            mentions=_to_mentions(row.get("mentions")),
        )

    def _make_id(self, text: str) -> str:
        """Make an id from the claim's words, so that it is the same when rows move."""
        words = " ".join(text.split()).casefold().encode()
        digest = hashlib.blake2b(words, digest_size=10).digest()
        self._unnamed[digest] += 1
        content = words + b"\x1f" + str(self._unnamed[digest]).encode()
        return "c" + b32encode(hashlib.blake2b(content, digest_size=10).digest()).decode().lower()

    def _to_date(self, place: str, value: Any) -> date | None:
        text = str(value or "").strip()[:10]
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self._problems.append(
                f"{place}: published is {str(value)!r}, expected a day like 2024-03-31"
            )
            return None


def _why_unusable(row: Mapping[str, Any]) -> str:
    """Say what keeps a row from being a claim; nothing where it is one."""
    text = row["text"]
    if isinstance(text, list | dict):
        return f"its text is a {'list' if isinstance(text, list) else 'group'} of values, not words"
    if text is None or not str(text).strip():
        return "it has no text; of a formula, the value must be saved with the file"
    if _EXCEL_ERROR.fullmatch(str(text).strip()):
        return f"its text is the error {str(text).strip()} of a formula"
    if any(isinstance(cell, str) and not _is_writable(cell) for cell in row.values()):
        return "it holds half a character (a lone surrogate), which no file can hold"
    return ""


def _is_writable(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)


def _to_id(value: Any) -> str:
    return str(value if value is not None else "").strip()


def _to_offset(value: Any) -> int | None:
    return int(value) if isinstance(value, int) or str(value or "").isdecimal() else None


def _to_mentions(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except json.JSONDecodeError:
            return ()
    return tuple(str(key) for key in value) if isinstance(value, list) else ()


def _text_or_none(value: Any) -> str | None:
    return str(value).strip() or None if value is not None else None
