"""Reads facts files, CSV or YAML, into rows of text; says for each row where it stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..tables import restore_cell
from ..tables.given import DELIMITERS
from .fact import COLUMNS

SUFFIXES = (".facts.csv", ".facts.yaml", ".facts.yml")
YAML_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its cells by column, and the columns that no facts file knows."""

    path: str
    line: int
    cells: Mapping[str, str]
    repeated: tuple[str, ...] = ()


def find_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Give the facts files among ``paths`` and in the folders among them, sorted.

    A file that is named itself may be called anything; in a folder, only ``*.facts.csv``,
    ``*.facts.yaml`` and ``*.facts.yml`` are facts files. Raises ``InputError`` for what is not
    there.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.name.endswith(SUFFIXES))
            if not inside:
                raise InputError(f"{path}: no facts file; expected files named *.facts.csv.")
            found.update(dict.fromkeys(inside))
        elif path.is_file():
            found[path] = None
        else:
            raise InputError(f"{path}: no such facts file or folder.")
    return tuple(found)


def read_rows(path: Path) -> tuple[Row, ...]:
    """Read the rows of one facts file; rows without any content are left out.

    Raises ``InputError`` where the file is not a table at all.
    """
    text = _decode(path)
    rows = _read_yaml(text, path) if path.suffix in YAML_SUFFIXES else _read_csv(text, path)
    return tuple(row for row in rows if any(row.cells.values()))


def _decode(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f'{path}: not UTF-8 text ({error.reason}). Save it again as "CSV UTF-8".'
        ) from error


def _read_csv(text: str, path: Path) -> Iterator[Row]:
    header = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [name.strip() for name in next(reader, [])]
        if not set(names) & set(COLUMNS):
            raise InputError(f"{path}:1: found {header.strip()!r}; expected {','.join(COLUMNS)}")
        line = reader.line_num + 1
        for cells in reader:
            yield _to_row(path, line, list(zip(names, cells, strict=False)), cells[len(names) :])
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            f"{path}:{reader.line_num}: not a readable CSV row ({error}). "
            "Look for a quotation mark that is not closed."
        ) from error


def _to_row(path: Path, line: int, pairs: list[tuple[str, str]], surplus: list[str]) -> Row:
    cells: dict[str, str] = {}
    repeated = []
    for name, value in pairs:
        if name in cells:
            repeated.append(name)
        cells[name] = restore_cell(value.strip())
    if any(surplus):
        cells[""] = " ".join(surplus)
    return Row(path=str(path), line=line, cells=cells, repeated=tuple(repeated))


def _read_yaml(text: str, path: Path) -> Iterator[Row]:
    """Read a YAML list of mappings as written: every value stays the text that stands there."""
    from srsly.ruamel_yaml.error import YAMLError
    from srsly.ruamel_yaml.loader import SafeLoader
    from srsly.ruamel_yaml.main import compose
    from srsly.ruamel_yaml.nodes import MappingNode, SequenceNode

    try:
        root: Any = compose(text, Loader=SafeLoader)
    except YAMLError as error:
        raise InputError(f"{path}: not readable YAML ({' '.join(str(error).split())}).") from error
    if root is None:
        return
    if not isinstance(root, SequenceNode):
        raise InputError(f"{path}: expected a list of facts, each starting with a dash.")
    for node in root.value:
        line = node.start_mark.line + 1
        if not isinstance(node, MappingNode):
            raise InputError(f"{path}:{line}: expected keys and values ({', '.join(COLUMNS)}).")
        yield _to_row(path, line, [_to_pair(key, value, path) for key, value in node.value], [])


def _to_pair(key: Any, value: Any, path: Path) -> tuple[str, str]:
    if not isinstance(value.value, str):
        line = value.start_mark.line + 1
        raise InputError(f"{path}:{line}: {key.value}: found a list; expected one value.")
    return str(key.value), "" if value.tag.endswith(":null") else value.value
