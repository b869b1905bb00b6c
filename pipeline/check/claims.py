"""Reads the claims to check: those of a run, or any CSV, JSONL or XLSX file with a text column."""

from __future__ import annotations

import csv
import hashlib
import json
from base64 import b32encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..tables import restore_cell

NAMES = ("claims.jsonl", "claims.csv")
"""The claims of a run, best first: JSON Lines needs no guess at types."""


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


def read_claims(path: Path) -> tuple[ClaimRow, ...]:
    """Read the claims of a run's folder or of a file; raises ``InputError`` where there is none."""
    file = _find_file(path)
    rows = _READERS[file.suffix.lower()](file)
    claims = tuple(_to_claims(rows, file))
    if not claims:
        raise InputError(f"{file}: there is no claim in it. Expected one row for each claim.")
    return claims


def _find_file(path: Path) -> Path:
    if path.is_dir():
        file = next((path / name for name in NAMES if (path / name).is_file()), None)
        if file is None:
            raise InputError(
                f"{path}: there is no {' or '.join(NAMES)} here. Give the folder that"
                " `claimtable run` wrote to, or a file with a text column."
            )
        return file
    if not path.is_file():
        raise InputError(f"{path}: there is no such file or folder.")
    if path.suffix.lower() not in _READERS:
        raise InputError(
            f"{path}: claims are read from files ending in {', '.join(_READERS)}. Save it as one."
        )
    return path


def _read_csv(file: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{file}: byte {error.start} is not UTF-8. Save the file as CSV UTF-8."
        ) from error
    reader = csv.DictReader(text.splitlines(keepends=True), strict=True)
    try:
        for row in reader:
            cells = {
                name: restore_cell(value)
                for name, value in row.items()
                if name is not None and isinstance(value, str)
            }
            yield f"line {reader.line_num}", cells
    except csv.Error as error:
        raise InputError(
            f"{file}, line {reader.line_num}: not readable as CSV ({error})."
            " Expected comma-separated cells, in double quotes where they hold a comma."
        ) from error


def _read_jsonl(file: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    with file.open(encoding="utf-8-sig", errors="surrogateescape") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise InputError(
                    f"{file}, line {number}: not readable as JSON ({error.msg})."
                    " Expected one object a line."
                ) from error
            if not isinstance(row, dict):
                raise InputError(
                    f"{file}, line {number}: found {type(row).__name__}, expected an object"
                    ' such as {"id": "1", "text": "..."}.'
                )
            yield f"line {number}", row


def _read_xlsx(file: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    import openpyxl  # late: most people bring CSV

    book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    rows = book.worksheets[0].iter_rows(values_only=True)
    names = [str(name or "") for name in next(rows, ())]
    for number, row in enumerate(rows, start=2):
        cells = {name: value for name, value in zip(names, row, strict=False) if name}
        if any(value is not None for value in cells.values()):
            yield f"row {number}", cells
    book.close()


_READERS = {".csv": _read_csv, ".jsonl": _read_jsonl, ".xlsx": _read_xlsx}


def _to_claims(rows: Iterable[tuple[str, Mapping[str, Any]]], file: Path) -> Iterator[ClaimRow]:
    places: dict[str, str] = {}
    unnamed: Counter[str] = Counter()
    for place, row in rows:
        if "text" not in row:
            raise InputError(
                f"{file}, {place}: there is no column text; found {', '.join(row) or 'none'}."
                " Name the column that holds the claims text."
            )
        text = str(row["text"] or "").strip("\n")
        if not text.strip():
            continue
        id = str(row.get("id") or "") or _make_id(text, unnamed)
        if id in places:
            raise InputError(
                f"{file}, {place}: the id {id!r} is already that of {places[id]}."
                " Give each claim an id of its own, or leave the column out."
            )
        places[id] = place
        yield ClaimRow(
            id=id,
            text=text,
            doc=_text_or_none(row.get("doc")),
            published=_to_date(row.get("published"), file, place),
            source=_text_or_none(row.get("source")),
            speaker=_text_or_none(row.get("speaker")),
            start=_to_offset(row.get("start")),
            mentions=_to_mentions(row.get("mentions")),
        )


def _make_id(text: str, unnamed: Counter[str]) -> str:
    """Make an id from the claim's words, so that it is the same when rows move."""
    words = " ".join(text.split()).casefold()
    unnamed[words] += 1
    content = f"{words}\x1f{unnamed[words]}".encode("utf-8", "surrogatepass")
    return "c" + b32encode(hashlib.blake2b(content, digest_size=10).digest()).decode().lower()


def _to_date(value: Any, file: Path, place: str) -> date | None:
    text = str(value or "")[:10]
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            f"{file}, {place}: published is {str(value)!r}, expected a day like 2024-03-31."
        ) from error


def _to_offset(value: Any) -> int | None:
    return int(value) if isinstance(value, int) or str(value or "").isdigit() else None


def _to_mentions(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except json.JSONDecodeError:
            return ()
    return tuple(str(key) for key in value) if isinstance(value, list) else ()


def _text_or_none(value: Any) -> str | None:
    return str(value) if value not in {None, ""} else None
