"""Reads metadata.csv, the table that says when, where and by whom the files were published."""

from __future__ import annotations

import csv
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType

from ..errors import InputError
from ..records import Record
from .address import exists, is_folder, is_remote, to_location
from .containers import METADATA_NAME
from .decode import decode
from .inputs import Input
from .names import kind_of
from .opener import Opener

DELIMITERS = ",;\t"
MAX_BYTES = 2_000_000_000
"""A million rows with titles and addresses take 250 MB."""

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


class Metadata(Record, frozen=True, kw_only=True):
    """What metadata.csv says about one file."""

    published: date | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    byline: str | None = None


@dataclass(frozen=True, kw_only=True)
class MetadataTable:
    """The rows of metadata.csv and the lines they stand in, by the file they name."""

    path: str
    rows: Mapping[str, Metadata]
    lines: Mapping[str, int]

    def find(self, source: Input) -> Metadata | None:
        """Find the row of an article: its own, else that of the archive it lies in."""
        name = self.find_name(source)
        return None if name is None else self.rows[name]

    def find_name(self, source: Input) -> str | None:
        """Find how the table names an article: with or without suffix, or by its archive."""
        return next((name for name in _names(source) if name in self.rows), None)

    def warnings(self, used: Container[str]) -> tuple[str, ...]:
        """Say which rows name no article; ``used`` are the names that ``find_name`` has given."""
        return tuple(
            f"{self.path}, line {line}: there is no file {name!r} to read"
            for name, line in self.lines.items()
            if name not in used
        )


def _names(source: Input) -> Iterator[str]:
    yield source.name
    yield kind_of(source.name).stem
    if source.member:
        outer = source.name
        while outer != source.name.removesuffix(f"/{source.member}"):
            outer = outer.rpartition("/")[0]
            yield outer


def read_metadata(folder: Path | str) -> MetadataTable:
    """Read metadata.csv in a folder, or beside a file; where there is none the table is empty.

    The column ``file`` is needed; ``published``, ``title``, ``url``, ``publisher`` and ``byline``
    may be there, and other columns are ignored.
    """
    path = _find_table(to_location(folder))
    if path is None:
        path = f"{folder}/{METADATA_NAME}"
        return MetadataTable(path=path, rows=MappingProxyType({}), lines=MappingProxyType({}))
    rows: dict[str, Metadata] = {}
    lines: dict[str, int] = {}
    for line, name, metadata in _read_rows(path):
        if name in rows:
            raise InputError(
                f"{path}, line {line}: {name!r} stands in line {lines[name]} already."
                " Keep one row for each file."
            )
        rows[name] = metadata
        lines[name] = line
    return MetadataTable(path=path, rows=MappingProxyType(rows), lines=MappingProxyType(lines))


def _find_table(folder: str) -> str | None:
    if is_remote(folder):
        beside = folder if is_folder(folder) else folder.rpartition("/")[0]
        path = f"{beside.rstrip('/')}/{METADATA_NAME}"
        return path if exists(path) else None
    beside = folder if Path(folder).is_dir() else str(Path(folder).parent)
    table = Path(beside) / METADATA_NAME
    return str(table) if table.is_file() else None


def _read_rows(path: str) -> Iterator[tuple[int, str, Metadata]]:
    text = _read_text(path)
    delimiter = max(DELIMITERS, key=text[: text.find("\n")].count if "\n" in text else text.count)
    # Lines as io.StringIO gives them, which would hold the text once more, in four bytes a letter.
    lines = (line.group() for line in LINE.finditer(text))
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        columns = [column.strip().lower() for column in next(rows, [])]
        if "file" not in columns:
            found = ", ".join(column for column in columns if column) or "nothing"
            raise InputError(f"{path}, line 1: expected a column called file, found {found}.")
        for row in rows:
            cells = {name: cell.strip() for name, cell in zip(columns, row, strict=False)}
            if any(cells.values()):
                yield rows.line_num, *_to_row(cells, f"{path}, line {rows.line_num}")
    except csv.Error as error:
        raise InputError(f"{path}, line {rows.line_num}: not a readable row ({error}).") from error


def _read_text(path: str) -> str:
    source = Input(file=path, name=METADATA_NAME, doc="", suffix=".csv")
    with Opener() as opener:
        raw = opener.load(source, max_bytes=MAX_BYTES)
    try:
        return decode(raw)[0]
    except InputError as error:
        raise InputError(f"{path}: {error}") from error


def _to_row(cells: Mapping[str, str], place: str) -> tuple[str, Metadata]:
    name = cells["file"].replace("\\", "/").removeprefix("./")
    if not name:
        raise InputError(f"{place}: the file column is empty. Expected the name of a file.")
    metadata = Metadata(
        published=_to_date(cells.get("published", ""), place),
        title=cells.get("title") or None,
        url=cells.get("url") or None,
        publisher=cells.get("publisher") or None,
        byline=cells.get("byline") or None,
    )
    return name, metadata


def _to_date(written: str, place: str) -> date | None:
    if not written:
        return None
    try:
        return datetime.fromisoformat(written).date()
    except ValueError as error:
        raise InputError(
            f"{place}: published is {written!r}. Expected a date such as 2024-03-31."
        ) from error
